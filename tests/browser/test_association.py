"""An association is asked: invited by mail, it answers together, on two devices, and hears what came of it."""

from datetime import date

import pytest

from tests.browser.askers import Asker, Member

OPENS, CLOSES, FEEDBACK = date(2027, 6, 9), date(2027, 6, 30), date(2027, 8, 15)
HOW_SAFE, WORRIES = "Hur tryggt är det där ni är?", "Vad oroar dem ni möter mest?"
TEXT = "Vägen hem från träningen är mörk. Många går en omväg när det är sent."


@pytest.fixture
def site(sala):
    return sala


@pytest.fixture
def invited(site, meet):
    """Maj has asked the northern village, and mail has come to it."""
    site.turn_to(OPENS)
    maj = meet(Asker)
    maj.logs_in("samordnare")
    maj.adds_an_association("Norra byalaget", "byalaget@forening.example")
    maj.asks("Vårens runda", opens=OPENS, closes=CLOSES, feedback_by=FEEDBACK)
    maj.invites("Norra byalaget")
    maj.sees("Inbjuden 1")
    return maj, site.next_mail()


@pytest.mark.both_ways
def test_an_association_answers_together_and_hears_what_came_of_it(site, meet, invited):
    maj, mail = invited
    chair, treasurer = meet(Member), meet(Member)

    chair.opens_the_link(mail, "Börja svara")
    chair.turns_to_the_question(HOW_SAFE)
    chair.hands.choose("2")
    chair.hands.press("Spara och nästa")
    maj.sees_how_far("Påbörjat 1 av 5 frågor")
    maj.sees_nothing_of("Mycket otryggt")

    treasurer.opens_the_link(mail, "Fortsätt svara")
    treasurer.sees("1 av 5 frågor är klara")
    treasurer.turns_to_the_question(WORRIES)
    treasurer.writes(WORRIES, TEXT)
    treasurer.hands.press("Spara och gå till listan")

    chair.opens_the_link(mail, "Fortsätt svara")
    chair.sends()
    chair.sees("Tack! Vi har tagit emot ert svar", TEXT)
    thanks = site.next_mail()
    assert thanks["Subject"] == "Tack för ert svar: Vårens runda"
    treasurer.opens_the_link(thanks, "Visa vårt svar")
    treasurer.sees(TEXT)

    site.turn_to(date(2027, 7, 5))
    maj.logs_in("samordnare")
    maj.tells_what_was_heard("Vägen från träningen är mörk.", "Lamporna byts i augusti.")
    assert site.next_mail()["Subject"] == "Det här hörde vi: Vårens runda"
    treasurer.opens("/sala/dialog")
    treasurer.hands.follow("Vårens runda")
    treasurer.sees("Lamporna byts i augusti.")


def test_no_letter_is_lost_when_the_server_dies(site, meet, invited):
    _maj, mail = invited
    chair = meet(Member)
    chair.opens_the_link(mail, "Börja svara")
    chair.turns_to_the_question(WORRIES)
    chair.writes(WORRIES, TEXT)
    chair.waits_until_it_is_saved()
    site.falls_and_rises()
    chair.page.reload()
    assert chair.hands.field(WORRIES).input_value() == TEXT
    chair.writes(WORRIES, f"{TEXT} Och bron.")
    chair.waits_until_it_is_saved()
    site.falls_and_rises()
    chair.opens_the_link(mail, "Fortsätt svara")
    chair.turns_to_the_question(WORRIES)
    assert chair.hands.field(WORRIES).input_value() == f"{TEXT} Och bron."


@pytest.mark.whatever_database
def test_without_contact_the_page_says_so_and_saves_when_it_is_back(site, meet, invited):
    _maj, mail = invited
    chair = meet(Member)
    chair.opens_the_link(mail, "Börja svara")
    chair.turns_to_the_question(WORRIES)
    chair.page.context.set_offline(True)
    chair.writes(WORRIES, TEXT)
    chair.page.get_by_text("Inte sparat: ingen kontakt.").wait_for()
    chair.page.context.set_offline(False)
    chair.waits_until_it_is_saved()
    chair.page.reload()
    assert chair.hands.field(WORRIES).input_value() == TEXT
