"""What every test stands on: the site on a fresh database, and a browser-like client that reads every page."""

import gc
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any

import brotli
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Engine, event
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from medborgar.accounts import actions as accounts
from medborgar.accounts.models import Person
from medborgar.app import create_app
from medborgar.config import Mode, Settings
from medborgar.core import memory, packing
from medborgar.core.extensions import db
from medborgar.core.limits import limiter
from medborgar.core.permissions import Role, Side
from medborgar.municipality.models import Municipality
from tests import compiled, databases
from tests.factories import a_person, a_token, carry
from tests.kept import Keeper
from tests.reader import Reader

SHARING = re.compile(r"tests/(browser/test_\w+|demo/test_\w+|portal/export/test_(files|nginx)|test_matrix)")
SHARING_THE_DEMO = ("tests/browser/pages/", "tests/browser/test_back", "tests/browser/test_field")
LONG = ("tests/browser", "tests/proofs", "tests/demo", "tests/test_matrix")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="which database to test on")


def pytest_configure(config: pytest.Config) -> None:
    compiled.begin(config.add_cleanup)


@pytest.hookimpl(trylast=True)  # after they have been shuffled
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no process works alone at the end; what knows no database is tried once."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    if config.getoption("--database") != "sqlite":
        config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
        items[:] = filter(_asks_a_database, items)


def _asks_a_database(item: pytest.Item) -> bool:
    """Whether a test comes near one, and might find another thing on another one."""
    return "database" in getattr(item, "fixturenames", []) and not item.get_closest_marker("whatever_database")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """How the tests are dealt out to processes."""
    return Dealer(config, log)


