"""Utskick: staff see what waits, what went and what did not arrive, and never to whom."""

import pytest

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.outbox.models import Mail, MailState
from medborgar.outbox.postmen import NotDeliveredError
from tests.factories import a_municipality, a_person, log_in

PAGE = "/sala/intranat/utskick"


@pytest.fixture
def sala(kept):
    return kept(a_municipality, "sala")


@pytest.fixture
def lost(sala, worker, carrier, written):
    """A mail that the server refused for good."""
    written("lost", municipality_id=sala.id)
    carrier.troubles = [NotDeliveredError("550", hopeless=True)]
    worker.deliver()
    return db.session.query(Mail).one()


def test_what_did_not_arrive_is_told_and_tried_again(client, sala, worker, lost):
    log_in(client, a_person(sala))
    assert "1 mejl gick inte fram" in client.get("/sala/intranat").main
    page = client.click("1 mejl gick inte fram")
    assert "Påminnelse" in page.main
    assert "kim@" not in page.html
    client.press("Försök igen")
    assert db.session.query(AuditEntry).filter_by(event=Event.MAIL_TRY_AGAIN, subject=str(lost.id)).count() == 1
    worker.deliver()
    assert "Skickat: 1" in client.get(PAGE).main


def test_another_municipality_s_mail_does_not_exist(client, sala, lost):
    log_in(client, a_person(a_municipality("falun")))
    assert "Inga mejl" in client.get("/falun/intranat/utskick").main
    token = client.get("/falun/intranat").soup.find("input", {"name": "csrf_token"})["value"]
    client.post(f"/falun/intranat/utskick/{lost.id}/igen", {"csrf_token": token}, status=404)


def test_a_site_without_a_mail_server_says_so(client, sala, worker, carrier, written):
    carrier.leaves = MailState.FILED
    written(municipality_id=sala.id)
    worker.deliver()
    log_in(client, a_person(sala, Role.ADMINISTRATOR))
    client.get("/sala/intranat")
    assert "Ingen e-postserver är inställd." in client.click("1 mejl blev en fil").main


def test_an_outbox_that_stands_still_is_told_to_staff_and_to_whoever_watches(client, sala, worker, written):
    written(municipality_id=sala.id)
    assert client.get("/readyz").response.json == {"status": "ok", "outbox": "still"}
    log_in(client, a_person(sala))
    assert "Mejlen skickas inte just nu" in client.get("/sala/intranat").main
    worker.turn()
    assert client.get("/readyz").response.json == {"status": "ok", "outbox": "ok"}


def test_queries_do_not_grow_with_the_mails_and_the_list_has_pages(client, sala, written):
    for number in range(51):
        written(f"{number}", municipality_id=sala.id)
    log_in(client, a_person(sala))
    client.get(PAGE)
    assert len(client.page.soup.select("main h2")) == 50
    assert len(client.click("Nästa").soup.select("main h2")) == 1
    assert client.get(f"{PAGE}?sida=x&lage=annat").h1 == "Utskick"
    assert db.session.query(Mail).count() == 51
