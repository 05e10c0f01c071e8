"""Rules without exceptions: the headers of every answer, and no writing from anywhere but our own pages."""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from typing import Any

import pytest
from bs4 import Tag
from flask import Flask
from werkzeug.test import TestResponse

from medborgar.core import clock
from medborgar.core.crossing import HEADERS, is_for_other_sites
from medborgar.core.headers import SECURITY, policy
from medborgar.core.languages import FRONT, PROMISE, Swedish, catalogue
from medborgar.core.permissions import Side
from tests.conftest import Store
from tests.factories import log_in_by_hand
from tests.proofs.addresses import address, named, routes, things, token_of
from tests.proofs.contents import digest
from tests.proofs.worlds import World, a_person_of_all_roles, whole_worlds
from tests.reader import ORIGIN, Page, Reader, filled

FORGERIES = {
    "no token": ({}, ORIGIN),
    "a token of nobody's": ({"csrf_token": "ImZlbCI.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"}, ORIGIN),
    "another site": (None, {"Sec-Fetch-Site": "cross-site"}),
    "a neighbour of ours": (None, {"Sec-Fetch-Site": "same-site"}),
    "an address typed by hand": (None, {"Sec-Fetch-Site": "none"}),
    "an old browser on another site": (None, {"Origin": "https://ond.example"}),
    "an old browser that hides where": (None, {"Origin": "null"}),
    "no word of where": (None, {}),
}
# What is made to be framed elsewhere.
SHOWN_ELSEWHERE = {"/sala/medborgarlofte/inbaddat": {"Content-Security-Policy": policy("'self'")}}
LOG_IN = ["/logga-in", "/logga-ut", "/bekrafta"]  # where nobody is in yet, or wants out: the token is enough


