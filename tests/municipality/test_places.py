"""Staff keep the list of places: add, rename, move; two at once see both texts."""

from typing import Any

import pytest

from medborgar.core.extensions import db
from medborgar.municipality import queries
from medborgar.municipality.chapter import Chapter
from medborgar.municipality.models import Area, Municipality, Place
from tests.factories import a_municipality
from tests.reader import Reader

PLACES = "/testby/intranat/installningar/platser"


def test_a_coordinator_adds_a_place(coordinator: Reader) -> None:
    coordinator.get(PLACES)
    coordinator.click("Lägg till en plats")

    page = coordinator.press("Spara", name="  Stationen ", area_id=area("norrby"))

    assert page.path == PLACES
    assert the_place("Stationen").area.name == "Norrby"


def test_a_place_is_renamed_and_moved(coordinator: Reader) -> None:
    coordinator.get(PLACES)
    coordinator.click("Stora torget")

    coordinator.press("Spara", name="Torget", area_id=area("soderby"))

    assert the_place("Torget").area.name == "Söderby"


def test_two_who_change_a_place_at_once_see_both_texts(coordinator: Reader) -> None:
    coordinator.get(PLACES)
    opened = coordinator.click("Stora torget")
    coordinator.press("Spara", on=opened, name="Torget", area_id=area("centrum"))

    page = coordinator.press("Spara", on=opened, name="Salutorget", area_id=area("norrby"), status=409)

    assert "Platsens namn: Torget Delområde: Centrum" in page.main
    assert "Platsens namn: Salutorget Delområde: Norrby" in page.main
    assert the_place("Torget").version == 2
    coordinator.press("Spara")
    assert the_place("Salutorget").area.name == "Norrby"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"name": " ", "area_id": "norrby"}, "Skriv vad platsen heter"),
        ({"name": "å" * 101, "area_id": "norrby"}, "Korta texten: den har 101 tecken och får ha högst 100"),
        ({"name": "Torg\0et", "area_id": "norrby"}, "Ta bort tecken som inte syns"),
        ({"name": "Stora torget", "area_id": "norrby"}, "Det finns redan en rad som heter så"),
        ({"name": "Stationen"}, "Välj det delområde som platsen ligger i"),
        ({"name": "Stationen", "area_id": "falun"}, "Välj något i listan"),
    ],
)
def test_a_faulty_place_is_refused_and_kept_in_the_form(
    coordinator: Reader, fields: dict[str, Any], error: str
) -> None:
    coordinator.get(f"{PLACES}/ny")
    chosen = {"area_id": area("norrby")} if fields.get("area_id") == "norrby" else {}

    page = coordinator.press("Spara", status=422, **fields | chosen)

    assert page.errors[0].startswith(error)
    assert page.soup.select("#name")[0].get("value", "") == fields["name"].strip().replace("\0", "\ufffd")


def test_two_who_add_the_same_place_at_the_same_moment_add_it_once(
    coordinator: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Chapter, "is_taken", lambda *_: False)
    coordinator.get(f"{PLACES}/ny")

    page = coordinator.press("Spara", name="Stora torget", area_id=area("norrby"), status=409)

    assert page.h1 == "Någon annan hann före"
    assert the_place("Stora torget").area.name == "Centrum"


def test_a_place_of_another_municipality_does_not_exist(coordinator: Reader) -> None:
    a_municipality("grannby")
    foreign = db.session.query(Place).join(Municipality, Municipality.id == Place.municipality_id)
    place = foreign.filter(Municipality.slug == "grannby").one()

    coordinator.get(f"{PLACES}/{place.id}", status=404)


def test_a_place_that_is_no_longer_used_stays_where_it_was_chosen(coordinator: Reader) -> None:
    coordinator.get(PLACES)
    coordinator.click("Stora torget")
    coordinator.press("Spara", ended="2020-01-01")

    municipality = queries.by_slug("testby")
    place = the_place("Stora torget")
    assert place not in queries.places(municipality)
    assert place in queries.places(municipality, also=place.id)
    assert "Stora torget Till och med dagen före 1 januari 2020" in coordinator.get(PLACES).main


def test_a_hot_spot_is_told_in_the_list(coordinator: Reader) -> None:
    coordinator.get(PLACES)
    coordinator.click("Stora torget")
    coordinator.press("Spara", hot_spot="y", keeper="Testby kommun")

    assert "Stora torget Hot spot" in coordinator.page.main
    assert the_place("Stora torget").keeper == "Testby kommun"


def area(slug: str) -> str:
    municipality = queries.by_slug("testby")
    return str(db.session.query(Area).filter_by(slug=slug, municipality_id=municipality.id).one().id)


def the_place(name: str) -> Place:
    db.session.expire_all()
    return db.session.query(Place).filter_by(name=name).one()
