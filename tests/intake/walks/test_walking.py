"""A walk is written down and walked: point after point from a phone, each of them in the inbox."""

from datetime import date
from typing import Any

import pytest

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.models import Contribution
from medborgar.intake.walks import actions, queries
from medborgar.intake.walks.models import Walk, WalkPoint
from medborgar.municipality.models import Place
from tests.factories import a_municipality, a_person, log_in
from tests.governance.conftest import statements
from tests.intake.walks.worlds import a_point, a_walk
from tests.reader import Reader

TODAY = date(2027, 11, 15)
HOME = "/testby/intranat/vandringar"
PAGE = f"{HOME}/vandring-kring-torget"
WALK: dict[str, Any] = {
    "title": "Vandring kring torget",
    "day": "2027-11-14",
    "starts": "18:30",
    "light": "morker",
    "route": "Torget runt",
    "participants": "Hyresgästföreningen 6\nFritidsgården: 2",
    "voice": "invanare",
}
POINT: dict[str, Any] = {"kind": "otrygg", "text": "Lampan vid kiosken är trasig.", "area": "centrum"}


@pytest.fixture
def testby(kept):
    with clock.at(TODAY):
        yield kept(a_municipality)


@pytest.fixture
def walk(kept, testby, by):
    return kept(a_walk, testby, by)


def points(walk):
    db.session.expire_all()
    return queries.points(walk)


def test_a_walk_is_written_down_once(coordinator, testby):
    coordinator.get(f"{HOME}/ny")
    form = coordinator.page
    for _ in range(2):
        page = coordinator.press("Spara", on=form, **WALK)
    assert page.h1 == "Vandring kring torget"
    for part in ("14 november 2027 kl. 18.30", "Mörker", "Torget runt", "Hyresgästföreningen, 6", "Fritidsgården, 2"):
        assert part in page.main
    (walk,) = db.session.query(Walk).all()
    assert (walk.starts, walk.participants) == ("18.30", "Hyresgästföreningen, 6\nFritidsgården, 2")
    assert "0 punkter" in coordinator.get(HOME).main


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"title": ""}, "Skriv vad vandringen ska heta"),
        ({"day": "i går"}, "Skriv datumet som år, månad och dag, till exempel 2027-03-22"),
        ({"day": "2020-01-01"}, "Skriv en dag inom två år från i dag"),
        ({"starts": "25.10"}, "Skriv tiden som timme och minut, till exempel 18.30"),
        ({"starts": "kväll"}, "Skriv tiden som timme och minut, till exempel 18.30"),
        ({"voice": ""}, "Välj vems röst det mest är"),
        ({"participants": "Polisen"}, "Skriv ett antal sist på varje rad, till exempel: Hyresgästföreningen, 6"),
        ({"participants": "Polisen, 2\npolisen, 3"}, "Skriv varje organisation en gång"),
        ({"answer_by": "2027-11-13"}, "Välj en dag som inte är före vandringen"),
        ({"route": "Förbi 19121212-1212"}, "Ta bort 19121212-1212: det är ett personnummer."),
    ],
)
def test_what_makes_no_sense_says_what_to_do_and_stays(coordinator, testby, said, message):
    coordinator.get(f"{HOME}/ny")
    page = coordinator.press("Spara", status=422, **WALK | {"area_ids": None} | said)
    assert page.errors == [message]
    assert next(iter(said.values())) in str(page.soup)
    assert db.session.query(Walk).count() == 0


def test_a_walk_may_be_called_what_an_address_is_called(coordinator, testby):
    coordinator.get(f"{HOME}/ny")
    assert coordinator.press("Spara", **WALK | {"title": "Ny"}).path == f"{HOME}/ny-2"


def test_two_who_change_it_at_once_see_both_texts(coordinator, walk):
    coordinator.get(f"{PAGE}/andra")
    walk.route, walk.version = "Kollegans väg", walk.version + 1
    page = coordinator.press("Spara", route="Min väg", status=409)
    assert "Kollegans väg" in page.main
    assert "Min väg" in page.main
    coordinator.press("Spara")
    db.session.expire_all()
    assert walk.route == "Min väg"


def test_a_point_is_a_contribution_like_any_other(coordinator, walk, testby):
    coordinator.get(f"{PAGE}/punkt")
    page = coordinator.press("Spara punkten", **POINT, proposal="Byt lampan", owner="Gatuchefen", place="vid kiosken")
    assert "Punkt 1 är sparad." in page.main
    assert page.h1 == "Punkt 2"
    (point,) = points(walk)
    row = point.contribution
    assert (row.channel, row.kind, row.voice, row.received) == ("vandring", "otrygg", "invanare", date(2027, 11, 14))
    assert row.text == "Lampan vid kiosken är trasig.\nFörslag: Byt lampan\nKan göras av: Gatuchefen"
    assert (row.place, row.area.slug, point.where) == ("vid kiosken", "centrum", "vid kiosken, Centrum")
    assert "Centrum" in coordinator.get("/testby/intranat/inkorg").main
    coordinator.get(f"/testby/intranat/inkorg/{row.id}")
    assert "Byt lampan" in coordinator.press("Öppna och läs").main


