"""The whole line in Sala: from a resident's words to a signed promise, its result, and back to her."""

from datetime import date

import pytest

from tests.browser.coordinator import Coordinator, Promise
from tests.browser.people import Resident
from tests.browser.signers import Communicator, Owner, Signatory

TEXT = "Det är mörkt vid stationen. Erik Persson i kiosken säger att lamporna varit trasiga i veckor."
MASKED = "Det är mörkt vid stationen. [namn] säger att lamporna varit trasiga i veckor."
LAMPS = Promise(
    "Kommunen gör",
    "Byta lamporna vid cykelstället.",
    {"kommunen": "Gatuchefen"},
    date(2027, 5, 31),
    target="3",
    unit="lampor är bytta",
)
ROUNDS = Promise("Polisen gör", "Vara på plats vid stationen.", {"polisen": "Gruppchefen"}, date(2027, 6, 30))
WALK = Promise(
    "Tillsammans",
    "Gå en trygghetsvandring vid stationen.",
    {"kommunen": "Säkerhetschefen", "polisen": "Kommunpolisen"},
    date(2027, 6, 15),
)


@pytest.fixture
def site(sala):
    return sala


@pytest.mark.both_ways(everywhere=True)
def test_a_resident_is_heard_promised_and_told_how_it_went(sala, meet):
    resident, maj, siv, alva, nils = map(meet, [Resident, Coordinator, Signatory, Communicator, Owner])

    sala.turn_to(date(2027, 2, 15))
    resident.tells(TEXT, area="Sala centrum", place="vid spår 2")

    sala.turn_to(date(2027, 2, 16))
    maj.logs_in("samordnare")
    maj.reviews_the_next(masked=MASKED, focus="Ordning och otrygghet", asks="Vilka lampor är trasiga?")

    sala.turn_to(date(2027, 2, 17))
    resident.follows()
    resident.look("folj-fraga")
    resident.answers("Alla tre vid cykelstället.")

    sala.turn_to(date(2027, 3, 8))
    maj.logs_in("samordnare")
    maj.begins_a_picture()
    maj.writes_own("Ordning och otrygghet", "Tre lampor vid cykelstället är trasiga.")
    maj.shares()
    maj.writes_jointly("Mörkret gör att färre går där, och då känns det ännu otryggare.")
    maj.adds_a_problem("Mörkt vid stationen", focus="Ordning och otrygghet", rests_on="Det är mörkt")
    maj.establishes()

    sala.turn_to(date(2027, 3, 12))
    maj.logs_in("samordnare")
    maj.begins_a_decision()
    maj.prioritises("Ljust vid stationen", why="Många går där varje kväll.", problem="Mörkt vid stationen")
    maj.commits(LAMPS, ROUNDS, WALK)
    maj.gives_reasons()
    maj.states_who_decided(date(2027, 3, 12))
    maj.proposes()

    sala.turn_to(date(2027, 3, 16))
    siv.logs_in("undertecknare-kommun")
    siv.approves("Styrgruppen § 14")
    maj.logs_in("samordnare")
    maj.registers_the_paper(date(2027, 3, 15))

    sala.turn_to(date(2027, 3, 18))
    alva.logs_in("kommunikator")
    alva.publishes("Publicera löftet")

    sala.turn_to(date(2027, 4, 5))
    resident.reads_the_promise()
    resident.look("loftet")
    resident.sees("Ljust vid stationen", "Byta lamporna vid cykelstället.", "Inte uppföljt än")
    resident.follows()
    resident.look("folj-beslut")
    resident.sees("Ditt svar är med i ett beslut")

    sala.turn_to(date(2027, 7, 2))
    nils.logs_in("atgardsagare")
    nils.reports("Byta lamporna vid cykelstället.", value="3", done="Alla tre lamporna är bytta.")
    alva.logs_in("kommunikator")
    alva.publishes("Publicera uppföljningen")

    resident.follows()
    resident.look("folj-resultat")
    resident.sees("Så gick det", "Byta lamporna vid cykelstället.", "Gjort", "Alla tre lamporna är bytta.")
