"""What a page weighs to somebody who comes for the first time: bytes on the wire, and requests."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from medborgar.demo.people import PASSWORD
from tests.browser.live import Site

pytestmark = pytest.mark.whatever_database

KB = 1000


@dataclass
class Load:
    """One page's load with an empty cache."""

    kinds: list[str] = field(default_factory=list)
    weight: float = 0

    def asked(self, event: dict[str, Any]) -> None:
        self.kinds.append(event["type"])

    def came(self, event: dict[str, Any]) -> None:
        self.weight += event["encodedDataLength"]


@pytest.fixture
def newcomer(demo: Site, chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=demo.url)
    yield context
    context.close()


@pytest.mark.parametrize(
    ("address", "weight", "requests"),
    [("/sala/medborgarlofte", 58, 5), ("/sala/beratta", 62, 6)],
    ids=["promise", "form"],
)
def test_a_public_page_is_light_and_has_no_script(newcomer, address, weight, requests):
    load = load_of(newcomer, address)
    assert load.weight <= weight * KB
    assert len(load.kinds) <= requests
    assert "Script" not in load.kinds


def test_somebody_who_comes_back_fetches_hardly_anything(newcomer):
    load_of(newcomer, "/sala/medborgarlofte")
    again = load_of(newcomer, "/sala/medborgarlofte", keeps=True)
    assert again.weight <= 10 * KB


def test_a_staff_page_is_light(newcomer):
    log_in(newcomer)
    load = load_of(newcomer, "/sala/intranat/inkorg")
    assert load.weight <= 90 * KB
    assert len(load.kinds) <= 10


def load_of(context: BrowserContext, address: str, *, keeps: bool = False) -> Load:
    """Open a page, as if never before unless it `keeps` what it has, and count."""
    page, load = context.new_page(), Load()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": not keeps})
    wire.on("Network.requestWillBeSent", load.asked)
    wire.on("Network.loadingFinished", load.came)
    page.goto(address, wait_until="networkidle")
    return load


def log_in(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/logga-in")
    page.get_by_label("E-postadress").fill("samordnare@sala.example")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_url("**/intranat")
