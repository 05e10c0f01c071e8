"""A running site: the production server in a process of its own, on a copy of a prepared database."""

import email
import email.policy
import os
import shutil
import socket
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep

from medborgar.config import Mode
from medborgar.core.clock import STOCKHOLM
from medborgar.outbox.postmen import FOLDER
from tests import processes
from tests.conftest import Store

START_SECONDS = 20
MAIL_SECONDS = 30


class Site:
    """Where the site answers, and what the time is there."""

    def __init__(self, url: str, world: "World") -> None:
        self.url, self._world, self._clock = url, world, world.folder / "moment"
        self.falls_and_rises: Callable[[], None]
        self.turn_to(world.day)

    def turn_to(self, day: date) -> None:
        """Let it be noon on that day."""
        self._moment = datetime.combine(day, time(12), tzinfo=STOCKHOLM)
        self.pass_minutes(0)

    def pass_minutes(self, minutes: int) -> None:
        """Let time pass."""
        self._moment += timedelta(minutes=minutes)
        self._clock.write_text(self._moment.isoformat())

    def next_mail(self) -> EmailMessage:
        """Let the worker go its rounds until it has delivered a mail; the mail, which is then nobody's any more."""
        with self._world.working(self.url):
            end = monotonic() + MAIL_SECONDS
            while not (mails := sorted(self._world.folder.glob(f"{FOLDER}/*.eml"))):
                assert monotonic() < end, "no mail has come"
                sleep(0.05)
        mail = email.message_from_bytes(mails[0].read_bytes(), policy=email.policy.default)
        mails[0].unlink()
        return mail

    def keep(self, name: str, html: str) -> None:
        """Put a page aside, as it stands in a browser, for the Nu checker."""
        self._world.pages.joinpath(f"{name}.html").write_text(html, encoding="utf-8")


@dataclass(frozen=True)
class World:
    """A database that is filled once and copied for every test; `pages` is where the pages it gives are kept."""

    store: Store
    folder: Path
    pages: Path
    mode: Mode
    day: date

    def filled_by(self, *programs: str) -> "World":
        """Run these modules, each with its arguments, and keep the database as they leave it."""
        for program in programs:
            processes.run(*program.split(), settings=self._settings(), log=self.folder / "filled.log")
        self.store.keep()
        return self

    @contextmanager
    def served(self) -> Iterator[Site]:
        """Serve a fresh copy; the server may have nothing to complain of."""
        self.store.empty()
        shutil.rmtree(self.folder / FOLDER, ignore_errors=True)
        log = self.folder / "server.log"
        log.write_bytes(b"")
        with socket.create_server(("127.0.0.1", 0), backlog=256) as door:
            site = Site(f"http://localhost:{door.getsockname()[1]}", self)
            running = [self._server(site.url, door, log)]

            def fall_and_rise() -> None:
                """Die in the middle of whatever it does, and start again."""
                processes.kill(running.pop())
                running.append(self._server(site.url, door, log))

            site.falls_and_rises = fall_and_rise
            try:
                yield site
            finally:
                processes.stop(running[0])
        assert not (complaints := log.read_text()), complaints

    @contextmanager
    def working(self, url: str) -> Iterator[None]:
        """Have the process that sends mail beside the site, which has nothing to complain of."""
        log = self.folder / "worker.log"
        worker = processes.begin("tests.browser.worker", settings=self._settings(url), log=log)
        try:
            yield
        finally:
            ended = processes.stop(worker)
        assert (ended, log.read_text()) == (0, "")

    def _server(self, url: str, door: socket.socket, log: Path) -> BaseProcess:
        """The production server, when it answers."""
        server = processes.serve("tests.browser.served:app", door, settings=self._settings(url), log=log)
        end = monotonic() + START_SECONDS
        while monotonic() < end and server.is_alive():
            try:
                with urllib.request.urlopen(f"{url}/readyz", timeout=START_SECONDS):  # noqa: S310 (our own server)
                    return server
            except OSError:
                sleep(0.05)
        raise RuntimeError(log.read_text())

    def _settings(self, url: str = "http://localhost") -> dict[str, str]:
        """The site's settings. Rate limits are off: all the people of a test sit at one address."""
        return {
            **os.environ,
            "MEDBORGAR_MODE": self.mode,
            "MEDBORGAR_DATA": str(self.folder),
            "MEDBORGAR_ADDRESS": url,
            "DATABASE_URL": self.store.url,
            "RATELIMIT_ENABLED": "0",
            "TEST_PAGES": str(self.pages),
        }
