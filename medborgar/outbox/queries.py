"""Reading the outbox: what waits, what went, what was given up; never to whom."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.outbox.models import Mail, MailState, Pulse, stands_still

PAGE_SIZE = 50


def mails(municipality_id: uuid.UUID, state: MailState | None, *, page: int) -> Sequence[Mail]:
    """A municipality's mails in a state, or all of them, the newest first, page 1 and on."""
    chosen = select(Mail).where(Mail.municipality_id == municipality_id)
    if state:
        chosen = chosen.where(Mail.state == state)
    ordered = chosen.order_by(Mail.written.desc(), Mail.id)
    return db.session.scalars(ordered.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()


def counts(municipality_id: uuid.UUID) -> dict[MailState, int]:
    """How many of a municipality's mails are in each state."""
    chosen = select(Mail.state, func.count()).where(Mail.municipality_id == municipality_id).group_by(Mail.state)
    found = {row[0]: row[1] for row in db.session.execute(chosen)}
    return {state: found.get(state, 0) for state in MailState}


def find(municipality_id: uuid.UUID, mail_id: uuid.UUID) -> Mail:
    """One mail of this municipality; NoResultFound for any other."""
    return db.session.scalars(select(Mail).where(Mail.municipality_id == municipality_id, Mail.id == mail_id)).one()


def last_written(begins: str) -> date | None:
    """When the last of the mails whose keys begin so was written."""
    return db.session.scalar(select(func.max(Mail.written)).where(Mail.key.startswith(begins, autoescape=True)))


def is_still() -> bool:
    """Whether mail waits and nobody sends it."""
    waiting = db.session.scalar(select(Mail.id).where(Mail.state == MailState.WAITING).limit(1)) is not None
    return stands_still(waiting=waiting, seen=db.session.scalar(select(Pulse.seen)), now=clock.now())
