"""Mätetal: writing what is measured, one reading at a time, and seeing how it goes."""

import uuid

import pytest

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.municipality.queries import agreement, areas
from medborgar.picture.figures import queries
from medborgar.picture.figures.models import Reading
from tests.factories import a_municipality
from tests.picture.figures.worlds import FIGURES, a_reading, an_indicator
from tests.picture.worlds import a_municipal_officer, focus_areas


def test_one_begins_from_a_ready_one_and_changes_it(somebody, testby):
    reader = somebody()
    assert "Inga mätetal ännu" in reader.get(FIGURES).main
    reader.click("Lägg till ett mätetal")
    page = reader.click("Polisens trygghetsmätning: problemindex")
    assert page.soup.select("input[name=highest]")[0]["value"] == "6"
    page = reader.press("Spara", name="Index för centrum", focus_area_id=str(focus_areas(testby)[0].id))
    assert page.h1 == "Index för centrum"
    assert "Lägre är bättre" in page.main
    assert "Ordning och otrygghet" in page.main
    assert queries.indicators(testby)[0].key == "trygghetsmatning"
    assert "Index för centrum" in reader.get(FIGURES).main


def test_an_own_source_is_as_good(somebody, testby):
    reader = somebody()
    reader.get(f"{FIGURES}/nytt")
    reader.press(
        "Spara", name="Nöjda hyresgäster", source="Fastighetsägarna", unit="NKI", better="hogre", every="ar", lowest=""
    )
    assert queries.indicators(testby)[0].key == "nojda-hyresgaster"
    page = reader.get(f"{FIGURES}/nytt")
    assert "Fastighetsägarna" in [str(option["value"]) for option in page.soup.select("datalist option")]


def test_what_is_missing_is_asked_for(somebody):
    reader = somebody()
    reader.get(f"{FIGURES}/nytt")
    page = reader.press("Spara", status=422, lowest="6", highest="1", focus_area_id="nej")
    assert page.errors[:3] == ["Skriv vad som mäts", "Skriv var talen kommer ifrån", "Skriv enheten"]
    assert "Skriv ett värde som är högre än det lägsta" in page.errors
    assert "Välj vilket håll som är bra" in page.errors
    page = reader.press("Spara", status=422, lowest="noll", highest="")
    assert "Skriv talet med siffror och decimalkomma, till exempel 12,5" in page.errors


def test_two_do_not_share_a_name(somebody, testby):
    an_indicator(testby)
    reader = somebody()
    reader.get(f"{FIGURES}/nytt?fran=trygghetsmatning")
    assert "Det finns redan ett mätetal med det namnet" in reader.press("Spara", status=422).main
    reader.press("Spara", name="Ett annat index")
    assert {one.key for one in queries.indicators(testby)} == {"trygghetsmatning", "trygghetsmatning-2"}


def test_readings_become_small_charts_with_tables(somebody, testby):
    indicator, (centre, *_) = an_indicator(testby), areas(testby)
    for period, value in (("2024", 3.2), ("2025", 2.8)):
        a_reading(indicator, period, value)
        a_reading(indicator, period, value + 1, area=centre, n=200)
    a_reading(indicator, "2025", 2, sex="kvinnor")
    page = somebody().get(f"{FIGURES}/{indicator.id}")
    assert [head.get_text() for head in page.soup.select(".multiples h2")] == [
        "Hela kommunen",
        "Centrum",
        "Hela kommunen: Kvinnor",
    ]
    assert len(page.soup.select("svg.series")) == 3
    assert page.soup.select("svg.series")[0]["aria-label"] == "Hela kommunen: samma tal som i tabellen"
    assert "Har minskat från 3,2 (2024), åt rätt håll" in page.main
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.soup.select("table")[1].select("tr")]
    assert rows == [["Period", "Index 0–6", "Antal svar"], ["2025: ändra", "3,8", "200"], ["2024: ändra", "4,2", "200"]]


def test_a_reading_is_written_changed_and_taken_away(somebody, testby):
    indicator, reader = an_indicator(testby), somebody()
    reader.get(f"{FIGURES}/{indicator.id}")
    reader.click("Lägg till ett mätvärde")
    page = reader.press("Spara", period="2026", value="2,75", sex="kvinnor", ages="16-19", n="120")
    assert "Hela kommunen: Kvinnor, 16–19 år" in page.main
    assert "2,75" in page.main
    reader.click("2026 : ändra")
    assert "2,5" in reader.press("Spara", value="2,5").main
    reader.click("2026 : ändra")
    assert "Inga mätvärden ännu" in reader.press("Ta bort mätvärdet").main
    events = [
        entry.event
        for entry in db.session.query(AuditEntry).order_by(AuditEntry.number)
        if entry.subject == str(indicator.id)
    ]
    assert events == [
        Event.INDICATOR_SAVE, Event.READING_SAVE, Event.READING_SAVE, Event.READING_REMOVE
    ]  # fmt: skip


