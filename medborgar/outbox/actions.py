"""Writing mail, and what becomes of it. Whoever calls `send` commits; the worker commits mail by mail."""

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from medborgar.core import clock
from medborgar.core.database import INSERT
from medborgar.core.extensions import db
from medborgar.outbox.addresses import normal_address
from medborgar.outbox.models import Mail, MailKind, MailState, Pulse, pause_after

NOTHING_LEFT: dict[str, Any] = {"recipient": "", "text": "", "stop": ""}
NOBODYS: dict[str, Any] = {"held_by": None, "held_until": None}
GIVEN_UP_KEPT = timedelta(days=14)  # so long it can be tried again; then its address is erased too
ROW_KEPT = timedelta(days=90)
THE_ONE = 1  # the only row of the pulse


def send(
    *,
    to: str,
    subject: str,
    text: str,
    kind: MailKind,
    key: str,
    municipality_id: uuid.UUID | None = None,
    stop: str = "",
) -> bool:
    """Write a mail in the present transaction; whether it was new: the same `key` is the same mail, and goes once.

    `to` must have been checked; what is said never quotes what a resident wrote, nor a receipt's code. `stop` is the
    address where whoever subscribes can stop.
    """
    if normal_address(to) is None:
        raise ValueError("not an address")
    insert = INSERT[db.session.get_bind().dialect.name]
    values = {
        "id": uuid.uuid4(),
        "key": key,
        "municipality_id": municipality_id,
        "kind": kind,
        "recipient": normal_address(to),
        "subject": " ".join(subject.split()),
        "text": text,
        "stop": stop,
        "written": clock.today(),
    }
    statement = insert(Mail).values(values).on_conflict_do_nothing(index_elements=["key"]).returning(Mail.id)
    return db.session.scalar(statement) is not None


def take(*, worker: uuid.UUID, hold: timedelta) -> Mail | None:
    """Take the next mail in hand for a while, so that no other worker sends it; None when none waits."""
    now = clock.now()
    waiting = select(Mail.id).where(
        Mail.state == MailState.WAITING,
        Mail.next_try.is_(None) | (Mail.next_try <= now),
        Mail.held_until.is_(None) | (Mail.held_until < now),
    )
    chosen = waiting.order_by(Mail.next_try.nulls_first(), Mail.written).limit(1).with_for_update(skip_locked=True)
    mail_id = db.session.scalar(chosen)
    if mail_id is None:
        return None
    hold_it = update(Mail).where(Mail.id == mail_id).values(held_by=worker, held_until=now + hold)
    return db.session.scalars(hold_it.returning(Mail)).one()


def finish(*, mail: Mail, worker: uuid.UUID, state: MailState) -> None:
    """Say that a mail was sent or filed; its address and text are erased."""
    _settle(mail, worker, state=state, finished=clock.today(), next_try=None, fault="", **NOTHING_LEFT)


def fail(*, mail: Mail, worker: uuid.UUID, fault: str, hopeless: bool = False) -> None:
    """Say that a try failed: there will be another after a pause, or it is given up and staff are told."""
    pause = None if hopeless else pause_after(mail.tries + 1)
    if pause is None:
        _settle(mail, worker, state=MailState.GIVEN_UP, finished=clock.today(), next_try=None, fault=fault)
    else:
        _settle(mail, worker, next_try=clock.now() + pause, fault=fault)


def try_again(*, mail: Mail) -> None:
    """Let a mail that was given up start from the beginning."""
    again = update(Mail).where(Mail.id == mail.id, Mail.state == MailState.GIVEN_UP, Mail.recipient != "")
    db.session.execute(again.values(state=MailState.WAITING, finished=None, next_try=None, tries=0))


def take_back(begins: str) -> int:
    """Erase the mails whose keys begin so and that have not been sent; how many there were."""
    unsent = Mail.state.in_([MailState.WAITING, MailState.GIVEN_UP])
    gone = delete(Mail).where(Mail.key.startswith(begins, autoescape=True), unsent)
    return len(db.session.scalars(gone.returning(Mail.id)).all())


def beat() -> None:
    """Say that a worker lives."""
    insert = INSERT[db.session.get_bind().dialect.name]
    seen = {"seen": clock.now()}
    statement = insert(Pulse).values(id=THE_ONE, **seen)
    db.session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=seen))


def tidy() -> None:
    """Erase the addresses of mails that were given up long ago, and then the rows of all that are finished."""
    today = clock.today()
    given_up = update(Mail).where(Mail.state == MailState.GIVEN_UP, Mail.finished < today - GIVEN_UP_KEPT)
    db.session.execute(given_up.values(NOTHING_LEFT))
    db.session.execute(delete(Mail).where(Mail.finished < today - ROW_KEPT))


def _settle(mail: Mail, worker: uuid.UUID, **values: Any) -> None:
    """Only whoever has it in hand says what became of it: another may have taken over."""
    mine = update(Mail).where(Mail.id == mail.id, Mail.held_by == worker)
    db.session.execute(mine.values(tries=Mail.tries + 1, **(NOBODYS | values)))
