"""Every page that anybody can reach in the demo, and every refusal: looked at as hard as those of the story."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from medborgar.demo.people import STAFF
from tests.browser import nu
from tests.browser.conftest import Meet
from tests.browser.people import Staff, Visitor

# Pages of one kind differ only in this.
PARTICULAR = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|20\d\d-\w+|(?<=/)v\d+|(?<=/omrade/)\w+|(?<=/skal/)\w+")
NOT_PAGES = re.compile(r"\.(json|css|xlsx|docx|pdf|ics)$")


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
        kind = PARTICULAR.sub("-", urlsplit(address).path)
        if kind in known or NOT_PAGES.search(kind):
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
