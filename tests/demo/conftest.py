"""The demo, loaded once for the tests of a module: they only read it."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from flask import Flask

from medborgar.config import Mode
from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.core.limits import limiter
from medborgar.demo import loading
from tests.conftest import Store

LOADED_SECONDS = 300


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever comes first to a module waits while its demo is loaded."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(LOADED_SECONDS))


@pytest.fixture(scope="module")
def demo(request: pytest.FixtureRequest, site: Flask, store: Store) -> Iterator[Flask]:
    """The module's MUNICIPALITIES, or Sala, loaded on the module's DAY, or today."""
    day = getattr(request.module, "DAY", None)
    slugs = getattr(request.module, "MUNICIPALITIES", ["sala"])
    store.empty()
    limiter.reset()
    memory.forget()
    with site.app_context(), clock.at(day) if day else nullcontext():
        loading.load(Mode.DEMO, site.config["KEYS"], slugs)
        db.session.commit()
        db.session.remove()
    yield site
    with site.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def app(demo: Flask) -> Iterator[Flask]:
    limiter.reset()
    with demo.app_context():
        yield demo
        db.session.remove()
