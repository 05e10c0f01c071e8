"""Every page that anybody can reach in the demo, and every refusal: looked at as hard as those of the story."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from medborgar.demo.people import STAFF
from tests.browser import nu
from tests.browser.conftest import Meet
from tests.browser.people import Staff, Visitor
from tests.reader import kind_of

Going = Callable[[str, str], list[str]]  # to an address, whose page is of a kind; the links there


def test_every_public_page(meet: Meet, reads: bool):
    resident = meet(Visitor)
    walk(looked_at(resident) if reads else fetched(resident), "/sala", set())


def test_the_promise_in_other_languages(meet: Meet, reads: bool):
    resident = meet(Visitor)
    for code in ("en", "lattlast", "ar"):
        address = f"/{code}/sala/medborgarlofte"
        (looked_at(resident) if reads else fetched(resident))(address, address)


@pytest.mark.timeout(900, func_only=True)  # some two hundred pages, each in two sizes and two schemes
def test_every_page_of_every_role(meet: Meet, reads: bool):
    known: set[str] = set()
    for member in STAFF:
        person = meet(Staff)
        person.logs_in(member.address)
        walk(looked_at(person) if reads else fetched(person), "/sala/intranat", known)


def looked_at(visitor: Visitor) -> Going:
    """Open an address in the browser and look hard at its page; the links there."""

    def go(address: str, kind: str) -> list[str]:
        visitor.opens(address)
        visitor.look(f"demo{kind.replace('/', '_')}")
        return list(
            visitor.page.locator("a[href^='/sala']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        )

    return go


def fetched(visitor: Visitor) -> Going:
    """Ask for it as that browser would, and show nothing: the same page has been looked at on the other database."""

    def go(address: str, kind: str) -> list[str]:
        answer = visitor.page.request.get(f"{visitor.site.url}{address}")
        assert answer.ok, f"{answer.status}: {kind}"
        return [str(link["href"]) for link in BeautifulSoup(answer.text(), "lxml").select("a[href^='/sala']")]

    return go


def walk(way: Going, start: str, known: set[str]) -> None:
    """Go to the first page of every kind that links lead to; the start has other links for everybody."""
    waiting = [start]
    known.discard(start)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in known or not kind:
            continue
        known.add(kind)
        waiting += way(address, kind)


@pytest.mark.whatever_database
@pytest.mark.skipif(nu.JAVA is None, reason="no Java here, so the Nu checker reads no page; on Debian: default-jre")
def test_the_nu_checker_sees_a_fault(tmp_path: Path):
    (tmp_path / "page.html").write_text(
        "<!doctype html><html lang=sv><title>Ett fel</title><p hej=1>", encoding="utf-8"
    )
    assert "hej" in nu.faults(tmp_path)[0]
