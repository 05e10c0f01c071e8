"""Anybody answers a dialogue: the questions, a check, a receipt; nothing is lost when something comes between."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.intake.dialogues import actions, answering, queries
from medborgar.intake.dialogues.answering import name_of
from medborgar.intake.dialogues.models import Answer, Question, QuestionKind
from medborgar.intake.models import Audience, Contribution
from medborgar.municipality.queries import focus_set
from tests.factories import a_person, log_in
from tests.intake.conftest import TODAY
from tests.intake.dialogues.worlds import a_dialogue, said_in, the_question
from tests.reader import Reader

PAGE = "/testby/dialog/hur-tryggt-ar-det"
ALL = {
    "text": "Fler lampor vid stationen.",
    "one": "Otryggare",
    "many": ["På kvällen", "På natten"],
    "scale": "2",
    "yes_no": "ja",
    "place": "Stationen",
    "date": "2027-05-01",
}


@pytest.fixture
def dialogue(kept, testby, by):
    return kept(a_dialogue, testby, by)


def kept():
    return db.session.query(Contribution).all()


def values(dialogue):
    found = db.session.query(Answer).order_by(Answer.value)
    kinds = {one.id: one.kind for one in queries.ever_asked(dialogue)}
    return sorted((kinds[one.question_id], one.value) for one in found)


def answers(client, dialogue, **said):
    client.get(PAGE)
    return client.press("Fortsätt", **said_in(dialogue, **said))


def test_every_kind_of_question_is_answered_checked_and_kept(client, dialogue):
    client.get(PAGE)
    check = client.press("Fortsätt", **said_in(dialogue, **ALL), area="centrum")
    assert check.h1 == "Stämmer det här?"
    for part in ("Fler lampor", "Otryggare", "På kvällen, På natten", "Ja", "Stationen", "Centrum", "1 maj 2027"):
        assert part in check.main
    receipt = client.press("Skicka till kommunen")
    assert len(receipt.soup.find(id="receipt-code").get_text().replace(" ", "")) == 16
    (row,) = kept()
    assert row.text.startswith(
        "Vad skulle göra det tryggare?\nFler lampor vid stationen.\n\nHur har det ändrats?\nOtryg"
    )
    assert (row.kind, row.place, row.area.name, row.received) == ("dialog", "Stationen", "Centrum", TODAY)
    assert values(dialogue) == [
        ("dag", "2027-05-01"),
        ("en", "Otryggare"),
        ("flera", "På kvällen"),
        ("flera", "På natten"),
        ("ja-nej", "ja"),
        ("plats", ""),
        ("skala", "2"),
        ("text", ""),
    ]


def test_what_is_left_out_is_no_answer(client, dialogue):
    answers(client, dialogue, scale="4")
    client.press("Skicka till kommunen")
    (row,) = kept()
    assert (row.text, row.place, row.extent) == ("Hur tryggt är det?\n4 av 4 (4 = Tryggt)", "", "vet-inte")
    assert values(dialogue) == [("skala", "4")]


def test_nothing_is_remembered_in_the_browser(client, dialogue):
    for page in (client.get(PAGE), answers(client, dialogue, scale="4"), client.press("Skicka till kommunen")):
        assert "Set-Cookie" not in page.headers


def test_sending_twice_gives_the_same_receipt_and_one_row(client, dialogue):
    check = answers(client, dialogue, scale="4")
    first, second = (client.press("Skicka till kommunen", on=check) for _ in range(2))
    codes = {page.soup.find(id="receipt-code").get_text() for page in (first, second)}
    assert len(codes) == len(kept()) == len(values(dialogue)) == 1


def test_one_can_go_back_and_change(client, dialogue):
    answers(client, dialogue, scale="4", text="Först så.")
    page = client.press("Ändra")
    assert "Först så." in page.main
    client.press("Fortsätt", **said_in(dialogue, text="Sedan så."))
    client.press("Skicka till kommunen")
    assert "Sedan så." in kept()[0].text
    assert "Först så." not in kept()[0].text


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"text": "Utan skala."}, "Svara på frågan"),
        ({"scale": "2", "date": "i maj"}, "Skriv datumet som år, månad och dag, till exempel 2027-03-22"),
        ({"scale": "2", "text": "x" * 2001}, "Korta texten: den har 2001 tecken och får ha högst 2000"),
    ],
)
def test_what_can_not_be_read_says_what_to_do_and_stays(client, dialogue, said, message):
    client.get(PAGE)
    page = client.press("Fortsätt", status=422, **said_in(dialogue, **said))
    assert message in page.errors
    assert str(said.get("text", said.get("date"))) in str(page.soup)
    assert kept() == []


@pytest.mark.parametrize("value", ["5", "0", "-1", "två", "1.5"])
def test_a_scale_takes_its_own_steps_only(client, dialogue, value):
    client.get(PAGE)
    data = said_in(dialogue, scale=value) | {"till": "skicka", "token": client.page.soup.find(id="token")["value"]}
    client.post(PAGE, data, status=422)
    assert kept() == []


def test_too_much_in_all_says_how_much_there_may_be(client, testby, by):
    asked = [actions.Asked(kind=QuestionKind.TEXT, words=f"Fråga {number}?") for number in range(7)]
    dialogue = a_dialogue(testby, by, *asked)
    client.get(PAGE)
    page = client.press("Fortsätt", status=422, **{name_of(one): "x" * 2000 for one in queries.questions(dialogue)})
    assert "Korta dina svar: tillsammans får de ha högst 12000 tecken" in page.main


def test_no_answer_at_all_is_not_sent(client, testby, by):
    asked = actions.Asked(kind=QuestionKind.TEXT, words="Vad tycker du?")
    dialogue = a_dialogue(testby, by, asked)
    page = client.get(PAGE) and client.press("Fortsätt", status=422)
    assert "Du har inte svarat på någon fråga än" in page.main
    assert queries.answered([dialogue])[dialogue.id] == 0


def test_whoever_comes_too_late_keeps_the_words(client, dialogue):
    answers(client, dialogue, scale="2", text="Det jag skrev.")
    dialogue.opens, dialogue.closes = (TODAY - timedelta(days=n) for n in (9, 2))
    page = client.press("Skicka till kommunen", status=409)
    assert page.h1 == "Dialogen har stängt"
    assert "Det jag skrev." in page.main
    assert kept() == []


def test_a_question_taken_away_meanwhile_is_still_answered(client, dialogue, by):
    answers(client, dialogue, scale="2", text="Det jag skrev.")
    gone = the_question(dialogue, QuestionKind.TEXT)
    actions.take_away(dialogue=dialogue, question=gone, by=by)
    client.press("Skicka till kommunen")
    assert "Det jag skrev." in kept()[0].text
    assert ("text", "") in values(dialogue)
    assert name_of(gone) not in str(client.get(PAGE).soup)


def test_only_those_who_are_asked_can_answer(client, dialogue):
    dialogue.audience = Audience.ASSOCIATIONS
    page = client.get(PAGE)
    assert "De vi frågar får en inbjudan." in page.main
    client.post(PAGE, {"till": "skicka"}, status=409)
    dialogue.audience = Audience.STAFF
    client.get(PAGE, status=404)


def test_another_dialogue_s_token_is_not_ours(client, testby, by, dialogue):
    answers(client, dialogue, scale="2")
    token = client.page.soup.find(attrs={"name": "token"})["value"]
    other = a_dialogue(testby, by, title="En annan")
    data = said_in(other, scale="2") | {"till": "skicka", "token": token}
    page = client.post("/testby/dialog/en-annan", data, status=400)
    assert "Läs igenom och skicka en gång till" in page.main
    client.press("Skicka till kommunen")
    assert len(kept()) == 1


def test_an_answer_comes_tagged_with_the_focus_areas_of_its_questions(app, client, testby, by):
    focus = focus_set(testby, TODAY).areas[1]
    asked = actions.Asked(kind=QuestionKind.TEXT, words="Vad har du sett av hot?", focus_area_id=focus.id)
    dialogue = a_dialogue(testby, by, asked)
    answers(client, dialogue, text="Ingenting alls.")
    client.press("Skicka till kommunen")
    reader = Reader(app)
    log_in(reader, by)
    reader.get(f"/testby/intranat/inkorg/{kept()[0].id}")
    page = reader.press("Öppna och läs")
    assert [box["value"] for box in page.soup.select("input[name=focus][checked]")] == [str(focus.id)]


def test_the_answer_is_in_the_inbox_and_follows_its_code(app, client, testby, dialogue):
    answers(client, dialogue, scale="2", text="Fler lampor.")
    code = client.press("Skicka till kommunen").soup.find(id="receipt-code").get_text()
    reader = Reader(app)
    log_in(reader, a_person(testby, Role.COORDINATOR))
    assert "Svar i en dialog" in reader.get("/testby/intranat/inkorg").main
    client.get("/testby/folj")
    assert "Mottaget" in client.press("Visa vad som har hänt", code=code).main


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (("Aldrig", "Alltid"), "3 av 5 (1 = Aldrig, 5 = Alltid)"),
        (("", "Alltid"), "3 av 5 (5 = Alltid)"),
        (("", ""), "3 av 5"),
    ],
)
def test_a_step_of_a_scale_is_read_with_its_ends(app, ends, said):
    lowest_name, highest_name = ends
    question = Question(kind="skala", lowest=1, highest=5, lowest_name=lowest_name, highest_name=highest_name)
    with app.test_request_context():
        assert answering.on_scale(question, "3") == said


def test_its_days_are_a_calendar(client, testby, by, dialogue):
    dialogue.title = "Hur tryggt; är det, nu?"
    a_dialogue(testby, by, title="Ett utkast").opens = None
    a_dialogue(testby, by, title="Till personalen").audience = Audience.STAFF
    db.session.commit()
    client.get("/testby/dialog")
    found = Calendar.from_ical(client.click("Dagarna till din kalender (ics)").response.data).events
    assert {str(one["summary"]).partition(":")[0]: one["dtstart"].dt for one in found} == {
        "Första dag att svara": TODAY,
        "Sista dag att svara": date(2027, 5, 25),
        "Senast i dag berättar vi vad svaren ledde till": date(2027, 6, 10),
    }
    assert all(str(one["summary"]).endswith("Hur tryggt; är det, nu?") for one in found)


def test_where_nothing_is_asked_there_is_no_calendar(client, testby):
    assert "Dagarna till din kalender" not in client.get("/testby/dialog").main
    client.get("/testby/dialog.ics", status=404)
