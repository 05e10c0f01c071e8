"""Approving and publishing ask who one is: before the page opens, and never at the cost of what was typed."""

from datetime import timedelta

import pytest

from medborgar.accounts.models import LoginSession
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions import actions as decisions
from medborgar.decisions.queries import for_period
from tests.factories import PASSWORD
from tests.publication.conftest import DESK, at_the_desk
from tests.publication.worlds import PERIOD

NOT_YET = "Inget är gjort än: bekräfta att det är du"
APPROVE = "Godkänn för Testby kommun"


def time_passes(minutes):
    for session in db.session.query(LoginSession):
        session.verified -= timedelta(minutes=minutes)
    db.session.commit()


def both_approve(testby, proposal, coordinator):
    for party in testby.parties:
        decisions.register_approval(
            decision=for_period(testby, PERIOD),
            party=party,
            content_hash=proposal.content_hash,
            signatory=party.signatory,
            ground="§ 1",
            given=clock.today(),
            reference_number="A1",
            document="Pärm",
            by=coordinator,
        )
    db.session.commit()


def confirmed_beside(reader, page):
    reader.click("Bekräfta att det är du (öppnas i en ny flik)")
    assert reader.press("Fortsätt", password=PASSWORD).h1 == "Klart, nu vet vi att det är du"
    return page


def test_a_signatory_confirms_before_the_page_opens_and_then_approves_at_once(somebody, proposal):
    signatory = at_the_desk(somebody, Role.SIGNATORY)
    time_passes(4)

    assert signatory.get(f"{DESK}/granska").path == "/bekrafta"
    assert signatory.press("Fortsätt", password=PASSWORD).path == f"{DESK}/granska"
    assert "Styrgruppen § 14" in signatory.press(APPROVE, **{"godkann-ground": "Styrgruppen § 14"}).main


def test_a_page_that_lay_open_too_long_keeps_the_ground_and_says_what_to_do(somebody, proposal):
    signatory = at_the_desk(somebody, Role.SIGNATORY)
    time_passes(6)

    page = signatory.press(APPROVE, status=422, **{"godkann-ground": "Styrgruppen § 14"})

    assert NOT_YET in page.main
    assert "Väntar på chefen för Testby kommun" in page.main
    assert page.soup.find(id="godkann-ground")["value"] == "Styrgruppen § 14"
    confirmed_beside(signatory, page)
    assert "Grund Styrgruppen § 14" in signatory.press(APPROVE, on=page).main


def test_publishing_asks_too(somebody, testby, proposal, coordinator):
    both_approve(testby, proposal, coordinator)
    communicator = at_the_desk(somebody, Role.COMMUNICATOR)
    time_passes(6)

    page = communicator.press("Publicera löftet", status=422)

    assert NOT_YET in page.main
    confirmed_beside(communicator, page)
    assert "Publicerad" in communicator.press("Publicera löftet", on=page).main


def test_registering_from_paper_asks_too(somebody, proposal):
    coordinator = at_the_desk(somebody, Role.COORDINATOR)
    time_passes(6)
    assert coordinator.get(f"{DESK}/papper/polisen").path == "/bekrafta"
    form = coordinator.press("Fortsätt", password=PASSWORD)
    time_passes(6)
    signed = {"given": clock.today(), "ground": "LPO-chefens beslut", "reference": "A7", "document": "Pärm 3"}

    page = coordinator.press("Registrera godkännandet", on=form, status=422, **signed)

    assert NOT_YET in page.main
    assert page.soup.find(id="ground")["value"] == "LPO-chefens beslut"
    confirmed_beside(coordinator, page)
    assert "LPO-chefens beslut" in coordinator.press("Registrera godkännandet", on=page).main


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING_MEMBER, Role.COMMUNICATOR])
def test_who_only_looks_is_not_asked(somebody, proposal, role):
    reader = at_the_desk(somebody, role)
    time_passes(60)

    assert reader.get(f"{DESK}/granska").path == f"{DESK}/granska"


def test_who_has_approved_only_looks(somebody, proposal):
    signatory = at_the_desk(somebody, Role.SIGNATORY, Side.MUNICIPALITY)
    signatory.press(APPROVE, **{"godkann-ground": "Styrgruppen § 14"})
    time_passes(60)

    assert signatory.get(f"{DESK}/granska").path == f"{DESK}/granska"
