"""An association answers an invitation: task by task, sent once, seen by nobody else; every link says what to do."""

from datetime import timedelta

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.intake.dialogues import actions as dialogues
from medborgar.intake.dialogues.actions import Asked
from medborgar.intake.dialogues.models import QuestionKind
from medborgar.intake.invitations import actions
from medborgar.intake.invitations.models import Invitation, State
from medborgar.intake.models import Contribution
from tests.governance.conftest import statements
from tests.intake.conftest import TODAY
from tests.intake.dialogues.worlds import the_question
from tests.intake.invitations.worlds import (
    an_association,
    an_invitation,
    link_in,
    mails_to,
    opens,
    presses,
    question_page,
    sends,
    writes,
)
from tests.reader import Reader


def test_a_link_opens_nothing_by_itself(client, invitation):
    page = client.get(link_in(mails_to(invitation)[0]))
    assert "Börja svara" in page.main
    assert invitation.name in page.main
    db.session.refresh(invitation)
    assert invitation.state is State.INVITED
    assert "Set-Cookie" not in page.headers


def test_every_question_is_a_task_and_the_whole_is_sent_once(client, invitation, dialogue, scale, words):
    opens(client, invitation)
    assert client.page.main.count("Inte påbörjad") == 7
    writes(client, invitation, {scale: "3"}, "Spara och nästa")
    writes(client, invitation, {words: "Fler lampor."})
    assert "1 av 7 frågor är klara" in client.page.main
    assert "Påbörjad" in client.page.main
    client.click("Läs igenom och skicka")
    assert "Fler lampor." in client.page.main
    client.press("Skicka till kommunen")
    assert client.page.h1 == "Tack! Vi har tagit emot ert svar"
    code = client.page.soup.find(id="receipt-code").get_text()
    (row,) = db.session.query(Contribution).all()
    assert (row.voice, row.channel, row.dialogue_id) == ("forening", "webb", dialogue.id)
    assert "Fler lampor." in row.text
    client.get(f"/testby/inbjudan/svar/{invitation.id}/granska")
    assert client.page.soup.find(id="receipt-code").get_text() == code
    assert db.session.query(Contribution).count() == 1


def test_what_is_needed_is_asked_for_before_it_is_sent(client, invitation, scale):
    opens(client, invitation)
    page = client.get(f"/testby/inbjudan/svar/{invitation.id}/granska")
    assert "Det här är kvar att göra Hur tryggt är det?" in page.main
    page = client.press("Skicka till kommunen", status=422)
    assert page.soup.title.get_text().startswith("Fel: ")
    assert db.session.query(Contribution).count() == 0


def test_one_association_never_sees_anothers(client, testby, by, invitation):
    another = an_invitation(testby, by, invitation.dialogue, an_association(testby, by, "Södra byalaget"))
    opens(client, invitation)
    page = client.get(f"/testby/inbjudan/svar/{another.id}", status=410)
    assert "Öppna länken i mejlet igen" in page.main
    assert "Södra" not in page.text


def test_whoever_has_no_link_sees_nothing(client, invitation, words):
    for address in (
        f"/testby/inbjudan/svar/{invitation.id}",
        question_page(invitation, words),
        f"/testby/inbjudan/svar/{invitation.id}/granska",
        f"/testby/inbjudan/svar/{invitation.id}/dagar.ics",
    ):
        client.get(address, status=410)
    client.get("/testby/inbjudan/falsk", status=404)


def test_last_years_answer_can_be_seen_beside_the_question(client, testby, by, invitation):
    dialogue = invitation.dialogue
    scale, words = (the_question(dialogue, kind) for kind in (QuestionKind.SCALE, QuestionKind.TEXT))
    opens(client, invitation)
    writes(client, invitation, {scale: "3"}, "Spara och nästa")
    writes(client, invitation, {words: "Det vi sa förra gången."})
    sends(client, invitation)
    again = dialogues.begin(party=dialogue.receiving_party, title="Igen", by=by, like=dialogue)
    again.opens = clock.today()
    db.session.commit()
    second = an_invitation(testby, by, again, invitation.association)
    opens(client, second)
    page = client.get(question_page(second, the_question(again, QuestionKind.TEXT)))
    assert "Visa vad ni svarade förra gången" in page.main
    assert "Det vi sa förra gången." in page.main


def test_a_link_to_what_is_sent_shows_the_copy(site, client, invitation, scale):
    opens(client, invitation)
    writes(client, invitation, {scale: "3"}, "Spara och nästa")
    sends(client, invitation)
    db.session.expire_all()
    thanks = mails_to(invitation)[-1]
    assert thanks.kind == "tack"
    another = Reader(site)
    another.get(link_in(thanks))
    page = another.press("Visa vårt svar")
    assert "Det här svarade ni" in page.main
    assert page.main.count("3") >= 1


def test_an_invitation_that_is_taken_back_says_so(client, by, invitation, words):
    address = link_in(mails_to(invitation)[0])
    opens(client, invitation)
    client.get(question_page(invitation, words))
    actions.withdraw(invitation=invitation, by=by)
    db.session.commit()
    page = presses(client, "Spara och nästa", {words: "Det jag skrev."}, status=410)
    assert "Kommunen har tagit tillbaka inbjudan." in page.main
    assert "Det jag skrev." in page.main
    assert "tillbakadragen" in client.get(address, status=410).main


def test_a_link_that_is_too_old_says_what_to_do(client, invitation):
    address = link_in(mails_to(invitation)[0])
    with clock.at(TODAY + timedelta(days=800)):
        assert "Be samordnaren om en ny" in client.get(address, status=410).main


def test_no_more_mail_is_one_press(client, testby, invitation):
    client.get(link_in(mails_to(invitation)[0]))
    page = client.press("Vi vill inte ha fler mejl")
    assert page.h1 == "Ni får inga fler mejl"
    db.session.expire_all()
    assert db.session.query(Invitation).one().state is State.DECLINED
    assert invitation.association.takes_mail is False
    assert mails_to(invitation) == []


def test_a_mail_programs_own_button_works_too(client, invitation):
    address = link_in(mails_to(invitation)[0])
    client.post(address, {"List-Unsubscribe": "One-Click"})
    db.session.expire_all()
    assert db.session.query(Invitation).one().state is State.DECLINED


def test_the_days_come_as_a_calendar(client, invitation):
    opens(client, invitation)
    page = client.get(f"/testby/inbjudan/svar/{invitation.id}/dagar.ics")
    file = page.response.get_data(as_text=True)
    assert "DTSTART;VALUE=DATE:20270525" in file
    assert "DTSTART;VALUE=DATE:20270610" in file


def test_the_page_asks_as_often_with_many_questions_as_with_few(client, invitation, dialogue, by):
    opens(client, invitation)
    address = f"/testby/inbjudan/svar/{invitation.id}"
    before = statements(client, address)
    for number in range(10):
        asked = Asked(kind=QuestionKind.TEXT, words=f"Fråga {number}")
        dialogues.add_question(dialogue=dialogue, asked=asked, by=by)
    db.session.commit()
    assert statements(client, address) == before
