"""What the site refuses, swaps and lets two people do at once: looked at as hard as what goes well, focus included."""

import re

import pytest

from tests.browser.conftest import Meet
from tests.browser.people import Resident, Staff, Visitor

pytestmark = pytest.mark.whatever_database

FOCUSED = "() => document.activeElement.classList.contains('error')"
NEW_THINGS: dict[str, tuple[list[str | re.Pattern[str]], str]] = {
    "registrera": (["Registrera"], "Spara svaret"),
    "plats": (["Inställningar", "Platser", "Lägg till en plats"], "Spara"),
    "lagesbild-tid": (["Lägesbild", re.compile("mars|juni|september|december"), "Ändra tid och röster"], "Spara"),
    "problem": (
        ["Lägesbild", re.compile("mars|juni|september|december"), "Problem och prioritering", "Lägg till ett problem"],
        "Spara",
    ),
}


def test_a_resident_is_told_what_to_mend(meet: Meet):
    resident = meet(Resident)
    resident.opens("/sala/beratta")
    is_refused(resident, "Fortsätt", "fel-beratta-1")
    resident.hands.write("Berätta", "Mörkt.")
    resident.hands.press("Fortsätt")
    is_refused(resident, "Fortsätt", "fel-beratta-2")
    resident.opens("/sala/folj")
    is_refused(resident, "Visa vad som har hänt", "fel-folj-tom")
    resident.hands.write("Din kod", "0000 0000 0000 0000")
    is_refused(resident, "Visa vad som har hänt", "fel-folj", status=404)
    resident.opens("/sala/prenumerera")
    is_refused(resident, "Skicka", "fel-prenumerera")


def test_the_first_click_after_a_refusal_counts(meet: Meet):
    resident = meet(Resident)
    resident.opens("/sala/beratta")
    is_refused(resident, "Fortsätt", "fel-beratta-1")
    choice = resident.page.get_by_role("radio", name="Ett förslag")
    choice.scroll_into_view_if_needed()
    before = choice.bounding_box()
    assert before
    resident.page.mouse.move(before["x"] + 2, before["y"] + before["height"] / 2)
    resident.page.mouse.down()
    assert choice.bounding_box() == before
    resident.page.mouse.up()
    assert choice.is_checked()


def test_staff_are_told_what_to_mend(meet: Meet):
    somebody = meet(Staff)
    somebody.opens("/logga-in")
    is_refused(somebody, "Logga in", "fel-logga-in")
    somebody.logs_in("samordnare")
    for name, (way, button) in NEW_THINGS.items():
        somebody.turns_to(*way)
        for date in somebody.page.locator("main input[type=date]").all():
            date.fill("")
        is_refused(somebody, button, f"fel-{name}")


@pytest.mark.parametrize("address", ["/sala/finns-inte", "/finns-inte", "/sala/medborgarlofte/1999-kv1"])
def test_a_page_that_does_not_exist_says_so(meet: Meet, address: str):
    visitor = meet(Visitor)
    with visitor.watch.expecting(404):
        visitor.opens(address)
    visitor.sees("Sidan finns inte")
    visitor.look(f"saknas{address.replace('/', '_')}")


def test_a_page_for_others_says_so(meet: Meet):
    auditor = meet(Staff)
    auditor.logs_in("granskare")
    with auditor.watch.expecting(403):
        auditor.opens("/sala/intranat/inkorg")
    auditor.look("inte-for-dig")


def test_a_filter_swaps_the_queue_and_keeps_the_focus(meet: Meet):
    coordinator = meet(Staff)
    coordinator.logs_in("samordnare")
    coordinator.turns_to("Inkorg")
    with coordinator.page.expect_response(re.compile("lage=klara")):
        coordinator.hands.pick("Läge", "Klara")
    coordinator.page.wait_for_url(re.compile("lage=klara"))
    assert coordinator.page.evaluate("() => document.activeElement.name") == "lage"
    swapped = coordinator.page.locator("#queue").inner_text()
    coordinator.look("inkorg-filtrerad")
    coordinator.page.reload()
    assert coordinator.page.locator("#queue").inner_text() == swapped
    coordinator.hands.write("Ord i granskad text", "finns inte någonstans")
    coordinator.hands.press("Visa")
    coordinator.sees("Inget att visa")
    coordinator.look("inkorg-inget")


def test_two_who_write_at_once_see_both_texts(meet: Meet):
    first, second = meet(Staff), meet(Staff)
    for one in (first, second):
        one.logs_in("samordnare")
        one.turns_to("Lägesbild", re.compile("mars|juni|september|december"), "Hot och våld", "Skriv den gemensamma")
    for one, words in ((first, "Det är lugnare."), (second, "Det är oroligare.")):
        one.hands.write("Omfattning", words)
    first.hands.press("Spara")
    with second.watch.expecting(409):
        second.hands.press("Spara")
    second.sees("Det är lugnare.", "Det är oroligare.")
    assert second.page.evaluate("() => document.activeElement !== document.body")
    second.look("tva-skrev")


def is_refused(visitor: Visitor, button: str, name: str, *, status: int = 422) -> None:
    """Press a button in vain: the title says so, and the summary of what to mend has the focus."""
    with visitor.watch.expecting(status):
        visitor.hands.press(button)
    assert visitor.page.title().startswith("Fel: ")
    visitor.page.wait_for_function(FOCUSED)  # a browser moves it when it first shows the page
    visitor.look(name)
