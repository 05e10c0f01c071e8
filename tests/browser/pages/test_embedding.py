"""The promise on another site: framed where the municipality allows it and nowhere else, or as a piece of its page."""

import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Meet
from tests.browser.live import Site
from tests.browser.people import Staff

pytestmark = pytest.mark.whatever_database

STRICT = "default-src 'none'; frame-src *; connect-src *"
AROUND = '<!doctype html><html lang="sv"><title>Sala kommun</title><h1>Trygghet</h1>{}</html>'


class Elsewhere:
    """Another website, with one page."""

    def __init__(self, host: str) -> None:
        self.body = ""
        whose = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", STRICT)
                self.end_headers()
                self.wfile.write(AROUND.format(whose.body).encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.origin = f"http://{host}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever).start()


@pytest.fixture
def allowed() -> Iterator[Elsewhere]:
    yield from standing("localhost")


@pytest.fixture
def foreign() -> Iterator[Elsewhere]:
    yield from standing("127.0.0.1")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def standing(host: str) -> Iterator[Elsewhere]:
    site = Elsewhere(host)
    yield site
    site.server.shutdown()
    site.server.server_close()


def test_a_frame_shows_it_where_that_is_allowed_and_nowhere_else(
    demo: Site, meet: Meet, page: Page, allowed: Elsewhere, foreign: Elsewhere
):
    coordinator = meet(Staff)
    coordinator.logs_in("samordnare")
    coordinator.opens("/sala/intranat/installningar/kommunen")
    coordinator.page.locator("main .tasks a").click()
    coordinator.page.get_by_label("Webbplatser som får visa löftet i en ram").fill(f"{allowed.origin}\n")
    coordinator.page.get_by_role("button", name="Spara").click()
    coordinator.page.wait_for_url("**/kommunen")
    page.wait_for_timeout(1100)  # until every process has seen it

    for elsewhere in (allowed, foreign):
        elsewhere.body = f'<iframe src="{demo.url}/sala/medborgarlofte/inbaddat" title="Medborgarlöftet"></iframe>'
    assert framed(page, allowed) == "Det här lovar"
    assert framed(page, foreign) == ""
    allowed.body = f'<iframe src="{demo.url}/sala/medborgarlofte" title="Medborgarlöftet"></iframe>'
    assert framed(page, allowed) == "", "no other page may be framed"


def framed(page: Page, elsewhere: Elsewhere) -> str:
    """How what is in the frame begins."""
    page.goto(elsewhere.origin, wait_until="networkidle")
    heading = page.frame_locator("iframe").locator("h1")
    return heading.inner_text()[:13] if heading.count() else ""


def test_a_piece_of_html_fits_into_a_strict_page(demo: Site, page: Page, foreign: Elsewhere):
    address = f"{demo.url}/sala/medborgarlofte/fragment"
    with urllib.request.urlopen(address) as answer:  # noqa: S310 (our own server)
        foreign.body = answer.read().decode()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(foreign.origin, wait_until="networkidle")
    assert page.get_by_role("heading", level=2).inner_text().startswith("Det här lovar")
    assert page.get_by_role("heading", level=3).count() >= 3
    assert page.get_by_role("link", name="Läs hela löftet").get_attribute("href") == f"{demo.url}/sala/medborgarlofte"
    fetched = page.evaluate("async (address) => (await fetch(address)).text()", f"{address}?rubrik=3")
    assert fetched.startswith('<section class="mlofte"')
    refused = "async (address) => { try { await fetch(address); return 'read' } catch { return 'refused' } }"
    assert complaints == []
    assert page.evaluate(refused, f"{demo.url}/sala/medborgarlofte") == "refused"
