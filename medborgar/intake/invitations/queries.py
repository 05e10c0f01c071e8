"""Reading invitations: those of a round, one of them, and what has been written on it."""

import json
import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.datastructures import MultiDict

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.core.keys import Keys
from medborgar.intake.dialogues import queries as dialogues
from medborgar.intake.dialogues.answering import AREA, name_of
from medborgar.intake.dialogues.models import Question, QuestionKind
from medborgar.intake.invitations.models import Draft, Invitation
from medborgar.intake.models import Contribution, Dialogue
from medborgar.intake.receipts import hashed, receipt_code
from medborgar.municipality.models import Municipality


def invitations(dialogue: Dialogue) -> Sequence[Invitation]:
    """All of a round, by name."""
    chosen = select(Invitation).where(Invitation.dialogue_id == dialogue.id).order_by(Invitation.name)
    return db.session.scalars(chosen.options(selectinload(Invitation.drafts), joinedload(Invitation.dialogue))).all()


def find(municipality: Municipality, invitation_id: uuid.UUID, dialogue: Dialogue | None = None) -> Invitation:
    """One of them, of a dialogue if it is said; NotFound when there is none."""
    chosen = select(Invitation).where(Invitation.municipality_id == municipality.id, Invitation.id == invitation_id)
    if dialogue:
        chosen = chosen.where(Invitation.dialogue_id == dialogue.id)
    found = db.session.scalars(chosen.options(joinedload(Invitation.dialogue))).one_or_none()
    if found is None:
        raise NotFound("")
    return found


def drafts(invitation: Invitation) -> dict[uuid.UUID, Draft]:
    """What has been written, by question."""
    chosen = select(Draft).where(Draft.invitation_id == invitation.id)
    return {one.question_id: one for one in db.session.scalars(chosen)}


def questions(invitation: Invitation) -> list[Question]:
    """What it is asked; and what it was asked when somebody wrote an answer to it."""
    written = drafts(invitation)
    asked = dialogues.ever_asked(invitation.dialogue)
    return [one for one in asked if (one.asked and not invitation.finished) or one.id in written]


def before(invitation: Invitation, question: Question) -> Draft | None:
    """What the same association answered to the same question the last time."""
    if invitation.association_id is None:
        return None
    chosen = (
        select(Draft)
        .join(Invitation, Invitation.id == Draft.invitation_id)
        .join(Question, Question.id == Draft.question_id)
        .where(Invitation.association_id == invitation.association_id, Invitation.finished.is_not(None))
        .where(Invitation.id != invitation.id, Question.lineage == question.lineage)
        .order_by(Invitation.finished.desc())
        .options(joinedload(Draft.question))
    )
    return next((one for one in db.session.scalars(chosen) if one.question.meaning == question.meaning), None)


def names_of(question: Question) -> list[str]:
    """The fields of a question."""
    return [name_of(question), *([AREA] if question.kind == QuestionKind.PLACE else [])]


def filled(written: Iterable[Draft]) -> "MultiDict[str, str]":
    """What stands in the fields of these."""
    found: MultiDict[str, str] = MultiDict()
    for one in written:
        for name, values in json.loads(one.fields).items():
            found.setlist(name, values)
    return found


def token_of(invitation: Invitation) -> str:
    """By which its answer is sent, however often, once."""
    return f"invitation {invitation.id}"


def code_of(keys: Keys, invitation: Invitation) -> str:
    """The receipt of its answer."""
    return receipt_code(keys, token_of(invitation))


def contribution_id(keys: Keys, invitation: Invitation) -> uuid.UUID:
    """The answer that was sent by it."""
    receipt = hashed(keys, "code", code_of(keys, invitation))
    return db.session.scalars(select(Contribution.id).where(Contribution.receipt_hash == receipt)).one()
