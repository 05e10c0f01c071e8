"""A promise as a page shows it: entries and a day in, words and numbers out. No database, no request."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from medborgar.core.formatting import long_day, months, number, short_day, span
from medborgar.followup.models import State, worst
from medborgar.municipality.periods import Period, parse
from medborgar.publication.public import Entry
from medborgar.publication.standing import Standing, reports, standings

REPORT_WITHIN = timedelta(days=14)
MARKS = {
    State.PLAN: "plan",
    State.MISSING: "missing",
    State.LATE: "late",
    State.DONE: "done",
    State.PARTLY: "partly",
    State.NOT_DONE: "not_done",
    State.WITHDRAWN: "withdrawn",
}


class Status(NamedTuple):
    """A state in words; the code chooses its mark."""

    code: str
    label: str


class Measure(NamedTuple):
    """A metric: where it stands, in figures and words."""

    figure: str
    text: str
    note: str
    now: float | None
    target: float | None
    baseline: float | None


class CommitmentView(NamedTuple):
    """One party's side of a promise card."""

    side: str
    what: str
    measure: Measure | None
    due: str
    due_before: str | None
    responsible: list[str]
    status: Status
    note: str
    standing: Standing


class PromiseView(NamedTuple):
    """A promise card."""

    number: int
    title: str
    why: str
    behind: str
    status: Status
    commitments: list[CommitmentView]
    areas: list[str]


class Step(NamedTuple):
    """A step of the period's strip."""

    label: str
    when: str
    state: str
    href: str | None = None
    weeks_done: int | None = None
    weeks_total: int | None = None


