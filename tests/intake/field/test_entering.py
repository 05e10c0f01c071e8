"""Staff enter what somebody else answered, one paper after the other, and put right what became wrong."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.dialogues import actions as dialogues
from medborgar.intake.dialogues.answering import name_of
from medborgar.intake.dialogues.models import Question, QuestionKind
from medborgar.intake.field.forms import free_words
from medborgar.intake.field.queries import heard
from medborgar.intake.models import Contribution
from medborgar.triage import actions as triage
from tests.factories import a_person
from tests.intake.conftest import TODAY
from tests.intake.dialogues.worlds import a_dialogue, said_in, the_question
from tests.intake.field.worlds import a_round, an_entered_answer, asked_as

HOME = "/testby/intranat/dialoger/hur-tryggt-ar-det/registrera"
SAVE = "Spara och ta nästa"
CAME = {"channel": "papper"}


@pytest.fixture
def dialogue(kept, testby, by):
    return kept(a_dialogue, testby, by)


def kept():
    db.session.expire_all()
    return db.session.query(Contribution).order_by(Contribution.text).all()


def stands(page, name):
    """What stands in a field, or is chosen in it."""
    field = page.soup.find(["input", "textarea"], attrs={"name": name, "type": ["text", "date", "hidden", None]})
    chosen = page.soup.select(f'select[name="{name}"] option[selected], input[name="{name}"][checked]')
    return chosen[0]["value"] if chosen else field and field.get("value", field.get_text().strip())


def test_it_is_found_from_registrera_and_kept_with_who_how_and_when(reporter, dialogue, testby):
    reporter.get("/testby/intranat/registrera")
    page = reporter.click("Hur tryggt är det?")
    assert (stands(page, "received"), stands(page, "voice")) == (TODAY.isoformat(), "invanare")
    page = reporter.press(SAVE, **said_in(dialogue, scale="2", text="Fler lampor."), **CAME, area="centrum")
    (row,) = kept()
    assert (row.channel, row.voice, row.received, row.area.name) == ("papper", "invanare", TODAY, "Centrum")
    assert row.registered_by is not None
    assert row.text == "Vad skulle göra det tryggare?\nFler lampor.\n\nHur tryggt är det?\n2 av 4 (4 = Tryggt)"
    assert "Sparat. Kod till den som svarade:" in page.main


def test_the_next_form_keeps_day_way_voice_and_place_and_counts_the_stack(reporter, dialogue):
    reporter.get(HOME)
    yesterday, place = (TODAY - timedelta(days=0)).isoformat(), said_in(dialogue, place="Stationen")
    for number in ("1", "2", "3"):
        sent = said_in(dialogue, scale=number, text=f"Svar {number}.") | place
        page = reporter.press(SAVE, **sent, channel="papper", received=yesterday, area="centrum")
    assert "3 svar är registrerade." in page.main
    assert [stands(page, name) for name in ("received", "channel", "area", *place)] == [
        yesterday,
        "papper",
        "centrum",
        "Stationen",
    ]
    assert "Svar 3." not in page.main
    assert len(page.soup.find_all("a", string="Rätta (öppnas i en ny flik)")) == 3


def test_a_double_click_saves_once(reporter, dialogue):
    form = reporter.get(HOME)
    sent = said_in(dialogue, scale="2") | CAME
    first, second = (reporter.press(SAVE, on=form, **sent) for _ in range(2))
    assert first.soup.select_one("main .notice").get_text() == second.soup.select_one("main .notice").get_text()
    assert "1 svar är registrerat." in second.main
    assert len(kept()) == 1
    assert db.session.query(AuditEntry).filter_by(event=Event.CONTRIBUTION_REGISTER).count() == 1


def test_a_used_form_with_other_answers_keeps_them_and_can_be_saved_as_new(reporter, dialogue):
    form = reporter.get(HOME)
    reporter.press(SAVE, on=form, **said_in(dialogue, scale="2"), **CAME)
    page = reporter.press(SAVE, on=form, **said_in(dialogue, scale="3", text="Något annat."), **CAME, status=409)
    assert "Något annat." in page.main
    reporter.press(SAVE)
    assert len(kept()) == 2


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"channel": ""}, "Välj hur det kom"),
        ({"received": "2027-05-01"}, "Skriv en dag då dialogen var öppen: från 11 maj 2027 till 11 maj 2027"),
        ({"received": "i går"}, "Skriv datumet som år, månad och dag, till exempel 2027-03-22"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_stays(reporter, dialogue, said, message):
    reporter.get(HOME)
    page = reporter.press(SAVE, status=422, **said_in(dialogue, scale="2", text="Det jag skrev."), **CAME | said)
    assert page.errors == [message]
    assert "Det jag skrev." in page.main


def test_an_identity_number_is_not_copied_from_the_paper(reporter, dialogue):
    reporter.get(HOME)
    page = reporter.press(SAVE, status=422, **said_in(dialogue, scale="2", text="Ring 121212-1212."), **CAME)
    assert page.errors == ["Ta bort 121212-1212: det är ett personnummer."]


def test_a_form_without_answers_is_not_kept(reporter, testby, by):
    a_dialogue(testby, by, dialogues.Asked(kind=QuestionKind.TEXT, words="Vad tycker du?"))
    reporter.get(HOME)
    page = reporter.press(SAVE, status=422, **CAME)
    assert "Fyll i svaret på minst en fråga" in page.main


def test_paper_that_came_in_time_is_entered_after_the_last_day(reporter, dialogue):
    dialogue.opens, dialogue.closes = (TODAY - timedelta(days=n) for n in (20, 6))
    page = reporter.get(HOME)
    assert stands(page, "received") == dialogue.closes.isoformat()
    reporter.press(SAVE, **said_in(dialogue, scale="2"), **CAME)
    assert [one.received for one in kept()] == [dialogue.closes]


def test_before_it_opens_nothing_is_entered(reporter, dialogue):
    reporter.get(HOME)
    dialogue.opens = TODAY + timedelta(days=3)
    page = reporter.press(SAVE, status=422, **said_in(dialogue, scale="2", text="Det jag skrev."), **CAME)
    assert "Det jag skrev." in page.main
    assert "Dialogen har inte öppnat" in reporter.get(HOME).main


def test_a_question_taken_away_meanwhile_is_still_entered(reporter, dialogue, by):
    reporter.get(HOME)
    sent = said_in(dialogue, scale="2", text="Det som stod.")
    dialogues.take_away(dialogue=dialogue, question=the_question(dialogue, QuestionKind.TEXT), by=by)
    reporter.press(SAVE, **sent, **CAME)
    assert "Det som stod." in kept()[0].text


def test_a_unit_that_rings_in_has_reported(coordinator, testby, by):
    found = a_round(testby, by)
    coordinator.get(f"/testby/intranat/dialoger/{found.slug}/registrera")
    said = {name_of(asked_as(found, key)): words for key, words in {"vad": "Något annat", "beskriv": "Glas."}.items()}
    assert coordinator.press(SAVE, status=422, **said, channel="telefon").errors == [
        "Skriv vilken enhet som rapporterar"
    ]
    coordinator.press(SAVE, unit="Badhuset")
    assert [(one.unit, one.events) for one in heard(found, testby.party(Side.MUNICIPALITY), TODAY)] == [("Badhuset", 1)]


def test_what_was_entered_is_put_right_and_keeps_its_receipt(reporter, dialogue):
    reporter.get(HOME)
    sent = said_in(dialogue, scale="2", text="Först så.\n\nOch så.", many=["På dagen", "På natten"], date="2027-05-01")
    reporter.press(SAVE, **sent | said_in(dialogue, place="Bron"), **CAME, area="hela")
    receipt = kept()[0].receipt_hash
    page = reporter.click("Rätta (öppnas i en ny flik)")
    assert "Först så.\n\nOch så." in page.soup.find("textarea").get_text()
    assert "Svaret är rättat" in reporter.press("Spara rättelsen", **said_in(dialogue, scale="3")).main
    (row,) = kept()
    assert row.text == (
        "Vad skulle göra det tryggare?\nFörst så.\n\nOch så.\n\nNär är det otryggt?\nPå dagen, På natten\n\n"
        "Hur tryggt är det?\n3 av 4 (4 = Tryggt)\n\nVilken dag var det?\n1 maj 2027"
    )
    assert (row.place, row.extent, row.receipt_hash) == ("Bron", "hela", receipt)
    assert db.session.query(AuditEntry).filter_by(event=Event.CONTRIBUTION_CORRECT).count() == 1


def test_what_has_been_read_is_not_put_right_any_more(reporter, dialogue, by):
    reporter.get(HOME)
    reporter.press(SAVE, **said_in(dialogue, scale="2", text="Först så."), **CAME)
    reporter.click("Rätta (öppnas i en ny flik)")
    triage.open_to_review(contribution=kept()[0], by=by)
    page = reporter.press("Spara rättelsen", status=422, **said_in(dialogue, text="Sedan så."))
    assert "Svaret är redan läst." in page.main
    assert "Sedan så." in page.main
    assert "Först så." in kept()[0].text


def test_a_colleague_reads_nothing_of_what_one_has_entered(somebody, dialogue, by):
    found = an_entered_answer(dialogue, by)
    page = somebody(Role.REPORTER).get(f"{HOME}/{found.id}")
    assert "En kollega har registrerat svaret." in page.main
    assert "Fler lampor." not in page.main


def test_what_a_resident_sent_is_nobody_s_to_put_right(reporter, testby, dialogue):
    found = an_entered_answer(dialogue, a_person(testby, Role.REPORTER))
    found.registered_by = None
    reporter.get(f"{HOME}/{found.id}", status=404)


@given(st.lists(st.text("abc\n ?", min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_free_words_are_found_again_between_their_questions(said):
    asked = [Question(words=f"Fråga {number}?") for number in range(len(said))]
    text = "\n\n".join(f"{one.words}\n{words}" for one, words in zip(asked, said, strict=True))
    assert list(free_words(text, asked).values()) == said


@pytest.mark.parametrize("stack", ["x", "," * 3000, "0" * 32])
def test_a_stack_that_is_none_counts_nothing(reporter, dialogue, stack):
    reporter.get(HOME)
    page = reporter.press(SAVE, status=422, stack=stack)
    assert "0 svar är registrerade." in page.main
