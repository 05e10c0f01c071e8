"""A rolling picture by week, two weeks or month: which there are, and what was said at the end of each. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.formatting import months
from medborgar.municipality.models import Rolling
from medborgar.picture.writings import JointWords

HEADINGS = {
    "problem": _l("Problem"),
    "goal": _l("Mål"),
    "scope": _l("Omfattning"),
    "consequences": _l("Konsekvenser"),
    "public_health": _l("Folkhälsa"),
    "other": _l("Andra uppgifter av betydelse"),
    "analysis": _l("Analys"),
    "trend_words": _l("Trend"),
    "confidence_words": _l("Säkerhet"),
    "sources": _l("Källor"),
    "consulted": _l("Vi har talat med"),
}


@dataclass(frozen=True)
class Roll:
    """One turn of a rolling picture: a week, two weeks or a month."""

    first: date
    last: date
    rolling: Rolling

    @property
    def name(self) -> str:
        """Which it is, in words."""
        if self.rolling is Rolling.MONTH:
            return f"{months(self.first, self.last)} {self.first.year}"
        week, year = self.first.isocalendar().week, self.first.isocalendar().year
        end = self.last.isocalendar().week
        if week == end:
            return _("vecka %(week)s, %(year)s", week=week, year=year)
        return _("vecka %(week)s–%(end)s, %(year)s", week=week, end=end, year=year)


def roll_of(day: date, rolling: Rolling) -> Roll:
    """The turn that a day lies in; of two weeks the first is the odd one, and a week 53 stands alone."""
    if rolling is Rolling.MONTH:
        first = day.replace(day=1)
        return Roll(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), rolling)
    first = day - timedelta(days=day.weekday())
    if rolling is Rolling.WEEK:
        return Roll(first, first + timedelta(days=6), rolling)
    if first.isocalendar().week % 2 == 0:
        first -= timedelta(days=7)
    following = first + timedelta(days=7)
    is_pair = following.isocalendar().year == first.isocalendar().year
    return Roll(first, first + timedelta(days=13 if is_pair else 6), rolling)


def rolls(first: date, last: date, rolling: Rolling) -> list[Roll]:
    """The turns that some days lie in, the latest first."""
    found = [roll_of(last, rolling)]
    while found[-1].first > first:
        found.append(roll_of(found[-1].first - timedelta(days=1), rolling))
    return found


Said = Mapping[Any, JointWords]  # by focus area


def as_of(kept: Iterable[tuple[Any, date, JointWords]], day: date) -> Said:
    """What was said of each focus area at the end of a day, from what was kept day by day, in the order of days."""
    return {area: words for area, written, words in kept if written <= day}


def changed(before: JointWords, after: JointWords) -> list[dict[str, str]]:
    """What has changed between two sayings, heading by heading: label, before, after."""
    return [
        {"label": str(label), "before": getattr(before, name), "after": getattr(after, name)}
        for name, label in HEADINGS.items()
        if getattr(before, name) != getattr(after, name)
    ]
