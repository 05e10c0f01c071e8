"""What the pages of follow-ups say of what has been reported."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core import clock
from medborgar.core.formatting import long_day, number, upper_first
from medborgar.core.permissions import Side
from medborgar.decisions.models import Commitment, MetricKind
from medborgar.followup.asking import mailbox
from medborgar.followup.models import FollowUp, FollowUpLink, FunctionContact, Result, Stage, State, Subject
from medborgar.followup.queries import Standing, latest_of_measures, standing
from medborgar.followup.subjects import name_of, responsible, sides_of
from medborgar.followup.turns import Turn
from medborgar.followup.words import RESULTS, STATES, Status, status_words, unreported_words
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.models import Municipality
from medborgar.plan.models import Measure
from medborgar.plan.pages import status_of as measure_status
from medborgar.plan.words import LABELS, in_words

REMIND_BEFORE = timedelta(days=14)
WAITING = {State.PLAN, State.LATE, State.MISSING}


HEADINGS: dict[type, tuple[str, str]] = {  # when one's own party follows it up, and when a function is asked by mail
    Commitment: (_l("Följ upp ett åtagande"), _l("Hur går det med åtagandet?")),
    Measure: (_l("Följ upp en åtgärd"), _l("Hur går det med åtgärden?")),
    Agreement: (_l("Följ upp överenskommelsen"), _l("Hur går det med överenskommelsen?")),
    Municipality: (_l("Följ upp metoden"), _l("Hur går det med metoden?")),
}
KINDS = {Measure: _l("Åtgärd"), Agreement: _l("Överenskommelse"), Municipality: _l("Metod")}
OF_MEASURE = ("aim", "goal", "effect_goal", "cause", "responsible", "owner", "cooperates", "due")
SAID = {  # the mark of what a follow-up says, which is the same as that of the state it leads to
    Result.ONGOING: State.PLAN,
    Result.LATE: State.LATE,
    Result.DONE: State.DONE,
    Result.PARTLY: State.PARTLY,
    Result.NOT_DONE: State.NOT_DONE,
    Result.WITHDRAWN: State.WITHDRAWN,
}


class Ask(NamedTuple):
    """What can be asked of one function about one thing, and when it last was."""

    side: Side
    function: str
    last: str
    can_remind: bool
    lacks_address: bool


class Asker:
    """Knows where functions read their mail and what they have been asked."""

    def __init__(
        self, contacts: Iterable[FunctionContact], links: Iterable[FollowUpLink], today: date, *, may_remind: bool
    ) -> None:
        self.today, self.may_remind = today, may_remind
        self.known = {(one.party.side, one.function): one.email for one in contacts}
        self.latest = {(one.of, Side(one.party.side)): one for one in reversed(list(links))}

    def ask(self, subject: Subject, side: Side, *, due: bool) -> Ask:
        """What can be asked of a side's function now."""
        function, last = responsible(subject, side), self.latest.get((FollowUpLink.of_subject(subject), side))
        has_address = bool(mailbox(subject, self.known.get((side, function), "")))
        can = bool(function) and self.may_remind and due and not (last is not None and last.asked == self.today)
        return Ask(side, function, _last(last), can and has_address, can and not has_address)


def asks_of(standings: Iterable[Standing], asker: Asker) -> dict[uuid.UUID, list[Ask]]:
    """For each commitment, its functions: a reminder is for what is due soon or late, and for today's asked no more."""
    found: dict[uuid.UUID, list[Ask]] = {}
    for one in standings:
        commitment = one.commitment
        due = commitment.promised and one.state in WAITING and one.due - asker.today <= REMIND_BEFORE
        found[commitment.id] = [asker.ask(commitment, side, due=due) for side in sides_of(commitment)]
    return found


class Row(NamedTuple):
    """Something that comes again, on the page of follow-ups."""

    name: str
    kind: str
    turn: Turn
    status: Status
    said: list[dict[str, Any]]  # the last that was
    ask: Ask
    href: str
    remind: str


def rows_of(turns: Iterable[Turn], asker: Asker) -> list[Row]:
    """What comes again, each with how it stands and who can be asked."""
    return [
        Row(
            name=name_of(one.subject),
            kind=str(KINDS[type(one.subject)]),
            turn=one,
            status=turn_status(one, asker.today),
            said=history_of([one.last] if one.last else []),
            ask=asker.ask(one.subject, one.sides[0], due=one.due is not None),
            href=url_for("followup.report", **named(one.subject)),
            remind="" if isinstance(one.subject, Municipality) else url_for("followup.remind", **named(one.subject)),
        )
        for one in turns
    ]


def named(subject: Subject) -> dict[str, Any]:
    """What an address says of which it is."""
    return {name: value for name, value in FollowUp.ids(subject).items() if value}


