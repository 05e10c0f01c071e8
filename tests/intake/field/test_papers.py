"""A dialogue on paper: the same questions, where to leave it, and the way to the web."""

from datetime import timedelta

import pytest

from medborgar.core.qr import qr_code
from medborgar.intake.models import Audience
from tests.intake.conftest import TODAY
from tests.intake.dialogues.worlds import a_dialogue

PAGE = "/testby/dialog/hur-tryggt-ar-det"


@pytest.fixture
def dialogue(kept, testby, by):
    return kept(a_dialogue, testby, by)


def test_everything_that_is_asked_stands_on_the_paper(client, dialogue):
    dialogue.hand_in = "Receptionen i kommunhuset"
    client.get(PAGE)
    page = client.click("Svara på papper i stället: skriv ut en blankett")
    for words in (
        "Testby kommun",
        "Vi vill veta.",
        "Vad skulle göra det tryggare?",
        "Otryggare",
        "Kryssa i ett eller flera.",
        "4 = Tryggt",
        "Vet inte",
        "Norrby",
        "Lämna blanketten här: Receptionen i kommunhuset Senast 25 maj 2027.",
        "Ring 112 .",
        "/testby/dialog/hur-tryggt-ar-det",
    ):
        assert words in page.main, words
    assert page.soup.select_one("svg[role=img] path[d]")


def test_where_nobody_has_said_where_to_leave_it_one_asks(client, dialogue):
    assert "Fråga kommunen, trygghet@testby.example" in client.get(f"{PAGE}/papper").main


def test_it_is_the_public_s_only_while_everybody_can_answer(client, coordinator, dialogue):
    dialogue.closes, dialogue.opens = TODAY - timedelta(days=1), TODAY - timedelta(days=5)
    client.get(f"{PAGE}/papper", status=404)
    coordinator.get("/testby/intranat/dialoger/hur-tryggt-ar-det")
    assert "Vad skulle göra det tryggare?" in coordinator.click("Pappersblankett").main
    dialogue.closes, dialogue.audience = None, Audience.ASSOCIATIONS
    client.get(f"{PAGE}/papper", status=404)
    assert not coordinator.get("/testby/intranat/dialoger/hur-tryggt-ar-det/papper").soup.select(".paper-code")


def test_where_to_leave_it_is_said_in_the_frame(coordinator, dialogue, client):
    coordinator.get("/testby/intranat/dialoger/hur-tryggt-ar-det/andra")
    coordinator.press("Spara", hand_in="Biblioteket")
    assert "Lämna blanketten här: Biblioteket" in client.get(f"{PAGE}/papper").main


def test_a_code_is_black_in_the_white_that_the_standard_asks_for():
    found = qr_code("http://localhost/sala/dialog/hur-tryggt-ar-det")
    assert found.path.startswith("M4 4h7v1H4z"), "the first corner's mark, four modules in"
    assert found.size == 33 + 2 * 4
