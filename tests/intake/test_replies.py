"""Vill du ha svar? Somebody who asks for mail gets one a day when there is news, without code or words, and stops."""

from datetime import timedelta

import pytest

from medborgar.audit.models import AuditEntry
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.intake import replies
from medborgar.intake.models import Contribution, ReplyAddress
from medborgar.outbox.models import Mail, MailState
from medborgar.triage import actions as triage
from medborgar.triage.models import MessageKind, Outcome
from tests.factories import a_municipality, a_person, log_in
from tests.proofs.contents import rows
from tests.proofs.test_kill import ANSWERS

EMAIL = "kim@kanarie.example"
SAID = "Gången vid Kanalgatan är kolsvart."
WORDS_MOST = 90


@pytest.fixture
def told(client, sala):
    """Somebody has told something, and wants mail; the receipt's page."""
    client.get("/sala/beratta")
    client.press("Fortsätt", text=SAID)
    client.press("Fortsätt", area="centrum")
    check = client.press("Fortsätt", reply="epost", email=f" {EMAIL.title()} ")
    assert "Kim@kanarie.example" in check.main
    return client.press("Skicka till kommunen")


@pytest.fixture
def contribution(told):
    return db.session.query(Contribution).one()


@pytest.fixture
def link(told):
    """The link in the first mail, as an address on this site."""
    return db.session.query(Mail).one().stop.removeprefix("http://localhost:8000")


def code(page):
    return page.soup.find(id="receipt-code").get_text()


def mails():
    db.session.expire_all()
    return db.session.query(Mail).order_by(Mail.written, Mail.kind).all()


def everything():
    db.session.commit()
    return rows()


def asked(contribution, sala):
    triage.write_back(contribution=contribution, kind=MessageKind.QUESTION, text="Vilken lampa?", by=a_person(sala))
    db.session.commit()


def tomorrow(days=1):
    return clock.at(clock.today() + timedelta(days=days))


def rounds():
    replies.tell_news()
    replies.erase()
    db.session.commit()


def test_the_first_mail_is_written_with_the_answer(told):
    (mail,) = mails()
    assert (mail.recipient, mail.kind, mail.state) == ("Kim@kanarie.example", "mottaget", MailState.WAITING)
    assert "Vi läser det senast" in mail.text
    assert "http://localhost:8000/sala/folj" in mail.text


def test_a_mail_has_no_code_no_words_and_few_of_its_own(told, contribution, sala):
    asked(contribution, sala)
    rounds()
    assert len(mails()) == 2
    for mail in mails():
        for secret in (code(told), code(told).replace(" ", ""), "Kanalgatan", "kolsvart", "lampa", EMAIL):
            assert secret not in mail.text + mail.subject
        assert len([word for word in mail.text.split() if "://" not in word]) <= WORDS_MOST
        assert mail.stop in mail.text


def test_the_address_lies_in_a_table_of_its_own_and_in_what_waits(told):
    found = {name for name, held in everything().items() if "kanarie.example" in str(held).lower()}
    assert found == {"reply_address", "mail"}
    assert not db.session.query(AuditEntry).filter(AuditEntry.details.contains("kanarie")).count()


def test_nobody_who_says_no_is_kept_whatever_stands_in_the_field(client, sala):
    client.get("/sala/beratta")
    token = client.page.soup.find("input", {"name": "token"})["value"]
    for reply in ({"reply": "nej", "email": "inte\0alls en adress"}, {"email": EMAIL}, {"reply": "", "email": "x"}):
        data = ANSWERS | {"text": SAID, "sida": "granska", "till": "skicka", "token": token} | reply
        client.post("/sala/beratta", data, status=422 if reply.get("reply") == "" else 200)
    assert not db.session.query(ReplyAddress).count()
    assert not mails()


@pytest.mark.parametrize("typed", ["", "kim", "kim@sala", "a@b.se, c@d.se", "kim@sala.se\r\nBcc: x@y.se", "a\0@b.se"])
def test_what_is_no_address_is_asked_for_again_and_stays(client, sala, typed):
    client.get("/sala/beratta")
    client.press("Fortsätt", text=SAID)
    client.press("Fortsätt", area="centrum")
    page = client.press("Fortsätt", reply="epost", email=typed, status=422)
    assert page.errors == ["Skriv en e-postadress, till exempel namn@exempel.se"]
    if typed.isprintable():
        assert page.soup.find(id="email")["value"] == typed
    client.press("Fortsätt", email=EMAIL)
    client.press("Skicka till kommunen")
    assert db.session.query(ReplyAddress).one().email == EMAIL


