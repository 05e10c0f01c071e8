"""A coordinator invites, sees how far they have come, reminds and takes back; mail goes when it should."""

from datetime import date, timedelta

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions.wording import lix
from medborgar.intake.dialogues import actions as dialogues
from medborgar.intake.dialogues.models import QuestionKind
from medborgar.intake.invitations.mailing import erase_by_calendar, write_by_calendar
from medborgar.intake.invitations.models import Invitation
from medborgar.intake.models import Audience
from medborgar.outbox.models import Mail
from tests.factories import a_person, log_in
from tests.governance.conftest import statements
from tests.intake.conftest import TODAY
from tests.intake.dialogues.worlds import the_question
from tests.intake.invitations.worlds import an_association, an_invitation, mails_to, opens, sends, writes
from tests.reader import Reader

PAGE = "/testby/intranat/dialoger/hur-tryggt-ar-det/inbjudna"


def on(day: date) -> None:
    """The worker goes its rounds that day."""
    with clock.at(day):
        write_by_calendar()


def occasions(invitation):
    return sorted(mail.key.partition(str(invitation.id) + ":")[2] for mail in mails_to(invitation))


def test_associations_are_chosen_from_the_register(testby, by, coordinator, dialogue):
    north, south = (an_association(testby, by, name) for name in ("Norra byalaget", "Södra byalaget"))
    silent = an_association(testby, by, "Tysta klubben")
    silent.takes_mail = False
    page = coordinator.get(f"{PAGE}/bjud-in")
    assert "Tysta klubben" not in page.main
    coordinator.press("Bjud in", associations=[str(north.id), str(south.id)])
    assert coordinator.page.path == PAGE
    assert "Inbjuden 2" in coordinator.page.main
    assert {mail.recipient for mail in db.session.query(Mail)} == {north.email, south.email}
    coordinator.click("Bjud in")
    assert "Alla i registret är redan inbjudna" in coordinator.page.main


def test_none_chosen_is_a_fault(testby, by, coordinator, dialogue):
    an_association(testby, by)
    coordinator.get(f"{PAGE}/bjud-in")
    assert coordinator.press("Bjud in", status=422).errors == ["Välj minst en förening"]


def test_others_are_invited_by_function_and_address(coordinator, dialogue):
    dialogue.audience = Audience.ELECTED
    coordinator.get(f"{PAGE}/bjud-in")
    page = coordinator.press(
        "Bjud in", lines="Ordförande kommunstyrelsen; ks@testby.example\nutan adress\n\nX; inte-en", status=422
    )
    assert page.errors == ["Rätta rad 2, 4: skriv till exempel Rektor Valla skola; rektor@exempel.se"]
    assert "utan adress" in page.main
    coordinator.press("Bjud in", lines="Ordförande kommunstyrelsen; ks@testby.example")
    invitation = db.session.query(Invitation).one()
    assert (invitation.name, invitation.email) == ("Ordförande kommunstyrelsen", "ks@testby.example")
    coordinator.click("Bjud in")
    coordinator.press("Bjud in", lines="Ordförande kommunstyrelsen; ks@testby.example")
    assert db.session.query(Invitation).count() == 1


def test_staff_see_how_far_and_never_what(site, testby, by, coordinator, dialogue):
    invitation = an_invitation(testby, by, dialogue)
    opens(Reader(site), invitation)
    assert "Öppnat" in coordinator.get(PAGE).main
    writes(opens(Reader(site), invitation), invitation, {the_question(dialogue, QuestionKind.TEXT): "Hemligt än."})
    page = coordinator.get(PAGE)
    assert "Påbörjat 0 av 7 frågor" in page.main
    assert "Hemligt än." not in page.text
    assert invitation.email not in page.text


def test_the_page_asks_as_often_for_many_as_for_one(testby, by, coordinator, dialogue):
    an_invitation(testby, by, dialogue)
    before = statements(coordinator, PAGE)
    for number in range(5):
        an_invitation(testby, by, dialogue, an_association(testby, by, f"Klubb {number}"))
    assert statements(coordinator, PAGE) == before


def test_mail_waits_until_the_dialogue_opens(testby, by, dialogue):
    dialogue.opens = TODAY + timedelta(days=3)
    db.session.commit()
    invitation = an_invitation(testby, by, dialogue)
    assert mails_to(invitation) == []
    on(TODAY + timedelta(days=2))
    assert mails_to(invitation) == []
    on(TODAY + timedelta(days=3))
    on(TODAY + timedelta(days=3))
    assert occasions(invitation) == ["inbjudan"]


