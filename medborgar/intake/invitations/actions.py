"""Inviting, and answering an invitation: opened, written question by question, sent once."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Gone, Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import clock_time
from medborgar.intake import actions as intake
from medborgar.intake.actions import Answers
from medborgar.intake.associations.models import Association
from medborgar.intake.dialogues.models import Question
from medborgar.intake.invitations import letters, mailing, queries
from medborgar.intake.invitations.models import Draft, Invitation, State
from medborgar.intake.models import Audience, Dialogue, Stage, Voice
from medborgar.municipality.models import Municipality
from medborgar.outbox import actions as outbox
from medborgar.outbox.models import MailKind

VOICES = {
    Audience.ASSOCIATIONS: Voice.ASSOCIATION,
    Audience.ELECTED: Voice.ELECTED,
    Audience.STAFF: Voice.STAFF,
}


class Guest(NamedTuple):
    """Somebody to invite."""

    name: str
    email: str
    association: Association | None = None


def invite(*, municipality: Municipality, dialogue: Dialogue, guests: Iterable[Guest], by: Person) -> int:
    """Invite those who are not invited yet, and write to them if the dialogue is open; how many were new."""
    _hold(dialogue)
    if dialogue.audience == Audience.EVERYBODY:
        raise Refused(_("Dialogen frågar alla: då behövs ingen inbjudan."))
    if dialogue.stage(clock.today()) is Stage.CLOSED:
        raise Refused(_("Dialogen har stängt. Ändra sista dagen om ni vill bjuda in fler."))
    there = {(one.name, one.email) for one in queries.invitations(dialogue)}
    new = [_row(dialogue, guest) for guest in dict.fromkeys(guests) if guest[:2] not in there]
    db.session.add_all(new)
    db.session.flush()
    mailing.send_invitations(municipality, new)
    _log(Event.DIALOGUE_INVITE, dialogue, by, number=len(new))
    return len(new)


def remind(*, municipality: Municipality, dialogue: Dialogue, by: Person) -> int:
    """Remind everybody who has not answered, once a day at most; how many."""
    _hold(dialogue)
    number = mailing.remind(municipality, queries.invitations(dialogue), f"hand {clock.today().isoformat()}")
    if not number:
        raise Refused(_("Det finns ingen att påminna: alla har svarat, eller har redan fått mejl i dag."))
    _log(Event.DIALOGUE_REMIND, dialogue, by, number=number)
    return number


def withdraw(*, invitation: Invitation, by: Person) -> None:
    """Take an invitation back: its link stops working, and mail that waits is not sent."""
    _refresh(invitation)
    if invitation.state is State.FINISHED:
        raise Refused(_("Svaret är redan skickat."))
    invitation.withdrawn = invitation.withdrawn or clock.today()
    outbox.take_back(mailing.key_of(invitation))
    _log(Event.DIALOGUE_WITHDRAW, invitation.dialogue, by)


def open_(*, invitation: Invitation) -> None:
    """Somebody has pressed the button behind the link."""
    if invitation.can_be_answered(clock.today()):
        invitation.opened, invitation.declined = invitation.opened or clock.today(), None


def decline(*, invitation: Invitation) -> None:
    """No more mail: not of this round, and to an association none at all."""
    _refresh(invitation)
    if invitation.state is not State.FINISHED:
        invitation.declined = invitation.declined or clock.today()
    outbox.take_back(mailing.key_of(invitation))
    if invitation.association:
        invitation.association.takes_mail = False
        invitation.association.version += 1


@dataclass(frozen=True)
class Written:
    """What stands in the fields of a question, on which page, and what version that page was made from."""

    fields: Mapping[str, list[str]]
    version: int
    page: str
    done: bool


def write(*, invitation: Invitation, question: Question, written: Written) -> Draft:
    """Keep what stands in a question; Stale when somebody else has written something else there in between."""
    _refresh(invitation)
    if not invitation.can_be_answered(clock.today()):
        raise Gone(_("Det går inte att svara längre."))
    draft = db.session.get(Draft, (invitation.id, question.id))
    said = json.dumps(written.fields, ensure_ascii=False, sort_keys=True)
    page = hashlib.sha256(written.page.encode()).hexdigest()
    if draft and draft.version != written.version and draft.page != page and draft.fields != said:
        raise Stale(_("Någon annan hos er skrev här %(time)s. Jämför och välj.", time=draft.saved_at))
    if draft is None:
        draft = Draft(invitation_id=invitation.id, question_id=question.id, version=0)
        db.session.add(draft)
    draft.fields, draft.done, draft.page, draft.saved_at = said, written.done, page, clock_time(clock.now())
    draft.version += 1
    invitation.opened = invitation.opened or clock.today()
    db.session.flush()
    return draft


def send(*, municipality: Municipality, invitation: Invitation, answers: Answers) -> str:
    """Hand the answer over, once; its receipt code. What is sent again is the same; with other words it is Stale."""
    _refresh(invitation)
    keys, token = current_app.config["KEYS"], queries.token_of(invitation)
    if invitation.finished:
        return queries.code_of(keys, invitation)
    if not invitation.can_be_answered(clock.today()):
        raise Gone(_("Det går inte att svara längre."))
    voice = VOICES[Audience(invitation.dialogue.audience)]
    code = intake.submit(keys=keys, dialogue=invitation.dialogue, answers=answers, token=token, voice=voice)
    invitation.contribution_id = queries.contribution_id(keys, invitation)
    invitation.finished = clock.today()
    mailing.write(municipality, invitation, letters.THANKS, MailKind.THANKS, "tack")
    return code


def _row(dialogue: Dialogue, guest: Guest) -> Invitation:
    return Invitation(
        municipality_id=dialogue.municipality_id,
        dialogue=dialogue,
        association=guest.association,
        name=guest.name,
        email=guest.email,
    )


def _hold(dialogue: Dialogue) -> None:
    """Let writers of one dialogue take turns."""
    db.session.execute(select(Dialogue.id).where(Dialogue.id == dialogue.id).with_for_update())


def _refresh(invitation: Invitation) -> None:
    """Let those who write on one answer take turns."""
    db.session.execute(select(Invitation.id).where(Invitation.id == invitation.id).with_for_update())
    db.session.refresh(invitation)


def _log(event: Event, dialogue: Dialogue, by: Person, **details: int) -> None:
    audit.record(event, actor=str(by.id), subject=dialogue.id, municipality_id=dialogue.municipality_id, **details)