def test_sending_twice_writes_one_mail_and_gives_the_same_receipt(client, sala):
    client.get("/sala/beratta")
    client.press("Fortsätt", text=SAID)
    client.press("Fortsätt", area="centrum")
    check = client.press("Fortsätt", reply="epost", email=EMAIL)
    first, second = (code(client.press("Skicka till kommunen", on=check)) for _ in range(2))
    assert first == second
    assert len(mails()) == 1


@pytest.mark.parametrize("other", [{"email": "bo@kanarie.example"}, {"reply": "nej"}])
def test_the_same_form_with_another_address_is_a_conflict_that_keeps_it(client, sala, other):
    client.get("/sala/beratta")
    client.press("Fortsätt", text=SAID)
    client.press("Fortsätt", area="centrum")
    check = client.press("Fortsätt", reply="epost", email=EMAIL)
    client.press("Skicka till kommunen", on=check)
    page = client.press("Skicka till kommunen", on=check, status=409, **other)
    assert other.get("email", "Nej") in page.main
    assert [row.email for row in db.session.query(ReplyAddress)] == [EMAIL]


def test_whoever_asked_gets_one_mail_a_day_however_much_happens(contribution, sala):
    asked(contribution, sala)
    triage.write_back(contribution=contribution, kind=MessageKind.REPLY, text="Tack.", by=a_person(sala))
    for _ in range(2):
        rounds()
    assert [mail.kind for mail in mails()] == ["mottaget", "nytt"]
    triage.write_back(contribution=contribution, kind=MessageKind.REPLY, text="Mer.", by=a_person(sala))
    rounds()
    assert len(mails()) == 2
    with tomorrow():
        rounds()
        rounds()
    assert [mail.kind for mail in mails()] == ["mottaget", "nytt", "nytt"]


@pytest.mark.parametrize(("outcome", "days"), [(Outcome.IN_PICTURE, 730), (Outcome.DONE_DIRECTLY, 30)])
def test_what_becomes_of_it_is_news_and_at_an_end_the_address_is_kept_a_month(contribution, sala, outcome, days):
    judgement = triage.Judgement("Mörkt.", outcome, "Skäl", None, None, "", frozenset())
    row = triage.review(contribution=contribution, judgement=judgement, version=0, by=a_person(sala))
    rounds()
    triage.review(contribution=contribution, judgement=judgement, version=row.version, by=a_person(sala))
    with tomorrow():
        rounds()
    assert [mail.kind for mail in mails()] == ["mottaget", "nytt"], "saved again it is no news"
    for past, left in ((days, 1), (days + 1, 0)):
        with tomorrow(past):
            rounds()
        assert db.session.query(ReplyAddress).count() == left


def test_mail_programs_stop_with_one_click_without_a_page(client, link):
    client.post(link, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": None})
    assert "kanarie.example" not in str(everything()), "what waited to be sent there is erased too"
    client.post(link, {"List-Unsubscribe": "One-Click"})
    assert "raderad" in client.get(link, status=410).main


def test_opening_the_link_does_nothing_and_shows_no_address(client, link, contribution):
    page = client.get(link)
    assert EMAIL not in page.html.lower()
    assert db.session.query(ReplyAddress).count() == 1
    client.press("Sluta och radera adressen")
    assert not db.session.query(ReplyAddress).count()


def test_another_address_gets_what_waited(client, link, contribution):
    client.get(link)
    assert client.press("Byt adress", email="bo", status=422).errors
    client.press("Byt adress", email="bo@kanarie.example")
    rounds()
    assert [(mail.recipient, mail.kind) for mail in mails()] == [("bo@kanarie.example", "nytt")]


@pytest.mark.parametrize("form", [{}, {"till": "annat"}, {"List-Unsubscribe": "x"}])
def test_what_is_no_choice_changes_nothing(client, link, form):
    client.post(link, form, status=422)
    assert db.session.query(ReplyAddress).count() == 1


def test_a_link_of_another_municipality_or_of_nobody_is_none(client, link):
    a_municipality("falun")
    client.get(link.replace("/sala/", "/falun/"), status=404)
    assert "inte hel" in client.get(f"{link}x", status=404).main
    client.post(f"{link}x", {"till": "sluta"}, status=404)


def test_a_link_outlasts_the_address_and_then_says_so(client, link):
    with tomorrow(761):
        assert "raderad" in client.get(link, status=410).main


def test_staff_never_see_the_address(client, sala, contribution):
    from_staff = [f"/sala/intranat/inkorg/{contribution.id}", "/sala/intranat/utskick", "/sala/intranat"]
    log_in(client, a_person(sala))
    client.get(from_staff[0])
    client.press("Öppna och läs")
    assert not [page for page in from_staff if "kanarie" in client.get(page).html]
