"""The protocol that everybody reads: what staff have reviewed and published, and how each point stands today."""

from datetime import date, timedelta

import pytest

from medborgar.core import clock
from medborgar.core.permissions import Role, Side
from medborgar.intake.walks import actions as walking
from medborgar.plan.walks.models import WalkAnswer
from tests.factories import a_municipality, a_person, log_in
from tests.intake.walks.worlds import a_photo, a_point, a_walk
from tests.plan.walks.worlds import a_published_walk, is_answered, is_published, is_reviewed
from tests.reader import Reader

TODAY = date(2027, 11, 15)
PAGE = "/testby/intranat/vandringar/vandring-kring-torget"
PUBLIC = "/testby/vandringar/vandring-kring-torget"


@pytest.fixture
def testby(kept):
    with clock.at(TODAY):
        yield kept(a_municipality)


@pytest.fixture
def by(kept, testby):
    return kept(a_person, testby)


@pytest.fixture
def walk(kept, testby, by):
    return kept(a_walk, testby, by)


@pytest.fixture
def point(kept, walk, by):
    point = kept(a_point, walk, by)
    kept(is_reviewed, point, by)
    return point


@pytest.fixture
def coordinator(at_a_browser, by):
    return at_a_browser(by)


@pytest.fixture
def published(kept, walk, point, by):
    kept(is_published, walk, by)
    return walk


def test_nobody_outside_reads_of_a_walk_before_it_is_published(client, coordinator, walk, point):
    client.get(PUBLIC, status=404)
    assert "Vandring kring torget" not in client.get("/testby/dialog").main
    coordinator.get(PAGE)
    coordinator.click("Granska och publicera")
    coordinator.press("Publicera")
    assert client.get("/testby/dialog").soup.find("a", string="Vandring kring torget")
    page = client.click("Vandring kring torget")
    assert page.path == PUBLIC
    for part in ("14 november 2027 kl. 18.30", "Mörker", "ner till stationen", "Lampan är trasig.", "Inget svar än"):
        assert part in page.main
    assert "1 punkt på vägen. 1 har inte fått något svar än." in page.main


def test_it_says_how_many_only_of_those_that_were_five_or_more(client, walk, point, by):
    is_published(walk, by)
    page = client.get(PUBLIC)
    assert "Hyresgästföreningen (6)" in page.main
    assert "Fritidsgården" in page.main
    assert "(2)" not in page.main


def test_only_reviewed_points_are_shown_and_only_in_their_masked_words(client, coordinator, walk, point, by):
    a_point(walk, by, "Ingen har läst det här.")
    coordinator.get(f"{PAGE}/protokoll")
    assert "1 punkt är inte granskad och visas inte." in coordinator.page.main
    coordinator.press("Publicera")
    page = client.get(PUBLIC)
    assert "Lampan är trasig." in page.main
    for hidden in ("Lampan vid kiosken är trasig.", "Ingen har läst", "Byt lampan"):
        assert hidden not in str(page.soup)


def test_what_only_says_the_same_as_another_point_is_said_once(client, coordinator, walk, point, by):
    is_reviewed(a_point(walk, by), by, "Samma lampa.", same_as=point)
    is_answered(walk, point, by, WalkAnswer.DONE)
    walk.answer_by = TODAY - timedelta(days=1)
    is_published(walk, by)
    page = client.get(PUBLIC)
    assert "1 punkt på vägen. Alla har fått ett svar." in page.main
    assert "Samma lampa." not in page.main
    assert "Samma sak som en annan" in coordinator.get(PAGE).main
    assert "Svara på" not in coordinator.get("/testby/intranat").main


def test_the_last_answer_is_shown_at_once_and_late_is_late(client, walk, point, by):
    is_published(walk, by)
    is_answered(walk, point, by, WalkAnswer.PLANNED, TODAY + timedelta(days=3))
    page = client.get(PUBLIC)
    assert "Det här svarade vi: planerat." in page.main
    assert "Gatuchefen gör det senast 18 november 2027." in page.main
    assert "Alla har fått ett svar." in page.main
    with clock.at(TODAY + timedelta(days=4)):
        assert "Försenat: skulle vara klart 18 november 2027" in client.get(PUBLIC).main
    is_answered(walk, point, by, WalkAnswer.NOT)
    page = client.get(PUBLIC)
    assert "Görs inte – därför" in page.main
    assert "planerat" not in page.main


