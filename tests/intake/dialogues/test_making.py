"""A coordinator makes a dialogue: from a ready one or an earlier round, asks it, opens it, and answers for it."""

from datetime import timedelta

import pytest

from medborgar.core import memory
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.dialogues import actions, queries
from medborgar.intake.dialogues.actions import Asked
from medborgar.intake.dialogues.models import QuestionKind
from medborgar.intake.dialogues.reading import ready
from medborgar.intake.models import Stage
from tests.factories import a_person, log_in
from tests.governance.conftest import statements
from tests.intake.conftest import TODAY
from tests.intake.dialogues.worlds import a_dialogue, is_answered, the_question
from tests.reader import Reader

HOME = "/testby/intranat/dialoger"


def asked_in(slug, testby):
    db.session.expire_all()
    return [one.words for one in queries.questions(queries.find(testby, slug))]


@pytest.mark.parametrize("key", sorted(ready()))
def test_a_dialogue_begins_from_every_ready_one(coordinator, testby, key):
    coordinator.get(f"{HOME}/ny")
    page = coordinator.press("Börja", title="Vårens frågor", start=f"mall:{key}")
    assert page.h1 == "Vårens frågor"
    assert asked_in("varens-fragor", testby) == [one.words for one in ready()[key].questions.values()]


def test_nobody_sees_a_draft_and_it_opens_on_its_day(coordinator, client, testby):
    coordinator.get(f"{HOME}/ny")
    coordinator.press("Börja", title="Hur tryggt är det?", start="mall:kort-enkat")
    client.get("/testby/dialog/hur-tryggt-ar-det", status=404)
    coordinator.click("Ändra rubrik, dagar och vilka ni frågar")
    coordinator.press("Spara", opens="2027-05-20", closes="2027-06-01", feedback_by="2027-06-15")
    assert "20 maj 2027" in client.get("/testby/dialog/hur-tryggt-ar-det").main
    assert client.get("/testby/dialog").soup.find("a", string="Hur tryggt är det?")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"title": ""}, "Skriv en rubrik"),
        ({"opens": "2027-05-20", "closes": "2027-05-19"}, "Sista dagen kan inte komma före den dag då dialogen öppnar"),
        ({"opens": "", "closes": "2027-05-19"}, "Skriv också vilken dag dialogen öppnar"),
        (
            {"opens": "2027-05-12", "closes": "2027-05-19", "feedback_by": "2027-05-15"},
            "Återkopplingen kan inte komma före sista dagen",
        ),
        ({"opens": "20 maj"}, "Skriv datumet som år, månad och dag, till exempel 2027-03-22"),
    ],
)
def test_days_that_make_no_sense_say_what_to_do(coordinator, testby, by, said, message):
    a_dialogue(testby, by)
    coordinator.get(f"{HOME}/hur-tryggt-ar-det/andra")
    page = coordinator.press("Spara", status=422, **{"introduction": "Det jag skrev."} | said)
    assert message in page.errors
    assert "Det jag skrev." in page.main


def test_no_dialogue_opens_without_a_question(coordinator, testby):
    coordinator.get(f"{HOME}/ny")
    coordinator.press("Börja", title="Tom")
    coordinator.click("Ändra rubrik, dagar och vilka ni frågar")
    page = coordinator.press("Spara", opens="2027-05-20", status=422)
    assert page.errors == ["Lägg till en fråga innan dialogen öppnar."]


def test_questions_are_written_moved_and_taken_away(coordinator, testby):
    coordinator.get(f"{HOME}/ny")
    coordinator.press("Börja", title="Runda")
    for words in ("Första?", "Andra?", "Tredje?"):
        coordinator.click("Lägg till en fråga")
        coordinator.press("Spara", words=words)
    assert asked_in("runda", testby) == ["Första?", "Andra?", "Tredje?"]
    coordinator.press("Flytta ner")  # the first of them
    assert asked_in("runda", testby) == ["Andra?", "Första?", "Tredje?"]
    coordinator.press("Ta bort")
    assert asked_in("runda", testby) == ["Första?", "Tredje?"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"words": ""}, "Skriv frågan"),
        ({"kind": "en", "choices": "Bara en"}, "Skriv minst två val, ett på varje rad"),
        ({"kind": "flera", "choices": "Ja\nJa"}, "Skriv varje val en gång"),
        ({"kind": "en", "choices": "\n".join(f"Val {n}" for n in range(21))}, "Skriv högst 20 val"),
        ({"kind": "en", "choices": f"Kort\n{'Lång' * 31}"}, "Korta valen till högst 120 tecken"),
        ({"kind": "skala"}, "Skriv var skalan börjar och slutar, till exempel 1 och 4"),
        ({"kind": "skala", "lowest": "4", "highest": "1"}, "Skriv var skalan börjar och slutar, till exempel 1 och 4"),
    ],
)
def test_a_question_that_can_not_be_asked_says_what_to_mend(coordinator, testby, by, said, message):
    a_dialogue(testby, by)
    coordinator.get(f"{HOME}/hur-tryggt-ar-det/fraga")
    page = coordinator.press("Spara", status=422, **{"words": "Hur då?", "hint": "Det jag skrev."} | said)
    assert message in page.errors
    assert "Det jag skrev." in str(page.soup)


