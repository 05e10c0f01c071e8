"""Beginning a picture."""

from datetime import date

from medborgar.core import clock
from medborgar.picture import queries
from tests.picture.worlds import PERIOD, a_picture, analysed, established

PICTURES = "/testby/intranat/lagesbild"


def test_the_next_period_is_offered_and_the_days_are_kept(somebody, testby):
    reader = somebody()
    assert "Ingen lägesbild ännu" in reader.get(PICTURES).main
    reader.click("Påbörja en lägesbild")
    page = reader.press("Påbörja", not_heard="Nyanlända\nUnga")
    assert page.h1 == "Lägesbild för april–juni 2027"
    assert "1 januari–15 mars 2027" in page.main
    assert "Nyanlända" in page.main
    assert queries.for_period(testby, PERIOD).heard_from == date(2027, 1, 1)


def test_somebody_was_missing_or_nobody_was(somebody):
    reader = somebody()
    reader.get(f"{PICTURES}/ny")
    page = reader.press("Påbörja", status=422, not_heard="Nyanlända", all_heard="y")
    assert page.errors == ["Ta bort krysset, eller det ni skrev om vilka som inte hördes"]
    assert "Ni har skrivit att ingen grupp saknades." in reader.press("Påbörja", not_heard="").main


def test_a_day_that_has_not_come_is_refused_and_what_was_typed_is_kept(somebody, testby):
    reader = somebody()
    reader.get(f"{PICTURES}/ny")
    page = reader.press("Påbörja", status=422, heard_to="2027-03-16", not_heard="Unga")
    assert page.errors == ["Välj en dag från 1 januari 2027 till och med i dag, 15 mars 2027"]
    assert page.soup.select(".error a")[0]["href"] == "#heard_to"
    assert "Unga" in page.main
    assert queries.pictures(testby) == []


def test_a_day_before_the_picture_begins_is_refused(somebody):
    reader = somebody()
    reader.get(f"{PICTURES}/ny")
    assert "Välj en dag från 1 januari 2027" in reader.press("Påbörja", status=422, heard_to="2026-12-31").main


def test_what_is_no_day_and_no_period_is_refused(somebody):
    reader = somebody()
    reader.get(f"{PICTURES}/ny")
    page = reader.press("Påbörja", status=422, heard_to="snart", period="2031-kv1")
    assert len(page.errors) == 2


def test_one_picture_at_a_time(somebody, testby):
    a_picture(testby)
    reader = somebody()
    assert "Påbörja en lägesbild" not in reader.get(PICTURES).main
    reader.get(f"{PICTURES}/ny")
    page = reader.press("Påbörja", status=422, period="2027-kv1")
    assert "Fastställ först lägesbilden för april–juni 2027" in page.main


def test_one_picture_per_period_and_the_next_begins_where_it_was_cut(somebody, testby):
    picture = a_picture(testby, heard_to=date(2027, 3, 10))
    analysed(picture)
    established(picture, testby)
    reader = somebody()
    reader.get(f"{PICTURES}/ny")
    offered = [option["value"] for option in reader.page.soup.select("#period option")]
    assert offered == ["2027-kv3", "2027-kv1"]
    assert "Välj något i listan" in reader.press("Påbörja", status=422, period=PERIOD).errors
    with clock.at(date(2027, 6, 1)):
        reader = somebody()
        reader.get(f"{PICTURES}/ny")
        reader.press("Påbörja")
        assert queries.for_period(testby, "2027-kv3").heard_from == date(2027, 3, 11)


def test_an_open_picture_can_be_moved(somebody, testby):
    a_picture(testby)
    reader = somebody()
    reader.get(f"{PICTURES}/{PERIOD}/tid")
    page = reader.press("Spara", period="2027-kv1", heard_to="2027-02-01", not_heard="Båtfolket")
    assert page.path == f"{PICTURES}/2027-kv1"
    assert "1 oktober 2026–1 februari 2027" in page.main