def test_what_is_said_of_it_later_is_not_shown_before_it_is_published_again(client, coordinator, walk, point, by):
    is_published(walk, by)
    walk.title, walk.route = "Ett annat namn", "En annan väg"
    is_reviewed(a_point(walk, by), by, "En ny punkt.")
    page = client.get(PUBLIC)
    assert page.h1 == "Vandring kring torget"
    assert "En ny punkt." not in page.main
    assert "Vandring kring torget" in client.get("/testby/dialog").main
    assert "Något har ändrats sedan dess." in coordinator.get(PAGE).main
    coordinator.click("Publicera igen")
    coordinator.press("Publicera")
    assert "En ny punkt." in client.get(PUBLIC).main
    assert "Något har ändrats" not in coordinator.get(PAGE).main


def test_nothing_else_is_published_than_what_was_shown(client, coordinator, walk, point, by):
    coordinator.get(f"{PAGE}/protokoll")
    is_reviewed(a_point(walk, by), by, "Kom emellan.")
    page = coordinator.press("Publicera", status=409)
    assert "Något har ändrats sedan du öppnade sidan." in page.main
    client.get(PUBLIC, status=404)
    coordinator.press("Publicera")
    assert "Kom emellan." in client.get(PUBLIC).main


def test_nobody_is_pointed_out(client, coordinator, walk, point, by):
    is_reviewed(a_point(walk, by), by, "Anna Andersson står ofta här.")
    coordinator.get(f"{PAGE}/protokoll")
    page = coordinator.press("Publicera", status=422)
    assert "Ta bort Anna Andersson: det ser ut som ett namn." in page.main
    client.get(PUBLIC, status=404)
    coordinator.press("Publicera", not_persons="Anna Andersson")
    client.get(PUBLIC)


def test_a_photo_is_shown_when_it_is_chosen_and_published(client, coordinator, walk, point, by):
    a_photo(walk, point, by, "En trasig lampa")
    is_published(walk, by)
    assert not client.get(PUBLIC).soup.select("main img")
    client.get(f"{PUBLIC}/bild/1", status=404)
    coordinator.get(PAGE)
    coordinator.press("Visa bilden i protokollet")
    assert not client.get(PUBLIC).soup.select("main img")
    coordinator.click("Publicera igen")
    coordinator.press("Publicera")
    image = client.get(PUBLIC).soup.select("main img")[0]
    assert (image["alt"], image["src"]) == ("En trasig lampa", f"{PUBLIC}/bild/1")
    response = client.get(f"{PUBLIC}/bild/1").response
    assert (response.content_type, response.headers["Content-Disposition"]) == ("image/jpeg", "attachment")


def test_a_photo_that_is_no_longer_chosen_is_gone_at_once(client, coordinator, testby, by):
    walk = a_published_walk(testby, by, Side.MUNICIPALITY)
    address = f"/testby/vandringar/{walk.slug}"
    assert client.get(address).soup.select("main img")
    coordinator.get(f"/testby/intranat/vandringar/{walk.slug}")
    coordinator.press("Visa inte bilden")
    assert not client.get(address).soup.select("main img")
    client.get(f"{address}/bild/1", status=404)


@pytest.mark.parametrize("button", ["Ta ner protokollet", "Dra in vandringen"])
def test_it_can_be_taken_away_from_everybody(client, coordinator, published, button):
    client.get(PUBLIC)
    coordinator.get(PAGE)
    coordinator.press(button)
    client.get(PUBLIC, status=404)
    assert "Vandring kring torget" not in client.get("/testby/dialog").main


def test_a_withdrawn_walk_can_not_be_published(coordinator, walk, point, by):
    coordinator.get(f"{PAGE}/protokoll")
    walking.withdraw(walk=walk, by=by)
    page = coordinator.press("Publicera", status=422)
    assert "Vandringen är indragen. Ta tillbaka den först." in page.main


def test_the_protocol_is_its_own_partys_to_publish(app, client, testby, published):
    officer = Reader(app)
    log_in(officer, a_person(testby, Role.MUNICIPAL_POLICE, Side.POLICE))
    officer.get(f"{PAGE}/protokoll", status=404)
    client.get("/annan/vandringar/vandring-kring-torget", status=404)
    a_municipality("annan")
    client.get("/annan/vandringar/vandring-kring-torget", status=404)
    assert published.published == TODAY
