"""Briefings twice a year, and evaluations with somebody from outside."""

from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.governance.models import Briefing, Evaluation
from tests.decided import an_established_picture
from tests.factories import a_person

BRIEFINGS, EVALUATIONS = "/testby/intranat/genomgangar", "/testby/intranat/utvarderingar"
HELD = {"held": "2027-05-04", "host": "polisen", "where": "Polishuset", "participants": "Kommundirektören\nLPO-chefen"}
LEARNT = {
    "subject": "EST",
    "evaluators": "Kommunen\nPolisen\nLänsstyrelsen",
    "external": "Länsstyrelsen",
    "finished": "2027-04-30",
    "reference": "KS 2027/41",
    "lessons": "Fler behöver rapportera.",
}


def test_a_briefing_says_which_picture_was_shown_and_which_functions_were_there(testby, somebody):
    picture = an_established_picture(testby, a_person(testby), period="2027-kv3")
    reader = somebody()
    reader.get(BRIEFINGS)
    reader.click("Skriv in en genomgång")
    page = reader.press("Spara", **HELD, picture=str(picture.id), exchanged="Läget är lugnt.")
    for words in ("4 maj 2027", "Polishuset", "Kommundirektören · LPO-chefen", "Lägesbilden för juli–september 2027"):
        assert words in page.main
    reader.click("4 maj 2027")
    assert "Polisstationen" in reader.press("Spara", where="Polisstationen").main


def test_a_briefing_that_has_not_been_held_is_not_written_down(somebody):
    reader = somebody()
    reader.get(f"{BRIEFINGS}/ny")
    assert "Välj en dag som har varit." in reader.press("Spara", **(HELD | {"held": "2027-05-12"}), status=422).main
    assert reader.press("Spara", **(HELD | {"held": "0001-01-01"}), status=422).errors
    assert reader.press("Spara", **(HELD | {"held": "igår"}), status=422).errors
    assert db.session.query(Briefing).count() == 0


def test_who_took_part_is_said_by_function(somebody):
    reader = somebody()
    reader.get(f"{BRIEFINGS}/ny")
    page = reader.press("Spara", **(HELD | {"participants": "Anna Andersson"}), status=422)
    assert "Anna Andersson" in page.errors[0]


def test_an_evaluation_says_who_came_from_outside_and_what_was_learnt(somebody):
    reader = somebody()
    reader.get(EVALUATIONS)
    reader.click("Skriv in en utvärdering")
    assert len(reader.press("Spara", status=422).errors) == 4
    page = reader.press("Spara", **LEARNT)
    for words in ("EST", "utifrån: Länsstyrelsen", "KS 2027/41", "Fler behöver rapportera."):
        assert words in page.main


def test_two_who_change_at_once_see_both_texts(somebody):
    one, other = somebody(), somebody()
    one.get(f"{EVALUATIONS}/ny")
    one.press("Spara", **LEARNT)
    for reader in (one, other):
        reader.get(EVALUATIONS)
        reader.click("EST")
    one.press("Spara", lessons="Den enas.")
    page = other.press("Spara", lessons="Den andras.", status=409)
    assert "Den enas." in page.main
    other.press("Spara")
    assert db.session.query(Evaluation).one().lessons == "Den andras."


def test_readers_read(somebody):
    reader = somebody(Role.COMMUNICATOR)
    for place in (BRIEFINGS, EVALUATIONS):
        reader.get(place)
        reader.get(f"{place}/ny", status=403)
