"""What a commitment is measured by, time after time, as a small chart with its table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from medborgar.core.formatting import long_day, short_day
from medborgar.picture.figures.charts import Chart, Point, Series, drawn
from medborgar.picture.figures.models import Better, Every, Meaning
from medborgar.publication.cards import CommitmentView


@dataclass(frozen=True)
class Told(Point):
    """What was reported on a day; its period is the day."""

    begins: bool = False

    @property
    def day(self) -> date:
        """When."""
        return date.fromisoformat(self.period)

    @property
    def name(self) -> str:
        """The day in words."""
        return _("%(day)s, vid starten", day=long_day(self.day)) if self.begins else long_day(self.day)

    @property
    def short_name(self) -> str:
        """The same in few letters."""
        return short_day(self.day)

    @property
    def at(self) -> int:
        """Where it lies on a line of days."""
        return self.day.toordinal()


class Measured(NamedTuple):
    """A commitment and its numbers."""

    commitment: CommitmentView
    chart: Chart


def measured(commitments: list[CommitmentView], first: date) -> list[Measured]:
    """Those that are counted and have been reported, from where each began, in a period with this first day."""
    return [
        Measured(view, _chart(view, first))
        for view in commitments
        if view.standing.value is not None and view.standing.commitment["matt"]["slag"] == "antal"
    ]


def _chart(view: CommitmentView, first: date) -> Chart:
    metric = view.standing.commitment["matt"]
    start, target = metric["fran"], metric["mal"]
    lower = start is not None and target is not None and target < start
    meaning = Meaning(
        name=view.what,
        source="",
        unit=metric["enhet"],
        lowest=None,
        highest=None,
        counts=True,
        better=Better.LOWER if lower else Better.HIGHER,
        every=Every.YEAR,  # no span of its own: each point is of a day
    )
    points: list[Point] = list(_points(view, first, start))
    aim: list[Point] = [] if target is None else [Told(points[-1].period, target)]  # the drawing reaches up to it
    return drawn(Series(meaning, view.what, points), [Series(meaning, "", aim)])


def _points(view: CommitmentView, first: date, start: float | None) -> Iterator[Told]:
    reported = [report for report in view.standing.reports if report.value is not None]
    if start is not None:
        yield Told(min(first, *(report.reported for report in reported)).isoformat(), start, begins=True)
    for report in sorted(reported, key=lambda report: report.reported):
        yield Told(report.reported.isoformat(), report.value)
