"""Årshjulet: what comes again and what falls on a day of a year, in as many queries however much there is."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from medborgar.governance.done import Done
from medborgar.municipality.cadences import Cadence, CadenceKind, Unit, occurrences
from medborgar.portal.rhythm import State, states

MARGIN = timedelta(days=800)  # more than the longest cadence: what was done is weighed against occasions on both sides
OFTEN = {(1, Unit.WEEK), (2, Unit.WEEK)}  # shown once in the list, not fifty times
WHERE = {
    CadenceKind.COLLECTION: "triage.inbox",
    CadenceKind.MEETING: "meetings.index",
    CadenceKind.OPERATIONAL: "cycles.index",
    CadenceKind.PICTURE: "picture.index",
    CadenceKind.DECISION: "decisions.index",
    CadenceKind.FOLLOWUP: "followup.index",
    CadenceKind.BRIEFING: "briefings.briefing_list",
    CadenceKind.REPORT: "reports.index",
    CadenceKind.EVALUATION: "evaluations.evaluation_list",
    CadenceKind.PLAN_REVISION: "plan.index",
    CadenceKind.AGREEMENT_REVIEW: "followup.index",
}


@dataclass(frozen=True)
class Item:
    """Something on a day: what, of which kind, how it stands, and where it is done."""

    key: uuid.UUID  # of what it is, the same day after day
    day: date
    title: str
    kind: CadenceKind
    state: State
    endpoint: str | None = None
    note: str = ""
    last: date | None = None


@dataclass(frozen=True)
class Rhythm:
    """Something that comes again, and its occasions."""

    cadence: Cadence
    items: list[Item]

    @property
    def is_often(self) -> bool:
        """Whether it comes every week or two."""
        return (self.cadence.every, self.cadence.unit) in OFTEN

    @property
    def endpoint(self) -> str | None:
        """Where it is done."""
        return WHERE.get(CadenceKind(self.cadence.kind))

    @property
    def last(self) -> Item | None:
        """The last occasion that has passed."""
        return next((one for one in reversed(self.items) if one.state not in {State.SOON, State.COMING}), None)

    @property
    def next(self) -> Item | None:
        """The next occasion."""
        return next((one for one in self.items if one.state in {State.SOON, State.COMING}), None)


def occasions(cadence: Cadence, done: Sequence[Done], first: date, last: date, today: date) -> Rhythm:
    """A cadence with its occasions between two days."""
    kind = CadenceKind(cadence.kind)
    days = occurrences(cadence, first - MARGIN, last + MARGIN)
    known = states(days, [one.day for one in done if one.is_of(cadence)], today)
    items = [
        Item(
            key=uuid.uuid5(cadence.id, day.isoformat()),
            day=day,
            title=cadence.title,
            kind=kind,
            state=known[day],
            endpoint=WHERE.get(kind),
            note=cadence.recipient,
        )
        for day in days
        if first <= day <= last
    ]
    return Rhythm(cadence, items)
