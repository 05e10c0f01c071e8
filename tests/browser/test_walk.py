"""A safety walk in Sala: written point after point on the way, answered, published, and read by whoever wants to."""

from datetime import date

import pytest

from tests.browser.walker import Neighbour, Walker
from tests.intake.walks.worlds import an_image

TITLE = "Vandring vid stationen"
LAMP, GLASS = "Lampan över trappan är trasig.", "Det ligger glas på gångvägen."


@pytest.fixture
def site(sala):
    return sala


@pytest.mark.both_ways
def test_what_is_seen_on_a_walk_is_answered_for_everybody(site, meet, tmp_path):
    maj, neighbour = meet(Walker), meet(Neighbour)
    photo = tmp_path / "trappan.jpg"
    photo.write_bytes(an_image((600, 400)))

    site.turn_to(date(2027, 11, 15))
    maj.logs_in("samordnare")
    maj.plans_a_walk(TITLE, date(2027, 11, 15))
    maj.sees_a_fault_first()
    maj.adds_a_point(LAMP, place="Sala resecentrum", proposal="Byt lampan.", photo=True)
    maj.sees("Punkten är redan sparad.")
    maj.adds_the_photo(photo, "En trasig lampa över en trappa")
    maj.sees("Punkt 1 är sparad.", "1 bild")
    maj.adds_a_point(GLASS, place="Sala resecentrum")
    maj.sees("Punkt 2 är sparad.")

    site.turn_to(date(2027, 11, 17))
    maj.logs_in("samordnare")
    maj.reviews_the_next(masked=LAMP, focus="Ordning och otrygghet")
    maj.reviews_what_is_open(masked=GLASS, focus="Ordning och otrygghet")
    maj.comes_back_to(TITLE)
    maj.answers_what_is_unanswered("Planerat", "Lampan byts.", owner="Gatuchefen", due=date(2027, 11, 30))
    maj.publishes()
    maj.sees("Publicerat 17 november 2027.")

    neighbour.reads_of_the_walk(TITLE)
    neighbour.sees("Hyresgästföreningen (6)", "Polisen", LAMP, GLASS, "Planerat", "Gatuchefen gör det senast")
    neighbour.sees("2 punkter på vägen. 1 har inte fått något svar än.")
    assert neighbour.page.locator("main img").get_attribute("alt") == "En trasig lampa över en trappa"

    site.turn_to(date(2027, 12, 1))
    neighbour.reads_of_the_walk(TITLE)
    neighbour.sees("Försenat: skulle vara klart 30 november 2027")