@dataclass(frozen=True)
class PromisePage:
    """All that the page of one period says on one day."""

    entry: Entry
    period: Period
    today: date
    promises: list[PromiseView]

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
    def not_now(self) -> list[dict[str, str]]:
        """What was not chosen, and why."""
        found: list[dict[str, str]] = self.entry.content["inte-nu"]
        return found

    @property
    def is_past(self) -> bool:
        """Whether the period is over."""
        return self.today > self.period.last

    @property
    def heading(self) -> str:
        """The question that the page answers, answered."""
        names = months(self.period.first, self.period.last)
        if self.is_past:
            return _("Det här lovade kommunen och polisen %(months)s %(year)s", months=names, year=self.period.last.year)
        return _("Det här lovar kommunen och polisen %(months)s", months=names)

    @property
    def signatures(self) -> list[dict[str, Any]]:
        """Both approvals in words."""
        names = {party["sida"]: party["namn"] for party in self.facts["parter"]}
        return [
            {
                "side": approval["sida"],
                "name": names[approval["sida"]],
                "text": _(
                    "Godkänt %(day)s av %(function)s",
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
            Step(_("Vi berättar hur det gick"), _("senast %(day)s", day=short_day(report_by)), self._telling(report_by)),
        ]

    def _doing(self) -> Step:
        when = span(self.period.first, self.period.last)
        total = -(-((self.period.last - self.period.first).days + 1) // 7)
        if self.today < self.period.first:
            return Step(_("Vi gör det vi lovat"), when, "future")
        if self.is_past:
            return Step(_("Vi gjorde det vi lovat"), when, "past")
        week = (self.today - self.period.first).days // 7 + 1
        when = _("%(span)s · vecka %(week)s av %(total)s", span=when, week=week, total=total)
        return Step(_("Nu gör vi det vi lovat"), when, "present", None, week, total)

    def _telling(self, report_by: date) -> str:
        if not self.is_past:
            return "future"
        return "past" if self.today > report_by else "present"


def promise_page(chain: list[Entry], period_key: str, today: date, version: int | None = None) -> PromisePage | None:
    """The page of a period: its newest version or an exact one; None when nothing is published for it."""
    versions = [entry for entry in chain if entry.is_promise and entry.period == period_key]
    chosen = [entry for entry in versions if version in {None, entry.version}]
    return page_of(chosen[-1], chain, today) if chosen else None


def page_of(entry: Entry, chain: list[Entry], today: date) -> PromisePage:
    """The page of one signed entry as it stands on a day."""
    reported = reports(chain, entry.period)
    promises = [
        _promise(index, entry.content[name], standings(entry.content[name], reported, today))
        for index, name in enumerate((name for name in entry.content if name.startswith("lofte-")), start=1)
        if entry.content[name]
    ]
    return PromisePage(entry, parse(entry.period), today, promises)


def current_period(chain: list[Entry], today: date) -> str | None:
    """The period whose promise holds today, else the last one that held, else the first to come."""
    keys = {entry.period: parse(entry.period) for entry in chain if entry.is_promise}
    begun = [key for key, period in keys.items() if period.first <= today]
    if begun:
        return max(begun, key=lambda key: keys[key])
    return min(keys, key=lambda key: keys[key], default=None)


def status_words(standing: Standing) -> Status:
    """A commitment's state in words."""
    late = standing.new_due and short_day(standing.new_due)
    label = {
        State.PLAN: _("Enligt plan"),
        State.MISSING: _("Uppföljning saknas"),
        State.LATE: _("Försenat till %(day)s", day=late),
        State.DONE: _("Gjort"),
        State.PARTLY: _("Delvis gjort"),
        State.NOT_DONE: _("Inte gjort – därför"),
        State.WITHDRAWN: _("Återkallat – därför"),
    }[standing.state]
    return Status(MARKS[standing.state], label)


def lower_first(words: str) -> str:
    """Words as they stand inside a sentence; an abbreviation keeps its capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _promise(index: int, promise: dict[str, Any], held: list[Standing]) -> PromiseView:
    shown = [_commitment(standing) for standing in held]
    states = [standing.state for standing in held]
    lead = next(view.status for view in shown if view.standing.state is worst(states)) if shown else Status("plan", "")
    return PromiseView(
        number=index,
        title=promise["rubrik"],
        why=promise["varfor"],
        behind=_behind(promise["svar"]),
        status=lead,
        commitments=shown,
        areas=promise["fokusomraden"],
    )


def _behind(answers: dict[str, int | None]) -> str:
    total, residents, others = answers["antal"], answers["invanare"], answers["andra"]
    if total is None:
        return _("Vilar på färre än 5 svar och på det kommunen och polisen själva sett.")
    if residents is None or others is None:
        return ngettext("Vilar på %(num)s svar.", "Vilar på %(num)s svar.", total)
    return _("Vilar på %(total)s svar: %(residents)s från invånare och %(others)s från andra.", total=total, residents=residents, others=others)


def _commitment(standing: Standing) -> CommitmentView:
    commitment, latest = standing.commitment, standing.latest
    several = len(commitment["ansvariga"]) > 1
    names = {"kommunen": _("Kommunen"), "polisen": _("Polisen")}
    return CommitmentView(
        side=commitment["utforare"],
        what=commitment["vad"],
        measure=_measure(standing),
        due=long_day(standing.new_due or standing.due),
        due_before=short_day(standing.due) if standing.new_due else None,
        responsible=[
            f"{names[one['sida']]}: {lower_first(one['funktion'])}" if several else one["funktion"]
            for one in commitment["ansvariga"]
        ],
        status=status_words(standing),
        note=_note(latest.reported, latest.facts) if latest else "",
        standing=standing,
    )


def _measure(standing: Standing) -> Measure | None:
    metric = standing.commitment["matt"]
    if metric["slag"] != "antal":
        return None
    now = metric["fran"] if standing.value is None else standing.value
    target = _("Mål %(target)s", target=number(metric["mal"]))
    began = "" if metric["fran"] is None else _("började på %(baseline)s", baseline=number(metric["fran"]))
    return Measure(
        figure=number(now or 0),
        text=_("av %(target)s %(unit)s", target=number(metric["mal"]), unit=metric["enhet"]),
        note=" · ".join(filter(None, [target, began])),
        now=now or 0,
        target=metric["mal"],
        baseline=metric["fran"],
    )


def _note(day: date, facts: dict[str, Any]) -> str:
    told = [facts["gjort"], facts["skal"], facts["effekter"]]
    return _("Uppföljt %(day)s: %(text)s", day=short_day(day), text="\n".join(filter(None, told)))


def _day(iso: str | None) -> str:
    return short_day(date.fromisoformat(iso)) if iso else ""
