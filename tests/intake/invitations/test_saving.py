"""What is written on an invitation is saved as it stands, by several people at once; no word is lost."""

from datetime import timedelta

from medborgar.core.extensions import db
from medborgar.intake.dialogues import actions as dialogues
from medborgar.intake.dialogues.answering import name_of
from medborgar.intake.invitations.models import Draft
from medborgar.intake.models import Contribution
from tests.intake.invitations.worlds import opens, presses, question_page, sends, writes
from tests.reader import Reader

HTMX = {"HX-Request": "true", "HX-Target": "sparat"}


def saves_itself(client, page, invitation, question, said, *, status=200):
    """What HTMX sends when somebody pauses."""
    sent = {one["name"]: one.get("value", "") for one in page.soup.select("#fraga input[type=hidden]")}
    data = sent | {name_of(question): said}
    return client.post(question_page(invitation, question), data, status=status, headers=HTMX)


def test_the_same_two_people_write_on_one_answer(site, client, invitation, scale, words):
    opens(client, invitation)
    other = opens(Reader(site), invitation)
    writes(client, invitation, {scale: "3"}, "Spara och nästa")
    writes(other, invitation, {words: "Fler lampor."}, "Spara och nästa")
    page = client.get(f"/testby/inbjudan/svar/{invitation.id}/granska")
    assert "Fler lampor." in page.main


def test_two_who_write_in_the_same_question_see_both_texts(site, client, invitation, words):
    opens(client, invitation)
    other = opens(Reader(site), invitation)
    client.get(question_page(invitation, words))
    other.get(question_page(invitation, words))
    presses(client, "Spara och gå till listan", {words: "Min text."})
    page = presses(other, "Spara och gå till listan", {words: "Din text."}, status=409)
    assert "Min text." in page.main
    assert "Din text." in page.main
    other.press("Spara och gå till listan")
    db.session.expire_all()
    assert "Din text." in db.session.query(Draft).one().fields


def test_a_pause_saves_and_says_when(client, invitation, words):
    opens(client, invitation)
    page = client.get(question_page(invitation, words))
    answer = saves_itself(client, page, invitation, words, "Fler lam")
    assert answer.soup.find(id="sparat")
    assert "Sparat" in answer.text
    assert "Fler lam" in db.session.query(Draft).one().fields
    assert "Fler lam" in client.get(question_page(invitation, words)).main


def test_what_saves_itself_never_meets_itself(client, invitation, words):
    opens(client, invitation)
    page = client.get(question_page(invitation, words))
    for said in ("Fler", "Fler lampor", "Fler lampor vid"):
        saves_itself(client, page, invitation, words, said)
    presses(client, "Spara och nästa", {words: "Fler lampor vid stationen."}, on=page)
    assert "vid stationen" in db.session.query(Draft).one().fields


def test_what_saves_itself_never_takes_the_place_of_a_colleagues_words(site, client, invitation, words):
    opens(client, invitation)
    other = opens(Reader(site), invitation)
    page = client.get(question_page(invitation, words))
    writes(other, invitation, {words: "Kollegans."})
    for _ in range(2):
        answer = saves_itself(client, page, invitation, words, "Mina.", status=409)
        assert "Tryck på Spara" in answer.text
    assert "Kollegans." in db.session.query(Draft).one().fields


def test_even_what_is_wrong_is_saved(client, invitation, words):
    opens(client, invitation)
    client.get(question_page(invitation, words))
    page = presses(client, "Spara och nästa", {words: "x" * 2001}, status=422)
    assert "Korta texten" in page.errors[0]
    assert db.session.query(Draft).one().done is False
    assert "x" * 2001 in client.get(question_page(invitation, words)).soup.find("textarea").get_text()


def test_what_nobody_types_is_left_out(client, invitation, words):
    opens(client, invitation)
    page = client.get(question_page(invitation, words))
    saves_itself(client, page, invitation, words, "Mör\x00kt")
    assert "Mörkt" in db.session.query(Draft).one().fields


def test_a_round_that_closes_while_somebody_writes_loses_no_word(client, by, dialogue, invitation, words):
    opens(client, invitation)
    client.get(question_page(invitation, words))
    dialogue.opens -= timedelta(days=1)
    dialogues.close(dialogue=dialogue, by=by)
    db.session.commit()
    page = presses(client, "Spara och nästa", {words: "Det jag skrev."}, status=410)
    assert "Det jag skrev." in page.main
    assert "Dialogen är stängd." in page.main
    assert "Dialogen är stängd." in client.get(question_page(invitation, words), status=410).main


def test_a_question_that_is_taken_away_keeps_its_answer(client, by, invitation, words, scale):
    opens(client, invitation)
    writes(client, invitation, {scale: "3"}, "Spara och nästa")
    writes(client, invitation, {words: "Kvar."})
    client.get(question_page(invitation, words))
    dialogues.take_away(dialogue=invitation.dialogue, question=words, by=by)
    db.session.commit()
    presses(client, "Spara och gå till listan", {words: "Kvar ändå."})
    sends(client, invitation)
    assert "Kvar ändå." in db.session.query(Contribution).one().text


def test_somebody_elses_send_is_told_and_the_words_stay(site, client, invitation, words, scale):
    opens(client, invitation)
    other = opens(Reader(site), invitation)
    writes(client, invitation, {scale: "3"}, "Spara och nästa")
    other.get(question_page(invitation, words))
    sends(client, invitation)
    page = presses(other, "Spara och nästa", {words: "För sent."}, status=410)
    assert "Någon annan hos er har skickat svaret." in page.main
    assert "För sent." in page.main
