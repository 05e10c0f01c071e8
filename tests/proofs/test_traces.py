"""Whoever tells something can't be found from our disks: not in the database, the keys or the log."""

import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import create_engine, text

from tests.proofs.servers import LiveSite, live_site
from tests.proofs.test_kill import ANSWERS, CODE, TOKEN, find

ADDRESS, PEER = "203.0.113.77", "127.9.87.65"  # as the proxy says, and as the socket says
BROWSER = {
    "X-Forwarded-For": ADDRESS,
    "User-Agent": "KanarieWebb/9.87",
    "Referer": "https://kanarie.example/hemlig-sida",
    "Cookie": "kaka=kanariekaka",
    "Accept-Language": "x-kanariska",
}
REPLY_TO = "svara.mig@brevet.example"
TOLD = "Det är mörkt vid kanalen."
SENT_TOO_OFTEN = 220  # each of two workers lets a hundred through
BROKEN = [
    b"GET / HTTP/9.9",
    b"KANARIE / HTTP/1.1",
    b"GET /kanarie\x00 HTTP/1.1",
    b"\x16\x03\x01kanarie",
    b"GET /" + b"kanarie" * 1000,
]


@pytest.fixture
def site(database: str, tmp_path: Path) -> Iterator[LiveSite]:
    with live_site(database, tmp_path, RATELIMIT_ENABLED="1", MEDBORGAR_PROXIES="1") as running:
        yield running


@pytest.mark.timeout(120)
def test_no_byte_on_any_disk_leads_to_whoever_told(site):
    token = find(TOKEN, ask(site, "/sala/beratta")[1])
    form = {**ANSWERS, "text": TOLD, "sida": "granska", "till": "skicka", "token": token}
    code = find(CODE, ask(site, "/sala/beratta", form)[1])
    everything_that_goes_wrong(site, form)

    hot = {path: path.read_bytes() for path in files(site)}
    site.stop()
    cold = {path: path.read_bytes() for path in files(site)}

    assert any(TOLD.encode() in content for content in hot.values()), "the search finds nothing at all"
    for path, content in [*hot.items(), *cold.items()]:
        for trace in (*traces(), code, code.replace(" ", ""), token):
            assert trace.lower().encode() not in content.lower(), f"{trace} in {path}"


@pytest.mark.timeout(120)
def test_an_address_for_mail_is_in_the_database_alone_and_then_nowhere(site):
    token = find(TOKEN, ask(site, "/sala/beratta")[1])
    form = {**ANSWERS, "text": TOLD, "sida": "granska", "till": "skicka", "token": token, "reply": "epost"}
    tries = [REPLY_TO.partition(".example")[0], REPLY_TO, f"x{REPLY_TO}"]
    assert [ask(site, "/sala/beratta", {**form, "email": one})[0] for one in tries] == [422, 200, 409]

    (way,) = column(site, "mail", "stop")
    holding = [path for path in files(site) if REPLY_TO.encode() in path.read_bytes()]
    assert holding
    assert [path for path in holding if not path.name.startswith("medborgar.db") and "data" not in path.parts] == []

    follow = {"token": find(TOKEN, ask(site, "/sala/prenumerera")[1]), "about": "alla", "email": REPLY_TO}
    assert ask(site, "/sala/prenumerera", follow)[0] == 200
    (end,) = set(column(site, "mail", "stop")) - {way}
    assert [ask(site, urlsplit(one).path, {"till": "sluta"})[0] for one in (way, end)] == [200, 200]
    for table, name in (("mail", "recipient"), ("reply_address", "email"), ("subscription", "email")):
        assert column(site, table, name) == []
    site.stop()
    if site.database_url.startswith("sqlite"):  # PostgreSQL writes over what is erased when it needs the room
        assert [path for path in files(site) if REPLY_TO.encode() in path.read_bytes()] == []


def column(site: LiveSite, table: str, name: str) -> list[str]:
    """What a column holds, as the file is read by somebody else."""
    engine = create_engine(site.database_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        found = connection.scalars(text(f"SELECT {name} FROM {table}")).all()  # noqa: S608 (names of our own)
    engine.dispose()
    return list(found)


def everything_that_goes_wrong(site: LiveSite, form: dict[str, str]) -> None:
    """Other words on the same form, a wrong code, a wrong password, no such page, too much, too often, gibberish."""
    answers = [
        ask(site, "/sala/beratta", {**form, "text": "Nej, inte alls."}),
        ask(site, "/sala/folj", {"code": "0" * 16}),
        ask(site, "/logga-in", {"email": "kanarie@sala.example", "password": "kanarie"}),
        ask(site, "/kanarie?kanarie=1"),
        ask(site, "/sala/beratta", {"text": "x" * 70_000}),
        *(ask(site, "/sala/beratta", form) for _ in range(SENT_TOO_OFTEN)),
    ]
    assert {404, 409, 413, 429} <= {status for status, _ in answers}
    for request in BROKEN:
        with socket.create_connection(("localhost", site.port), 5, source_address=(PEER, 0)) as connection:
            connection.sendall(request + f"\r\nX-Forwarded-For: {ADDRESS}\r\nUser-Agent: kanarie\r\n\r\n".encode())
            connection.recv(1000)


def ask(site: LiveSite, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    return site.ask("POST" if form else "GET", path, form, headers=BROWSER, sender=PEER)


def files(site: LiveSite) -> list[Path]:
    """The database with its write-ahead log, the keys, what the server wrote to its standard output and error."""
    return [path for disk in site.disks for path in (disk.rglob("*") if disk.is_dir() else [disk]) if path.is_file()]


def traces() -> set[str]:
    """The sender in every guise: as it is, as a number, and hashed as it is."""
    found = {"203.0.113", "127.9.87", "kanari"}
    for address in (ADDRESS, PEER):
        found |= {str(int.from_bytes(socket.inet_aton(address))), socket.inet_aton(address).hex()}
        found |= {hashlib.new(name, address.encode()).hexdigest() for name in ("md5", "sha1", "sha256")}
    return found