def turn_status(turn: Turn, today: date) -> Status:
    """How something that comes again stands: to be followed up, or what was said last."""
    if turn.due:
        if turn.due < today:
            return Status("missing", _("Uppföljning saknas sedan %(day)s", day=long_day(turn.due)))
        return Status("open", _("Följ upp senast %(day)s", day=long_day(turn.due)))
    if turn.last is None:
        return Status("open", _("Inte uppföljt än"))
    result = Result(turn.last.result)
    words = _("%(result)s, uppföljt %(day)s", result=RESULTS[result], day=long_day(turn.last.reported))
    return Status(STATES[SAID[result]][0], words)


def around_of(subject: Subject, said: Iterable[FollowUp], today: date) -> dict[str, Any]:
    """What stands beside the form: what is followed up, as it stands, and what has been said of it."""
    own, asked = HEADINGS[type(subject)]
    around: dict[str, Any] = {"name": name_of(subject), "heading": own, "question": asked, "history": history_of(said)}
    sides = sides_of(subject)
    around["performer"] = "tillsammans" if len(sides) > 1 else sides[0]
    around["is_public"] = isinstance(subject, Commitment)
    match subject:
        case Commitment():
            return around | {"state": status_of(standing(subject, said, today)), "facts": _commitment_facts(subject)}
        case Measure():
            words = in_words(subject)
            facts = [(LABELS[name], words[name]) for name in OF_MEASURE if name in words]
            return around | {"state": measure_status(subject, today), "facts": facts}
        case Agreement():
            return around | {"facts": [(_("Mål"), [goal.text for goal in subject.goals])] if subject.goals else []}
    return around


def _commitment_facts(commitment: Commitment) -> list[tuple[str, Any]]:
    counted = commitment.metric_kind == MetricKind.NUMBER
    both = [commitment.responsible_municipality, commitment.responsible_police]
    found = [
        (_("Löfte"), commitment.priority.title),
        (_("Period"), commitment.priority.decision.name),
        (_("Klart senast"), long_day(commitment.due)),
        (_("Ansvarig"), [one for one in both if one]),
        (_("Mål"), f"{number(commitment.target)} {commitment.unit}" if counted else ""),
        (_("Från början"), number(commitment.baseline) if commitment.baseline is not None else ""),
    ]
    return [(term, value) for term, value in found if value]


def status_of(standing: Standing) -> Status:
    """How a commitment stands, in words; while nobody has told, only what the dates say."""
    if standing.state is State.PLAN and not standing.is_told:
        begins = standing.commitment.priority.decision.valid_from
        return unreported_words(begins=begins if clock.today() < begins else None, some=bool(standing.latest))
    return status_words(standing.state, standing.due, last_said=standing.last_said)


def history_of(reported: Iterable[FollowUp]) -> list[dict[str, Any]]:
    """What has been reported, the newest first: who, when, the result, and every answer under its question."""
    return [
        {
            "side": one.party.side,
            "result": RESULTS[Result(one.result)],
            "by": _by(one),
            "is_public": one.commitment_id is not None,
            "facts": [(question, answer) for question, answer in _answers(one) if answer],
        }
        for one in reversed(list(reported))
    ]


def told(municipality: Municipality) -> dict[uuid.UUID, str]:
    """What was said last of each measure, in a few lines."""
    return {measure_id: in_short(one) for measure_id, one in latest_of_measures(municipality).items()}


def _last(link: FollowUpLink | None) -> str:
    if link is None:
        return ""
    words = {"function": upper_first(link.function), "day": long_day(link.asked)}
    if link.stage == Stage.BY_HAND:
        return _("%(function)s påmindes %(day)s.", **words)
    return _("%(function)s påmindes automatiskt %(day)s.", **words)


def _by(one: FollowUp) -> str:
    words = {"function": one.reporter, "day": long_day(one.reported)}
    return _("%(function)s, %(day)s, genom mejlad länk", **words) if one.link else _("%(function)s, %(day)s", **words)


def _answers(one: FollowUp) -> list[tuple[str, str]]:
    return [
        (_("Räknat"), one.counted),
        (_("Före"), number(one.before)),
        (_("Efter") if one.counted else _("Mätvärde"), number(one.value)),
        (_("Nytt datum"), long_day(one.new_due) if one.new_due else ""),
        (_("Gjort"), one.done),
        (_("Samverkat"), one.cooperated),
        (_("Effekter"), one.effects),
        (_("Förklaring"), one.cause),
        (_("Annat som kan ha spelat in"), one.otherwise),
        (_("Skäl"), one.reason),
        (_("I eget uppföljningssystem"), one.own_system),
        (_("Rapporterat till"), one.reported_to),
    ]


def in_short(one: FollowUp) -> str:
    """One follow-up in a few lines."""
    said = _("%(result)s, uppföljt %(day)s", result=RESULTS[Result(one.result)], day=long_day(one.reported))
    counted = _("%(what)s: %(before)s före, %(after)s efter", what=one.counted, **_numbers(one)) if one.counted else ""
    effects = _("Effekter: %(effects)s", effects=one.effects) if one.effects else ""
    return "\n".join(filter(None, [said, one.done, counted, effects]))


def _numbers(one: FollowUp) -> dict[str, str]:
    return {"before": number(one.before) or "–", "after": number(one.value) or "–"}
