"""Sala in the spring of 2027: made for one test, or made and exported once for tests that only read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.wrappers import Response

from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.core.limits import limiter
from medborgar.followup.models import Result
from medborgar.portal.export.export import export
from tests.conftest import Store
from tests.publication.worlds import TODAY, World
from tests.reader import Reader


@pytest.fixture
def world(kept):
    with clock.at(TODAY):
        yield kept(World)


@pytest.fixture(scope="module")
def exported(site: Flask, store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The files of a promise that is told in two more languages, and partly followed up."""
    store.empty()
    limiter.reset()
    memory.forget()
    folder = tmp_path_factory.mktemp("export") / "files"
    with site.app_context(), clock.at(TODAY):
        sala = World()
        sala.promise()
        sala.translate("en", rubrik="Light by the station")
        sala.translate("ar", rubrik="ضوء عند المحطة")
        sala.report(Result.DONE, value=24)
        sala.publish_reports()
        export(folder)
        db.session.remove()
    yield folder
    with site.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def ask(app: Flask, client: Reader) -> Callable[[str], Response]:
    """The site's own answer at an address; each request has a `g` of its own."""

    def answer(address: str) -> Response:
        with app.app_context(), client.http.get(address, buffered=True) as real:
            return real

    return answer


def names(to: Path) -> list[str]:
    """Every file in a folder."""
    return sorted(str(path.relative_to(to)) for path in to.rglob("*") if path.is_file())
