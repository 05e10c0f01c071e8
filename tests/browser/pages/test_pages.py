"""Every page that anybody can reach in the demo, and every refusal: looked at as hard as those of the story."""

from pathlib import Path

import pytest

from medborgar.demo.people import STAFF
from tests.browser import nu
from tests.browser.conftest import Meet
from tests.browser.people import Staff, Visitor
from tests.reader import kind_of


def test_every_public_page(meet: Meet):
    resident = meet(Visitor)
    walk(resident, "/sala", set())


def test_every_page_of_every_role(meet: Meet):
    known: set[str] = set()
    for member in STAFF:
        person = meet(Staff)
        person.logs_in(member.address)
        walk(person, "/sala/intranat", known)


def walk(visitor: Visitor, start: str, known: set[str]) -> None:
    """Look at the first page of every kind that links lead to; the start has other links for everybody."""
    waiting = [start]
    known.discard(start)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in known or not kind:
            continue
        known.add(kind)
        visitor.opens(address)
        visitor.look(f"demo{kind.replace('/', '_')}")
        waiting += visitor.page.locator("a[href^='/sala']").evaluate_all("all => all.map(a => a.getAttribute('href'))")


@pytest.mark.skipif(nu.JAVA is None, reason="no Java here, so the Nu checker reads no page; on Debian: default-jre")
def test_the_nu_checker_sees_a_fault(tmp_path: Path):
    (tmp_path / "page.html").write_text(
        "<!doctype html><html lang=sv><title>Ett fel</title><p hej=1>", encoding="utf-8"
    )
    assert "hej" in nu.faults(tmp_path)[0]
