"""A missing party is reminded by a button that works, once a day; without an address there is a way to give one."""

from datetime import date

import pytest

from medborgar.audit.models import AuditEntry, Event
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.outbox.models import Mail
from tests.factories import a_person
from tests.publication.conftest import DESK, at_the_desk

WORDS_MOST = 90


def mails():
    db.session.expire_all()
    return db.session.query(Mail).all()


@pytest.fixture
def signatory(kept, testby):
    return kept(a_person, testby, Role.SIGNATORY, Side.POLICE, email="chef@polisen.example")


def test_a_missing_party_is_reminded_once_a_day(somebody, testby, proposal, signatory):
    reader = at_the_desk(somebody, Role.COORDINATOR)
    form = reader.page
    page = reader.press("Påminn Polisen")
    assert "Påmind 15 mars 2027." in page.main
    assert "Påminn Polisen" not in page.main
    assert "Polisen har redan påmints i dag." in reader.press("Påminn Polisen", on=form, status=422).main
    (mail,) = mails()
    assert mail.recipient == "chef@polisen.example"
    assert "http://localhost:8000/testby/intranat/beslut/2027-kv2/granska" in mail.text
    assert "1 april 2027" in mail.text
    assert len([word for word in mail.text.split() if "://" not in word]) <= WORDS_MOST
    assert db.session.query(AuditEntry).filter_by(event=Event.REMINDER_SEND).count() == 1
    with clock.at(date(2027, 3, 16)):
        tomorrow = at_the_desk(somebody, Role.MUNICIPAL_POLICE, Side.POLICE)
        tomorrow.press("Påminn Polisen")
    assert len(mails()) == 2


def test_a_party_without_an_address_gets_one_first(somebody, proposal):
    reader = at_the_desk(somebody, Role.COORDINATOR)
    assert "Påminn Polisen" not in reader.page.main
    reader.click("Lägg till en adress för Polisen")
    reader.press("Spara", email="chef@polisen.example")
    reader.get(f"{DESK}/granska")
    reader.press("Påminn Polisen")
    assert [mail.recipient for mail in mails()] == ["chef@polisen.example"]


def test_who_has_approved_is_not_reminded(somebody, proposal, signatory):
    at_the_desk(somebody, Role.SIGNATORY, Side.POLICE).press(
        "Godkänn för Polisen", **{"godkann-ground": "Ledningsgruppen § 3"}
    )
    reader = at_the_desk(somebody, Role.COORDINATOR)
    assert "Påminn Polisen" not in reader.page.main
    token = reader.page.soup.find("input", {"name": "csrf_token"})["value"]
    page = reader.post(f"{DESK}/paminn/polisen", {"csrf_token": token}, status=422)
    assert "inget att godkänna" in page.main
    assert not mails()
