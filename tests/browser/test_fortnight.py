"""The coordinator's fortnight in Sala: reports, the meeting, something quick, and an answer through a mail."""

from datetime import date

import pytest

from tests.browser.gatherers import Addressee, Convener, Reporter

MEETING, NEXT_MEETING = date(2027, 6, 14), date(2027, 6, 28)
GATA = "gata@sala.example"
LAMPS, GLASS = "Det är mörkt vid cykelstället.", "Det ligger krossat glas på lekplatsen."


@pytest.fixture
def site(sala):
    return sala


@pytest.mark.both_ways
def test_what_is_reported_is_met_decided_and_answered_for(site, meet):
    samira, maj, owner = map(meet, [Reporter, Convener, Addressee])

    site.turn_to(date(2027, 6, 9))
    samira.logs_in("rapportor")
    samira.registers((LAMPS, "Resecentrum"), (GLASS, "Stadsparken"))

    site.turn_to(date(2027, 6, 10))
    maj.logs_in("samordnare")
    maj.reviews_the_next(masked=LAMPS, focus="Ordning och otrygghet")
    maj.reviews_what_is_open(masked=GLASS, focus="Unga och skola")

    site.turn_to(MEETING)
    maj.logs_in("samordnare")
    maj.opens_the_meeting(MEETING)
    maj.look("mote-gor-sig-sjalv")
    maj.sees("EST-möte om läget 14 juni 2027", "2 inlägg sedan 31 maj 2027.", "Sala centrum 2", "Unga och skola 1")
    maj.shows_the_figures()
    maj.decides("Laga lampan", place="Sala resecentrum", owner="Gatuchefen", email=GATA, due=date(2027, 6, 24))
    maj.writes_the_minutes(
        present="Samordnaren\nKommunpolisen", notes="Lampan har varit trasig i en vecka.", told="Gatuchefen berättar."
    )
    maj.locks_the_minutes()
    maj.sees("Justerad 14 juni 2027", "Samordnaren · Kommunpolisen", "Laga lampan, Sala resecentrum. Beslutad")
    assert not maj.page.get_by_role("link", name="Skriv", exact=True).count()

    site.turn_to(date(2027, 6, 21))
    owner.opens_the_link_about("Laga lampan", site.next_mail())
    owner.sees("Du svarar som gatuchefen för Sala kommun.")
    owner.answers("Lampan lyser igen.")
    owner.sees("Tack! Uppföljningen är mottagen")
    owner.comes_back()
    owner.sees("Länken är redan använd", "Lampan lyser igen.")

    site.turn_to(NEXT_MEETING)
    maj.logs_in("samordnare")
    maj.opens_the_meeting(NEXT_MEETING)
    maj.look("mote-nasta")
    maj.sees("Insatser sedan sist Laga lampan, Sala resecentrum. Beslutad, klart 24 juni. Ansvarar: gatuchefen")
    maj.sees("Gjort, uppföljt 21 juni 2027 Lampan lyser igen.")
