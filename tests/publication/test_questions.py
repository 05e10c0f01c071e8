"""What somebody who has never been here asks, each answered within two clicks from the promise."""

from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest

from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.followup.models import Result
from tests.decided import a_decision
from tests.proofs.removed import remove
from tests.reader import words


@pytest.fixture
def second_promise(world, client):
    """The promise of a period that comes after one of which a commitment was not kept."""
    world.promise()
    with clock.at(date(2027, 6, 28)):
        world.report(Result.NOT_DONE, done="Lamporna kom inte.", reason="Avtalet överklagades.")
        world.publish_reports()
        world.decision = a_decision(world.sala, world.coordinator, period="2027-kv3")
        world.decision.reasons[0].reason = "Våldet minskar, så vi väntar."
        world.promise()
    with clock.at(date(2027, 7, 5)):
        memory.forget()
        yield client


def test_every_first_question_has_its_answer_two_clicks_away(second_promise):
    for question, answers in {
        "Vem gör vad?": ["Kommunen gör", "Byter lamporna i gången.", "Polisen gör", "Går till fots i gången."],
        "Vad sa folk?": ["18 svar", "Ordning", "12", "Hot och våld", "6"],
        "Höll ni det förra?": ["Inte gjort", "Lamporna kom inte.", "Avtalet överklagades."],
        "Varför inte något annat?": ["Hot och våld", "Våldet minskar, så vi väntar."],
        "Hur säger jag till?": ["Vad vill du berätta?", "Ring 112"],
    }.items():
        second_promise.get("/sala/medborgarlofte")
        said = behind(second_promise, question)
        assert [answer for answer in answers if answer not in said] == [], question


def behind(reader, question):
    """What one reads after a click on the question, and one more if something there is folded."""
    link = next(link for link in reader.page.soup.select("main a") if words(link) == question)
    address = urljoin(reader.page.path, link["href"])
    part = urlsplit(address).fragment
    if not part:
        return reader.get(address).text
    place = reader.page.soup.find(id=part)
    section = place if place.name == "section" else place.find_parent("section")
    assert not section.select("details details"), "what is folded in what is folded takes a third click"
    return words(section)


def test_why_nothing_else_was_chosen_is_read_on_a_phone_too_where_the_questions_are_folded(second_promise):
    page = second_promise.get("/sala/medborgarlofte")
    assert "Varför inte något annat?" in [words(link) for link in page.soup.select("details a")]
    assert "Våldet minskar, så vi väntar." in words(page.soup.select_one("#inte-nu"))
    assert not page.soup.select("#inte-nu details"), "what is folded there too takes a third click"


def test_the_question_is_answered_where_everything_was_chosen(world, client):
    world.choose_everything()
    world.promise()
    client.get("/sala/medborgarlofte")
    assert "Alla fokusområden valdes den här gången." in behind(client, "Varför inte något annat?")


def test_nobody_says_that_everything_was_chosen_where_the_reasons_are_removed(world, client):
    world.promise()
    remove(world.sala, "inte-nu", world.communicator)
    db.session.commit()
    memory.forget()
    page = client.get("/sala/medborgarlofte")
    assert "Varför inte något annat?" not in page.main
    assert "Alla fokusområden valdes" not in page.main
