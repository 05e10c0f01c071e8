"""When those who are invited get mail: at the opening, before the end, when they have answered, and when we have."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask import current_app
from sqlalchemy import select, update

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.links import new_link, whole_address
from medborgar.intake.invitations import letters, queries
from medborgar.intake.invitations.letters import Letter
from medborgar.intake.invitations.models import Invitation, State
from medborgar.intake.models import Dialogue, Stage
from medborgar.municipality.models import Municipality
from medborgar.outbox import actions as outbox
from medborgar.outbox.models import MailKind

BEFORE = (7, 1)  # days before the last one
LINK_LASTS = timedelta(days=365)  # after the last day: the copy and the feedback are found through it
FEEDBACK_WITHIN = timedelta(days=30)  # how long mail about it is still news
SILENT = {State.DECLINED, State.WITHDRAWN}


def purpose(municipality: Municipality) -> str:
    """What the links in these mails are for."""
    return f"invitation {municipality.slug}"


def address_of(municipality: Municipality, invitation: Invitation) -> str:
    """The address that opens an invitation."""
    last_day = (invitation.dialogue.closes or clock.today()) + LINK_LASTS
    token = new_link(
        current_app.config["KEYS"], purpose=purpose(municipality), subject=invitation.id, last_day=last_day
    )
    return whole_address("invitations.opening", kommun=municipality.slug, token=token)


def send_invitations(municipality: Municipality, found: Iterable[Invitation]) -> None:
    """Write to those who have not been written to, once the dialogue is open."""
    for one in found:
        if one.invited is None and one.state is State.INVITED and _is_open(one):
            one.invited = clock.today()
            write(municipality, one, letters.INVITATION, MailKind.INVITATION, "inbjudan")


def remind(municipality: Municipality, found: Iterable[Invitation], occasion: str) -> int:
    """Write once more to those who have not answered, once for each occasion; to how many."""
    waits = [one for one in found if one.invited and one.can_be_answered(clock.today()) and one.state not in SILENT]
    return sum(write(municipality, one, letters.REMINDER, MailKind.REMINDER, occasion) for one in waits)


def write(municipality: Municipality, one: Invitation, letter: Letter, kind: MailKind, occasion: str) -> bool:
    """Write one mail; whether it was new."""
    address = address_of(municipality, one)
    return outbox.send(
        to=one.email,
        kind=kind,
        key=f"{key_of(one)}{occasion}",
        municipality_id=municipality.id,
        stop=address,
        **letters.written(letter, municipality, one, address),
    )


def key_of(one: Invitation) -> str:
    """What the keys of its mails begin with."""
    return f"invitation:{one.id}:"


def write_by_calendar() -> None:
    """Invite when a dialogue opens, remind seven days and one day before its last, tell of feedback."""
    municipalities = {one.id: one for one in db.session.scalars(select(Municipality))}
    for dialogue in _running():
        db.session.execute(
            select(Dialogue.id).where(Dialogue.id == dialogue.id).with_for_update()
        )  # one worker at a time
        found = queries.invitations(dialogue)
        municipality = municipalities[dialogue.municipality_id]
        send_invitations(municipality, found)
        _remind_before(municipality, dialogue, found)
        if dialogue.feedback_given and dialogue.feedback_given + FEEDBACK_WITHIN >= clock.today():
            for one in found:
                if one.finished:
                    write(municipality, one, letters.FEEDBACK, MailKind.NEWS, "aterkoppling")
        db.session.commit()


def erase_by_calendar() -> None:
    """Erase where an invitation was sent, once nothing more can be reached through its link."""
    over = select(Dialogue.id).where(Dialogue.closes < clock.today() - LINK_LASTS)
    old = update(Invitation).where(Invitation.dialogue_id.in_(over), Invitation.email != "")
    db.session.execute(old.values(email=""))
    db.session.commit()


def _remind_before(municipality: Municipality, dialogue: Dialogue, found: Sequence[Invitation]) -> None:
    """By the nearest occasion that has come; whoever was invited after it has just been told."""
    left = (dialogue.closes - clock.today()).days if dialogue.closes else None
    if left is None or not 0 <= left <= max(BEFORE) or dialogue.closes is None:
        return
    days = min(day for day in BEFORE if left <= day)
    occasion = dialogue.closes - timedelta(days=days)
    told_before = [one for one in found if one.invited and one.invited < occasion]
    remind(municipality, told_before, f"{days} {dialogue.closes:%Y-%m-%d}")


def _running() -> list[Dialogue]:
    """Those that are open, and those that have lately been answered for; with somebody invited."""
    today = clock.today()
    is_open = (Dialogue.opens <= today) & (Dialogue.closes.is_(None) | (Dialogue.closes >= today))
    is_told = Dialogue.feedback_given >= today - FEEDBACK_WITHIN
    invited = select(Invitation.dialogue_id)
    return list(db.session.scalars(select(Dialogue).where(Dialogue.id.in_(invited), is_open | is_told)))


def _is_open(one: Invitation) -> bool:
    return one.dialogue.stage(clock.today()) is Stage.OPEN
