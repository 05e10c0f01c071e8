"""Functions are asked how it goes, by hand and by the calendar, and answer through a mailed link without an account."""

import re
from datetime import date, timedelta

import pytest

from medborgar.audit.models import AuditEntry, Event
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions.models import Commitment, Performer
from medborgar.followup import asking, queries
from medborgar.followup.models import FollowUp, FollowUpLink, Result, Stage, stage_on
from medborgar.outbox.models import Mail
from tests.factories import a_municipality, a_person
from tests.followup.test_reporting import INDEX, reported
from tests.reader import Reader

LINK = re.compile(r"http://localhost:8000(/testby/uppfoljning/\S+)")
DUE = date(2027, 6, 30)
WORDS_MOST = 90
CONTACTS = f"{INDEX}/adresser"


@pytest.fixture
def lamps(decision):
    for commitment in decision.priorities[0].commitments:
        commitment.promised = True
    db.session.commit()
    return decision.priorities[0].commitments[0]


@pytest.fixture
def walks(decision, lamps):
    return decision.priorities[0].commitments[1]


@pytest.fixture
def contact(testby, lamps):
    return a_contact(testby)


def a_contact(testby, side=Side.MUNICIPALITY, function="Gatuchefen", email="gata@testby.example", version=0):
    asking.save_contact(party=testby.party(side), function=function, email=email, version=version, by=a_person(testby))
    db.session.commit()
    return queries.contact(testby.party(side), function)


def mails():
    db.session.expire_all()
    return db.session.query(Mail).order_by(Mail.recipient).all()


def asked(testby, lamps):
    """Ask by hand; the link in the mail."""
    asking.remind(municipality=testby, subject=lamps, side=Side.MUNICIPALITY, by=a_person(testby))
    db.session.commit()
    (link,) = LINK.findall(max(mails(), key=lambda mail: mail.written).text)
    return link


def by_calendar(day):
    with clock.at(day):
        asking.remind_by_calendar()
        asking.remind_by_calendar()


ANSWER = {"result": "gjort", "value": "24", "done": "Bytte alla."}


def test_staff_remind_once_a_day_and_see_that_they_did(testby, lamps, contact, somebody):
    coordinator = somebody(Role.COORDINATOR)
    form = coordinator.get(INDEX)
    page = coordinator.press("Påminn gatuchefen")
    assert "Gatuchefen påmindes 5 juli 2027." in page.main
    assert "Påminn gatuchefen" not in page.main
    assert "redan påmints i dag" in coordinator.press("Påminn gatuchefen", on=form, status=422).main
    (mail,) = mails()
    assert mail.recipient == "gata@testby.example"
    assert db.session.query(AuditEntry).filter_by(event=Event.REMINDER_SEND, subject=str(lamps.id)).count() == 1
    with clock.at(date(2027, 7, 6)):
        coordinator.get("/testby/intranat/uppfoljning", follow=True)


def test_a_function_begins_a_sentence_large_and_stands_small_inside_it(testby, lamps, somebody):
    lamps.responsible_municipality = "gatuchefen"
    coordinator = somebody(Role.COORDINATOR)
    page = coordinator.get(INDEX)
    assert "Gatuchefen har ingen e-postadress." in page.main
    a_contact(testby, function="gatuchefen")
    coordinator.get(INDEX)
    assert "Gatuchefen påmindes 5 juli 2027." in coordinator.press("Påminn gatuchefen").main
    assert "\nGatuchefen svarar för det här" in mails()[0].text


def test_without_an_address_there_is_a_way_to_give_one(testby, lamps, walks, somebody):
    officer = somebody(Role.MUNICIPAL_POLICE, Side.POLICE)
    officer.get(INDEX)
    officer.click("Lägg till en adress för gruppchefen")
    assert officer.press("Spara", email="gruppchefen", status=422).errors
    officer.press("Spara", email="grupp@polisen.example")
    assert "grupp@polisen.example" in officer.page.main
    officer.get(INDEX)
    officer.press("Påminn gruppchefen")
    assert [mail.recipient for mail in mails()] == ["grupp@polisen.example"]
    officer.get(CONTACTS)
    officer.click("Ändra Gruppchefen")
    officer.press("Spara", email="")
    assert queries.contact(testby.party(Side.POLICE), "Gruppchefen") is None


