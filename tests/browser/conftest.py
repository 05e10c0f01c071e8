"""Real browsers at the real server: how people get one, and what nobody may meet there."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from sqlalchemy import make_url

from medborgar.config import Mode
from medborgar.core import clock
from tests import databases
from tests.browser import live, nu
from tests.browser.hands import Hands, Keyboard, Pointer
from tests.browser.look import DESK, PHONE, look
from tests.browser.people import Visitor
from tests.browser.prepare import SALA_WORKS_SINCE
from tests.browser.watch import Watch
from tests.conftest import PostgresStore, SqliteStore, Store
from tools.compression import compress

BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]  # the quickest first
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
# --no-sandbox: the tests may run as root. The rest: a browser that asks nobody but us for anything.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
# A page lives for a second: whatever is compiled into quicker code for it has cost more than it saves.
FLAGS += ["--js-flags=--no-opt --no-maglev --always-sparkplug"]
PATIENCE = 10_000  # milliseconds
TEST_SECONDS = 300


@dataclass(frozen=True)
class Way:
    """One way of using the site."""

    hands: type[Hands]
    scripted: bool
    window: ViewportSize


KEYBOARD = Way(Keyboard, scripted=True, window=DESK)
NO_SCRIPT = Way(Pointer, scripted=False, window=PHONE)
Stores = Callable[[Path], Store]
Somebody = TypeVar("Somebody", bound=Visitor)


class Meet(Protocol):
    """Meeting somebody of a kind, at a browser of their own."""

    def __call__(self, kind: type[Somebody]) -> Somebody: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that lies in this folder needs Chromium, and time to use it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium here; on Debian: apt install chromium"))
            item.add_marker(pytest.mark.timeout(TEST_SECONDS, func_only=True))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """By keyboard on SQLite, where pages are looked at, else without script; the whole story both ways on both."""
    if marker := metafunc.definition.get_closest_marker("both_ways"):
        ways = {"keyboard": KEYBOARD, "no-script": NO_SCRIPT}
        if not marker.kwargs.get("everywhere"):
            del ways["no-script" if _reads(metafunc.config) else "keyboard"]
        metafunc.parametrize("way", ways.values(), ids=ways.keys())


@pytest.fixture(scope="session", autouse=True)
def packed() -> None:
    """Style and script as they are sent, packed again when they have been edited."""
    compress()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all; everybody gets a profile of their own in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def stores(request: pytest.FixtureRequest, database: str) -> Iterator[Stores]:
    """Databases of the kind that this run is on, each for a folder."""
    if database == "sqlite":
        yield SqliteStore
        return
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with databases.postgres() as admin_url:
        yield lambda folder: _durable(PostgresStore(admin_url, f"{folder.name}_{worker}"))


def _durable(store: Store) -> Store:
    """The demo refuses a database that answers before it has saved, as the hasty one of the tests does."""
    options = {"options": "-c synchronous_commit=on"}
    store.url = make_url(store.url).update_query_dict(options).render_as_string(hide_password=False)
    return store


@pytest.fixture(scope="session")
def reads(request: pytest.FixtureRequest) -> bool:
    """Whether pages are looked hard at: they are the same whichever database they come from."""
    return _reads(request.config)


def _reads(config: pytest.Config) -> bool:
    return bool(config.getoption("--database") == "sqlite")  # the one that every run has


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, reads: bool) -> Iterator[Path]:
    """Every page that the site gave; the Nu checker reads them all at the end."""
    folder = tmp_path_factory.mktemp("pages")
    yield folder
    faults = nu.faults(folder) if reads else []
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def empty_sala(stores: Stores, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> live.World:
    """Sala's profile and the people who work there; nobody has told anything yet."""
    folder = tmp_path_factory.mktemp("sala")
    world = live.World(stores(folder), folder, pages, Mode.TEST, SALA_WORKS_SINCE)
    return world.filled_by("tests.browser.prepare")


@pytest.fixture(scope="session")
def full_sala(stores: Stores, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> live.World:
    """The demo: three quarters lived."""
    folder = tmp_path_factory.mktemp("demo")
    world = live.World(stores(folder), folder, pages, Mode.DEMO, clock.today())
    return world.filled_by("medborgar.cli database upgrade", "medborgar.cli demo load sala")


@pytest.fixture(scope="session")
def promised_gavle(stores: Stores, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> live.World:
    """Gävle, where a promise is for a year: the one of 2027 has been published."""
    folder = tmp_path_factory.mktemp("gavle")
    world = live.World(stores(folder), folder, pages, Mode.TEST, date(2027, 1, 11))
    return world.filled_by("tests.browser.promise gavle 2027")


@pytest.fixture
def sala(empty_sala: live.World) -> Iterator[live.Site]:
    """The site with Sala in it, on its first day."""
    with empty_sala.served() as site:
        yield site


@pytest.fixture(scope="module")
def demo(full_sala: live.World) -> Iterator[live.Site]:
    """The demo, for tests that change nothing another one looks for."""
    with full_sala.served() as site:
        yield site


@pytest.fixture
def site(demo: live.Site) -> live.Site:
    """Where people are met, unless a module says otherwise."""
    return demo


@pytest.fixture
def way() -> Way:
    """How people use the site, unless a test says otherwise."""
    return KEYBOARD


@pytest.fixture(scope="session")
def looked_at() -> set[str]:
    """The names of the pages that have been looked at: whoever comes to one first looks for all."""
    return set()


@pytest.fixture
def meet(site: live.Site, chromium: Browser, way: Way, reads: bool, looked_at: set[str]) -> Iterator[Meet]:
    """Meet somebody at a browser; at the end no browser may have complained, and no look may have found a fault."""
    looks = way.scripted and reads
    complaints: list[str] = []
    met = []

    def somebody(kind: type[Somebody]) -> Somebody:
        context = chromium.new_context(java_script_enabled=way.scripted, viewport=way.window, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        met.append(context)
        page = context.new_page()

        def look_hard(name: str) -> None:
            if looks and name not in looked_at:
                looked_at.add(name)
                complaints.extend(look(page, name))
                site.keep(name, page.content())

        return kind(site, way.hands(page), Watch(context, site.url, complaints), look_hard)

    yield somebody
    for context in met:
        context.close()
    assert not complaints, "\n".join(complaints)
