"""A dialogue that comes again: the next round opens on its day, asks the same and invites the same."""

from datetime import date, timedelta

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.intake.dialogues import queries as dialogues
from medborgar.intake.invitations import actions, queries
from medborgar.intake.invitations.mailing import write_by_calendar
from medborgar.intake.invitations.repeating import begin_rounds_by_calendar
from medborgar.intake.models import Dialogue
from medborgar.municipality.cadences import Cadence
from tests.intake.conftest import TODAY
from tests.intake.invitations.worlds import an_association, an_invitation, mails_to
from tests.reader import words as said

FRAME = "/testby/intranat/dialoger/hur-tryggt-ar-det/andra"


def a_cadence(testby, every, unit):
    cadence = Cadence(
        municipality_id=testby.id, kind="insamling", title="Frågor", every=every, unit=unit, starts=date(2027, 1, 1)
    )
    db.session.add(cadence)
    db.session.commit()
    return cadence


def rounds(day):
    with clock.at(day):
        begin_rounds_by_calendar()
        write_by_calendar()
    return db.session.query(Dialogue).filter(Dialogue.slug != "beratta").order_by(Dialogue.opens).all()


def test_the_next_round_opens_on_its_day_and_asks_the_same(testby, by, dialogue):
    dialogue.cadence = a_cadence(testby, 1, "månad")
    first = an_invitation(testby, by, dialogue)
    assert len(rounds(date(2027, 5, 31))) == 1
    for _ in range(2):
        _last, new = rounds(date(2027, 6, 1))
    assert (new.opens, new.closes, new.feedback_by) == (date(2027, 6, 1), date(2027, 6, 15), date(2027, 7, 1))
    assert [one.lineage for one in dialogues.questions(new)] == [one.lineage for one in dialogues.questions(dialogue)]
    (again,) = queries.invitations(new)
    assert (again.association_id, again.invited) == (first.association_id, date(2027, 6, 1))
    assert len(mails_to(again)) == 1


def test_each_round_begins_the_next(testby, dialogue):
    dialogue.cadence = a_cadence(testby, 1, "månad")
    db.session.commit()
    rounds(date(2027, 6, 1))
    assert [one.opens for one in rounds(date(2027, 7, 3))] == [TODAY, date(2027, 6, 1), date(2027, 7, 1)]


def test_after_a_time_away_only_the_last_round_begins(testby, dialogue):
    dialogue.cadence = a_cadence(testby, 2, "vecka")
    db.session.commit()
    found = rounds(date(2027, 9, 1))
    assert len(found) == 2
    assert date(2027, 9, 1) - found[-1].opens < timedelta(days=14)


def test_whoever_wants_no_mail_is_not_asked_again(testby, by, dialogue):
    dialogue.cadence = a_cadence(testby, 1, "månad")
    silent = an_invitation(testby, by, dialogue)
    actions.decline(invitation=silent)
    gone = an_invitation(testby, by, dialogue, an_association(testby, by, "Södra byalaget"))
    actions.withdraw(invitation=gone, by=by)
    db.session.commit()
    _last, new = rounds(date(2027, 6, 1))
    assert queries.invitations(new) == []


def test_a_coordinator_says_how_often(testby, coordinator, dialogue):
    cadence = a_cadence(testby, 1, "månad")
    coordinator.get(FRAME)
    assert "Frågor: Varje månad" in said(coordinator.page.soup.find("select", id="cadence_id"))
    coordinator.press("Spara", cadence_id=str(cadence.id))
    db.session.expire_all()
    assert dialogue.cadence == cadence
    coordinator.get(FRAME)
    page = coordinator.press("Spara", closes="", feedback_by="", status=422)
    assert page.errors == ["Skriv vilken dag den stänger, så vet vi hur länge nästa omgång är öppen"]