def test_two_who_change_an_address_see_both(testby, contact, somebody):
    coordinator = somebody(Role.COORDINATOR)
    coordinator.get(CONTACTS)
    coordinator.click("Ändra Gatuchefen")
    a_contact(testby, email="ny@testby.example", version=1)
    page = coordinator.press("Spara", email="annan@testby.example", status=409)
    assert "ny@testby.example" in page.main
    assert "annan@testby.example" in page.main
    coordinator.press("Spara")
    assert queries.contact(testby.party(Side.MUNICIPALITY), "Gatuchefen").email == "annan@testby.example"


def test_the_owner_answers_without_an_account_and_gets_a_receipt(testby, lamps, contact, client, somebody):
    link = asked(testby, lamps)
    page = client.get(link)
    assert "Byter lamporna i gången." in page.main
    assert "Set-Cookie" not in page.headers
    assert not db.session.query(FollowUp).count(), "a scanner that opens the link has answered nothing"
    receipt = client.press("Skicka uppföljningen", **ANSWER, effects="Ljusare.")
    assert receipt.h1 == "Tack! Uppföljningen är mottagen"
    assert "Ljusare." in receipt.main
    (one,) = queries.history(lamps.priority.decision.municipality_id, lamps)
    assert (one.reporter, one.reported_by, one.party.side) == ("Gatuchefen", None, "kommunen")
    entry = db.session.query(AuditEntry).filter_by(event=Event.FOLLOWUP_SAVE).one()
    assert (entry.actor, entry.subject) == ("mejlad länk", str(one.id))
    staff = somebody(Role.MEASURE_OWNER).get(f"{INDEX}/{lamps.id}")
    assert "Gatuchefen, 5 juli 2027, genom mejlad länk" in staff.main


def test_a_link_is_used_once_and_then_says_what_was_answered(testby, lamps, contact, client):
    link = asked(testby, lamps)
    form = client.get(link)
    first = client.press("Skicka uppföljningen", on=form, **ANSWER)
    assert client.press("Skicka uppföljningen", on=form, **ANSWER).main == first.main, "a double click"
    page = client.press("Skicka uppföljningen", on=form, status=410, **ANSWER | {"done": "Nej, bara hälften."})
    assert "Nej, bara hälften." in page.main
    assert "Be samordnaren om en ny länk" in client.get(link, status=410).main
    assert len(queries.history(lamps.priority.decision.municipality_id, lamps)) == 1


def test_a_form_with_faults_keeps_what_was_typed(testby, lamps, contact, client):
    client.get(asked(testby, lamps))
    page = client.press("Skicka uppföljningen", result="delvis", done="Hälften.", status=422)
    assert page.errors == ["Skriv varför det blev så"]
    assert "Hälften." in page.soup.find(id="done").get_text()
    client.press("Skicka uppföljningen", reason="Leveransen dröjde.")
    assert queries.history(lamps.priority.decision.municipality_id, lamps)[0].reason == "Leveransen dröjde."


def test_a_newer_link_or_another_address_withdraws_the_old(testby, lamps, contact, client):
    first = asked(testby, lamps)
    with clock.at(date(2027, 7, 6)):
        second = asked(testby, lamps)
        assert first != second
        assert "senaste mejlet" in client.get(first, status=410).main
        client.get(second)
        a_contact(testby, email="ny@testby.example", version=1)
        client.press("Skicka uppföljningen", **ANSWER, status=410)
    assert not db.session.query(FollowUp).count()


def test_a_link_is_good_for_thirty_days_and_is_nobody_elses(testby, lamps, contact, client):
    link = asked(testby, lamps)
    a_municipality("annanby")
    client.get(link.replace("/testby/", "/annanby/"), status=404)
    client.get(f"{link}x", status=404)
    with clock.at(date(2027, 8, 4)):
        client.get(link)
    with clock.at(date(2027, 8, 5)):
        assert "tid har gått ut" in client.get(link, status=410).main
        client.post(link, ANSWER, status=410)


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (15, None),
        (14, Stage.TWO_WEEKS),
        (4, Stage.TWO_WEEKS),
        (3, Stage.THREE_DAYS),
        (0, Stage.THREE_DAYS),
        (-1, None),
    ],
)
def test_reminders_belong_to_two_weeks_and_three_days_before(left, stage):
    assert stage_on(DUE - timedelta(days=left), DUE) == stage


