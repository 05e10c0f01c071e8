"""The template of focus areas is revised: older pictures keep their own, and counts go on from one to the next."""

import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.municipality import queries
from medborgar.municipality.focus import lineage
from medborgar.municipality.models import FocusArea, FocusAreaSet
from tests.reader import Page, Reader

AREAS = "/testby/intranat/installningar/fokusomraden"
DAY = "2199-01-01"


@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), max_size=4))
def test_every_older_area_is_counted_where_it_went_and_nowhere_else(versions: list[list[int]]) -> None:
    """Each version of four areas; a number says which area of the next version goes on from it, 3 none."""
    ids = [[uuid.uuid4() for _ in range(4)] for _ in range(len(versions) + 1)]
    links: dict[uuid.UUID, uuid.UUID | None] = dict.fromkeys(ids[-1])
    for now, later, successors in zip(ids, ids[1:], versions, strict=False):
        links |= {area: None if to == 3 else later[to] for area, to in zip(now, successors, strict=True)}

    found = lineage(links, ids[-1])

    assert all(area in found[area] for area in ids[-1])
    counted = [older for those in found.values() for older in those]
    assert len(counted) == len(set(counted))
    for area, successor in links.items():
        assert successor is None or all((area in those) == (successor in those) for those in found.values())


def test_a_circle_that_nobody_should_make_ends() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()

    assert lineage({one: other, other: one}, [one]) == {one: {one, other}}


def test_a_new_version_begins_as_a_copy_that_goes_on_from_the_old(coordinator: Reader) -> None:
    make_a_new_version(coordinator)

    old, new = sets()
    assert [area.name for area in new.areas] == [area.name for area in old.areas]
    assert [area.successor_id for area in old.areas] == [area.id for area in new.areas]
    assert "Ny mall, från och med 1 januari 2199" in coordinator.page.main
    assert queries.focus_set(queries.by_slug("testby"), clock.today()) is old
    assert queries.focus_set(queries.by_slug("testby"), date(2199, 1, 1)) is new


def test_areas_are_renamed_merged_ended_and_added(coordinator: Reader) -> None:
    make_a_new_version(coordinator)
    order, violence, young = sets()[0].areas
    open_new(coordinator, "Ordning och otrygghet")
    coordinator.press("Spara", name="Trygga platser", succeeds=[str(order.id), str(violence.id)])
    open_new(coordinator, "Hot och våld")
    coordinator.click("Ta bort")
    coordinator.press("Ta bort")
    open_new(coordinator, "Ungdomar och skolor")
    coordinator.press("Spara", succeeds=[])
    coordinator.get(AREAS)
    coordinator.click("Lägg till ett fokusområde")
    coordinator.press("Spara", name="Trafik", question="Var är det farligt i trafiken?")

    old, new = sets()
    merged, young_now, traffic = new.areas
    assert [area.name for area in new.areas] == ["Trygga platser", "Ungdomar och skolor", "Trafik"]
    assert (merged.slug, traffic.slug) == ("ordning", "trafik")
    assert [area.name for area in old.areas] == ["Ordning och otrygghet", "Hot och våld", "Ungdomar och skolor"]
    assert queries.predecessors(new.id) == {
        merged.id: {merged.id, order.id, violence.id},
        young_now.id: {young_now.id},
        traffic.id: {traffic.id},
    }
    assert db.session.get_one(FocusArea, young.id).successor_id is None


def test_an_area_of_a_version_that_has_begun_is_not_mapped_or_taken_away(coordinator: Reader) -> None:
    page = open_new(coordinator, "Hot och våld")

    assert not page.soup.select("[name=succeeds]")
    assert "Ta bort" not in page.main
    assert "Lägg till ett fokusområde" not in coordinator.get(AREAS).main
    coordinator.get(f"{AREAS}/{sets()[0].areas[0].id}/ta-bort", status=404)


def test_its_questions_can_be_made_plainer_at_any_time(coordinator: Reader) -> None:
    open_new(coordinator, "Hot och våld")
    coordinator.press("Spara", question="Vad har du sett av hot eller våld?")

    assert "Vad har du sett av hot eller våld?" in coordinator.get("/testby/om").main


@pytest.mark.parametrize("day", ["2020-01-01", "i morgon", "", "9999-12-31"])
def test_a_new_version_begins_on_a_day_to_come(coordinator: Reader, day: str) -> None:
    coordinator.get(f"{AREAS}/ny-version")

    page = coordinator.press("Gör en ny version", title="Ny mall", valid_from=day, status=422)

    assert len(page.errors) == 1
    assert len(sets()) == 1


def test_there_is_one_version_to_come_at_a_time(coordinator: Reader) -> None:
    make_a_new_version(coordinator)
    coordinator.get(f"{AREAS}/ny-version")

    page = coordinator.press("Gör en ny version", title="En till", valid_from="2198-01-01", status=422)

    assert page.errors == ["Det finns redan en ny version som inte har börjat gälla. Ändra i den."]


def sets() -> list[FocusAreaSet]:
    db.session.expire_all()
    return list(queries.focus_sets(queries.by_slug("testby")))


def make_a_new_version(reader: Reader) -> None:
    reader.get(AREAS)
    reader.click("Gör en ny version")
    reader.press("Gör en ny version", title="Ny mall", valid_from=DAY)


def open_new(reader: Reader, name: str) -> Page:
    """Open the area of that name in the latest version, which is listed first."""
    reader.get(AREAS)
    return reader.click(name)
