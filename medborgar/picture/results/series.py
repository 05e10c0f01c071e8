"""One question round after round: the mean of a scale, the share of each choice, or how many wrote. No database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from medborgar.core.formatting import long_day, number, one_decimal
from medborgar.intake.dialogues.models import Question
from medborgar.picture.figures.charts import Point, Series
from medborgar.picture.figures.models import Better, Every, Meaning
from medborgar.picture.figures.spans import short_name
from medborgar.picture.results.counting import LISTED, Result

Measure = Callable[[Result], float | None]
LEAST = 2  # rounds: one alone is no series


@dataclass(frozen=True)
class RoundPoint(Point):
    """What one round answered, drawn on the day it opened."""

    opened: date = date.min
    written: str = ""

    @property
    def name(self) -> str:
        """When the round opened."""
        return long_day(self.opened)

    @property
    def short_name(self) -> str:
        """Its month."""
        return short_name(self.period)

    @property
    def at(self) -> int:
        """Its day on the line of time."""
        return self.opened.toordinal()

    @property
    def text(self) -> str:
        """The value as it is printed."""
        return self.written


def point(opened: date, value: float, written: str, n: int | None) -> RoundPoint:
    """What a round that opened on a day came to, and how many answered."""
    return RoundPoint(period=f"{opened:%Y-%m}", value=value, n=n, opened=opened, written=written)


def lines(rounds: Sequence[tuple[date, Result]]) -> list[Series]:
    """The series of a question: a scale has one, a list of choices one for each; nothing before there are two rounds.

    `rounds` are those that asked the same, the oldest first. What nobody chose among has no mean and no shares; that
    nobody wrote is a number as good as any.
    """
    question = rounds[-1][1].question if rounds else None
    answered = [(opened, one) for opened, one in rounds if one.number]
    if question is None or not answered:
        return []
    if question.kind not in LISTED:
        answers = Meaning("", "", _("svar"), 0, None, True, Better.HIGHER, Every.MONTH)
        found = [_line(rounds, answers, _("Antal svar"), lambda one: one.number, number, with_n=False)]
    elif answered[-1][1].is_scale:
        found = [_line(answered, scale(question), _("Medel"), lambda one: one.mean, one_decimal)]
    else:
        percent = Meaning("", "", _("procent"), 0, 100, False, Better.HIGHER, Every.MONTH)
        counts = answered[-1][1].counts
        found = [_line(answered, percent, count.label, _share_of(count.value), _percent) for count in counts]
    return [one for one in found if len(one.points) >= LEAST]


def scale(question: Question) -> Meaning:
    """How the means of a scale are drawn: from one end of it to the other."""
    return Meaning("", "", _("medel"), question.lowest, question.highest, False, Better.HIGHER, Every.MONTH)


def _share_of(value: str) -> Measure:
    return lambda one: one.share(value)


def _percent(share: float) -> str:
    return f"{number(share)} %"


def _line(
    rounds: Sequence[tuple[date, Result]],
    meaning: Meaning,
    title: str,
    measure: Measure,
    written: Callable[[float], str],
    *,
    with_n: bool = True,
) -> Series:
    measured = [(opened, one.number, measure(one)) for opened, one in rounds]
    points = [
        point(day, value, written(value), n if with_n else None) for day, n, value in measured if value is not None
    ]
    return Series(meaning, title, list(points))


def change(now: Result, before: Result | None) -> str:
    """What has happened since the last round that asked the same; nothing where there is none."""
    if before is None or not (now.number or before.number):
        return ""
    if now.mean is None or before.mean is None:
        return _("förra gången %(number)s svar", number=number(before.number))
    said = {"mean": one_decimal(before.mean), "number": number(before.number)}
    moved = round(now.mean - before.mean, 1)
    if not moved:
        return _("oförändrat sedan förra gången, då %(number)s svarade", **said)
    said["moved"] = one_decimal(abs(moved))
    if moved > 0:
        return _("upp %(moved)s sedan förra gången, då medel var %(mean)s (%(number)s svar)", **said)
    return _("ner %(moved)s sedan förra gången, då medel var %(mean)s (%(number)s svar)", **said)
