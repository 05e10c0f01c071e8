"""The benchmark of the exported pages: nginx with the site's settings against nginx on any file of the same size.

Run by hand: `.venv/bin/python -m bench.static` (needs `wrk` and nginx). The promise has a history of forty quarters;
what its page weighs is told beside what it weighs with two.
"""

import gzip
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event

from bench.run import rate, say
from medborgar.app import create_app
from medborgar.config import Mode, Settings
from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.municipality.periods import Rhythm, period_of
from medborgar.portal.export.export import export
from tests.decided import a_decision
from tests.factories import a_municipality, a_person
from tests.portal.export import nginx
from tests.publication.worlds import World

FEW, QUARTERS, ROUNDS = 2, 40, 11
PAGE = "/sala/medborgarlofte"
# All that nginx needs to give out a file, and nothing that a site needs.
PLAIN = """{user} daemon off; worker_processes 1; pid {folder}/pid; error_log stderr emerg; events {{}}
http {{ access_log off; types {{ text/html html; }} server {{ listen 127.0.0.1:{port}; root {folder}; }} }}
"""


class History(World):
    """Sala, quarter after quarter until today."""

    def __init__(self, quarters: int) -> None:
        """Make the people; each quarter is promised by itself."""
        self.sala = a_municipality("sala")
        self.coordinator, self.communicator = a_person(self.sala), a_person(self.sala, Role.COMMUNICATOR)
        self.signs = {side: a_person(self.sala, Role.SIGNATORY, side) for side in Side}
        self.periods = [period_of(clock.today(), Rhythm.QUARTER)]
        while len(self.periods) < quarters:
            self.periods.insert(0, self.periods[0].previous)

    def live(self) -> Iterator[int]:
        """Promise quarter after quarter; how many there are after each."""
        for number, period in enumerate(self.periods, start=1):
            with clock.at(period.first):
                self.decision = a_decision(self.sala, self.coordinator, period=period.key)
                self.promise()
            yield number


def main() -> None:
    """Measure and print."""
    if not (nginx.NGINX and shutil.which("wrk")):
        sys.exit("bench: install nginx and wrk first (Debian: apt install nginx-light wrk)")
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(mode=Mode.TEST, data=Path(folder) / "data", ratelimit_enabled=False))
        with app.app_context():
            upgrade()
            for number in History(QUARTERS).live():
                if number in {FEW, QUARTERS}:
                    weigh(app, number)
            start = time.perf_counter()
            done = export(Path(folder) / "export")
            say(f"export: {done.files} files in {time.perf_counter() - start:.0f} s")
        compare(Path(folder))


def weigh(app: Flask, quarters: int) -> None:
    """What the promise's page weighs, and what it takes to make."""
    asked: list[str] = []
    event.listen(db.engines["public"], "before_cursor_execute", hook := lambda *said: asked.append(said[2]))
    memory.forget()
    start = time.perf_counter()
    body = app.test_client().get(PAGE).data
    took = time.perf_counter() - start
    event.remove(db.engines["public"], "before_cursor_execute", hook)
    weights = f"{len(body)} bytes, {len(gzip.compress(body))} as gzip, {len(brotli.compress(body))} as brotli"
    say(f"promise page after {quarters} quarters: {weights}; made in {took * 1000:.0f} ms by {len(asked)} queries")


def compare(folder: Path) -> None:
    """The page from the export beside a file of the same size, in turns."""
    page = folder / "export" / "sala" / "medborgarlofte.html"
    bare = folder / "bare"
    bare.mkdir()
    (bare / "any.html").write_bytes(b"x" * page.stat().st_size)
    with nginx.serving(folder / "export", 9, folder / "nginx") as port, bare_nginx(bare) as other:
        ours, theirs = [f"http://127.0.0.1:{port}{PAGE}"], [f"http://127.0.0.1:{other}/any.html"]
        ratio = statistics.median(rate(ours) / rate(theirs) for _ in range(ROUNDS))
    say(f"exported promise page: {ratio:.2f} of any file of the same size")


@contextmanager
def bare_nginx(folder: Path) -> Iterator[int]:
    """Serve a folder, until the block ends."""
    port = nginx.a_free_port()
    user = "user root;" if nginx.is_root() else ""
    (folder / "nginx.conf").write_text(PLAIN.format(user=user, folder=folder, port=port))
    server = subprocess.Popen([str(nginx.NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        while not nginx.answers(port):
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