def test_a_reading_that_is_there_already_is_changed_instead(somebody, testby):
    indicator, reader = an_indicator(testby), somebody()
    for area in (None, areas(testby)[0]):
        a_reading(indicator, "2026", 3, area=area)
        reader.get(f"{FIGURES}/{indicator.id}/varde")
        page = reader.press("Spara", status=422, period="2026", value="2", area_id=str(area.id) if area else "")
        assert "Det finns redan ett mätvärde" in page.main


@pytest.mark.parametrize(
    ("field", "written", "message"),
    [
        ("period", "våren", "Skriv perioden som 2026"),
        ("period", "2026-kv1", "Skriv perioden som 2026"),
        ("value", "sju", "Skriv talet med siffror och decimalkomma"),
        ("value", "7", "Skriv ett tal från 0 till 6"),
        ("ages", "unga", "Skriv åldern som 16–19 eller 65+"),
        ("n", "-3", "Skriv hur många som svarade med ett helt tal"),
        ("value", "1\0", "Ta bort tecken som inte syns"),
    ],
)
def test_what_is_wrong_is_said_and_kept(somebody, testby, field, written, message):
    indicator, reader = an_indicator(testby), somebody()
    reader.get(f"{FIGURES}/{indicator.id}/varde")
    page = reader.press("Spara", status=422, **{"period": "2026", "value": "3", field: written})
    assert message in page.main
    assert page.soup.select(f"input[name={field}]")[0]["value"] == written.replace("\0", "\ufffd")
    assert db.session.query(Reading).count() == 0


def test_two_who_change_one_reading_see_both(somebody, testby):
    indicator = an_indicator(testby)
    reading = a_reading(indicator, "2026", 3)
    first, second = somebody(), a_municipal_officer(somebody)
    for reader in (first, second):
        reader.get(f"{FIGURES}/{indicator.id}/varde/{reading.id}")
    first.press("Spara", value="2")
    page = second.press("Spara", status=409, value="4")
    assert "En kollega sparade 12.00. Jämför och välj." in page.main
    second.press("Spara")
    db.session.expire_all()
    assert reading.value == 4


def test_two_who_change_one_indicator_see_both(somebody, testby):
    indicator = an_indicator(testby)
    first, second = somebody(), somebody()
    for reader in (first, second):
        reader.get(f"{FIGURES}/{indicator.id}/andra")
    first.press("Spara", unit="poäng")
    assert "poäng" in second.press("Spara", status=409, unit="steg").main
    assert "steg" in second.press("Spara").main


def test_the_length_of_the_spans_is_kept_once_there_are_readings(somebody, testby):
    indicator = an_indicator(testby)
    a_reading(indicator, "2026", 3)
    reader = somebody()
    reader.get(f"{FIGURES}/{indicator.id}/andra")
    assert "Mätetalet har redan mätvärden" in reader.press("Spara", status=422, every="kv").main


def test_readers_read_and_write_nothing(somebody, testby):
    indicator = an_indicator(testby)
    reading = a_reading(indicator, "2026", 3)
    reader = somebody(Role.STEERING_MEMBER)
    for address in (FIGURES, f"{FIGURES}/{indicator.id}"):
        page = reader.get(address)
        assert not page.soup.select("main form, main .button")
    one = f"{FIGURES}/{indicator.id}"
    ways = ("/andra", "/varde", f"/varde/{reading.id}")
    for address in (f"{FIGURES}/nytt", f"{FIGURES}/las-in", *(one + way for way in ways)):
        reader.get(address, status=403)


def test_another_municipality_measures_for_itself(somebody, testby):
    indicator = an_indicator(testby)
    reading = a_reading(indicator, "2026", 3)
    reader = somebody(at=a_municipality("annanby"))
    for address in (
        f"{indicator.id}",
        f"{indicator.id}/andra",
        f"{indicator.id}/varde/{reading.id}",
        f"{uuid.uuid4()}",
    ):
        reader.get(f"/annanby/intranat/matetal/{address}", status=404)


def test_a_goal_of_the_agreement_is_known_by_what_measures_it(somebody, testby):
    goal = agreement(testby).goals[0]
    indicator = an_indicator(testby)
    reader = somebody()
    reader.get(f"{FIGURES}/{indicator.id}/andra")
    reader.press("Spara", goal_ids=[str(goal.id)])
    db.session.expire_all()
    assert goal.indicator == indicator.key
    page = reader.get(f"{FIGURES}/{indicator.id}/andra")
    assert page.soup.select("input[name=goal_ids][checked]")[0]["value"] == str(goal.id)
    reader.press("Spara", goal_ids=None)
    db.session.expire_all()
    assert goal.indicator == ""
