"""Mail that must not be lost: a row in the transaction of whatever it tells of, until a worker has delivered it."""

import uuid
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, Moment, Name, Words

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=6)
TRIES_MOST = 24  # three days and nights
STILL = timedelta(minutes=10)


class MailKind(StrEnum):
    """What a mail is about."""

    RECEIVED = "mottaget"
    NEWS = "nytt"
    FOLLOWUP_LINK = "uppfoljningslank"
    REMINDER = "paminnelse"
    APPROVAL = "godkannande"
    INVITATION = "inbjudan"
    THANKS = "tack"
    SUBSCRIBE = "prenumeration-fraga"
    DIGEST = "prenumeration"


class MailState(StrEnum):
    """How far a mail has come."""

    WAITING = "vantar"
    SENT = "skickat"
    FILED = "fil"  # there is no mail server: it lies in a file
    GIVEN_UP = "gav-upp"


class Mail(Model):
    """Ett mejl. Once it is delivered, address and text are erased; a row that says that it went stays for a while.

    Finished or not yet tried, it has days and no times: a mail about an anonymous answer must not say when that came.
    """

    __tablename__ = "mail"
    __table_args__ = (
        Index("ix_mail_turn", "state", "next_try"),
        {"sqlite_with_rowid": False},  # no hidden counter, as for a contribution
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(200), unique=True)  # the same key is the same mail, sent once
    municipality_id: Mapped[uuid.UUID | None] = mapped_column(index=True)  # a plain id, as in the audit log
    kind: Mapped[Code]  # a MailKind
    recipient: Mapped[Words]
    subject: Mapped[Name]
    text: Mapped[Words]
    stop: Mapped[Words]  # the address where whoever gets it can stop getting more
    written: Mapped[Day]
    state: Mapped[Code] = mapped_column(default=MailState.WAITING)
    finished: Mapped[Day | None]  # when it was sent, filed or given up
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[Words]  # what the last try said: a code, never words that may quote the address
    next_try: Mapped[Moment | None]  # none before the first
    held_until: Mapped[Moment | None]  # a worker has it in hand; past this it is dead, and another takes over
    held_by: Mapped[uuid.UUID | None]


class Pulse(Model):
    """When a worker last said that it lives."""

    __tablename__ = "outbox_pulse"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seen: Mapped[Moment]


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many failed tries, each time twice as long; None when it is time to give up."""
    if tries >= TRIES_MOST:
        return None
    return min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE)


def stands_still(*, waiting: bool, seen: datetime | None, now: datetime) -> bool:
    """Whether mail waits and no worker has been seen for a while."""
    return waiting and (seen is None or now - seen > STILL)