def test_the_next_point_is_in_the_same_area(coordinator, walk):
    coordinator.get(f"{PAGE}/punkt")
    coordinator.press("Spara punkten", **POINT | {"area": "norrby"})
    chosen = coordinator.page.soup.select("#area option[selected]")
    assert [one["value"] for one in chosen] == ["norrby"]


def test_a_known_place_says_its_area(coordinator, walk, testby):
    place = db.session.query(Place).filter_by(municipality_id=testby.id).one()
    coordinator.get(f"{PAGE}/punkt")
    coordinator.press("Spara punkten", **POINT | {"area": "", "place_id": str(place.id), "kind": "trygg"})
    (point,) = points(walk)
    assert (point.where, point.is_safe, point.place) == ("Stora torget, Centrum", True, place)
    coordinator.get(f"/testby/intranat/inkorg/{point.contribution_id}")
    review = coordinator.press("Öppna och läs")
    assert review.soup.select("#place option[selected]")[0].string == "Stora torget"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"kind": None}, "Välj otryggt eller tryggt"),
        ({"text": ""}, "Skriv vad ni ser"),
        ({"text": "x" * 1001}, "Korta texten: den har 1001 tecken och får ha högst 1000"),
        ({"area": ""}, "Välj ett område eller en plats"),
    ],
)
def test_a_refusal_loses_nothing_that_was_typed(coordinator, walk, said, message):
    coordinator.get(f"{PAGE}/punkt")
    page = coordinator.press("Spara punkten", status=422, **POINT | {"proposal": "Det jag skrev."} | said)
    assert page.errors == [message]
    assert "Det jag skrev." in page.main
    coordinator.press("Spara punkten", **POINT)
    assert len(points(walk)) == 1


def test_a_double_click_saves_once(coordinator, walk):
    page = coordinator.get(f"{PAGE}/punkt")
    for _ in range(2):
        coordinator.press("Spara punkten", on=page, **POINT)
    assert len(points(walk)) == db.session.query(Contribution).count() == 1


def test_other_words_in_a_form_that_is_saved_are_not_lost(coordinator, walk):
    page = coordinator.get(f"{PAGE}/punkt")
    coordinator.press("Spara punkten", on=page, **POINT)
    again = coordinator.press("Spara punkten", on=page, status=409, **POINT | {"text": "Något annat."})
    assert "Vill du spara det här också?" in again.main
    coordinator.press("Spara punkten")
    assert len(points(walk)) == 2


def test_a_form_from_another_walk_says_so_and_keeps_the_words(coordinator, walk, testby, by):
    a_walk(testby, by, title="En annan")
    token = coordinator.get(f"{HOME}/en-annan/punkt").soup.find(id="token")["value"]
    coordinator.get(f"{PAGE}/punkt")
    page = coordinator.press("Spara punkten", status=400, **POINT, token=token)
    assert POINT["text"] in page.main
    coordinator.press("Spara punkten")
    assert len(points(walk)) == 1


def test_a_walk_that_is_withdrawn_takes_no_points_and_can_be_taken_back(coordinator, walk, by):
    a_point(walk, by)
    coordinator.get(f"{PAGE}/punkt")
    form = coordinator.page
    coordinator.get(PAGE)
    assert "Indragen 15 november 2027." in coordinator.press("Dra in vandringen").main
    page = coordinator.press("Spara punkten", on=form, status=422, **POINT)
    assert "Vandringen är indragen. Ta tillbaka den först." in page.main
    assert POINT["text"] in page.main
    coordinator.get(PAGE)
    assert "Indragen" not in coordinator.press("Ta tillbaka vandringen").main
    assert len(points(walk)) == 1


def test_there_is_an_end_to_how_many_points(coordinator, walk, monkeypatch):
    monkeypatch.setattr(actions, "POINTS_MOST", 1)
    coordinator.get(f"{PAGE}/punkt")
    coordinator.press("Spara punkten", **POINT)
    page = coordinator.press("Spara punkten", status=422, **POINT)
    assert "En vandring kan ha högst 1 punkter." in page.main


def test_a_walk_is_its_own_partys(app, walk, testby):
    for side, role, status in ((Side.POLICE, Role.MUNICIPAL_POLICE, 404), (Side.MUNICIPALITY, Role.COMMUNICATOR, 403)):
        reader = Reader(app)
        log_in(reader, a_person(testby, role, side))
        reader.get(PAGE, status=status)
        reader.get(f"{PAGE}/punkt", status=status)
    reader = Reader(app)
    log_in(reader, a_person(a_municipality("annan"), Role.COORDINATOR))
    reader.get(PAGE, status=404)


def test_the_police_walk_for_themselves(app, testby):
    reader = Reader(app)
    log_in(reader, a_person(testby, Role.MUNICIPAL_POLICE, Side.POLICE))
    reader.get(f"{HOME}/ny")
    reader.press("Spara", **WALK)
    reader.click("Lägg till en punkt")
    reader.press("Spara punkten", **POINT)
    (row,) = db.session.query(Contribution).all()
    assert row.receiving_party.side == Side.POLICE


def test_more_points_ask_the_database_no_more(coordinator, walk, by):
    def asked():
        return [statements(coordinator, address) for address in (PAGE, f"{PAGE}/punkt", HOME)]

    for _ in range(2):
        a_point(walk, by)
    few = asked()
    for _ in range(4):
        a_point(walk, by)
    assert asked() == few
    assert db.session.query(WalkPoint).count() == 6
