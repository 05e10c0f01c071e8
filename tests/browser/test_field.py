"""A unit reports from where it is, in a round of the demo; a stack of papers is entered; the network comes and goes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import KEYBOARD, NO_SCRIPT
from tests.browser.gatherers import Reporter

BROKEN, FIGHT = "Tre lampor är sönder.", "Två grupper bråkade."


@pytest.fixture
def site(full_sala):
    with full_sala.served() as site:
        yield site


@pytest.mark.both_ways
def test_two_events_are_reported_and_three_papers_entered(meet):
    samira = meet(Reporter)
    samira.logs_in("rapportor")
    samira.begins_a_report("Ordning och otrygghet", BROKEN)
    samira.adds("Hot och våld", FIGHT)
    samira.sees(BROKEN)
    samira.sends_the_report()
    samira.sees("Fritidsledare har rapporterat 2 händelser.")
    samira.turns_to("Till Att göra")
    assert not samira.page.get_by_role("link", name=re.compile("Rapportera:")).count()

    samira.enters_papers(
        "Hur tryggt är det?", ("2", "Fler lampor."), ("3", "Vuxna ute."), ("1 Mycket otrygg", "Öppet.")
    )
    samira.sees("3 svar är registrerade.", "Svar 3: Inget område, Stationen")
    assert samira.hands.field("Vilken plats tänker du på mest?").input_value() == "Stationen"


@pytest.mark.parametrize("way", [KEYBOARD], ids=["keyboard"])
@pytest.mark.whatever_database
def test_without_network_everything_stays_on_the_page_and_can_be_sent_again(meet):
    samira = meet(Reporter)
    samira.logs_in("rapportor")
    samira.begins_a_report("Hot och våld", FIGHT)
    samira.page.context.set_offline(True)
    samira.hands.activate(samira.page.get_by_role("button", name="Läs igenom och skicka"))
    expect(samira.page.get_by_role("alert")).to_contain_text("Allt du skrev står kvar på sidan.")
    samira.look("rapportera-utan-nat")
    assert samira.hands.field("Vad hände?").input_value() == FIGHT
    samira.page.context.set_offline(False)
    samira.hands.press("Försök igen")
    samira.sees("Stämmer rapporten?", FIGHT)


@pytest.mark.parametrize("way", [NO_SCRIPT], ids=["no-script"])
def test_back_shows_what_was_written_and_sending_again_sends_nothing_new(meet):
    samira = meet(Reporter)
    samira.logs_in("rapportor")
    samira.begins_a_report("Hot och våld", FIGHT)
    samira.page.context.set_offline(True)
    samira.hands.activate(samira.page.get_by_role("button", name="Läs igenom och skicka"))
    samira.page.wait_for_url("chrome-error://**")
    samira.page.context.set_offline(False)
    samira.page.go_back()
    assert samira.hands.field("Vad hände?").input_value() == FIGHT
    samira.sends_the_report()
    code = samira.page.locator("main li bdi").inner_text()
    samira.page.go_back()
    samira.hands.press("Skicka rapporten")
    assert samira.page.locator("main li bdi").inner_text() == code
