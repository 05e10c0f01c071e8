"""A running site: the production server in a process of its own, on a copy of a prepared database."""

import email
import email.policy
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path
from time import monotonic, sleep

from medborgar.config import Mode
from medborgar.core.clock import STOCKHOLM
from medborgar.outbox.postmen import FOLDER
from tests.conftest import Store

ROOT = Path(__file__).parents[2]
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
            subprocess.run([sys.executable, "-m", *program.split()], cwd=ROOT, env=self._environment(), check=True)
        self.store.keep()
        return self

    @contextmanager
    def served(self) -> Iterator[Site]:
        """Serve a fresh copy; the server may have nothing to complain of."""
        self.store.empty()
        shutil.rmtree(self.folder / FOLDER, ignore_errors=True)
        with socket.socket() as door, self.folder.joinpath("server.log").open("w+") as log:
            door.bind(("127.0.0.1", 0))
            door.listen(256)
            site = Site(f"http://localhost:{door.getsockname()[1]}", self)
            running = [self._gunicorn(door, log.fileno(), site.url)]

            def fall_and_rise() -> None:
                """Die in the middle of whatever it does, and start again."""
                fallen = running.pop()
                os.killpg(fallen.pid, signal.SIGKILL)
                fallen.wait()
                running.append(self._gunicorn(door, log.fileno(), site.url))
                self._wait_for(site, running[0])

            site.falls_and_rises = fall_and_rise
            try:
                self._wait_for(site, running[0])
                yield site
            finally:
                running[0].send_signal(signal.SIGTERM)
                running[0].wait(START_SECONDS)
            log.seek(0)
            assert not (complaints := log.read()), complaints

    @contextmanager
    def working(self, url: str) -> Iterator[None]:
        """Have the process that sends mail beside the site, which has nothing to complain of."""
        command = [sys.executable, "-m", "tests.browser.worker"]
        worker = subprocess.Popen(
            command, cwd=ROOT, env=self._environment(url), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        try:
            yield
        finally:
            worker.send_signal(signal.SIGTERM)
            complaints, _ = worker.communicate(timeout=START_SECONDS)
        assert (worker.returncode, complaints) == (0, b"")

    def _gunicorn(self, door: socket.socket, log: int, url: str) -> subprocess.Popen[bytes]:
        config = ["--config", "deploy/gunicorn.conf.py", "--bind", f"fd://{door.fileno()}"]
        return subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *config, "tests.browser.served:app"],
            cwd=ROOT,
            env=self._environment(url),
            pass_fds=[door.fileno()],
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def _wait_for(self, site: Site, server: subprocess.Popen[bytes]) -> None:
        end = monotonic() + START_SECONDS
        while monotonic() < end and server.poll() is None:
            try:
                with urllib.request.urlopen(f"{site.url}/readyz", timeout=START_SECONDS):  # noqa: S310 (our own server)
                    return
            except OSError:
                sleep(0.05)
        raise RuntimeError(self.folder.joinpath("server.log").read_text())

    def _environment(self, url: str = "http://localhost") -> dict[str, str]:
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