class Unsaid(NullTranslations):
    """Remembers what a catalogue does not say."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[str] = set()

    def gettext(self, message: str) -> str:
        """A string without a translation; what somebody here has written is none."""
        self.words |= set() if isinstance(message, Swedish) else {message}
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """As above, of one with a plural."""
        return self.gettext(msgid1 if n == 1 else msgid2)


class Staff:
    """Somebody who may do everything, and every address there is."""

    def __init__(self, app: Flask, world: World) -> None:
        self.reader = Reader(app)
        log_in_by_hand(self.reader, a_person_of_all_roles(world))
        self.token, known = token_of(self.reader), things(world, Side.MUNICIPALITY)
        self.addresses = {(method, address(route, named(route, known))) for method, route in routes(app)}
        opened = [rule for rule in app.url_map.iter_rules() if is_for_other_sites(app.view_functions[rule.endpoint])]
        self.for_other_sites = {address(rule.rule, named(rule.rule, known)) for rule in opened}

    def ask(self, method: str, place: str, **options: object) -> TestResponse:
        """Ask for it."""
        with self.reader.app.app_context():
            return self.reader.http.open(place, method=method, buffered=True, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def staff(site: Flask, store: Store) -> Iterator[Staff]:
    with whole_worlds(site, store, "sala") as (world,):
        yield Staff(site, world)


@pytest.mark.whatever_database
@pytest.mark.parametrize("forgery", FORGERIES)
def test_nothing_is_written_from_anywhere_but_our_own_pages(staff, forgery):
    fields, headers = FORGERIES[forgery]
    before = digest()
    written = [place for method, place in staff.addresses if method == "POST" and "/intranat/" in place]
    assert len(written) > 30
    for place in written + ([] if fields is None else LOG_IN):
        form = {"csrf_token": staff.token} if fields is None else fields
        answer = staff.ask("POST", place, data=form, headers=headers)
        assert answer.status_code in {400, 403}, f"{place}: {answer.status}"
    assert digest() == before


@pytest.mark.whatever_database
def test_every_answer_carries_the_headers(staff):
    strange = {("GET", place) for place in ("/finns-inte/alls", "/static/finns-inte.css", "/static/../dev", "/%00")}
    for method, place in sorted(staff.addresses | strange | {("PUT", "/sala"), ("POST", "/sala/beratta")}):
        answer = staff.ask(method, place, data={"text": "x" * 70_000} if place == "/sala/beratta" else None)
        promised = SECURITY | (HEADERS if place in staff.for_other_sites else {}) | SHOWN_ELSEWHERE.get(place, {})
        missing = {name for name, value in promised.items() if answer.headers.getlist(name) != [value]}
        assert not missing, f"{method} {place} {answer.status}: {missing}"
        assert place in staff.for_other_sites or "Access-Control-Allow-Origin" not in answer.headers
        assert "Server" not in answer.headers
        assert "X-Powered-By" not in answer.headers


@pytest.mark.whatever_database
def test_what_is_for_staff_or_for_one_person_is_kept_by_no_cache(staff):
    for method, place in sorted(staff.addresses):
        if any(part in place for part in ("/intranat", "/beratta", "/folj", "/logga", "/bekrafta")):
            answer = staff.ask(method, place)
            # The questions of Berätta may be remembered by the browser itself, for its Back; see there.
            kept_by_nobody = {"private, no-cache"} if place.endswith("/beratta") else {"no-store"}
            assert answer.headers["Cache-Control"] in kept_by_nobody, f"{method} {place} {answer.status}"


def test_what_everybody_reads_is_in_english_too(staff, monkeypatch):
    unsaid = Unsaid()
    english = catalogue("en")
    monkeypatch.setattr(english, "_fallback", unsaid)
    asked = [place for method, place in sorted(staff.addresses) if method == "GET" and "/intranat" not in place]
    pages = {place: staff.ask("GET", f"/en{place}") for place in asked}
    assert sum(b'<html lang="en">' in page.data for page in pages.values()) > 15
    assert [place for place, page in pages.items() if page.status_code >= 500] == []
    assert unsaid.words == set()
    assert {place: left for place, page in pages.items() if (left := unmarked(page))} == {}


@pytest.mark.parametrize("code", ["fi", "ar"])
def test_a_promise_is_told_in_every_language_that_has_its_page(staff, monkeypatch, code):
    unsaid = Unsaid()
    monkeypatch.setattr(catalogue(code), "_fallback", unsaid)
    asked = [place for method, place in sorted(staff.addresses) if method == "GET" and "/intranat" not in place]
    pages = [staff.ask("GET", f"/{code}{place}") for place in asked]
    assert sum(page.status_code == 200 for page in pages) == len(FRONT + PROMISE) - 1  # / leads to the only one
    assert unsaid.words == set()


def unmarked(page: TestResponse) -> set[str]:
    """The words of an English page that have Swedish letters and are not said to be Swedish, where that can be said."""
    soup = Page(page).soup
    if soup.html is None or soup.html["lang"] != "en":
        return set()
    for part in soup.select("[lang^=sv], title, script, textarea"):
        part.decompose()
    return set(re.findall(r"\w*[åäöÅÄÖ]\w*", soup.get_text(" ")))


def test_a_version_that_nobody_has_saved_breaks_no_form(staff):
    tried, broken = 0, []
    for method, place in sorted(staff.addresses):
        if method == "GET" and "/intranat/" in place:
            for form in Page(staff.ask("GET", place)).soup.select("main form:has([name=version])"):
                answer = staff.ask("POST", str(form["action"]), data=in_full(form) | {"version": "77"}, headers=ORIGIN)
                tried += 1
                broken += [f"{form['action']} of {place}"] if answer.status_code >= 500 else []
    assert not broken
    assert tried > 30


def in_full(form: Tag) -> dict[str, Any]:
    """A form with something in every field, so that it is its version that is looked at."""
    given = {"date": clock.today().isoformat(), "number": "1", "email": "nagon@sala.example"}
    data = filled(form, "", {})
    for field in form.select("input:not([type=hidden], [type=checkbox]), textarea, select"):
        if not data.get(str(field.get("name"))):
            last = [str(option["value"]) for option in field.select("option[value]")]
            ready = last[-1] if last else field.get("value")
            data[str(field["name"])] = ready or given.get(str(field.get("type")), "Något")
    return data
