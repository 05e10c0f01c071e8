"""The worker: a process of its own that delivers what waits, one mail at a time, and makes the day's rounds.

What it has in hand it holds for a while. Killed, it leaves that one mail to whoever takes over when the while is out;
only that mail may come twice, if the mail server had already said yes.
"""

import os
import signal
import threading
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy.exc import DBAPIError

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.outbox import actions
from medborgar.outbox.message import message_of
from medborgar.outbox.models import Mail
from medborgar.outbox.postmen import NotDeliveredError, Postman, postman

POLL = 1.0  # seconds between looks at an empty outbox
TROUBLED = 5.0  # seconds to wait when the database is away
BEAT = timedelta(minutes=1)
ROUNDS = timedelta(minutes=10)
DAYTIME = range(7, 20)  # hours: what no person has just done is told of by day
ANSWERS_MOST = 10  # how many answers of the mail server one mail takes, and so how long a worker may need for it

Round = Callable[[], None]


class Worker:
    """One process of possibly several."""

    def __init__(self, rounds: Sequence[Round]) -> None:
        settings = current_app.config["SETTINGS"]
        self.id, self.rounds = uuid.uuid4(), rounds
        self.postman: Postman = postman(settings)
        self.sender = settings.mail_from
        self.hold = timedelta(seconds=settings.smtp_timeout * ANSWERS_MOST)
        self.next_beat = self.next_rounds = clock.now()
        self.stopping = threading.Event()

    def work(self) -> None:
        """Until told to stop, and then only once the mail in hand is finished."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        parent = os.getppid()
        while not self.stopping.is_set() and os.getppid() == parent:  # nobody left to stop us: we stop
            self.stopping.wait(self.turn())

    def turn(self) -> float:
        """Do the next thing; how many seconds to wait before the one after."""
        try:
            self._go_the_rounds(clock.now())
            return 0 if self.deliver() else POLL
        except DBAPIError as error:
            db.session.rollback()
            current_app.logger.error("outbox: %s", type(error.orig).__name__)  # noqa: TRY400 (its words may quote a row)
            return TROUBLED
        finally:
            db.session.remove()

    def deliver(self) -> bool:
        """Deliver one mail; whether there was one."""
        mail = actions.take(worker=self.id, hold=self.hold)
        if mail:
            db.session.expunge(mail)
        db.session.commit()
        if mail:
            self._carry(mail)
            db.session.commit()
        return mail is not None

    def _carry(self, mail: Mail) -> None:
        try:
            self.postman.carry(message_of(mail, self.sender), str(mail.id))
        except NotDeliveredError as failed:
            actions.fail(mail=mail, worker=self.id, fault=failed.fault, hopeless=failed.hopeless)
        except ValueError as broken:  # a row that is no mail must not stop the others
            actions.fail(mail=mail, worker=self.id, fault=type(broken).__name__, hopeless=True)
        else:
            actions.finish(mail=mail, worker=self.id, state=self.postman.leaves)

    def _go_the_rounds(self, now: datetime) -> None:
        if now >= self.next_beat:
            self.next_beat = now + BEAT
            actions.beat()
            db.session.commit()
        if now >= self.next_rounds:
            self.next_rounds = now + ROUNDS
            self.postman.tidy()
            go_the_rounds(self.rounds, now)


def go_the_rounds(rounds: Sequence[Round], now: datetime) -> None:
    """Do what time alone asks for, each committed by itself; at night nothing."""
    if now.astimezone(clock.STOCKHOLM).hour in DAYTIME:
        for one in (actions.tidy, *rounds):
            one()
            db.session.commit()
