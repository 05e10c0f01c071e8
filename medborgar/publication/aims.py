"""The agreement's goals as a page shows them: each with a small chart of what tells whether it is reached."""

from typing import Any, NamedTuple

from flask_babel import gettext as _

from medborgar.picture.figures.charts import Chart, Point, Series, drawn
from medborgar.picture.figures.models import Better, Every, Meaning


class GoalView(NamedTuple):
    """One goal."""

    text: str
    section: str
    source: str
    better: str
    chart: Chart | None


def goal_view(goal: dict[str, Any]) -> GoalView:
    """A goal of the signed content."""
    measured = goal["matetal"]
    if measured is None:
        return GoalView(goal["mal"], goal["avsnitt"], "", "", None)
    series = _series(measured)
    better = _("lägre är bättre") if series.meaning.better is Better.LOWER else _("högre är bättre")
    return GoalView(goal["mal"], goal["avsnitt"], measured["kalla"], better, drawn(series))


def _series(measured: dict[str, Any]) -> Series:
    meaning = Meaning(
        name=measured["namn"],
        source=measured["kalla"],
        unit=measured["enhet"],
        lowest=measured["lagst"],
        highest=measured["hogst"],
        counts=measured["antal"],
        better=Better(measured["bra"]),
        every=Every.YEAR,  # each value says for itself how long a time it covers
    )
    return Series(meaning, meaning.name, [Point(one["namn"], one["varde"]) for one in measured["varden"]])
