"""A measure's way: from tänkbar to done, never decided while something is lacking, told inside before outside."""

from datetime import date

import pytest

from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.plan import actions, queries
from medborgar.plan.models import Purpose, State
from tests.plan.conftest import PLAN, TODAY, a_measure, page_of, the


def test_a_measure_goes_its_way_and_tells_it(testby, reader, coordinator, decision):
    measure = a_measure(testby, coordinator)
    reader.get(page_of(measure))
    for to in ("beslutad", "pagaende"):
        reader.press("Spara läget", to=to)
    page = reader.press("Spara läget", status=422, to="delvis", reason="")
    assert page.errors == ["Skriv varför"]
    page = reader.press("Spara läget", to="delvis", reason="Två lampor väntar på delar.", day="2027-05-09")
    assert "Delvis genomförd" in page.main
    assert "Två lampor väntar på delar." in page.main
    assert "9 maj 2027, Samordnare" in page.main
    assert [step.state for step in the(testby, "Byter lamporna").steps] == ["tankbar", "beslutad", "pagaende", "delvis"]
    page = reader.press("Spara läget", status=422, to="pagaende", reason="Anna Svensson har delarna")
    assert page.errors[0].startswith("Ta bort Anna Svensson")
    reader.press("Spara läget", status=422, to="pagaende", reason="Nu", day="2027-05-11")
    reader.press("Spara läget", to="pagaende", reason="Delarna har kommit.", day="2027-05-10")
    assert the(testby, "Byter lamporna").state == State.ONGOING


def test_two_who_change_its_state_at_once(testby, somebody, coordinator, decision):
    measure = a_measure(testby, coordinator)
    first, second = somebody(), somebody()
    for one in (first, second):
        one.get(page_of(measure))
    first.press("Spara läget", to="installd", reason="Vi gör något annat.")
    page = second.press("Spara läget", status=422, to="beslutad")
    assert "Inställd" in page.main
    with pytest.raises(Stale):
        actions.move(municipality=testby, measure=measure, seen=State.POSSIBLE, to=State.DECIDED, by=coordinator)


def test_nothing_is_decided_while_something_is_lacking(testby, reader, coordinator, decision):
    measure = a_measure(testby, coordinator, owner="", goal="")
    page = reader.get(page_of(measure))
    assert "Saknas innan den kan beslutas: mål, ansvarig funktion." in page.main
    page = reader.press("Spara läget", status=422, to="beslutad")
    assert "Åtgärden ”Byter lamporna” saknar mål, ansvarig funktion." in page.main
    reader.press("Spara läget", to="installd", reason="Ingen tog den.")


def test_causes_come_first_where_the_method_says_so(testby, reader, coordinator, problem):
    testby.causes_first = True
    db.session.commit()
    without, with_cause = a_measure(testby, coordinator), a_measure(testby, coordinator, "Röjer", problem=problem)
    reader.get(page_of(without))
    page = reader.press("Spara läget", status=422, to="beslutad")
    assert "saknar orsak. Hos er ska orsaken vara klarlagd först" in page.main
    reader.get(page_of(with_cause))
    assert "Beslutad" in reader.press("Spara läget", to="beslutad").main


def test_it_is_told_inside_before_it_is_told_outside(testby, reader, coordinator, decision):
    measure = a_measure(testby, coordinator, tell_inside=TODAY, tell_outside=TODAY)
    reader.get(page_of(measure))
    token = reader.page.soup.select("form input[name=csrf_token]")[0]["value"]
    reader.post(f"{page_of(measure)}/berattat/utat", {"csrf_token": token}, status=422)
    reader.get(page_of(measure))
    reader.press("Berättat internt i dag")
    reader.press("Berättat utåt i dag")
    saved = the(testby, "Byter lamporna")
    assert (saved.told_inside, saved.told_outside) == (TODAY, TODAY)


def test_something_quick_is_decided_in_one_small_form(testby, reader, square, decision):
    reader.get(PLAN)
    reader.click("Lägg till en insats")
    page = reader.press("Spara", status=422, title="Städar torget")
    assert page.errors == ["Välj plats", "Skriv vilken funktion som gör det", "Skriv vilken dag det ska vara klart"]
    page = reader.press("Spara", place_id=str(square.id), owner="Gatuchefen", due="2027-05-14")
    assert "Städar torget" in page.main
    measure = the(testby, "Städar torget")
    assert (measure.state, measure.purpose, measure.place_id) == (State.DECIDED, Purpose.SAFETY, square.id)
    reader.click("Städar torget")
    reader.press("Spara läget", to="genomford")
    assert list(queries.recent_insatser(testby, since=TODAY)) == [the(testby, "Städar torget")]
    assert not queries.recent_insatser(testby, since=date(2027, 5, 11))


def test_without_places_there_is_a_way_to_them(testby, reader, square):
    db.session.delete(square)
    db.session.commit()
    page = reader.get(f"{PLAN}/insats/ny")
    assert "Inga platser ännu" in page.main
    reader.click("Till platserna")
