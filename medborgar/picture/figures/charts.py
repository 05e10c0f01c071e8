"""A series of readings as a small chart with a table beside it: where each point lies, and what the change means."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from medborgar.core.formatting import lower_first, number
from medborgar.core.languages import in_swedish
from medborgar.picture.figures import spans
from medborgar.picture.figures.models import Better, Meaning

LEFT, RIGHT, TOP, BOTTOM = 10, 230, 26, 96
SHORT_SCALE = 10  # an index of a few steps is drawn from end to end
SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class Point:
    """One reading of a series; no value when it is too small to be shown."""

    period: str
    value: float | None
    n: int | None = None
    reading_id: uuid.UUID | None = None  # where it can be changed

    @property
    def name(self) -> str:
        """The period in words."""
        return spans.name(self.period)

    @property
    def short_name(self) -> str:
        """Its span in few letters."""
        return spans.short_name(self.period)

    @property
    def at(self) -> int:
        """Where it lies on the line of time."""
        return spans.ordinal(self.period)

    @property
    def text(self) -> str:
        """The value in words."""
        return _("färre än 5") if self.value is None else number(self.value)


@dataclass(frozen=True)
class Series:
    """What was measured, time after time, of one part: an area, a group, or all of the municipality."""

    meaning: Meaning
    title: str
    points: list[Point]  # the oldest first
    whole: bool = True  # of all of the municipality and everybody

    @property
    def seen(self) -> list[Point]:
        """The points that have a value."""
        return [point for point in self.points if point.value is not None]

    @property
    def latest(self) -> Point | None:
        """The last point."""
        return self.points[-1] if self.points else None

    @property
    def change(self) -> str:
        """What has happened since the first time, and since the time before where that is another one, in words."""
        if not self.points or self.points[-1].value is None:
            return ""
        last = change_of(self.meaning, self.seen[-2:])
        if len(self.seen) <= 2:
            return last
        whole = change_of(self.meaning, [self.seen[0], self.seen[-1]])
        return _("%(whole)s. Sedan förra gången: %(last)s.", whole=whole, last=lower_first(last))

    @property
    def has_n(self) -> bool:
        """Whether it is known how many answered."""
        return any(point.n is not None for point in self.points)


def change_of(meaning: Meaning, last: Sequence[Point]) -> str:
    """From the first to the second of two points, and whether that is the good direction."""
    if len(last) < 2 or last[0].value is None or last[1].value is None:
        return ""
    before, now = last[0].value, last[1].value
    if before == now:
        return _("Oförändrat sedan %(period)s", period=last[0].name)
    verdict = _("åt rätt håll") if (now < before) == (meaning.better is Better.LOWER) else _("åt fel håll")
    said = {"value": number(before), "period": last[0].name, "verdict": verdict}
    if now < before:
        return _("Har minskat från %(value)s (%(period)s), %(verdict)s", **said)
    return _("Har ökat från %(value)s (%(period)s), %(verdict)s", **said)


def shown(meaning: Meaning, value: float, n: int | None) -> float | None:
    """A reading as it may be published: None when it counts, or rests on, fewer than five."""
    few = (meaning.counts and value < SMALLEST_SHOWN) or (n is not None and n < SMALLEST_SHOWN)
    return None if few else value


@dataclass(frozen=True)
class Dot:
    """Where a point is drawn."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Chart:
    """A series, drawn: coordinates in a box of 240 × 120."""

    series: Series
    dots: list[Dot]
    low: str
    high: str

    @property
    def line(self) -> str:
        """The dots as the points of a line."""
        return " ".join(f"{dot.x:g},{dot.y:g}" for dot in self.dots)

    @property
    def label(self) -> str:
        """What the picture is, for those who do not see it; a title in another language than the page's is left out."""
        if in_swedish([self.series.title]):
            return _("Samma tal som i tabellen")
        return _("%(title)s: samma tal som i tabellen", title=self.series.title)


def drawn(series: Series, along: Sequence[Series] = ()) -> Chart:
    """Draw a series; those it is shown along with share its scale, so that they can be compared."""
    together = [point for one in (series, *along) for point in one.seen]
    values = [point.value for point in together if point.value is not None]
    low, high = scale(series.meaning, values)
    times = [point.at for point in together]
    first, last = min(times, default=0), max(times, default=0)

    def across(point: Point) -> float:
        return LEFT + (RIGHT - LEFT) * ((point.at - first) / (last - first) if last > first else 0.5)

    def down(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)

    dots = [Dot(round(across(p), 1), round(down(p.value), 1), p.text) for p in series.seen if p.value is not None]
    return Chart(series, dots, number(low), number(high))


def scale(meaning: Meaning, values: Sequence[float]) -> tuple[float, float]:
    """The lowest and the highest value of a drawing: all of a short scale, else from zero to what there is."""
    low, high = meaning.lowest, meaning.highest
    if low is not None and high is not None and 0 < high - low <= SHORT_SCALE:
        return low, high
    bottom, top = min([0.0, *values]), max(values, default=1.0)
    return bottom, top if top > bottom else bottom + 1
