"""Årshjulet in words: months, marks and states as the page shows them."""

from dataclasses import dataclass
from datetime import date

from babel.dates import get_month_names
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from medborgar.core.languages import locale
from medborgar.followup.words import Status
from medborgar.portal import wheel
from medborgar.portal.deadlines import Between
from medborgar.portal.rhythm import State
from medborgar.portal.year import Item

STATES = {
    State.DONE: ("done", _l("Gjort")),
    State.LATE: ("missing", _l("Försenat")),
    State.SOON: ("late", _l("Snart")),
    State.COMING: ("plan", _l("Kommer")),
    State.MISSED: ("not_done", _l("Blev inte av")),
}


@dataclass(frozen=True)
class Month:
    """One month: its name, its field in the wheel, and what happens in it."""

    number: int
    name: str
    short: str
    sector: wheel.Sector
    items: list[Item]

    @property
    def label(self) -> str:
        """The month's link in words, beginning with what is drawn."""
        late = sum(item.state is State.LATE for item in self.items)
        parts = [ngettext("%(num)s sak", "%(num)s saker", len(self.items))]
        if late:
            parts.append(ngettext("%(num)s försenad", "%(num)s försenade", late))
        return f"{self.short} {', '.join(parts)}"


@dataclass(frozen=True)
class Drawing:
    """The wheel of a year, and the same in lists."""

    months: list[Month]
    marks: list[wheel.Mark]
    ticks: list[list[tuple[wheel.Point, wheel.Point]]]
    now: tuple[wheel.Point, wheel.Point] | None
    late: list[Item]
    soon: list[Item]


def drawing_of(found: Between, year: int, today: date) -> Drawing:
    """Draw it."""
    long, short = (get_month_names(width, context="stand-alone", locale=locale()) for width in ("wide", "abbreviated"))
    items = [item for item in found.seldom if item.day.year == year]
    months = [
        Month(
            number=sector.month,
            name=long[sector.month].capitalize(),
            short=short[sector.month].rstrip("."),
            sector=sector,
            items=[item for item in items if item.day.month == sector.month],
        )
        for sector in wheel.sectors()
    ]
    return Drawing(
        months=months,
        marks=wheel.marks(items, year),
        ticks=wheel.ticks(found.often),
        now=(wheel.at(today, wheel.INNER), wheel.at(today, wheel.OUTER)) if today.year == year else None,
        late=[item for item in found.everything if item.state is State.LATE],
        soon=[item for item in found.seldom if item.state is State.SOON],
    )


def mark_of(state: State) -> Status | None:
    """A state as a mark and words; None when there is nothing to say."""
    if state is State.PASSED:
        return None
    code, label = STATES[state]
    return Status(code, str(label))