def test_an_answer_has_one_place(coordinator, testby, by):
    a_dialogue(testby, by)
    coordinator.get(f"{HOME}/hur-tryggt-ar-det/fraga")
    page = coordinator.press("Spara", words="Var är det?", kind="plats", status=422)
    assert page.errors == ["Dialogen frågar redan om en plats."]


def test_what_has_been_answered_keeps_its_meaning(app, testby, by):
    dialogue = a_dialogue(testby, by)
    question = the_question(dialogue, QuestionKind.SCALE)
    is_answered(testby, dialogue, "a" * 40, app.config["KEYS"], scale="3")
    change(dialogue, question, words="Hur otryggt är det?", by=by)
    new = the_question(dialogue, QuestionKind.SCALE)
    assert (new.lineage, new.meaning, new.position) == (question.lineage, 2, question.position)
    assert not question.asked
    assert question.words == "Hur tryggt är det?"


def test_help_and_focus_area_change_no_meaning(app, testby, by):
    dialogue = a_dialogue(testby, by)
    question = the_question(dialogue, QuestionKind.SCALE)
    is_answered(testby, dialogue, "a" * 40, app.config["KEYS"], scale="3")
    change(dialogue, question, hint="På kvällen.", by=by)
    assert the_question(dialogue, QuestionKind.SCALE) is question
    assert (question.meaning, question.hint) == (1, "På kvällen.")


def change(dialogue, question, *, by, **changed):
    now = {name: getattr(question, name) for name in Asked.__dataclass_fields__}
    actions.change_question(dialogue=dialogue, question=question, asked=Asked(**now | changed), by=by)
    db.session.commit()


def test_a_copy_asks_the_same_and_a_change_in_it_is_another(testby, by):
    first = a_dialogue(testby, by)
    second = actions.begin(party=testby.party(Side.MUNICIPALITY), title="Hur tryggt är det?", by=by, like=first)
    same = [(one.lineage, one.meaning) for one in queries.questions(first)]
    assert [(one.lineage, one.meaning) for one in queries.questions(second)] == same
    assert second.slug == "hur-tryggt-ar-det-2"
    change(second, the_question(second, QuestionKind.SCALE), words="Hur otryggt är det?", by=by)
    scales = {the_question(one, QuestionKind.SCALE).meaning for one in (first, second)}
    assert scales == {1, 2}


def test_it_can_be_looked_at_as_those_who_answer_see_it(coordinator, testby, by):
    a_dialogue(testby, by)
    coordinator.get(f"{HOME}/hur-tryggt-ar-det")
    page = coordinator.click("Förhandsvisa")
    assert "Hur tryggt är det?" in page.main
    assert "4 Tryggt" in page.main
    assert not page.soup.select("main form")


def test_two_who_change_it_at_once_see_both_texts(coordinator, testby, by):
    dialogue = a_dialogue(testby, by)
    coordinator.get(f"{HOME}/hur-tryggt-ar-det/andra")
    dialogue.introduction, dialogue.version = "Kollegans ord.", dialogue.version + 1
    db.session.commit()
    page = coordinator.press("Spara", introduction="Mina ord.", status=409)
    assert "Kollegans ord." in page.main
    assert "Mina ord." in page.main
    coordinator.press("Spara")
    db.session.expire_all()
    assert dialogue.introduction == "Mina ord."


def test_an_open_one_asks_the_same_people(coordinator, testby, by):
    a_dialogue(testby, by)
    coordinator.get(f"{HOME}/hur-tryggt-ar-det/andra")
    page = coordinator.press("Spara", audience="medarbetare", status=422)
    assert "Dialogen har öppnat. Börja en ny för att fråga några andra." in page.errors