class Dealer(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Deals out one test at a time, except where tests share a world that takes long to make: they share a process."""

    def _split_scope(self, nodeid: str) -> str:
        shared = SHARING.match(nodeid)
        return "demo" if nodeid.startswith(SHARING_THE_DEMO) else shared.group() if shared else nodeid


@pytest.fixture(scope="session", autouse=True)
def slow_passwords() -> Iterator[PasswordHasher]:
    """How passwords are kept in earnest; those of people who do not exist are hashed in a moment."""
    real, accounts.HASHER = accounts.HASHER, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield real
    accounts.HASHER = real


@pytest.fixture(scope="session", autouse=True)
def hasty_packing() -> Iterator[None]:
    """Pages are packed in a moment instead of as small as can be."""
    real, packing.CODINGS["br"] = packing.CODINGS["br"], lambda body: brotli.compress(body, quality=3)
    yield
    packing.CODINGS["br"] = real


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this run's database and keys lie."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """Which database this run is on."""
    return str(request.config.getoption("--database"))


@pytest.fixture(scope="session")
def store(request: pytest.FixtureRequest, database: str, folder: Path) -> Iterator["Store"]:
    """The database of this run, which can be emptied in a moment."""
    if database == "sqlite":
        yield SqliteStore(folder)
        return
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with databases.postgres() as admin_url, closing(EmptyPostgresStore(admin_url, worker)) as store:
        yield store


@pytest.fixture(scope="session")
def site(store: "Store", folder: Path) -> Flask:
    """The site, made once; its tables are made by the migrations, as they are for users."""
    app = create_app(Settings(mode=Mode.TEST, data=folder, database_url=store.url, ratelimit_enabled=True))
    with app.app_context():
        upgrade()
        _let_go()
    store.keep()
    store.kept = Keeper(store.copy, store.put_back)
    gc.freeze()  # what lives as long as the process need not be looked through again and again
    gc.set_threshold(50_000, 20, 20)  # nor the little that a test leaves, as often as in a server
    return app


@pytest.fixture
def app(site: Flask, store: "Store") -> Iterator[Flask]:
    """The site on an empty database, with an application context around the test."""
    store.empty()
    store.kept.empty()
    limiter.reset()
    memory.forget()
    with site.app_context():
        yield site
        db.session.remove()
        store.kept.leave()
        store.leave()


@pytest.fixture
def kept(app: Flask, store: "Store") -> Keeper[Any]:
    """Makes a world that many tests begin in: once, and then puts it back."""
    return store.kept


@pytest.fixture
def client(app: Flask) -> Reader:
    """Somebody at a browser, who notices when a page is broken."""
    return Reader(app)


@pytest.fixture
def at_a_browser(app: Flask, kept: Keeper[Any]) -> Callable[[Person], Reader]:
    """Log a person in at a browser of their own."""

    def enter(person: Person) -> Reader:
        reader = Reader(app)
        carry(reader, kept(a_token, person))
        return reader

    return enter


@pytest.fixture
def somebody(
    kept: Keeper[Any], at_a_browser: Callable[[Person], Reader], testby: Municipality
) -> Callable[..., Reader]:
    """Log somebody in who has a role."""

    def enter(role: Role = Role.COORDINATOR, side: Side = Side.MUNICIPALITY, at: Municipality = testby) -> Reader:
        return at_a_browser(kept(a_person, at, role, side))

    return enter


class Store:
    """A database that goes back to how it was kept."""

    url: str
    kept: Keeper[Any]

    def keep(self) -> None:
        """Remember the present tables as the state to go back to."""
        raise NotImplementedError

    def empty(self) -> None:
        """Go back to what was kept; nobody is in the middle of anything."""
        raise NotImplementedError

    def leave(self) -> None:
        """Let go of the connections that a test opened."""
        _let_go()

    def copy(self) -> Any:
        """All that stands in it now, while nobody is in the middle of anything."""
        raise NotImplementedError

    def put_back(self, copy: Any) -> None:
        """Let that stand in it, and nothing else."""
        raise NotImplementedError


class SqliteStore(Store):
    """A file, copied."""

    def __init__(self, folder: Path) -> None:
        self.file, self.kept_file = folder / "medborgar.db", folder / "kept.db"
        self.url = databases.sqlite_url(folder)

    def keep(self) -> None:
        """Copy the file aside; the last connection has written everything into it."""
        shutil.copy(self.file, self.kept_file)

    def empty(self) -> None:
        """Copy the file back."""
        self._write(self.kept_file.read_bytes())

    def copy(self) -> bytes:
        """The file's bytes, when the last connection has written everything into it."""
        _let_go()
        return self.file.read_bytes()

    def put_back(self, copy: bytes) -> None:
        """Write them back."""
        _let_go()
        self._write(copy)

    def _write(self, whole: bytes) -> None:
        for leftover in (self.file.with_name(f"{self.file.name}-wal"), self.file.with_name(f"{self.file.name}-shm")):
            leftover.unlink(missing_ok=True)
        self.file.write_bytes(whole)


class PostgresStore(Store):
    """A database, made anew from a template."""

    def __init__(self, admin_url: str, worker: str) -> None:
        self.admin_url, self.name = admin_url, f"medborgar_{worker}"
        databases.drop(admin_url, self.name)
        self.url = databases.create_from_template(admin_url, "template1", self.name)

    def keep(self) -> None:
        """Copy the database aside."""
        databases.drop(self.admin_url, f"{self.name}_kept")
        databases.create_from_template(self.admin_url, self.name, f"{self.name}_kept")

    def empty(self) -> None:
        """Copy it back."""
        databases.drop(self.admin_url, self.name)
        databases.create_from_template(self.admin_url, f"{self.name}_kept", self.name)


class EmptyPostgresStore(PostgresStore):
    """A database that is kept with no row in any table, which is sooner restored than copied."""

    def __init__(self, admin_url: str, worker: str) -> None:
        super().__init__(admin_url, worker)
        self.broom = databases.broom(self.url)
        self.awaited: databases.Rows | None = None
        self.lock = Lock()
        event.listen(Engine, "before_cursor_execute", lambda *given: self._bring())

    def close(self) -> None:
        """Let go of it."""
        self.broom.close()

    def keep(self) -> None:
        """Nothing: the tables are made, and empty."""

    def empty(self) -> None:
        """Let no row stand in it."""
        self.put_back(databases.NO_ROWS)

    def copy(self) -> databases.Rows:
        """The rows of every table."""
        self._bring()
        return databases.rows(self.broom)

    def put_back(self, copy: databases.Rows) -> None:
        """Only them, when somebody asks: another world may be put back before."""
        self.awaited = copy

    def _bring(self) -> None:
        if self.awaited is not None:
            with self.lock:  # several threads may be the first to ask
                if self.awaited is not None:
                    databases.clear(self.broom)
                    databases.fill(self.broom, self.awaited)
                    self.awaited = None

    def leave(self) -> None:
        """Nothing: a connection that has seen the tables is quicker than a new one, and the tables stay."""


def _let_go() -> None:
    for engine in db.engines.values():
        engine.dispose()
