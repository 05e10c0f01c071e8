"""A promise as a page shows it: entries and a day in, words and numbers out. No database, no request."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _

from medborgar.core.formatting import long_day, lower_first, months, number, short_day, span
from medborgar.core.languages import sentence
from medborgar.municipality.periods import MONTHS_IN_YEAR, Period, parse
from medborgar.picture.models import name_of
from medborgar.picture.queries import EXTENTS
from medborgar.publication.aims import GoalView, goal_view
from medborgar.publication.cards import PromiseView, promise_view
from medborgar.publication.public import Entry
from medborgar.publication.standing import reports, standings

REPORT_WITHIN = timedelta(days=14)
NOWHERE = {str(label) for label in EXTENTS.values()}  # no area of its own


class Step(NamedTuple):
    """A step of the period's strip."""

    label: str
    when: str
    state: str
    href: str | None = None
    done: int | None = None  # so many weeks, or months, of so many in all
    total: int | None = None


class Said(NamedTuple):
    """One row of what people said: a focus area, how many answers, and what it led to."""

    label: str
    number: int | None
    text: str
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class PromisePage:
    """All that the page of one period says on one day."""

    entry: Entry
    period: Period
    today: date
    promises: list[PromiseView]
    removed: tuple[dict[str, Any], ...] = ()  # what was removed by law of it and its follow-ups

    @property
    def name(self) -> str:
        """The period in words."""
        return name_of(self.period)

    @property
    def facts(self) -> dict[str, Any]:
        """The signed facts of the period."""
        found: dict[str, Any] = self.entry.content["period"]
        return found

    @property
    def answers(self) -> dict[str, Any]:
        """What people said, counted."""
        found: dict[str, Any] = self.entry.content["svar"]
        return found

    @property
    def hardly_heard(self) -> list[str]:
        """The areas and voices with few answers, of those that may be told apart: perhaps none at all."""
        split = [row for rows in (self.answers["delomraden"], self.answers["roster"]) for row in rows or []]
        return [row["namn"] for row in split if row["antal"] is None and row["namn"] not in NOWHERE]

    @property
    def not_now(self) -> list[dict[str, str]]:
        """What was not chosen, and why."""
        found: list[dict[str, str]] | None = self.entry.content["inte-nu"]
        return found or []

    @property
    def all_chosen(self) -> bool:
        """Whether nothing was left to be chosen; of reasons that are removed by law nobody can tell."""
        return self.entry.content["inte-nu"] == []

    @property
    def goals(self) -> list[GoalView]:
        """The agreement's goals, each with what is measured of it; none on older pages."""
        return [goal_view(goal) for goal in self.entry.content.get("mal") or []]

    @property
    def established(self) -> str:
        """When the picture behind it was established, in words; nothing where that is not told."""
        day = self.facts["lagesbild_faststalld"]
        return long_day(date.fromisoformat(day)) if day else ""

    @property
    def is_past(self) -> bool:
        """Whether the period is over."""
        return self.today > self.period.last

    @property
    def heading(self) -> str:
        """The question that the page answers, answered."""
        if self.is_past:
            return _("Det här lovade kommunen och polisen %(period)s", period=self.name)
        return _("Det här lovar kommunen och polisen %(period)s", period=self.name)

    @property
    def signatures(self) -> list[dict[str, Any]]:
        """Both approvals in words."""
        names = {party["sida"]: party["namn"] for party in self.facts["parter"]}
        return [
            {
                "side": approval["sida"],
                "name": names[approval["sida"]],
                "text": sentence(
                    _("Godkänt %(day)s av %(function)s"),
                    day=long_day(date.fromisoformat(approval["dag"])),
                    function=lower_first(approval["funktion"]),
                ),
            }
            for approval in self.entry.manifest["godkannanden"]
        ]

    @property
    def strip(self) -> list[Step]:
        """The five steps, from listening to telling how it went."""
        heard, done = (date.fromisoformat(self.answers[key]) for key in ("fran", "till"))
        report_by = self.period.last + REPORT_WITHIN
        return [
            Step(_("Vi lyssnade"), months(heard, done), "past", "#ni-sa"),
            Step(_("Lägesbilden blev klar"), _day(self.facts["lagesbild_faststalld"]), "past"),
            Step(_("Beslutet togs"), _day(self.facts["beslutat"]), "past", "#beslutet"),
            self._doing(),
            Step(
                _("Vi berättar hur det gick"), _("senast %(day)s", day=short_day(report_by)), self._telling(report_by)
            ),
        ]

    @property
    def step_now(self) -> str:
        """Where on the strip the period is, in one line."""
        steps = self.strip
        now = next((at for at, step in enumerate(steps, 1) if step.state == "present"), None)
        if now is None:
            return _("Perioden steg för steg")
        return _("Steg %(now)s av %(all)s: %(label)s", now=now, all=len(steps), label=lower_first(steps[now - 1].label))

    @property
    def heard_span(self) -> str:
        """When people were heard, in words."""
        return span(*(date.fromisoformat(self.answers[key]) for key in ("fran", "till")))

    @property
    def said(self) -> list[Said]:
        """The focus areas by answers, the most first, those with few last; and what each led to."""
        rows = [self._said(area["namn"], area["antal"]) for area in self.answers["fokusomraden"]]
        return sorted(rows, key=lambda row: -(row.number or 0))

    def _said(self, name: str, count: int | None) -> Said:
        links = [
            (f"#lofte-{promise.number}", _("Löfte %(number)s", number=promise.number))
            for promise in self.promises
            if name in promise.areas
        ]
        if not links and any(row["fokusomrade"] == name for row in self.not_now):
            links = [("#inte-nu", _("Inte nu"))]
        return Said(name, count, _("färre än 5") if count is None else number(count), links)

    def _doing(self) -> Step:
        when = span(self.period.first, self.period.last)
        if self.today < self.period.first:
            return Step(_("Vi gör det vi lovat"), when, "next")
        if self.is_past:
            return Step(_("Vi gjorde det vi lovat"), when, "past")
        done, total = passed(self.period, self.today)
        if total == self.period.months:
            when = _("%(span)s · månad\u00a0%(done)s av\u00a0%(total)s", span=when, done=done, total=total)
        else:
            when = _("%(span)s · vecka\u00a0%(done)s av\u00a0%(total)s", span=when, done=done, total=total)
        return Step(_("Nu gör vi det vi lovat"), when, "present", None, done, total)

    def _telling(self, report_by: date) -> str:
        if not self.is_past:
            return "next"
        return "past" if self.today > report_by else "present"


