"""How what is published of a round is shown: its tables, and its scales round after round."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _

from medborgar.core.formatting import number, one_decimal
from medborgar.core.languages import as_swedish
from medborgar.picture.figures.charts import Chart, Series, drawn
from medborgar.picture.figures.models import Better, Every, Meaning
from medborgar.picture.results.series import LEAST, point
from medborgar.publication.models import DialogueResult


class Line(NamedTuple):
    """One line of a table; a small number has no bar."""

    label: str
    number: int
    text: str


@dataclass(frozen=True)
class Asked:
    """One question, ready for the page."""

    words: str
    many: bool
    summary: str
    lines: list[Line]  # none where they would tell
    chart: Chart | None


def table(rows: list[dict[str, Any]] | None) -> list[Line]:
    """The lines of a table; none of one that would tell."""
    return [Line(as_swedish(row["namn"]), row["antal"] or 0, few(row["antal"])) for row in rows or []]


def few(count: int | None) -> str:
    """A published number."""
    return _("färre än 5") if count is None else number(count)


def questions(said: dict[str, Any], rounds: Sequence[DialogueResult]) -> list[Asked]:
    """Each question of a round, with what the rounds so far have answered; its own is among them."""
    known = [(one.dialogue.opens, one.said) for one in rounds if one.dialogue.opens]
    return [
        Asked(one["fraga"], one["flera"], _summary(one), table(one["val"]), _chart(one, known))
        for one in said["fragor"]
    ]


def _summary(one: dict[str, Any]) -> str:
    parts = [_("%(number)s svar", number=number(one["antal"])) if one["antal"] is not None else ""]
    parts.append(_("medel %(mean)s", mean=one_decimal(one["medel"])) if one["medel"] is not None else "")
    return " · ".join(filter(None, parts))


def _chart(asked: dict[str, Any], rounds: Iterable[tuple[date, dict[str, Any]]]) -> Chart | None:
    """The means of a scale, round after round, where at least two may be read."""
    same = [(opened, one) for opened, said in rounds for one in said["fragor"] if one["nyckel"] == asked["nyckel"]]
    points = [
        point(day, one["medel"], one_decimal(one["medel"]), one["antal"])
        for day, one in same
        if one["medel"] is not None
    ]
    if len(points) < LEAST:
        return None
    meaning = Meaning("", "", _("medel"), asked["lagst"], asked["hogst"], False, Better.HIGHER, Every.MONTH)
    return drawn(Series(meaning, asked["fraga"], list(points)))
