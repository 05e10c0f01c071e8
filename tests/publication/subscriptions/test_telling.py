"""Whoever follows is told of what is published: in time, once, seldom, and only of what concerns them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from medborgar.cli import ROUNDS
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.publication.proof import removing
from medborgar.publication.subscriptions import actions, mailing, pacing
from medborgar.publication.subscriptions.models import Subscription, SubscriptionMail
from tests.proofs.contents import rows
from tests.publication.subscriptions.conftest import BO, another_promise, corrected, follows, mails, reported, rounds
from tests.publication.worlds import PERIOD, TODAY


def text_of(mail):
    return " ".join(mail.text.split())


def test_what_is_published_is_told_the_day_after_once(promised):
    follows(promised)
    rounds()
    assert mails() == [], "it was published before they followed"
    reported(promised)
    rounds(days=0)
    assert mails() == [], "the day is not over"
    rounds()
    rounds()
    rounds(days=2)
    (mail,) = mails()
    assert "så går det med löftet för april–juni 2027: 1 gjort." in text_of(mail)
    assert "Senast 14 juli 2027 berättar vi hur det gick." in text_of(mail)
    assert f"http://localhost:8000/sala/medborgarlofte/{PERIOD}" in mail.text


def test_several_things_are_one_mail(promised):
    follows(promised)
    with clock.at(TODAY + timedelta(days=1)):
        reported(promised, "pagar")
    with clock.at(TODAY + timedelta(days=2)):
        reported(promised, "gjort", index=1)
        another_promise(promised)
    rounds(days=3)
    (mail,) = mails()
    assert "– ett ändrat löfte för april–juni 2027. – så går det med löftet för april–juni 2027: " in text_of(mail)
    assert "1 enligt plan, 1 gjort" in text_of(mail)


def test_follow_ups_are_gathered_for_months(promised):
    follows(promised)
    for day in range(1, 130, 7):
        with clock.at(TODAY + timedelta(days=day)):
            reported(promised, "pagar", done=f"Vecka {day}")
        rounds(days=day + 1)
    assert [(mail.written - TODAY).days for mail in mails()] == [2, 2 + 126]


def test_a_correction_is_told_at_once_and_counts_for_nothing(promised):
    row = follows(promised)
    reported(promised)
    rounds()
    with clock.at(TODAY + timedelta(days=5)):
        reported(promised, "pagar", index=1)
        corrected(promised)
    rounds(days=6)
    _, second = mails()
    assert "en rättelse av löftet för april–juni 2027." in text_of(second)
    assert "så går det" not in text_of(second), "the report waits for its turn"
    assert f"/sala/medborgarlofte/{PERIOD}/v2" in second.text
    assert [one.counts for one in db.session.query(SubscriptionMail).order_by(SubscriptionMail.day)] == [True, False]
    rounds(days=7)
    assert len(mails()) == 2
    rounds(days=121)
    assert "1 enligt plan" in text_of(mails()[-1])
    assert "rättelse av löftet" not in text_of(mails()[-1])
    assert row.last_day == TODAY + timedelta(days=121 + 730)


def test_whoever_follows_one_promise_is_told_of_that_one(promised):
    another_promise(promised)
    follows(promised, one=True)
    reported(promised, priority=1)
    rounds()
    assert mails() == []
    with clock.at(TODAY + timedelta(days=1)):
        corrected(promised)
    rounds(days=2)
    (mail,) = mails()
    assert "– en rättelse av texten." in text_of(mail)


def test_a_promise_that_is_followed_is_told_of_by_its_name_and_place(promised):
    follows(promised, one=True)
    reported(promised, "forsenat", new_due=date(2027, 8, 1), reason="Lamporna dröjer.")
    rounds()
    (mail,) = mails()
    assert promised.decision.priorities[0].title in mail.subject
    assert "– så går det: 1 försenat." in text_of(mail)
    assert f"/sala/medborgarlofte/{PERIOD}#lofte-1" in mail.text


def test_who_follows_one_promise_is_forgotten_a_year_after_its_period(promised):
    follows(promised, one=True)
    last = promised.decision.valid_to
    for days, left in ((365, 1), (366, 0)):
        with clock.at(last + timedelta(days=days)):
            actions.erase()
        assert db.session.query(Subscription).count() == left


def test_what_was_removed_by_law_makes_no_empty_mail(promised):
    follows(promised)
    entry = reported(promised)
    removing.remove(
        municipality=promised.sala,
        about=entry,
        section_id=entry.sections[0].id,
        ground="OSL 21 kap. 7 §",
        reference="KS 2027/1",
        side=Side.MUNICIPALITY,
        by=promised.coordinator,
    )
    db.session.commit()
    rounds()
    assert mails() == []


def test_a_process_that_dies_in_between_writes_nothing_twice(promised, monkeypatch):
    follows(promised)
    follows(promised, BO)
    reported(promised)
    before, note = rows(), mailing._note

    def dies(row, number, **more):
        note(row, number, **more)
        if row.email == BO:
            raise SystemExit

    monkeypatch.setattr(mailing, "_note", dies)
    with clock.at(TODAY + timedelta(days=1)), pytest.raises(SystemExit):
        mailing.tell_by_calendar()
    db.session.rollback()
    assert rows() == before
    monkeypatch.setattr(mailing, "_note", note)
    rounds()
    rounds()
    assert len(mails()) == 2


def test_several_processes_write_one_mail_to_each(site, promised):
    for number in range(20):
        follows(promised, f"nummer{number}@kanarie.example")
    reported(promised)
    db.session.commit()

    def one_of_them(_):
        with site.app_context(), clock.at(TODAY + timedelta(days=1)):
            mailing.tell_by_calendar()
            db.session.remove()

    with ThreadPoolExecutor(4) as several:
        list(several.map(one_of_them, range(8)))
    assert len({mail.recipient for mail in mails()}) == len(mails()) == 20


def test_many_are_told_some_at_a_time(promised, monkeypatch):
    monkeypatch.setattr(mailing, "AT_ONCE", 2)
    for number in range(3):
        follows(promised, f"nummer{number}@kanarie.example")
    reported(promised)
    rounds()
    assert len(mails()) == 3


def test_the_sender_of_mail_makes_these_rounds():
    assert mailing.tell_by_calendar in ROUNDS
    assert actions.erase in ROUNDS
    assert pacing.MOST == 4
