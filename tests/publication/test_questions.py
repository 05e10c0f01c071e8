"""What somebody who has never been here asks, each answered within two clicks from the promise."""

from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest

from medborgar.core import clock, memory
from medborgar.followup.models import Result
from tests.decided import a_decision
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
