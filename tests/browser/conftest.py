"""Real browsers at the real server: how people get one, and what nobody may meet there."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests import databases
from tests.browser import live, nu
from tests.browser.hands import Hands, Keyboard, Pointer
from tests.browser.look import DESK, PHONE, look
from tests.browser.people import Visitor
from tests.browser.watch import Watch
from tests.conftest import PostgresStore, SqliteStore, Store

CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
# --no-sandbox: the tests may run as root. The rest: a browser that asks nobody but us for anything.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE = 5_000  # milliseconds


@dataclass(frozen=True)
class Way:
    """One way of using the site."""

    hands: type[Hands]
    scripted: bool
    window: ViewportSize


KEYBOARD = Way(Keyboard, scripted=True, window=DESK)
NO_SCRIPT = Way(Pointer, scripted=False, window=PHONE)
Somebody = TypeVar("Somebody", bound=Visitor)


class Meet(Protocol):
    """Meeting somebody of a kind, at a browser of their own."""

    def __call__(self, kind: type[Somebody]) -> Somebody: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that lies in this folder needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium here; on Debian: apt install chromium"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all; everybody gets a profile of their own in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the site has its database, its keys and the pages it gave; the Nu checker reads them all at the end."""
    folder = tmp_path_factory.mktemp("site")
    folder.joinpath("pages").mkdir()
    yield folder
    faults = nu.faults(folder / "pages")
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def prepared(request: pytest.FixtureRequest, site_folder: Path) -> Iterator[Store]:
    """A database with Sala in it, to be copied for every test."""
    if request.config.getoption("--database") == "sqlite":
        yield live.prepare(SqliteStore(site_folder), site_folder)
        return
    with databases.postgres() as admin_url:
        worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
        yield live.prepare(PostgresStore(admin_url, f"browser_{worker}"), site_folder)


@pytest.fixture
def sala(prepared: Store, site_folder: Path) -> Iterator[live.Site]:
    """The site with Sala in it, on its first day."""
    with live.serve(prepared, site_folder) as site:
        yield site


@pytest.fixture
def way() -> Way:
    """How people use the site, unless a test says otherwise."""
    return KEYBOARD


@pytest.fixture
def meet(sala: live.Site, chromium: Browser, way: Way) -> Iterator[Meet]:
    """Meet somebody at a browser; at the end no browser may have complained, and no look may have found a fault."""
    complaints: list[str] = []
    met = []

    def somebody(kind: type[Somebody]) -> Somebody:
        context = chromium.new_context(java_script_enabled=way.scripted, viewport=way.window, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        met.append(context)
        page = context.new_page()

        def look_hard(name: str) -> None:
            if way.scripted:
                complaints.extend(look(page, name))
                sala.keep(name, page.content())

        return kind(sala, way.hands(page), Watch(context, sala.url, complaints), look_hard)

    yield somebody
    for context in met:
        context.close()
    assert not complaints, "\n".join(complaints)
