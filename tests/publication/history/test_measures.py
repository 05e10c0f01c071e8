"""The measures that carry a promise: public from the follow-up after they were told of outside, and not before."""

from datetime import date

import pytest

from medborgar.core import memory
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.followup.models import Result
from medborgar.municipality.models import Organisation, OrganisationKind, Partner
from medborgar.plan import actions as planning
from medborgar.plan.models import Purpose, Responsible, State
from medborgar.plan.words import MeasureWords
from medborgar.publication import actions as publishing
from medborgar.publication.opendata.schema import schema
from tests.factories import a_person, log_in
from tests.proofs.removed import remove
from tests.publication.worlds import PERIOD, World
from tests.schemas import faults

PAGE = f"/sala/medborgarlofte/{PERIOD}/lofte/1"
DESK = f"/sala/intranat/beslut/{PERIOD}/granska"


@pytest.fixture
def measure(kept, world):
    """One that carries the lamps, is under way, and has been told of inside and outside."""
    kept(World.promise, world)
    return kept(a_measure, world, "Byter de sista åtta lamporna", told=True)


def a_measure(world, title, *, index=0, to=State.ONGOING, told=False, **more):
    said = {
        "title": title,
        "purpose": Purpose.SAFETY,
        "responsible": Responsible.MUNICIPALITY,
        "aim": "Fler ska våga gå där.",
        "goal": "Lamporna är bytta.",
        "owner": "Gatuchefen",
        "due": date(2027, 6, 15),
        "commitment": world.decision.priorities[0].commitments[index],
    }
    found = planning.add_measure(municipality=world.sala, words=MeasureWords(**said | more), by=world.coordinator)
    if to is not State.POSSIBLE:
        planning.take_step(found, to, world.coordinator)
    if told:
        for outside in (False, True):
            planning.tell(measure=found, outside=outside, by=world.coordinator)
    db.session.commit()
    return found


def told_of(page):
    """What the page says of measures, one text to each."""
    return [one.get_text(" ", strip=True) for one in page.soup.select("#atgarder li")]


def test_it_is_read_on_the_promises_own_page_once_a_follow_up_tells_of_it(world, client, measure):
    assert not told_of(client.get(PAGE))
    world.report(Result.ONGOING)
    world.publish_reports()
    page = client.get(PAGE)
    assert told_of(page) == [
        "Pågående Byter de sista åtta lamporna Kommunen: gatuchefen · klart senast 15 juni 2027",
    ]
    assert page.soup.select_one("#atgarder h3").get_text() == "Kommunen: Byter lamporna i gången."


def test_it_stands_as_it_was_until_the_next_follow_up(world, client, measure):
    world.report(Result.ONGOING)
    world.publish_reports()
    planning.take_step(measure, State.PARTLY, world.coordinator, reason="Två väntar på delar.")
    db.session.commit()
    memory.forget()
    assert told_of(client.get(PAGE))[0].startswith("Pågående")
    world.report(Result.PARTLY, reason="Två väntar på delar.")
    world.publish_reports()
    assert told_of(client.get(PAGE))[0].startswith("Delvis genomförd")


@pytest.mark.parametrize("said", [{"told": False}, {"told": True, "to": State.POSSIBLE}, {"told": True, "index": 1}])
def test_what_is_not_told_of_or_not_decided_or_carries_something_else_is_not_read(world, client, said):
    world.promise()
    a_measure(world, "Hemlig åtgärd", **said)
    world.report(Result.ONGOING)
    world.publish_reports()
    assert "Hemlig åtgärd" not in client.get(PAGE).html
    document = client.get("/sala/medborgarlofte.json").response.get_data(as_text=True)
    assert "Byter lamporna i gången." in document
    assert "Hemlig åtgärd" not in document


def test_another_ones_measure_says_whose_it_is(world, client):
    housing = Organisation(slug="hyresbostader", name="Salabostäder", kind=OrganisationKind.HOUSING_COMPANY)
    partner = Partner(municipality_id=world.sala.id, organisation=housing, task="", section="")
    db.session.add(partner)
    world.promise()
    a_measure(world, "Låser källarna", told=True, responsible=Responsible.OTHER, partner=partner, due=None, owner="VD")
    world.report(Result.ONGOING)
    world.publish_reports()
    assert told_of(client.get(PAGE)) == ["Pågående Låser källarna Salabostäder: VD"]


def test_whoever_publishes_sees_which_measures_will_be_read(world, client, measure):
    world.report(Result.ONGOING)
    log_in(client, world.communicator)
    assert "Åtgärder som syns: Byter de sista åtta lamporna." in client.get(DESK).main


def test_it_is_in_the_open_data_as_the_schema_says(world, client, measure):
    world.report(Result.ONGOING)
    world.publish_reports()
    document = client.get("/sala/medborgarlofte.json").response.get_json()
    told = next(one for one in document["lage"]["ataganden"] if one["uppfoljningar"])["uppfoljningar"]
    assert [one["vad"] for one in told[0]["atgarder"]] == ["Byter de sista åtta lamporna"]
    assert not faults(schema(), document)


def test_it_is_removed_with_the_words_of_its_follow_up(world, client, measure):
    world.report(Result.ONGOING)
    world.publish_reports()
    remove(world.sala, "uppfoljning-1", a_person(world.sala, Role.RECORDS_OFFICER), of=2)
    db.session.commit()
    memory.forget()
    assert "Byter de sista" not in client.get(PAGE).html


def test_a_follow_up_from_before_measures_were_published_is_still_read(world, client, measure, monkeypatch):
    as_now = publishing.reports
    monkeypatch.setattr(publishing, "reports", lambda *given: without(as_now(*given), "atgarder"))
    world.report(Result.ONGOING)
    world.publish_reports()
    page = client.get(PAGE)
    assert not page.soup.select("#atgarder")
    assert "Kommunen: enligt plan" in page.main
    document = client.get("/sala/medborgarlofte.json").response.get_json()
    assert not any("atgarder" in one for told in document["lage"]["ataganden"] for one in told["uppfoljningar"])


def without(content, key):
    """The parts of an entry as they were before one had a key."""
    return {name: {one: said for one, said in part.items() if one != key} for name, part in content.items()}
