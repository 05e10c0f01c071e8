"""An outbox with mail in it, and postmen that do as they are told."""

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask

from medborgar.core.extensions import db
from medborgar.outbox import actions
from medborgar.outbox.models import Mail, MailKind, MailState
from medborgar.outbox.postmen import NotDeliveredError
from medborgar.outbox.worker import Worker

WORDS: dict[str, Any] = {"subject": "Påminnelse", "text": "Följ upp senast 30 juni.\n", "kind": MailKind.REMINDER}


class Carrier:
    """A postman that remembers what it carried, and fails as often as it is told to."""

    leaves = MailState.SENT

    def __init__(self) -> None:
        self.carried: list[EmailMessage] = []
        self.names: list[str] = []
        self.troubles: list[NotDeliveredError] = []

    def carry(self, message: EmailMessage, name: str) -> None:
        self.names.append(name)
        if self.troubles:
            raise self.troubles.pop()
        self.carried.append(message)

    def tidy(self) -> None:
        self.names.append("tidy")


@pytest.fixture
def carrier() -> Carrier:
    return Carrier()


@pytest.fixture
def worker(app: Flask, carrier: Carrier) -> Worker:
    worker = Worker([])
    worker.postman = carrier
    return worker


@pytest.fixture
def written(app: Flask) -> Callable[..., Mail]:
    def write(key: str = "a", to: str = "kim@sala.example", **more: Any) -> Mail:
        actions.send(to=to, key=key, **WORDS | more)
        db.session.commit()
        return db.session.query(Mail).filter_by(key=key).one()

    return write
