"""Lighthouse: full marks for the promise's page, and what is asked of a page for staff."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from medborgar.config import Mode
from tests.browser.conftest import CHROMIUM
from tests.browser.lighthouse import falls_short
from tests.browser.live import Site, World
from tests.browser.pages.test_weights import log_in

pytestmark = pytest.mark.whatever_database

PUBLIC = {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}
STAFF = {"performance": 95, "accessibility": 100, "best-practices": 100}  # no search engine may list it


@pytest.fixture
def listed(full_sala: World) -> Iterator[Site]:
    """The demo as a municipality would have it: in earnest, so that search engines may list it."""
    with replace(full_sala, mode=Mode.TEST).served() as site:
        yield site


def test_the_promise_has_full_marks(listed: Site, tmp_path: Path):
    assert falls_short(f"{listed.url}/sala/medborgarlofte", PUBLIC, str(CHROMIUM), tmp_path) == {}


def test_the_inbox_has_what_is_asked_of_staffs_pages(listed: Site, chromium: Browser, tmp_path: Path):
    with chromium.new_context(base_url=listed.url) as context:
        log_in(context)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    assert falls_short(f"{listed.url}/sala/intranat/inkorg", STAFF, str(CHROMIUM), tmp_path, cookies=cookies) == {}
