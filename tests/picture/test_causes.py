"""Orsaker: under three bones, each with what it rests on, and before the plan where the method says so."""

import uuid

import pytest

from tests.picture.worlds import BOARD, a_municipal_officer, a_problem, analysed

ESTABLISH = f"{BOARD}/faststall"


@pytest.fixture
def causes(picture):
    return f"{BOARD}/problem/{a_problem(picture).id}/orsaker"


def test_several_causes_stand_under_their_bones(somebody, causes):
    reader = somebody()
    assert "Vilka grupper drabbas" in reader.get(causes).main
    reader.click("Lägg till en orsak : Objekt eller plats")
    assert reader.page.soup.select("input[name=bone][checked]")[0]["value"] == "objekt-plats"
    reader.press(
        "Spara", whys="Det är mörkt\nIngen byter lamporna", what="Marken har två ägare", rests_on="En trygghetsvandring"
    )
    reader.click("Lägg till en orsak : Brottsutsatt")
    page = reader.press("Spara", what="Många pendlar sent", rests_on="NTU")
    under = {
        part.h2.get_text(): part.select("ul")[0].get_text(" ", strip=True)
        for part in page.soup.select("section")
        if part.ul
    }
    assert list(under) == ["Brottsutsatt", "Objekt eller plats"]
    assert "Vilar på: En trygghetsvandring" in under["Objekt eller plats"]
    assert "Ingen byter lamporna" in under["Objekt eller plats"]
    assert "Marken har två ägare" in reader.get(f"{BOARD}/problem").main


def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(somebody, causes):
    reader = somebody()
    reader.get(f"{causes}/ny?ben=hittepa")
    page = reader.press("Spara", status=422, whys="Mörkt")
    assert page.errors == ["Välj var orsaken ligger", "Skriv vad orsaken är", "Skriv vad orsaken bygger på"]
    assert page.soup.select("textarea[name=whys]")[0].get_text().strip() == "Mörkt"
    page = reader.press("Spara", status=422, bone="ovrigt", what="a" * 5001, rests_on="\0")
    assert len(page.errors) == 3


def test_two_who_write_one_cause_see_both(somebody, picture, causes):
    first, second = somebody(), a_municipal_officer(somebody)
    first.get(f"{causes}/ny")
    first.press("Spara", bone="brottsutsatt", what="Ensamt", rests_on="Svaren")
    for reader in (first, second):
        reader.get(causes)
        reader.click("Ändra : Ensamt")
    first.press("Spara", what="Ensamt och mörkt")
    page = second.press("Spara", status=409, what="Ensamt och tyst", bone="objekt-plats")
    assert "En kollega sparade 12.00" in page.main
    assert "Ensamt och tyst" in second.press("Spara").main


def test_a_cause_can_be_taken_away(somebody, causes):
    reader = somebody()
    reader.get(f"{causes}/ny")
    reader.press("Spara", bone="brottsutsatt", what="Ensamt", rests_on="Svaren")
    reader.click("Ändra : Ensamt")
    assert "Ensamt" not in reader.press("Ta bort orsaken").main


def test_where_causes_come_first_nothing_is_established_without_them(somebody, testby, picture, causes):
    testby.causes_first = True
    analysed(picture)
    reader = somebody()
    missing = "Orsakerna till ”Mörkt” är inte beskrivna. Lägg till minst en, med vad den vilar på."
    assert missing in reader.get(f"{BOARD}/problem").main
    assert missing in reader.get(ESTABLISH).main
    reader.get(f"{causes}/ny")
    reader.press("Spara", bone="brottsutsatt", what="Ensamt", rests_on="Svaren")
    reader.get(ESTABLISH)
    assert "Fastställd" in reader.press("Fastställ för alltid").main
    page = reader.get(causes)
    assert "Ensamt" in page.main
    assert not page.soup.select("main .button, main form")


def test_a_cause_of_nothing_is_not_there(somebody, causes):
    reader = somebody()
    for address in (f"{causes}/{uuid.uuid4()}", f"{BOARD}/problem/{uuid.uuid4()}/orsaker"):
        reader.get(address, status=404)
