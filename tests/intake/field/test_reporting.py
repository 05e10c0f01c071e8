"""Staff report what has happened: event by event, or that nothing has; and nothing that was written is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.dialogues import actions
from medborgar.intake.dialogues.queries import answered
from medborgar.intake.field.drafting import EVENTS_MOST
from medborgar.intake.field.models import FieldReport
from medborgar.intake.models import Contribution
from tests.factories import a_person
from tests.governance.conftest import statements
from tests.intake.conftest import TODAY
from tests.intake.field.worlds import EVENT, a_report, a_round, asked_as, event

PAGE = "/testby/rapportera"


@pytest.fixture
def dialogue(kept, testby, by):
    return kept(a_round, testby, by)


def kept():
    return db.session.query(Contribution).order_by(Contribution.text).all()


def reported():
    return [(one.unit, one.events) for one in db.session.scalars(select(FieldReport).order_by(FieldReport.events))]


def test_an_event_is_reported_looked_through_and_received(reporter, dialogue):
    reporter.get(PAGE)
    check = reporter.press("Läs igenom och skicka", **event(dialogue, area="centrum", gjort="Jouren kom.", **EVENT))
    assert check.h1 == "Stämmer rapporten?"
    for part in ("Hot och våld", "Bråk vid kiosken.", "Jouren kom.", "Centrum", "Rapportor"):
        assert part in check.main
    receipt = reporter.press("Skicka rapporten")
    assert "Rapportor har rapporterat 1 händelse." in receipt.main
    (row,) = kept()
    assert (row.voice, row.channel, row.area.name, row.receiving_party.side) == (
        "medarbetare",
        "webb",
        "Centrum",
        Side.MUNICIPALITY,
    )
    assert reported() == [("Rapportor", 1)]


def test_several_events_go_in_one_report_and_what_was_written_travels_along(reporter, dialogue):
    reporter.get(PAGE)
    page = reporter.press("Lägg till en händelse till", **event(dialogue, 1, **EVENT))
    assert "Bråk vid kiosken." in page.main
    reporter.press("Lägg till en händelse till", **event(dialogue, 2, vad="Något annat", beskriv="Glas i parken."))
    page = reporter.press("Läs igenom och skicka")
    assert "2 händelser." in page.main, "an empty one beside others is none"
    assert "Rapportor har rapporterat 2 händelser." in reporter.press("Skicka rapporten").main
    assert ["Bråk" in one.text for one in kept()] == [True, False]
    assert reported() == [("Rapportor", 2)]


def test_an_event_can_be_changed_or_taken_away(reporter, dialogue):
    reporter.get(PAGE)
    reporter.press("Lägg till en händelse till", **event(dialogue, 1, **EVENT))
    reporter.press("Läs igenom och skicka", **event(dialogue, 2, vad="Något annat", beskriv="Fel."))
    assert "Händelse 1" in reporter.press("Ändra händelse 1").main
    reporter.press("Läs igenom och skicka", **event(dialogue, 1, beskriv="Bråk vid torget."))
    page = reporter.press("Ta bort händelse 2")
    assert "Fel." not in page.main
    reporter.press("Läs igenom och skicka")
    reporter.press("Skicka rapporten")
    assert ["Bråk vid torget." in one.text for one in kept()] == [True]


def test_one_report_has_room_for_so_many_events(reporter, dialogue):
    page = reporter.get(PAGE)
    for number in range(1, EVENTS_MOST):
        page = reporter.press("Lägg till en händelse till", **event(dialogue, number, **EVENT))
    assert f"En rapport har plats för {EVENTS_MOST} händelser." in page.main
    reporter.press("Läs igenom och skicka", **event(dialogue, EVENTS_MOST, **EVENT))
    reporter.press("Skicka rapporten")
    assert len(kept()) == EVENTS_MOST


def test_nothing_to_report_is_an_answer(reporter, dialogue):
    reporter.get(PAGE)
    page = reporter.press("Inget att rapportera")
    assert "Det räknas också som ett svar." in page.main
    assert (kept(), reported()) == ([], [("Rapportor", 0)])


def test_nothing_is_not_said_over_what_was_written(reporter, dialogue):
    reporter.get(PAGE)
    page = reporter.press("Inget att rapportera", status=422, **event(dialogue, **EVENT))
    assert "Du har skrivit om något. Skicka det, eller ta bort det först" in page.main
    assert "Bråk vid kiosken." in page.main
    assert reported() == []


@pytest.mark.parametrize("button", ["Skicka rapporten", "Inget att rapportera"])
def test_a_double_send_is_one_report_with_the_same_receipt(reporter, dialogue, button):
    page = reporter.get(PAGE)
    if button == "Skicka rapporten":
        page = reporter.press("Läs igenom och skicka", **event(dialogue, **EVENT))
    first, second = (reporter.press(button, on=page).main for _ in range(2))
    assert first == second
    assert len(reported()) == 1
    assert len(kept()) <= 1
    assert db.session.query(AuditEntry).filter_by(event=Event.FIELD_REPORT_SEND).count() == 1


def test_a_used_report_with_other_words_keeps_them_and_can_be_sent_as_new(reporter, dialogue):
    form = reporter.get(PAGE)
    reporter.press("Läs igenom och skicka", on=form, **event(dialogue, **EVENT))
    reporter.press("Skicka rapporten")
    reporter.press("Läs igenom och skicka", on=form, **event(dialogue, vad="Något annat", beskriv="Något annat."))
    page = reporter.press("Skicka rapporten", status=409)
    assert "redan skickad, med ett annat innehåll" in page.main
    reporter.press("Skicka rapporten")
    assert len(kept()) == 2


def test_a_page_left_open_overnight_keeps_the_words(reporter, dialogue):
    reporter.get(PAGE)
    reporter.press("Läs igenom och skicka", **event(dialogue, **EVENT))
    page = reporter.press("Skicka rapporten", token="påhittad", status=400)
    assert "Bråk vid kiosken." in page.main
    reporter.press("Skicka rapporten")
    assert len(kept()) == 1


def test_a_page_of_nothing_left_open_overnight_can_be_sent_again(reporter, dialogue):
    reporter.get(PAGE)
    reporter.press("Inget att rapportera", token="påhittad", status=400)
    reporter.press("Inget att rapportera")
    assert reported() == [("Rapportor", 0)]


def test_whoever_comes_too_late_keeps_the_words_and_is_told_where_to_go(reporter, dialogue):
    reporter.get(PAGE)
    reporter.press("Läs igenom och skicka", **event(dialogue, **EVENT))
    dialogue.opens, dialogue.closes = (TODAY - timedelta(days=n) for n in (9, 2))
    page = reporter.press("Skicka rapporten", status=409)
    assert page.h1 == "Rundan har stängt"
    assert "Bråk vid kiosken." in page.main
    assert "Ingen runda är öppen just nu" in reporter.click("Visa öppna rundor").main
    assert kept() == []


def test_a_question_taken_away_meanwhile_is_still_answered(reporter, dialogue, by):
    reporter.get(PAGE)
    reporter.press("Läs igenom och skicka", **event(dialogue, gjort="Jouren kom.", **EVENT))
    actions.take_away(dialogue=dialogue, question=asked_as(dialogue, "gjort"), by=by)
    reporter.press("Skicka rapporten")
    assert "Jouren kom." in kept()[0].text


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "Vad hände?: Svara på frågan"),
        ({"nar": "i går"}, "Skriv datumet som år, månad och dag, till exempel 2027-03-22"),
        ({"beskriv": "Ring 121212-1212."}, "Ta bort 121212-1212: det är ett personnummer."),
    ],
)
def test_what_can_not_be_kept_says_what_to_do_and_stays(reporter, dialogue, said, message):
    reporter.get(PAGE)
    page = reporter.press("Läs igenom och skicka", status=422, **event(dialogue, **said))
    assert message in page.errors
    assert all(words in str(page.soup) for words in said.values())


def test_a_fault_in_another_event_opens_it(reporter, dialogue):
    reporter.get(PAGE)
    reporter.press("Lägg till en händelse till", **event(dialogue, 1, **EVENT))
    sent = event(dialogue, 2, **EVENT) | event(dialogue, 1, beskriv="")
    page = reporter.press("Läs igenom och skicka", status=422, **sent)
    assert "Händelse 1" in page.main
    assert page.errors == ["Svara på frågan"]


def test_a_category_named_as_a_focus_area_tags_the_event(coordinator, reporter, dialogue):
    reporter.get(PAGE)
    reporter.press("Läs igenom och skicka", **event(dialogue, **EVENT))
    reporter.press("Skicka rapporten")
    coordinator.get(f"/testby/intranat/inkorg/{kept()[0].id}")
    page = coordinator.press("Öppna och läs")
    boxes = page.soup.select("input[name=focus][checked]")
    assert [page.soup.find("label", attrs={"for": box["id"]}).get_text() for box in boxes] == ["Hot och våld"]


def test_what_the_police_report_in_the_municipality_s_round_is_the_police_s(officer, coordinator, dialogue, by):
    officer.get(PAGE)
    officer.press("Läs igenom och skicka", **event(dialogue, **EVENT))
    officer.press("Skicka rapporten")
    assert kept()[0].receiving_party.side == Side.POLICE
    assert answered([dialogue])[dialogue.id] == 0
    assert "Inga svar ännu" in coordinator.get("/testby/intranat/dialoger/rapport-till-motet/svar").main
    assert "Kommunpolis" not in coordinator.get("/testby/intranat/dialoger/rapport-till-motet/enheter").main


def test_where_no_round_is_open_the_page_says_what_to_do(reporter, coordinator, testby, by):
    page = reporter.get(PAGE)
    assert "Ingen runda är öppen just nu" in page.main
    assert page.soup.find("a", string="Registrera ett svar")
    assert "trygghet@testby.example" in page.main
    assert "Börja en runda" in coordinator.get(PAGE).main
    dialogue = a_round(testby, by)
    dialogue.opens = TODAY + timedelta(days=2)
    assert "Nästa öppnar 13 maj 2027: Rapport till mötet." in reporter.get(PAGE).main


def test_where_several_rounds_are_open_one_is_chosen_and_one_s_own_come_first(officer, reporter, testby, by, dialogue):
    a_round(testby, by)
    page = reporter.get(PAGE)
    assert "Flera rundor är öppna." in page.main
    assert reporter.click("Rapport till mötet").h1 == "Rapport till mötet"
    own = a_round(testby, a_person(testby, Role.COORDINATOR, Side.POLICE), side=Side.POLICE)
    assert own.slug in str(officer.get(PAGE).form("Läs igenom och skicka")["action"])


def test_who_has_reported_who_has_nothing_and_who_is_silent_is_told(coordinator, testby, by, dialogue):
    samira, ture = (a_person(testby, Role.REPORTER) for _ in range(2))
    samira.function, ture.function = "Badhuset", "Rektorn i Ransta"
    a_report(dialogue, samira, Side.MUNICIPALITY, **EVENT)
    a_report(dialogue, by, Side.MUNICIPALITY, unit="Räddningstjänsten")
    coordinator.get("/testby/intranat/dialoger/rapport-till-motet")
    page = coordinator.click("Vilka har rapporterat?")
    assert "2 av 3 enheter har svarat." in page.main
    for words in (
        "Badhuset 1 händelse, senast 11 maj 2027",
        "Räddningstjänsten Inget att rapportera, 11 maj 2027",
        "Rektorn i Ransta Inte hört av",
    ):
        assert words in page.main


def test_a_round_waits_under_att_gora_until_the_unit_has_been_heard_from(reporter, coordinator, dialogue):
    page = reporter.get("/testby/intranat")
    assert "Rapportera: Rapport till mötet" in page.main
    assert "Rapportera:" not in coordinator.get("/testby/intranat").main
    reporter.get("/testby/intranat")
    reporter.click("Rapportera: Rapport till mötet")
    reporter.press("Inget att rapportera")
    assert "Rapportera:" not in reporter.get("/testby/intranat").main


def test_those_who_have_reported_can_be_written_back_to(coordinator, testby, by, dialogue):
    a_report(dialogue, by, Side.MUNICIPALITY, unit="Räddningstjänsten")
    assert "Räddningstjänsten" in coordinator.get("/testby/intranat/aterkoppling/ny").main


def test_it_counts_at_the_next_meeting_as_every_other_answer(coordinator, testby, by, dialogue):
    a_report(dialogue, by, Side.MUNICIPALITY, **EVENT)
    coordinator.get("/testby/intranat/moten")
    coordinator.press("Lägg in", day=TODAY.isoformat())
    assert "1 inlägg sedan" in coordinator.page.main
    assert f"Har rapporterat: {by.function}" in coordinator.page.main


def test_the_queries_do_not_grow_with_the_units(coordinator, testby, by, dialogue):
    address = "/testby/intranat/dialoger/rapport-till-motet/enheter"
    a_report(dialogue, by, Side.MUNICIPALITY, unit="Enhet 0")
    few = statements(coordinator, address)
    for number in range(1, 6):
        a_report(dialogue, by, Side.MUNICIPALITY, unit=f"Enhet {number}")
    assert statements(coordinator, address) == few


@pytest.mark.parametrize("said", [{"handelse": "x"}, {"handelse": ["1"] * 300}, {"har": "99"}, {"till": "ta-bort-x"}])
def test_what_no_page_sends_breaks_nothing(reporter, dialogue, said):
    page = reporter.get(PAGE)
    token = page.soup.find(attrs={"name": "csrf_token"})["value"]
    status = 200 if "till" in said else 422
    reporter.post(f"{PAGE}/{dialogue.slug}", {"csrf_token": token} | said, status=status)
