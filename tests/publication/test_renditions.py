"""Pages that are kept ready: sent before Flask is asked, seen anew within a second, and to nobody by a wrong name."""

from datetime import date
from typing import Any

import brotli
import pytest

from medborgar.core import clock, memory
from medborgar.followup.models import Result
from medborgar.publication.renditions import KeptPages
from tests.publication.worlds import TODAY, World

PAGE = "/sala/medborgarlofte"


@pytest.fixture
def promised(kept, world, client):
    """A promise that somebody has read; Flask is not asked for it again."""
    kept(World.promise, world)
    client.get(PAGE)
    return client


@pytest.fixture
def layer(promised) -> KeptPages:
    """What stands before Flask."""
    found = promised.app.wsgi_app
    while not isinstance(found, KeptPages):
        found = found.app
    return found


@pytest.fixture
def asked(layer, monkeypatch) -> list[str]:
    """The addresses that Flask was asked for."""
    found: list[str] = []
    real = layer.app

    def app(environ: dict[str, Any], start: Any) -> Any:
        found.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        return real(environ, start)

    monkeypatch.setattr(layer, "app", app)
    return found


@pytest.fixture
def now(monkeypatch) -> list[float]:
    """The time, as memory reads it."""
    moment = [1000.0]
    monkeypatch.setattr("medborgar.core.memory.time.monotonic", lambda: moment[0])
    memory.forget()
    return moment


def test_a_page_that_is_kept_is_the_same_page(promised, asked):
    first = promised.get(PAGE)
    assert asked == []
    assert "Ljust vid stationen" in first.main
    assert first.headers["Cache-Control"] == "public, no-cache"


def test_it_comes_packed_and_only_once(promised, asked):
    packed = promised.http.get(PAGE, headers={"Accept-Encoding": "gzip, br"})
    assert brotli.decompress(packed.data).decode() == promised.get(PAGE).html
    assert packed.headers["Vary"] == "Accept-Encoding"
    promised.get(PAGE, headers={"Accept-Encoding": "br", "If-None-Match": f'"x", {packed.headers["ETag"]}'}, status=304)
    assert asked == []


def test_its_head_says_how_long_it_is_and_no_more(promised, asked):
    whole = promised.get(PAGE).response
    head = promised.http.head(PAGE)
    assert (head.data, head.headers["Content-Length"]) == (b"", whole.headers["Content-Length"])
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert asked == []


def test_what_is_made_for_its_head_is_the_page(promised):
    whole = promised.get(PAGE).html
    memory.forget()
    promised.http.head(PAGE)
    assert "hreflang" in whole
    assert promised.get(PAGE).html == whole


@pytest.mark.parametrize(
    ("method", "place"),
    [("POST", PAGE), ("OPTIONS", PAGE), ("GET", f"{PAGE}?x=1"), ("GET", f"{PAGE}/"), ("GET", "/Sala")],
)
def test_all_else_is_for_flask(promised, asked, method, place):
    promised.http.open(place, method=method)
    assert len(asked) == 1


def test_by_a_name_that_is_not_ours_nothing_is_sent(promised, layer, asked, monkeypatch):
    monkeypatch.setattr(layer, "hosts", ["trygghet.sala.se"])
    promised.http.get(PAGE, headers={"Host": "trygghet.sala.se"})
    assert asked == []
    promised.http.get(PAGE, headers={"Host": "ond.example"})
    assert asked == [f"GET {PAGE}"]


def test_a_new_publication_is_seen_within_a_second(world, promised, now, monkeypatch):
    before = promised.get(PAGE).main
    monkeypatch.setattr(memory, "forget", lambda: None)  # another process publishes
    world.report(Result.DONE, value=24)
    world.publish_reports()
    now[0] += 0.9
    assert promised.get(PAGE).main == before
    now[0] += 0.1
    assert "Alla lampor lyser." in promised.get(PAGE).main


def test_another_day_has_another_page(promised, asked):
    assert f"den {TODAY.day} maj 2027" in promised.get(PAGE).main
    with clock.at(date(2027, 5, 12)):
        assert "den 12 maj 2027" in promised.get(PAGE).main
    assert asked == [f"GET {PAGE}"]
