"""How the results of a round are shown: each question with its numbers, its change and its series."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from medborgar.core.formatting import number, one_decimal
from medborgar.intake.dialogues.models import Question, QuestionKind
from medborgar.intake.models import Dialogue
from medborgar.picture.figures.charts import Chart, drawn
from medborgar.picture.figures.spans import name
from medborgar.picture.results.counting import Result
from medborgar.picture.results.queries import PAGE_SIZE, Asked
from medborgar.picture.results.series import change, lines


class Bar(NamedTuple):
    """One line of a table: what, how many, and both as they are printed."""

    label: str
    number: int
    text: str


@dataclass(frozen=True)
class Shown:
    """One question, ready for the page."""

    question: Question
    number: int
    mean: str
    change: str
    bars: list[Bar]
    charts: list[Chart]


def shown(asked: Iterable[Asked]) -> list[Shown]:
    """What there is to say of each question."""
    return [_shown(one.result, change(one.result, one.before), _charts(one)) for one in asked]


def bars(rows: Iterable[tuple[str, int]]) -> list[Bar]:
    """Counts as lines of a table."""
    return [Bar(label, count, number(count)) for label, count in rows]


def within(asked: int, total: int) -> int:
    """The page that was asked for, if there are so many."""
    return min(max(asked, 1), max(1, -(-total // PAGE_SIZE)))


def pages_of(dialogue: Dialogue, page: int, total: int) -> dict[str, Any]:
    """Which words are shown, and the way to the others."""
    last = min(page * PAGE_SIZE, total)

    def link(to: int) -> str:
        return url_for("results.words", slug=dialogue.slug, sida=to)

    return {
        "first": (page - 1) * PAGE_SIZE + 1,
        "last": last,
        "total": total,
        "previous": link(page - 1) if page > 1 else None,
        "next": link(page + 1) if last < total else None,
    }


def _shown(result: Result, said: str, charts: list[Chart]) -> Shown:
    mean = "" if result.mean is None else _("medel %(mean)s", mean=one_decimal(result.mean))
    return Shown(result.question, result.number, mean, said, bars(_labelled(result)), charts)


def _labelled(result: Result) -> list[tuple[str, int]]:
    months = result.question.kind == QuestionKind.DATE
    return [(name(one.label) if months else one.label, one.number) for one in result.counts]


def _charts(asked: Asked) -> list[Chart]:
    """All of a question's series, drawn on one scale."""
    found = lines(asked.rounds)
    return [drawn(one, found) for one in found]
