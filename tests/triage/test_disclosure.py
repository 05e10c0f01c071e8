"""The records officer reads out what somebody asks for."""

from datetime import timedelta

import pytest

from medborgar.audit.models import AuditEntry, Event
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from tests.factories import a_contribution, a_municipality, a_person, log_in_by_hand


@pytest.fixture
def sala(kept):
    return kept(a_municipality, "sala")


@pytest.fixture
def officer(kept, client, sala):
    person = kept(a_person, sala, Role.RECORDS_OFFICER)
    log_in_by_hand(client, person)
    return person


def test_what_came_in_is_found_by_its_day_without_a_word_of_it(client, sala, officer):
    a_contribution(sala, "Jocke säljer något.")
    page = client.click("Lämna ut")
    assert "1 svar" in page.main
    assert "Jocke" not in page.html


def test_reading_it_out_is_logged_every_time_and_asks_neither_who_nor_why(client, sala, officer):
    contribution = a_contribution(sala, "Jocke säljer något.")
    page = client.get(f"/sala/intranat/utlamnande/{contribution.id}")
    assert "Jocke" not in page.html
    assert not page.form("Öppna för att lämna ut").find_all(["textarea", "select"])
    assert "Jocke säljer något." in client.press("Öppna för att lämna ut").main
    client.press("Öppna för att lämna ut", on=page)
    entries = db.session.query(AuditEntry).filter_by(event=Event.CONTRIBUTION_DISCLOSE).all()
    assert [entry.details for entry in entries] == ['{"purpose":"utlamnande"}'] * 2


def test_other_days_can_be_chosen(client, sala, officer):
    today = clock.today()
    a_contribution(sala, received=today - timedelta(days=60))
    client.get("/sala/intranat/utlamnande")
    assert "Inget kom in" in client.page.main
    long_ago = (today - timedelta(days=90)).isoformat()
    assert "1 svar" in client.press("Visa", fran=long_ago).main


@pytest.mark.parametrize(
    ("query", "told"),
    [("fran=igår&till=2027-01-01", "Skriv datumet som år, månad och dag"), ("fran=2027-01-01", "Skriv sista dagen")],
)
def test_a_day_that_is_no_day_is_told_so(client, sala, officer, query, told):
    assert told in client.get(f"/sala/intranat/utlamnande?{query}", status=422).errors[0]


def test_another_party_s_answers_are_not_there(client, sala, officer):
    contribution = a_contribution(sala, side=Side.POLICE)
    assert "Inget kom in" in client.get("/sala/intranat/utlamnande").main
    client.get(f"/sala/intranat/utlamnande/{contribution.id}", status=404)
