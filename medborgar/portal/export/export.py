"""The public site as files: every page as the site itself answers, for a web server that needs nothing else."""

import re
import signal
import threading
import time
from collections.abc import Callable, Container
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from flask import Flask, current_app
from flask.wrappers import Response
from sqlalchemy.exc import DBAPIError
from werkzeug.test import Client, TestResponse

from medborgar.core import clock
from medborgar.core.database import ONLY_READS
from medborgar.core.extensions import db
from medborgar.portal.export.addresses import addresses
from medborgar.portal.export.folder import Folder, opened
from medborgar.publication.public import connect, heads

POLL = 1.0  # seconds between looks for a new publication
TROUBLED = 10.0  # seconds to wait when the database or the disk does not answer
AT_LEAST = 600.0  # seconds after which it is all made again: some pages tell of more than what is published
EXTENSIONS = {"text/html": ".html", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
LINK = re.compile(r'(?<=\s)(href|action)="(/[^"#?]*)(\?(?!v=))?')  # a mark of what a file holds asks for nothing


class Failed(Exception):  # noqa: N818 (reads as a sentence where it is raised)
    """The site has no good answer for an address that it should have."""


class Exported(NamedTuple):
    """How many files there are, and how many of them were written or taken away."""

    files: int
    changed: int


def export(to: Path, *, site: str = "", go_on: Callable[[], bool] = lambda: True) -> Exported:
    """Bring the folder up to date. With `site` what is not in it is linked to there; stops early unless `go_on`."""
    with opened(to) as folder:
        found = sorted(_addresses(), key=_is_page)  # a page comes after what it is made of
        here = frozenset(found)
        for address in found:
            if not go_on():
                return Exported(len(folder.hashes), folder.changed)
            _put(folder, address, _ask(current_app, address), site=site, here=here)
        folder.finish()
        return Exported(len(folder.hashes), folder.changed)


def watch(to: Path, *, site: str = "", tell: Callable[[Exported], None], complain: Callable[[Exception], None]) -> None:
    """Export now, after every publication and at the turn of the day, until told to stop."""
    stopping, known, made = threading.Event(), None, 0.0
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.is_set():
        pause = POLL
        try:
            if (present := _stamp()) != known or time.monotonic() - made >= AT_LEAST:
                done, made = export(to, site=site, go_on=lambda: not stopping.is_set()), time.monotonic()
                known = present
                tell(done)
        except (DBAPIError, OSError, Failed) as trouble:
            complain(trouble)
            pause = TROUBLED
        stopping.wait(pause)


def file_name(address: str, mimetype: str) -> str:
    """The file that an address lies in."""
    name = address.strip("/") or "index"
    extension = EXTENSIONS.get(mimetype, "")
    return name if extension == PurePosixPath(name).suffix else f"{name}{extension}"


def _addresses() -> list[str]:
    """What there is to ask for; nobody waits to write meanwhile, nor while it is asked for."""
    db.session.connection(execution_options={ONLY_READS: True})
    try:
        return addresses(current_app)
    finally:
        db.session.rollback()


def _is_page(address: str) -> bool:
    return not PurePosixPath(address).suffix


def _stamp() -> tuple[object, date]:
    with connect() as connection:
        return heads(connection), clock.today()


def _ask(app: Flask, address: str) -> TestResponse:
    """The site's own answer, to somebody who asks by its own name."""
    with app.app_context():  # a `g` of its own
        client = Client(app, Response, use_cookies=False)
        return client.get(address, base_url=app.config["SETTINGS"].address, buffered=True)


def _put(folder: Folder, address: str, answer: TestResponse, *, site: str, here: Container[str]) -> None:
    match answer.status_code:
        case 200:
            body, mimetype = answer.data, answer.mimetype or ""
        case 301 | 302 | 303 | 308:
            body, mimetype = _onward(answer.location or "/"), "text/html"
        case 404:
            return  # what the data names and the site does not tell of, or not yet
        case 503 if address.endswith(".pdf"):
            return  # this machine makes none; the site says so itself
        case _:
            raise Failed(f"{address}: {answer.status}")
    if site and mimetype == "text/html":
        body = LINK.sub(lambda link: _led(link, site, here), body.decode()).encode()
    folder.put(file_name(address, mimetype), body, mimetype)


def _onward(address: str) -> bytes:
    """A page that leads to another at once."""
    return current_app.jinja_env.get_template("portal/onward.html").render(address=address).encode()


def _led(link: re.Match[str], site: str, here: Container[str]) -> str:
    """A link to what is no file, to the site that answers it; no file answers a query, or a form."""
    name, path, asks = link.groups(default="")
    return link[0] if path in here and name == "href" and not asks else f'{name}="{site}{path}{asks}'