def passed(period: Period, today: date) -> tuple[int, int]:
    """The week of a period that a day lies in and how many it has; months where there would be too many weeks."""
    if period.months >= MONTHS_IN_YEAR:
        years = today.year - period.first.year
        return years * MONTHS_IN_YEAR + today.month - period.first.month + 1, period.months
    total = round(((period.last - period.first).days + 1) / 7)
    return min((today - period.first).days // 7 + 1, total), total  # the odd days belong to the last


def promise_page(chain: list[Entry], period_key: str, today: date, version: int | None = None) -> PromisePage | None:
    """The page of a period: its newest version or an exact one; None when nothing is published for it."""
    versions = [entry for entry in chain if entry.is_promise and entry.period == period_key]
    chosen = [entry for entry in versions if version in {None, entry.version}]
    return page_of(chosen[-1], chain, today) if chosen else None


def page_of(entry: Entry, chain: list[Entry], today: date) -> PromisePage:
    """The page of one signed entry as it stands on a day."""
    reported, period = reports(chain, entry.period), parse(entry.period)
    promises = [
        promise_view(int(name.removeprefix("lofte-")), part, standings(part, reported, today, first=period.first))
        for name, part in entry.content.items()
        if name.startswith("lofte-") and part
    ]
    return PromisePage(entry, period, today, promises, tuple(_removed(entry, chain)))


def _removed(entry: Entry, chain: list[Entry]) -> Iterator[dict[str, Any]]:
    of_it = [one for one in chain if one is entry or (one.period == entry.period and not one.is_promise)]
    numbers = {one.number for one in of_it}
    for one in chain:
        gone = one.manifest.get("borttaget")
        if gone and gone["nummer"] in numbers:
            yield gone


def all_pages(chain: list[Entry], today: date) -> list[PromisePage]:
    """The page of every period's newest version, the latest period first."""
    newest = {entry.period: entry for entry in chain if entry.is_promise}
    pages = [page_of(entry, chain, today) for entry in newest.values()]
    return sorted(pages, key=lambda page: page.period, reverse=True)


def page_before(page: PromisePage, chain: list[Entry], today: date) -> PromisePage | None:
    """The page of the period before, for how it went."""
    earlier = {parse(entry.period): entry.period for entry in chain if entry.is_promise}
    last = max((period for period in earlier if period.first < page.period.first), default=None)
    return promise_page(chain, earlier[last], today) if last else None


def period_after(page: PromisePage, chain: list[Entry]) -> Period | None:
    """The next period that a promise is published for, when it has not begun."""
    later = {parse(entry.period) for entry in chain if entry.is_promise}
    return min((period for period in later if period.first > max(page.period.first, page.today)), default=None)


def page_asked(
    chain: list[Entry], today: date, period_key: str | None = None, version: int | None = None
) -> PromisePage | None:
    """The page of the period that an address names, or of the promise that holds now; None when there is none."""
    key = period_key or current_period(chain, today)
    return promise_page(chain, key, today, version) if key else None


def current_period(chain: list[Entry], today: date) -> str | None:
    """The period whose promise holds today, else the last one that held, else the first to come."""
    keys = {entry.period: parse(entry.period) for entry in chain if entry.is_promise}
    begun = [key for key, period in keys.items() if period.first <= today]
    if begun:
        return max(begun, key=lambda key: keys[key])
    return min(keys, key=lambda key: keys[key], default=None)


def _day(iso: str | None) -> str:
    return short_day(date.fromisoformat(iso)) if iso else ""