def test_feedback_that_is_late_is_told_to_all_until_it_is_given(coordinator, client, testby, by):
    dialogue = a_dialogue(testby, by)
    dialogue.opens, dialogue.closes, dialogue.feedback_by = (TODAY - timedelta(days=n) for n in (30, 20, 1))
    db.session.commit()
    assert "Återkopplingen är försenad." in client.get("/testby/dialog").main
    assert "Den är försenad." in client.get("/testby/dialog/hur-tryggt-ar-det").main
    assert "Återkopplingen är försenad." in coordinator.get(HOME).main
    assert "Återkoppla till dem som svarade: Hur tryggt är det?" in coordinator.get("/testby/intranat").main
    coordinator.get(f"{HOME}/hur-tryggt-ar-det")
    coordinator.click("Ge återkoppling")
    assert coordinator.press("Publicera återkopplingen", status=422).errors
    coordinator.press("Publicera återkopplingen", heard="Parken är mörk.", to_be_done="Vi sätter upp ljus.")
    page = client.get("/testby/dialog/hur-tryggt-ar-det")
    assert "Parken är mörk." in page.main
    assert "Vi sätter upp ljus." in page.main
    assert "försenad" not in client.get("/testby/dialog").main


def test_it_can_be_closed_before_its_last_day(coordinator, client, testby, by):
    dialogue = a_dialogue(testby, by)
    dialogue.opens = TODAY - timedelta(days=1)
    coordinator.get(f"{HOME}/hur-tryggt-ar-det")
    assert "Stängd" in coordinator.press("Stäng nu").main
    db.session.expire_all()
    assert dialogue.stage(TODAY) is Stage.CLOSED
    assert "Dialogen är stängd." in client.get("/testby/dialog/hur-tryggt-ar-det").main


def test_what_opened_today_keeps_its_day_and_closes_in_the_night(coordinator, testby, by):
    dialogue = a_dialogue(testby, by)
    coordinator.get(f"{HOME}/hur-tryggt-ar-det")
    assert "Dialogen stänger i natt." in coordinator.press("Stäng nu").main
    db.session.expire_all()
    assert (dialogue.opens, dialogue.closes) == (TODAY, TODAY)


def test_a_question_that_was_taken_away_can_be_asked_again(coordinator, testby, by):
    a_dialogue(testby, by)
    page = coordinator.get(f"{HOME}/hur-tryggt-ar-det")
    first = page.soup.select_one("ol h3").get_text(strip=True)
    page = coordinator.press("Ta bort", on=only(page, first))
    assert first not in [one.get_text(strip=True) for one in page.soup.select("ol h3")]
    assert "Frågan ställs inte längre." in page.main
    page = coordinator.press("Ställ frågan igen")
    assert [one.get_text(strip=True) for one in page.soup.select("ol h3")][-1] == first
    assert "Ställs inte längre" not in page.main


def test_a_question_comes_back_only_where_there_is_room_for_it(testby, by):
    dialogue = a_dialogue(testby, by)
    place = the_question(dialogue, QuestionKind.PLACE)
    actions.take_away(dialogue=dialogue, question=place, by=by)
    now = {name: getattr(place, name) for name in Asked.__dataclass_fields__}
    actions.add_question(dialogue=dialogue, asked=Asked(**now | {"words": "Vilken hållplats?"}), by=by)
    with pytest.raises(Refused, match="redan om en plats"):
        actions.ask_again(dialogue=dialogue, question_id=place.id, by=by)


def only(page, question):
    """The page as if that question stood there alone."""
    for item in page.soup.select("ol > li"):
        if item.h3.get_text(strip=True) != question:
            item.decompose()
    return page


def test_others_read_and_change_nothing(app, testby, by):
    a_dialogue(testby, by)
    reader = Reader(app)
    log_in(reader, a_person(testby, Role.COMMUNICATOR))
    page = reader.get(f"{HOME}/hur-tryggt-ar-det")
    assert not page.soup.select("main form")
    assert "Lägg till en fråga" not in page.main
    reader.get(f"{HOME}/ny", status=403)


def test_a_ready_question_belongs_to_the_focus_area_of_its_name(testby, by):
    made = actions.begin(party=testby.party(Side.MUNICIPALITY), title="Månaden", by=by, key="sex-omraden")
    tied = {one.words: one.focus_area.slug for one in queries.questions(made) if one.focus_area}
    assert set(tied.values()) == {"ordning", "vald", "unga"}


@pytest.mark.parametrize("address", [HOME, "/testby/dialog"])
def test_the_queries_do_not_grow_with_the_dialogues(coordinator, testby, by, address):
    a_dialogue(testby, by, title="Den första")
    memory.forget()
    few = statements(coordinator, address)
    for number in range(5):
        a_dialogue(testby, by, title=f"Runda {number}")
    memory.forget()
    assert statements(coordinator, address) == few


def test_a_party_s_dialogues_are_its_own(app, testby, by):
    a_dialogue(testby, by)
    officer = Reader(app)
    log_in(officer, a_person(testby, Role.MUNICIPAL_POLICE, Side.POLICE))
    assert "Hur tryggt är det?" not in officer.get(HOME).main
    officer.get(f"{HOME}/hur-tryggt-ar-det", status=404)
