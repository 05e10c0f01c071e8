"""Taking in what staff report and what they enter for others; a retry never doubles."""

import uuid
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from flask_babel import gettext as _
from sqlalchemy import delete, select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.core.keys import Keys
from medborgar.intake import actions as intake
from medborgar.intake.actions import Answers, Source
from medborgar.intake.dialogues import tallying
from medborgar.intake.dialogues.models import Answer
from medborgar.intake.field.models import FieldReport
from medborgar.intake.models import Contribution, Dialogue, Voice
from medborgar.intake.receipts import hashed


@dataclass(frozen=True)
class Reporter:
    """Who reports: a unit, for a party, by somebody."""

    party_id: uuid.UUID
    unit: str
    person: Person


def report(*, keys: Keys, dialogue: Dialogue, reporter: Reporter, events: Sequence[Answers], token: str) -> list[str]:
    """Keep a unit's report and return its receipt codes, one an event; without events it says that nothing happened.

    The same token with the same events is the same report, however often it comes; with others it is Stale.
    """
    if _note(keys, dialogue, reporter, events, token):
        audit.record(
            Event.FIELD_REPORT_SEND,
            actor=str(reporter.person.id),
            subject=dialogue.id,
            municipality_id=dialogue.municipality_id,
            events=len(events),
        )
    source = Source(
        received=clock.today(),
        voice=Voice.STAFF,
        registered_by=reporter.person.id,
        receiving_party_id=reporter.party_id,
    )
    kept = {"keys": keys, "dialogue": dialogue, "source": source, "by": reporter.person}
    return [
        intake.register(**kept, answers=one, token=f"{token} {number}")  # type: ignore[arg-type]  # each by its name
        for number, one in enumerate(events, start=1)
    ]


def enter(
    *, keys: Keys, dialogue: Dialogue, answers: Answers, source: Source, unit: str, token: str, by: Person
) -> str:
    """Keep an answer that somebody else gave and return its receipt code; with `unit` it is that unit's report too."""
    code = intake.register(keys=keys, dialogue=dialogue, answers=answers, source=source, token=token, by=by)
    if unit:
        party_id = source.receiving_party_id or dialogue.receiving_party_id
        _note(keys, dialogue, Reporter(party_id, unit, by), [answers], token)
    return code


def correct(*, contribution: Contribution, answers: Answers, source: Source, by: Person) -> None:
    """Write what was entered for somebody anew; nobody may have read it. Its receipt stays the same."""
    _count_anew(contribution, answers)
    for name, value in (answers.columns | vars(source)).items():
        setattr(contribution, name, value)
    db.session.execute(delete(Answer).where(Answer.contribution_id == contribution.id))
    db.session.add_all(Answer(contribution_id=contribution.id, **one._asdict()) for one in answers.chosen)
    audit.record(
        Event.CONTRIBUTION_CORRECT,
        actor=str(by.id),
        subject=contribution.id,
        municipality_id=contribution.municipality_id,
    )


def _count_anew(contribution: Contribution, answers: Answers) -> None:
    """What it said is counted no more, and what it says is, where it is counted at all."""
    dialogue = db.session.get_one(Dialogue, contribution.dialogue_id)
    if contribution.receiving_party_id == dialogue.receiving_party_id:
        before = select(Answer.question_id, Answer.value).where(Answer.contribution_id == contribution.id)
        tallying.uncount((row.question_id, row.value) for row in db.session.execute(before).all())
        tallying.count(answers.chosen)


def _note(keys: Keys, dialogue: Dialogue, reporter: Reporter, events: Sequence[Answers], token: str) -> bool:
    """Write down that the unit has reported, unless this very report has been; whether it is new."""
    db.session.execute(select(Dialogue.id).where(Dialogue.id == dialogue.id).with_for_update())  # one at a time
    token_hash = hashed(keys, "token", token)
    content = hashed(keys, "content", reporter.unit, *(str(astuple(one)) for one in events))
    kept = db.session.scalars(select(FieldReport).where(FieldReport.token_hash == token_hash)).one_or_none()
    if kept is not None:
        if kept.content_hash != content:
            raise Stale(_("Den här rapporten är redan skickad, med ett annat innehåll."))
        return False
    db.session.add(
        FieldReport(
            municipality_id=dialogue.municipality_id,
            dialogue_id=dialogue.id,
            party_id=reporter.party_id,
            unit=reporter.unit,
            sent=clock.today(),
            sent_by_id=reporter.person.id,
            events=len(events),
            token_hash=token_hash,
            content_hash=content,
        )
    )
    db.session.flush()
    return True
