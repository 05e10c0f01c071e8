"""The cards of a promise: each commitment in words and numbers, and the worst state on top."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from medborgar.core.formatting import long_day, lower_first, number, short_day, upper_first
from medborgar.core.languages import joined, sentence
from medborgar.followup.models import worst
from medborgar.followup.words import Status, status_words, unreported_words
from medborgar.publication.standing import Report, Standing

NO_STATE = Status("", "")  # of a promise that nobody has committed to anything in yet
SIDES = ["kommunen", "polisen", "tillsammans"]


def party(side: str) -> str:
    """A side in words."""
    names = {"kommunen": _("Kommunen"), "polisen": _("Polisen"), "tillsammans": _("Tillsammans")}
    return names[side]


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
    public_health: str
    behind: str
    status: Status
    commitments: list[CommitmentView]
    areas: list[str]

    @property
    def texts(self) -> list[str]:
        """What it says in words of its own."""
        return [self.title, self.why, self.public_health, *(one.what for one in self.commitments)]


def promise_view(index: int, promise: dict[str, Any], held: list[Standing]) -> PromiseView:
    """One promise of the signed content as a card."""
    shown = sorted((_commitment(standing) for standing in held), key=lambda view: SIDES.index(view.side))
    states = [standing.state for standing in held]
    lead = [view for view in shown if view.standing.state is worst(states)]
    return PromiseView(
        number=index,
        title=promise["rubrik"],
        why=promise["varfor"],
        public_health=promise["folkhalsa"],
        behind=_behind(promise["svar"]),
        status=min(lead, key=_certainty).status if lead else NO_STATE,
        commitments=shown,
        areas=promise["fokusomraden"],
    )


def _certainty(view: CommitmentView) -> tuple[bool, date]:
    """How sure its state is: nobody has said so, then the longest ago."""
    return view.standing.is_told, view.standing.last_said or date.max


def _behind(answers: dict[str, Any]) -> str:
    total, residents, others = answers["antal"], answers["invanare"], answers["andra"]
    if total is None:
        return _("Vilar på färre än 5 svar och på det som kommunen och polisen själva ser.")
    counted = [(row["namn"], row["antal"]) for row in answers["fokusomraden"]]
    areas = joined(", ", (sentence("%(area)s (%(count)s)", area=area, count=count) for area, count in counted))
    parts = [ngettext("Vilar på %(num)s svar", "Vilar på %(num)s svar", total)]
    if residents is not None:
        parts.append(_(": %(residents)s från invånare och %(others)s från andra", residents=residents, others=others))
    if areas:
        parts.append(sentence(_(". De handlar om %(areas)s"), areas=areas))
    return joined("", [*parts, "."])


def _commitment(standing: Standing) -> CommitmentView:
    commitment = standing.commitment
    several = len(commitment["ansvariga"]) > 1
    return CommitmentView(
        side=commitment["utforare"],
        what=commitment["vad"],
        measure=_measure(standing),
        due=long_day(standing.new_due or standing.due),
        due_before=short_day(standing.due) if standing.new_due else None,
        responsible=[
            sentence("%(who)s: %(function)s", who=party(one["sida"]), function=lower_first(one["funktion"]))
            if several
            else one["funktion"]
            for one in commitment["ansvariga"]
        ],
        status=_status(standing),
        note=joined("\n", (_note(report, party(report.side) if several else "") for report in standing.latest_of_each)),
        standing=standing,
    )


def _status(standing: Standing) -> Status:
    if standing.is_only_planned:
        return unreported_words(begins=standing.begins, some=bool(standing.reports))
    return status_words(standing.state, standing.new_due, last_said=standing.last_said)


def _measure(standing: Standing) -> Measure | None:
    """Where it stands, as reported; until then only where it began and where it is to come."""
    metric, now = standing.commitment["matt"], standing.value
    if metric["slag"] != "antal":
        return None
    target = _("Mål %(target)s", target=number(metric["mal"]))
    start = "" if metric["fran"] is None else _("start %(baseline)s", baseline=number(metric["fran"]))
    if now is None:
        figure, text = target, metric["enhet"]
        note = " · ".join(filter(None, [start and upper_first(start), _("inget mätvärde än")]))
    else:
        figure, text = (
            number(now),
            sentence(_("av %(target)s %(unit)s"), target=number(metric["mal"]), unit=metric["enhet"]),
        )
        note = " · ".join(filter(None, [target, start]))
    return Measure(figure, text, note, now, metric["mal"], metric["fran"])


def told(report: Report) -> str:
    """All that a follow-up says, a line to each thing."""
    return _("Orden är borttagna enligt lag.") if report.is_wordless else joined("\n", _told(report.facts))


def _told(facts: dict[str, Any]) -> Iterator[str]:
    yield facts["gjort"]
    if facts["skal"]:
        yield facts["skal"]
    if facts["samverkat"]:
        yield sentence(_("Med: %(who)s"), who=facts["samverkat"])
    if facts["effekter"]:
        yield sentence(_("Effekt: %(effects)s"), effects=facts["effekter"])
    if facts["orsak"]:
        yield sentence(_("Orsak: %(cause)s"), cause=facts["orsak"])


def _note(report: Report, by: str) -> str:
    text = told(report)
    if by:
        return sentence(_("%(by)s, uppföljt %(day)s: %(text)s"), by=by, day=short_day(report.reported), text=text)
    return sentence(_("Uppföljt %(day)s: %(text)s"), day=short_day(report.reported), text=text)
