"""Everybody reads what a round came to, in numbers, once and for ever."""

from datetime import date, timedelta

import pytest

from medborgar.audit.models import AuditEntry
from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.dialogues import actions as asking
from medborgar.intake.models import Audience
from medborgar.publication.models import DialogueResult
from medborgar.publication.results import actions
from tests.factories import a_municipality, a_person, log_in
from tests.governance.conftest import statements
from tests.intake.dialogues.worlds import a_dialogue
from tests.picture.results.worlds import a_closed_round, answers, everyone
from tests.publication.results.worlds import MANY
from tests.reader import Reader, words

TODAY = date(2027, 5, 11)
PAGE = "/testby/dialog/hur-tryggt-ar-det/resultat"
STAFF = "/testby/intranat/dialoger/hur-tryggt-ar-det/svar"


@pytest.fixture
def testby(kept):
    with clock.at(TODAY):
        yield kept(a_municipality)


@pytest.fixture
def by(kept, testby):
    return kept(a_person, testby)


@pytest.fixture
def coordinator(at_a_browser, by):
    return at_a_browser(by)


def publish(dialogue, by):
    found = actions.publish(dialogue=dialogue, by=str(by.id))
    db.session.commit()
    return found


def test_staff_look_at_it_and_publish_it_and_everybody_reads_the_same(coordinator, client, testby, by):
    a_closed_round(testby, by, *MANY)
    assert "Resultatet kommer här senast 15 maj 2027." in client.get(PAGE).main
    coordinator.get(STAFF)
    preview = coordinator.click("Det alla får läsa")
    assert "36 svar." in preview.main
    page = coordinator.press("Publicera resultatet")
    assert "Publicerat 11 maj 2027." in page.main
    shown = client.get("/testby/dialog") and client.click("Så svarade ni : Hur tryggt är det?, 21 april–1 maj 2027")
    assert [words(one) for one in shown.soup.select("table.bars")] == [
        words(one) for one in preview.soup.select("table.bars")
    ]
    assert "36 svar · medel 2,7" in shown.main


def test_small_numbers_are_hidden_and_no_word_is_there(client, testby, by):
    publish(a_closed_round(testby, by, *MANY), by)
    page = client.get(PAGE)
    tables = [
        {words(row.th): words(row.td) for row in one.select("tbody tr")} for one in page.soup.select("table.bars")
    ]
    changed, when, step, been, areas = tables
    assert set(changed.values()) == {"färre än 5"}
    assert when["På dagen"] == "5"
    assert step == {"1": "6", "2": "9", "3": "12", "4 Tryggt": "9"}
    assert been == {"Ja": "18", "Nej": "9", "Vet inte": "färre än 5"}
    assert areas == {
        "Centrum": "18",
        "Norrby": "9",
        "Söderby": "5",
        "Hela kommunen": "färre än 5",
        "Vet inte": "färre än 5",
    }
    assert "Hemliga ord" not in str(page.soup)


def test_what_is_published_never_changes(client, testby, by):
    dialogue = a_closed_round(testby, by, *MANY)
    publish(dialogue, by)
    answers(testby, dialogue, by, "ett till", scale="1")
    publish(dialogue, by)
    assert "36 svar · medel 2,7" in client.get(PAGE).main
    assert db.session.query(DialogueResult).count() == 1


def test_a_small_round_says_no_number(client, testby, by):
    publish(a_closed_round(testby, by, {"scale": "1"}, {"scale": "2"}), by)
    page = client.get(PAGE)
    assert "Färre än 5 svarade. Då visar vi inga siffror alls." in page.main
    assert not page.soup.select("table")


def test_rounds_that_asked_the_same_make_a_series(client, testby, by):
    first = a_closed_round(testby, by, *MANY, title="Förra året", opened=date(2026, 5, 1))
    second = a_closed_round(
        testby,
        by,
        *everyone((30, {"scale": "3"}), (10, {"scale": "4"}), (5, {"scale": "1"}), (5, {"scale": "2"})),
        like=first,
    )
    for one in (first, second):
        publish(one, by)
    rows = [
        [words(c) for c in row.find_all(["th", "td"])] for row in client.get(PAGE).soup.select("table.values tbody tr")
    ]
    assert rows == [["21 april 2027", "2,9", "50"], ["1 maj 2026", "2,7", "36"]]
    assert not client.get("/testby/dialog/forra-aret/resultat").soup.select("table.values")


@pytest.mark.parametrize("audience", [Audience.STAFF, Audience.ELECTED])
def test_what_only_elected_or_staff_were_asked_is_never_published(client, coordinator, testby, by, audience):
    a_closed_round(testby, by, *MANY, audience=audience)
    client.get(PAGE, status=404)
    assert "Svaren publiceras inte." in coordinator.get(f"{STAFF}/alla").main
    coordinator.get(STAFF)
    token = coordinator.page.soup.select_one("input[name=csrf_token]")["value"]
    coordinator.post(f"{STAFF}/alla", {"csrf_token": token}, status=422)
    actions.publish_due()
    assert db.session.query(DialogueResult).count() == 0


def test_it_is_not_published_while_it_is_open(coordinator, client, testby, by):
    a_dialogue(testby, by)
    assert "När dialogen har stängt kan ni publicera antalen." in coordinator.get(STAFF).main
    page = coordinator.get(f"{STAFF}/alla")
    assert not page.soup.select("main form")
    token = page.soup.select_one("input[name=csrf_token]")["value"]
    assert "Dialogen har inte stängt än." in coordinator.post(f"{STAFF}/alla", {"csrf_token": token}, status=422).main
    assert "Resultatet kommer här senast 8 juni 2027." in client.get(PAGE).main


def test_a_draft_has_no_page(client, testby, by):
    asking.begin(party=testby.party(Side.MUNICIPALITY), title="Hur tryggt är det?", by=by)
    client.get(PAGE, status=404)
    client.get("/testby/dialog/beratta/resultat", status=404)


def test_two_weeks_after_it_closed_it_is_published_by_itself(client, testby, by):
    dialogue = a_closed_round(testby, by, *MANY)
    actions.publish_due()
    assert db.session.query(DialogueResult).count() == 0
    with clock.at(TODAY + timedelta(days=4)):
        actions.publish_due()
        actions.publish_due()
        db.session.commit()
        assert "36 svar" in client.get(PAGE).main
    logged = db.session.query(AuditEntry).filter_by(event="dialogue:publish").one()
    assert (logged.actor, logged.subject) == ("outbox work", str(dialogue.id))


def test_the_communicator_looks_and_does_not_publish(app, testby, by):
    a_closed_round(testby, by, *MANY)
    reader = Reader(app)
    log_in(reader, a_person(testby, Role.COMMUNICATOR))
    assert not reader.get(f"{STAFF}/alla").soup.select("main form")


def test_what_was_heard_stands_beside_the_numbers(client, testby, by):
    dialogue = a_closed_round(testby, by, *MANY)
    publish(dialogue, by)
    asking.give_feedback(dialogue=dialogue, heard="Det är mörkt.", to_be_done="Vi tänder.", by=by)
    assert "Det är mörkt." in client.get(PAGE).main


def test_the_queries_of_the_public_page_do_not_grow(client, testby, by):
    first = a_closed_round(testby, by, *MANY)
    publish(first, by)
    client.get(PAGE)
    memory.forget()
    few = statements(client, PAGE)
    for number in range(3):
        publish(a_closed_round(testby, by, *MANY, like=first, title=f"Runda {number}", opened=date(2026, 5, 1)), by)
    memory.forget()
    assert statements(client, PAGE) == few
