"""The browser's own Back and Forward, at a form whose every page answers a POST."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NO_SCRIPT, Meet, Way
from tests.browser.people import Resident

pytestmark = pytest.mark.whatever_database

WORDS = "Lampan vid bron är trasig."


@pytest.fixture
def way() -> Way:
    """By pointer: whoever skips to the main part by keyboard has one more step to go back."""
    return NO_SCRIPT


def test_back_shows_every_question_and_sending_again_sends_nothing_new(meet: Meet):
    resident = meet(Resident)
    resident.tells(WORDS, area="Hela kommunen", place="Bron")
    for heading in ("Stämmer det här?", "Vill du ha svar?", "Var och när gäller det?", "Vad vill du berätta?"):
        resident.page.go_back()
        expect(resident.page.get_by_role("heading", level=1)).to_have_text(heading)
    assert resident.page.locator("textarea").input_value() == WORDS
    for heading in ("Var och när gäller det?", "Vill du ha svar?", "Stämmer det här?"):
        resident.page.go_forward()
        expect(resident.page.get_by_role("heading", level=1)).to_have_text(heading)
    resident.hands.press("Skicka till kommunen")
    assert resident.page.locator("#receipt-code").inner_text() == resident.code


def test_back_shows_what_was_written_when_no_answer_came(meet: Meet):
    resident = meet(Resident)
    resident.opens("/sala/beratta")
    resident.hands.choose("Något som gör mig otrygg")
    resident.hands.write("Berätta", WORDS)
    resident.page.context.set_offline(True)
    resident.hands.activate(resident.page.get_by_role("button", name="Fortsätt"))
    resident.page.wait_for_url("chrome-error://**")
    resident.page.context.set_offline(False)
    resident.page.go_back()
    assert resident.page.locator("textarea").input_value() == WORDS
