"""Kill -9 at random while people send: no receipt that was shown is lost, and nothing is there twice."""

import random
import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from html import unescape
from http.client import HTTPException
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import create_engine, text

from medborgar.core import keys
from medborgar.intake.receipts import hashed, normal_code
from tests.proofs.servers import LiveSite, live_site

SENDERS, EACH = 8, 250
RECEIPTS_BETWEEN_KILLS = range(40, 200)
PATIENCE = 60  # seconds
TOKEN = re.compile(r'name="token"[^>]*value="([^"]+)"')
CODE = re.compile(r"(?:[0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]{4}")
ANSWERS = {"kind": "otrygg", "place": "Stationen", "area": "vet-inte", "day_part": "kvall", "frequency": "ofta"}


@pytest.fixture
def site(database: str, tmp_path: Path) -> Iterator[LiveSite]:
    with live_site(database, tmp_path) as running:
        yield running


@pytest.mark.timeout(
    300
)  # most of it is the waiting for a server to start: a minute, on a machine with nothing else to do
def test_no_receipt_is_lost_and_nothing_is_kept_twice(site):
    site.run("database", "check")
    shown: dict[str, str] = {}
    with ThreadPoolExecutor(SENDERS) as senders:
        sending = [senders.submit(send_all, site, sender, shown) for sender in range(SENDERS)]
        kills = list(killing(site, shown, sending))
        assert [one.result() for one in sending] == [EACH] * SENDERS

    assert len(kills) > 10
    assert sorted(rows(site)) == sorted((said, hash_of(site, code)) for said, code in shown.items())
    for code in random.sample(list(shown.values()), 10):
        assert site.ask("POST", "/sala/folj", {"code": code})[0] == 200


def killing(site: LiveSite, shown: dict[str, str], sending: list[Future[int]]) -> Iterator[int]:
    """Kill and start again, whatever is being done just then, until everything has been sent."""
    enough = 0
    while not all(one.done() for one in sending):
        sleep(random.uniform(0.001, 0.05))  # noqa: S311 (a moment, not a secret)
        if len(shown) >= enough:
            site.kill()
            site.start()
            enough = len(shown) + random.choice(RECEIPTS_BETWEEN_KILLS)  # noqa: S311 (as above)
            yield enough


def send_all(site: LiveSite, sender: int, shown: dict[str, str]) -> int:
    """Send one after another, as one person, and note the receipts that were shown; how many there were."""
    for number in range(EACH):
        said = f"Svar {number} från {sender}."
        shown[said] = send(site, said)
    return EACH


def send(site: LiveSite, said: str) -> str:
    """Fill in the form and send it until a receipt is shown; now and then once more, as a double click does."""
    page = insist(site, "GET", "/sala/beratta")
    form = {**ANSWERS, "text": said, "sida": "granska", "till": "skicka", "token": find(TOKEN, page)}
    times = random.choice([1, 1, 1, 2])  # noqa: S311 (as above)
    codes = {find(CODE, insist(site, "POST", "/sala/beratta", form)) for _ in range(times)}
    assert len(codes) == 1, f"two receipts for one form: {codes}"
    return codes.pop()


def insist(site: LiveSite, method: str, path: str, form: dict[str, str] | None = None) -> str:
    """Ask again, word for word, whenever the connection breaks or the site says that it can't just now."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        try:
            status, page = site.ask(method, path, form)
        except (OSError, HTTPException):
            continue
        if status != 503:
            assert status == 200, f"{status}: {page[-2000:]}"
            return page
    raise TimeoutError(f"no answer to {method} {path}")


def find(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    assert found, page[-2000:]
    return unescape(found[1] if pattern.groups else found[0])


def rows(site: LiveSite) -> list[tuple[str, str]]:
    """What was kept, and the hash of its receipt."""
    engine = create_engine(site.database_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        found = connection.execute(text("SELECT text, receipt_hash FROM contribution")).all()
    engine.dispose()
    return [(row.text, row.receipt_hash) for row in found]


def hash_of(site: LiveSite, code: str) -> str:
    """What the database keeps of a receipt's code."""
    return hashed(keys.load(site.folder / "keys"), "code", normal_code(code) or "")
