"""What search engines may list, and what they are asked to leave alone."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event

from medborgar.app import create_app
from medborgar.config import Mode, Settings
from medborgar.core import clock
from medborgar.core.extensions import db
from tests.factories import a_municipality
from tests.publication.worlds import TODAY, World

SITE = "http://localhost:8000"


@pytest.fixture
def world(kept):
    with clock.at(TODAY):
        yield kept(World)


def test_every_public_page_is_listed_at_its_one_address(client, world):
    world.promise()
    a_municipality("falun")
    pages = listed(client)
    assert {f"{SITE}/sala/medborgarlofte", f"{SITE}/falun/medborgarlofte", f"{SITE}/sala/beratta"} <= set(pages)
    assert pages[f"{SITE}/sala/medborgarlofte/2027-kv2"] == "2027-05-11"
    assert not any("intranat" in page or "/v1" in page for page in pages)
    for page in pages:
        found = client.get(page.removeprefix(SITE)).soup
        assert [link["href"] for link in found.select("link[rel=canonical]")] == [page]


def test_it_asks_as_little_of_many_municipalities_as_of_one(client, world):
    world.promise()
    few = asked_for(client)
    for slug in ("falun", "mora"):
        a_municipality(slug)
    assert asked_for(client) == few


def test_another_way_to_a_page_says_which_is_the_one(client, world):
    world.promise()
    exact = client.get("/sala/medborgarlofte/2027-kv2/v1").soup
    assert exact.select_one("link[rel=canonical]")["href"] == f"{SITE}/sala/medborgarlofte/2027-kv2"
    found = client.get("/sala/uppfoljning?lage=gjort").soup
    assert found.select_one("link[rel=canonical]")["href"] == f"{SITE}/sala/uppfoljning"
    for address, status in [("/logga-in", 200), ("/sala/medborgarlofte/2099-kv1", 404), ("/sala/finns-inte", 404)]:
        assert not client.get(address, status=status).soup.select("link[rel=canonical], meta[property]"), address


def test_a_page_that_is_shared_says_what_it_is(client, world):
    world.promise()
    soup = client.get("/sala/medborgarlofte").soup
    said = {tag["property"]: tag["content"] for tag in soup.select("meta[property]")}
    assert said["og:title"] == soup.title.get_text()
    assert said["og:title"].startswith("Det här lovar kommunen och polisen")
    assert (said["og:url"], said["og:locale"]) == (f"{SITE}/sala/medborgarlofte", "sv_SE")
    assert soup.select_one("[itemprop=temporalCoverage]")["content"] == "2027-04-01/2027-06-30"


def test_machines_leave_the_staffs_pages_alone(client):
    said = client.get("/robots.txt").response.get_data(as_text=True).splitlines()
    assert {"Disallow: /*/intranat", f"Sitemap: {SITE}/sitemap.xml"} <= set(said)
    assert "Disallow: /" not in said


def test_machines_leave_all_of_a_demo_alone(tmp_path):
    demo = create_app(Settings(mode=Mode.DEMO, data=tmp_path))
    said = demo.test_client().get("/robots.txt").get_data(as_text=True).splitlines()
    assert said == ["User-agent: *", "Disallow: /"]


def asked_for(client):
    """How many questions the list takes."""
    asked, engines = [], list(db.engines.values())

    def hook(*said):
        asked.append(said[2])

    for engine in engines:
        event.listen(engine, "before_cursor_execute", hook)
    listed(client)
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hook)
    return len(asked)


def listed(client):
    soup = BeautifulSoup(client.get("/sitemap.xml").response.data, "xml")
    return {url.loc.text: url.lastmod.text if url.lastmod else None for url in soup.find_all("url")}
