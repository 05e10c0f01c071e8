"""Reading which rounds staff can report in, which units have, and what was entered for others."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from medborgar.accounts.queries import holders
from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.intake.dialogues.models import Answer
from medborgar.intake.dialogues.queries import dialogues, find
from medborgar.intake.field.models import FieldReport
from medborgar.intake.models import Audience, Contribution, Dialogue, Stage
from medborgar.municipality.models import Municipality, Party

LATELY = timedelta(days=14)  # what counts as the present round of a standing one
A_MONTH = timedelta(days=31)
KNOWN_FOR = timedelta(days=120)  # so long a unit is expected to report again


@dataclass(frozen=True)
class Heard:
    """What has been heard from a unit: how many events, and on which day last; no day when it has said nothing."""

    unit: str
    events: int = 0
    last: date | None = None


def rounds(municipality: Municipality, party_id: uuid.UUID, today: date) -> list[Dialogue]:
    """The rounds that staff of a party can report in now: its own, or the other party's where it has none."""
    staff = [one for one in dialogues(municipality) if one.audience == Audience.STAFF]
    found = [one for one in staff if one.stage(today) is Stage.OPEN]
    return [one for one in found if one.receiving_party_id == party_id] or found


def coming_round(municipality: Municipality, today: date) -> Dialogue | None:
    """The next round that staff can report in."""
    staff = [one for one in dialogues(municipality) if one.audience == Audience.STAFF]
    found = [one for one in staff if one.stage(today) is Stage.COMING]
    return min(found, key=lambda one: one.opens or date.max, default=None)


def to_enter(municipality: Municipality, party_id: uuid.UUID, today: date) -> list[Dialogue]:
    """A party's dialogues to which answers may still come in another way: paper lies about for a month."""
    begun = [one for one in dialogues(municipality, party_id) if one.stage(today) in {Stage.OPEN, Stage.CLOSED}]
    return [one for one in begun if one.closes is None or one.closes >= today - A_MONTH]


def staff_round(municipality: Municipality, slug: str, today: date) -> Dialogue:
    """One that staff are or were asked to report in; a draft is nobody's yet."""
    found = find(municipality, slug)
    if found.audience != Audience.STAFF or found.stage(today) in {Stage.DRAFT, Stage.COMING}:
        raise NotFound("")
    return found


def since(dialogue: Dialogue, today: date) -> date:
    """The first day of a round; of a standing one, of the last two weeks."""
    opens = dialogue.opens or today
    return opens if dialogue.closes else max(opens, today - LATELY)


def heard(dialogue: Dialogue, party: Party, today: date) -> list[Heard]:
    """Every unit of a party that reports or should, by name: what it has said in the present round."""
    return _heard(party, since(dialogue, today), today, dialogue.id)


def heard_between(party: Party, first: date, last: date) -> list[Heard]:
    """As `heard`, of every round on these days; nobody where the party's units do not report in rounds."""
    return _heard(party, first, last) if units(party.id) else []


def _heard(party: Party, first: date, last: date, dialogue_id: uuid.UUID | None = None) -> list[Heard]:
    known = FieldReport.sent > last - KNOWN_FOR, FieldReport.sent <= last
    chosen = select(FieldReport).where(FieldReport.party_id == party.id, *known)
    found = db.session.scalars(chosen.order_by(FieldReport.sent)).all()
    now = [one for one in found if one.sent >= first and dialogue_id in {None, one.dialogue_id}]
    expected = {person.function for person in holders(party, Role.REPORTER)} | {one.unit for one in found}
    return [_heard_from(unit, [one for one in now if one.unit == unit]) for unit in sorted(expected)]


def has_reported(dialogue: Dialogue, party_id: uuid.UUID, unit: str, today: date) -> bool:
    """Whether a unit has been heard from in the present round."""
    chosen = select(FieldReport.id).where(
        FieldReport.dialogue_id == dialogue.id,
        FieldReport.party_id == party_id,
        FieldReport.unit == unit,
        FieldReport.sent >= since(dialogue, today),
    )
    return db.session.scalar(chosen.limit(1)) is not None


def units(party_id: uuid.UUID) -> set[str]:
    """Every unit that has reported to a party."""
    return set(db.session.scalars(select(FieldReport.unit).where(FieldReport.party_id == party_id).distinct()))


def entered(dialogue: Dialogue, party_id: uuid.UUID, ids: Sequence[uuid.UUID], by: uuid.UUID) -> list[Contribution]:
    """Of these, what somebody has entered for others in a dialogue, in the same order."""
    chosen = select(Contribution).where(
        Contribution.dialogue_id == dialogue.id,
        Contribution.receiving_party_id == party_id,
        Contribution.registered_by == by,
        Contribution.id.in_(ids),
    )
    found = {one.id: one for one in db.session.scalars(chosen.options(joinedload(Contribution.area)))}
    return [found[one] for one in ids if one in found]


def values_of(contribution: Contribution) -> dict[uuid.UUID, list[str]]:
    """What was chosen in it, by question."""
    chosen = select(Answer.question_id, Answer.value).where(Answer.contribution_id == contribution.id)
    found: dict[uuid.UUID, list[str]] = {}
    for question_id, value in db.session.execute(chosen):
        found.setdefault(question_id, []).append(value)
    return found


def _heard_from(unit: str, reports: Sequence[FieldReport]) -> Heard:
    return Heard(unit, sum(one.events for one in reports), reports[-1].sent if reports else None)