def test_the_calendar_asks_each_function_twice_whoever_looks_how_often(testby, lamps, contact):
    for left in range(20, -3, -1):
        by_calendar(DUE - timedelta(days=left))
    assert [link.stage for link in db.session.query(FollowUpLink).order_by(FollowUpLink.asked)] == ["14", "3"]
    assert [link.asked for link in queries.links(testby)] == [date(2027, 6, 27), date(2027, 6, 16)]
    assert len(mails()) == 2


def test_a_day_that_was_missed_is_made_up_for(testby, lamps, contact):
    by_calendar(DUE - timedelta(days=9))
    assert [link.stage for link in queries.links(testby)] == ["14"]


def test_who_has_told_how_it_went_is_not_asked_and_who_is_late_is_asked_by_the_new_day(testby, lamps, contact):
    with clock.at(date(2027, 6, 1)):
        reported(testby, lamps, result=Result.LATE, reason="Regn.", new_due=date(2027, 8, 31))
        db.session.commit()
    by_calendar(date(2027, 6, 20))
    assert not mails()
    by_calendar(date(2027, 8, 20))
    assert len(mails()) == 1
    with clock.at(date(2027, 8, 21)):
        reported(testby, lamps)
        db.session.commit()
    by_calendar(date(2027, 8, 29))
    assert len(mails()) == 1


def test_a_function_gets_one_mail_for_all_and_a_mail_is_short(testby, lamps, walks):
    walks.performer, walks.responsible_municipality = Performer.TOGETHER, "Gatuchefen"
    db.session.commit()
    a_contact(testby)
    a_contact(testby, Side.POLICE, "Gruppchefen", "grupp@polisen.example")
    by_calendar(date(2027, 6, 20))
    to_street, to_police = mails()
    assert (to_street.recipient, to_police.recipient) == ("gata@testby.example", "grupp@polisen.example")
    assert len(LINK.findall(to_street.text)) == 2
    assert len(LINK.findall(to_police.text)) == 1
    for mail in mails():
        assert len([word for word in mail.text.split() if "://" not in word]) <= WORDS_MOST
        assert "30 juni 2027" in mail.text


def test_a_function_with_much_to_answer_for_gets_several_short_mails(testby, decision, lamps, contact):
    for number in range(6):
        what = f"Byter lampa {number} i gången vid stationen, där det i dag är för mörkt för att någon ska våga gå."
        decision.priorities[0].commitments.append(a_commitment_like(lamps, what, position=number + 3))
    db.session.commit()
    by_calendar(DUE)
    assert sorted(len(LINK.findall(mail.text)) for mail in mails()) == [1, 3, 3]
    for mail in mails():
        assert len([word for word in mail.text.split() if "://" not in word]) <= WORDS_MOST


def a_commitment_like(lamps, what, position):
    same = ("performer", "responsible_municipality", "metric_kind", "due", "promised")
    return Commitment(what=what, position=position, **{name: getattr(lamps, name) for name in same})


def test_what_nobody_has_promised_yet_is_not_asked_about(testby, lamps, contact):
    lamps.promised = False
    db.session.commit()
    by_calendar(DUE)
    assert not mails()


def test_only_those_whose_task_it_is_remind(testby, lamps, contact, somebody):
    owner = somebody(Role.MEASURE_OWNER)
    assert "Påminn" not in owner.get(INDEX).main
    token = owner.page.soup.find("input", {"name": "csrf_token"})["value"]
    owner.post(f"{INDEX}/{lamps.id}/paminn", {"csrf_token": token}, status=403)
    owner.get(CONTACTS, status=403)


def test_the_function_learns_nothing_of_the_other_party(app, testby, walks, lamps, contact):
    reported(testby, walks, Side.POLICE, done="Hemligt tills vidare.")
    db.session.commit()
    assert "Hemligt" not in Reader(app).get(asked(testby, lamps)).main
