"""A running site: the production server in a process of its own, on a copy of a prepared database."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic, sleep

from medborgar.core.clock import STOCKHOLM
from tests.browser.prepare import SALA_WORKS_SINCE
from tests.conftest import Store

ROOT = Path(__file__).parents[2]
START_SECONDS = 20


class Site:
    """Where the site answers, and what the time is there."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.url = folder, f"http://localhost:{port}"
        self.turn_to(SALA_WORKS_SINCE)

    def turn_to(self, day: date) -> None:
        """Let it be noon on that day."""
        self.moment = datetime.combine(day, time(12), tzinfo=STOCKHOLM)
        self.pass_minutes(0)

    def pass_minutes(self, minutes: int) -> None:
        """Let time pass."""
        self.moment += timedelta(minutes=minutes)
        self.folder.joinpath("moment").write_text(self.moment.isoformat())

    def keep(self, name: str, html: str) -> None:
        """Put a page aside, as it stands in a browser, for the Nu checker."""
        self.folder.joinpath("pages", f"{name}.html").write_text(html, encoding="utf-8")


def prepare(store: Store, folder: Path) -> Store:
    """Fill the database once, and keep it so."""
    subprocess.run(
        [sys.executable, "-m", "tests.browser.prepare"], cwd=ROOT, env=environment(store, folder), check=True
    )
    store.keep()
    return store


@contextmanager
def serve(store: Store, folder: Path) -> Iterator[Site]:
    """Serve a fresh copy; the server may have nothing to complain of."""
    store.empty()
    with socket.socket() as door, folder.joinpath("server.log").open("w+") as log:
        door.bind(("127.0.0.1", 0))
        door.listen(256)
        site = Site(folder, door.getsockname()[1])
        server = _gunicorn(door, log.fileno(), environment(store, folder))
        try:
            _wait_for(site, server)
            yield site
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(START_SECONDS)
        log.seek(0)
        assert not (complaints := log.read()), complaints


def environment(store: Store, folder: Path) -> dict[str, str]:
    """The site's settings. Rate limits are off: all the people of a test sit at one address."""
    return {
        **os.environ,
        "MEDBORGAR_MODE": "test",
        "MEDBORGAR_DATA": str(folder),
        "DATABASE_URL": store.url,
        "RATELIMIT_ENABLED": "0",
    }


def _gunicorn(door: socket.socket, log: int, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    config = ["--config", "deploy/gunicorn.conf.py", "--bind", f"fd://{door.fileno()}"]
    return subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *config, "tests.browser.served:app"],
        cwd=ROOT,
        env=settings,
        pass_fds=[door.fileno()],
        stdout=log,
        stderr=subprocess.STDOUT,
    )


def _wait_for(site: Site, server: subprocess.Popen[bytes]) -> None:
    end = monotonic() + START_SECONDS
    while monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.url}/readyz", timeout=START_SECONDS):  # noqa: S310 (our own server)
                return
        except OSError:
            sleep(0.05)
    raise RuntimeError(site.folder.joinpath("server.log").read_text())
