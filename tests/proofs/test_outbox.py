"""No mail is lost, and none is sent twice but the one in flight when a worker is killed."""

import random
import signal
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep

import pytest
from flask import Flask

from medborgar.app import create_app
from medborgar.config import Mode, Settings
from medborgar.core.extensions import db
from medborgar.outbox import actions
from medborgar.outbox.models import Mail, MailKind, MailState
from tests import processes
from tests.proofs.mailserver import BadDay, mail_server
from tests.proofs.servers import LiveSite, live_site

MAILS, TAKEN_BACK, WORKERS = 500, 50, 3
WAITS = "3"  # seconds for an answer; a mail in a dead worker's hand is taken over after ten times that
MAILS_BETWEEN_KILLS = range(30, 60)
PATIENCE = 200  # seconds


@pytest.fixture
def site(database: str, tmp_path: Path) -> Iterator[LiveSite]:
    with live_site(database, tmp_path) as running:
        yield running


@pytest.fixture
def app(site: LiveSite) -> Iterator[Flask]:
    app = create_app(Settings(mode=Mode.TEST, data=site.folder, database_url=site.database_url))
    with app.app_context():
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("killed", [False, True], ids=["bad-day", "killed"])
def test_every_mail_arrives_and_only_the_one_in_flight_twice(site, app, killed):
    write_all()
    with mail_server() as day:
        crew = Crew(site, day.port)
        started, enough = monotonic(), 0
        while unsent():
            assert monotonic() - started < PATIENCE, f"{unsent()} are left"
            sleep(random.uniform(0.01, 0.2))  # noqa: S311 (a moment, not a secret)
            if killed and len(day.accepted) >= enough:
                crew.kill_one()
                enough = len(day.accepted) + random.choice(MAILS_BETWEEN_KILLS)  # noqa: S311 (as above)
        took = monotonic() - started
        crew.stop()

    doubled = sum(times - 1 for times in day.accepted.values())
    print(f"{MAILS} mails, {day.troubles} troubles, {crew.kills} kills: {doubled} doubled, {took:.0f} s")
    assert_nothing_lost(day)
    assert doubled <= crew.kills
    assert day.troubles > 20
    assert crew.kills > 5 or not killed
    assert site.ask("GET", "/readyz")[1].strip().replace(" ", "") == '{"outbox":"ok","status":"ok"}'


def write_all() -> None:
    """Each in a transaction of its own; those that are taken back with it must never arrive."""
    for number in range(MAILS + TAKEN_BACK):
        actions.send(
            to=f"nummer{number}@kanarie.example",
            subject=f"Nummer {number}",
            text="Det har hänt något.\n",
            kind=MailKind.NEWS,
            key=f"{number}",
        )
        if number < MAILS:
            db.session.commit()
        else:
            db.session.rollback()


def unsent() -> int:
    """How many mails have not been sent."""
    db.session.rollback()
    left = db.session.query(Mail).filter(Mail.state != MailState.SENT).count()
    db.session.rollback()
    return left


def assert_nothing_lost(day: BadDay) -> None:
    """Every mail that was written arrived, each under one name; nothing is left of whom they went to."""
    kept = {f"<{mail.id}@sala.example>" for mail in db.session.query(Mail)}
    assert len(kept) == MAILS
    assert set(day.accepted) == kept
    assert day.names.keys() == {f"Nummer {number}" for number in range(MAILS)}
    assert all(len(names) == 1 for names in day.names.values())
    assert {(mail.recipient, mail.text) for mail in db.session.query(Mail)} == {("", "")}


class Crew:
    """Workers as they are shipped, each in a process of its own."""

    def __init__(self, site: LiveSite, port: int) -> None:
        mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port), "SMTP_SECURITY": "none", "SMTP_TIMEOUT": WAITS}
        self.settings = {**site.settings, **mail, "MAIL_FROM": "lofte@sala.example"}
        self.log, self.kills = site.folder / "outbox.log", 0
        self.workers = [self._start() for _ in range(WORKERS)]

    def kill_one(self) -> None:
        """SIGKILL one at random, whatever it has in hand, and start another."""
        worker = self.workers.pop(random.randrange(WORKERS))  # noqa: S311 (as above)
        processes.kill(worker)
        self.kills += 1
        self.workers.append(self._start())

    def stop(self) -> None:
        """Tell them all to stop; they do, without a word of complaint or of anybody's address.

        One that was started in a killed one's place may not have begun: it has nothing in hand, and just ends.
        """
        *others, newest = [processes.stop(worker) for worker in self.workers]
        assert others == [0] * (WORKERS - 1)
        assert newest == 0 or (self.kills and newest == -signal.SIGTERM)
        assert self.log.read_text() == ""

    def _start(self) -> BaseProcess:
        return processes.begin(processes.CLI, "outbox", "work", settings=self.settings, log=self.log)