def test_whoever_has_not_answered_is_reminded_a_week_and_a_day_before(testby, by, dialogue):
    invitation = an_invitation(testby, by, dialogue)
    last = dialogue.closes
    for days in range(9, -2, -1):
        on(last - timedelta(days=days))
    assert occasions(invitation) == ["1 2027-05-25", "7 2027-05-25", "inbjudan"]


def test_whoever_was_invited_late_is_not_reminded_at_once(testby, by, dialogue):
    with clock.at(dialogue.closes - timedelta(days=3)):
        invitation = an_invitation(testby, by, dialogue)
    on(dialogue.closes - timedelta(days=3))
    assert occasions(invitation) == ["inbjudan"]
    on(dialogue.closes - timedelta(days=1))
    assert occasions(invitation) == ["1 2027-05-25", "inbjudan"]


def test_a_round_that_is_extended_reminds_again(testby, by, dialogue):
    invitation = an_invitation(testby, by, dialogue)
    on(dialogue.closes - timedelta(days=1))
    dialogue.closes += timedelta(days=7)
    db.session.commit()
    on(dialogue.closes - timedelta(days=1))
    assert "1 2027-06-01" in occasions(invitation)


def test_a_coordinator_reminds_by_hand_once_a_day(testby, by, coordinator, dialogue):
    invitation = an_invitation(testby, by, dialogue)
    coordinator.get(PAGE)
    assert "1 har fått en påminnelse." in coordinator.press("Påminn dem som inte har svarat").main
    page = coordinator.press("Påminn dem som inte har svarat", status=422)
    assert "Det finns ingen att påminna" in page.main
    assert occasions(invitation) == ["hand 2027-05-11", "inbjudan"]


def test_feedback_is_mailed_to_those_who_answered(site, testby, by, dialogue):
    answered = an_invitation(testby, by, dialogue)
    silent = an_invitation(testby, by, dialogue, an_association(testby, by, "Södra byalaget"))
    client = opens(Reader(site), answered)
    writes(client, answered, {the_question(dialogue, QuestionKind.SCALE): "3"}, "Spara och nästa")
    sends(client, answered)
    dialogues.give_feedback(dialogue=dialogue, heard="Mörkt.", to_be_done="Ljus.", by=by)
    db.session.commit()
    on(TODAY)
    on(TODAY + timedelta(days=1))
    assert occasions(answered) == ["aterkoppling", "inbjudan", "tack"]
    assert occasions(silent) == ["inbjudan"]


def test_addresses_are_erased_a_year_after_the_last_day(testby, by, dialogue):
    invitation = an_invitation(testby, by, dialogue)
    for days, kept in ((365, True), (366, False)):
        with clock.at(dialogue.closes + timedelta(days=days)):
            erase_by_calendar()
        db.session.expire_all()
        assert bool(invitation.email) is kept


def test_mail_is_short_and_easy(site, testby, by, dialogue):
    invitation = an_invitation(testby, by, dialogue)
    on(dialogue.closes - timedelta(days=1))
    for mail in mails_to(invitation):
        words = " ".join(word for word in mail.text.split() if "://" not in word)
        assert len(words.split()) <= 90
        found = lix(words)
        assert found is not None
        assert found <= 30


def test_an_invitation_can_be_taken_back(testby, by, coordinator, dialogue):
    invitation = an_invitation(testby, by, dialogue)
    coordinator.get(PAGE)
    coordinator.press("Ta tillbaka")
    assert "Tillbakadragen" in coordinator.page.main
    assert mails_to(invitation) == []


def test_a_dialogue_with_everybody_invites_nobody(coordinator, dialogue):
    dialogue.audience = Audience.EVERYBODY
    coordinator.get(f"{PAGE}/bjud-in")
    page = coordinator.press("Bjud in", lines="Rektor; rektor@testby.example", status=422)
    assert "Dialogen frågar alla: då behövs ingen inbjudan." in page.errors or "Dialogen frågar alla" in page.main


def test_the_other_partys_people_see_no_list(site, testby, by, dialogue):
    an_invitation(testby, by, dialogue)
    police = Reader(site)
    log_in(police, a_person(testby, Role.MUNICIPAL_POLICE, Side.POLICE))
    police.get(PAGE, status=404)
