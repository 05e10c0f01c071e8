"""What a round's results say in public: numbers under the small-number rule, and never a word that anybody wrote.

The keys are Swedish, for they are published; null is *färre än 5*, and a table that is null would tell.

Two tables of one round split the same people by different things, and any counts of one go with any of the other; so
do the promise's, which rest on those answers that staff have put in the picture, and which these are is told nowhere.
A mean stands only where every step that it is made of does. How many passed a question by is no cell: it says nothing
of what anybody answered.
"""

from collections.abc import Iterable
from typing import Any

from medborgar.intake.dialogues.models import QuestionKind
from medborgar.picture.results.counting import LISTED, Result, mean_of
from medborgar.picture.results.queries import Heard
from medborgar.publication.suppression import SMALLEST_SHOWN, Cell, choices, split


def content(heard: Heard, results: Iterable[Result]) -> dict[str, Any]:
    """The public content of a round."""
    asked = [one for one in results if one.question.asked]
    placed = any(one.question.kind == QuestionKind.PLACE for one in asked)
    return {
        "antal": heard.total if heard.total >= SMALLEST_SHOWN else None,
        "delomraden": _areas(heard) if placed else None,
        "fragor": [_question(one, heard.total) for one in asked if one.question.kind in LISTED],
    }


def _areas(heard: Heard) -> list[dict[str, Any]] | None:
    cells = split([number for _, number in heard.by_area])
    return _rows([name for name, _ in heard.by_area], cells) if cells else None


def _question(one: Result, total: int) -> dict[str, Any]:
    many = one.question.kind == QuestionKind.MANY
    cells = _cells(one, total, many=many)
    return {
        "nyckel": f"{one.question.lineage} {one.question.meaning}",
        "fraga": one.question.words,
        "flera": many,
        "lagst": one.question.lowest,
        "hogst": one.question.highest,
        "val": _rows([count.label for count in one.counts], cells) if cells else None,
        "antal": one.number if cells and None not in cells else None,
        "medel": _mean(one, cells),
    }


def _cells(one: Result, total: int, *, many: bool) -> list[Cell] | None:
    needed = one.question.needed
    if needed and one.number != total:  # it was not asked all along: everybody would count wrongly
        return None
    return choices([count.number for count in one.counts], total=total, all_answered=needed, one_each=not many)


def _mean(one: Result, cells: list[Cell] | None) -> float | None:
    """Of the cells that are shown, and of nothing else."""
    if not one.is_scale or not cells:
        return None
    steps = [(int(count.value), cell) for count, cell in zip(one.counts, cells, strict=True) if cell is not None]
    return mean_of(steps) if len(steps) == len(cells) else None


def _rows(names: Iterable[str], cells: list[Cell]) -> list[dict[str, Any]]:
    return [{"namn": name, "antal": number} for name, number in zip(names, cells, strict=True)]
