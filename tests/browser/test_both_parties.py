"""The picture with both parties: each writes its own first, shares it by an act, and then they write together."""

from datetime import date

import pytest

from tests.browser.conftest import KEYBOARD
from tests.browser.coordinator import Coordinator
from tests.browser.people import Party

OURS = "Tre lampor vid cykelstället är trasiga."
THEIRS = "Fler cyklar anmäls stulna vid stationen."
ON_PAPER = "Två bråk på torget i februari."
NOT_SHARED = "Har inte delat något om det här."


@pytest.fixture
def site(sala):
    return sala


@pytest.mark.parametrize("way", [KEYBOARD], ids=["keyboard"])
def test_each_party_writes_its_own_shares_it_and_then_they_write_together(sala, meet):
    maj, ture = meet(Coordinator), meet(Party)

    sala.turn_to(date(2027, 3, 8))
    maj.logs_in("samordnare")
    maj.begins_a_picture()
    maj.writes_own("Ordning och otrygghet", OURS)
    ture.logs_in("kommunpolis")
    ture.turns_to_the_picture()
    ture.writes_own("Ordning och otrygghet", THEIRS)

    ture.reads("Ordning och otrygghet")
    ture.sees(THEIRS, "Inte delad: bara ni ser den.", NOT_SHARED)
    ture.sees_nothing_of(OURS)
    maj.reads("Ordning och otrygghet")
    maj.sees(OURS, NOT_SHARED)
    maj.sees_nothing_of(THEIRS)

    maj.turns_to_the_picture()
    maj.shares()
    maj.sees_nothing_of(THEIRS)
    ture.reads("Ordning och otrygghet")
    ture.sees(OURS, THEIRS, "Inte delad: bara ni ser den.")
    maj.reads("Ordning och otrygghet")
    maj.sees("Delad som den är.")
    maj.sees_nothing_of(THEIRS)

    ture.turns_to_the_picture()
    ture.shares_what_is_masked("18 kap. 1 §")
    maj.reads("Ordning och otrygghet")
    maj.look("lagesbild-bada-delade")
    maj.sees(OURS, THEIRS)

    maj.turns_to_the_picture()
    maj.registers_for_the_police("Hot och våld", ON_PAPER, date(2027, 3, 5))
    ture.reads("Hot och våld")
    ture.sees(ON_PAPER, "Registrerat 8 mars 2027 av trygghetssamordnare", "Lämnat av Gruppchefen.")

    maj.turns_to_the_picture()
    maj.writes_jointly("Mörkret gör att färre går där, och då känns det ännu otryggare.")
    maj.establishes()
    ture.reads("Ordning och otrygghet")
    ture.sees(OURS, THEIRS, "Mörkret gör att färre går där")
