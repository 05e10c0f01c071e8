"""A promise's whole story, and the picture behind it, in English: what nobody has translated is said to be Swedish."""

import pytest
from bs4 import Tag

from medborgar.core import clock
from tests.publication.history.conftest import LATER, next_quarter
from tests.publication.worlds import PERIOD

PROMISE = f"/en/sala/medborgarlofte/{PERIOD}/lofte/1"
PICTURE = f"/en/sala/medborgarlofte/{PERIOD}/lagesbild"


def swedish(tag: Tag) -> list[str]:
    """What of it is set apart as Swedish."""
    return [one.get_text() for one in tag.select("[lang=sv]")]


def test_the_story_is_told_in_english(promised, client):
    client.get("/en/sala/medborgarlofte")
    page = client.click("Ljust vid stationen")
    assert "<title>Ljust vid stationen (April–June 2027)" in page.html
    assert page.path.endswith(f"/{PERIOD}/lofte/1")
    headings = [one.get_text() for one in page.soup.select("main h2")]
    assert "What has happened?" in headings
    assert "The follow-ups" in headings
    happened = [step.get_text(" ", strip=True) for step in page.soup.select(".timeline h3")]
    assert happened[0] == "We listened"
    assert "The municipality: done" in happened
    assert "Ordning och otrygghet" in swedish(page.soup.select_one("#darfor"))
    assert "Alla lampor lyser." in swedish(page.soup.main)
    assert client.click("The picture behind the promise").h1 == "How things stood when we promised"


def test_what_is_translated_is_in_english(promised, client):
    promised.translate("en", rubrik="Light at the station")
    page = client.get(PROMISE)
    assert page.h1 == "Light at the station"
    assert page.soup.h1.select("[lang=sv]") == []


def test_a_promise_continues_the_one_of_the_same_swedish_heading(promised, client):
    promised.translate("en", rubrik="Light at the station")
    with clock.at(LATER):
        next_quarter(promised)
        client.get(PROMISE)
        page = client.click("Ljust vid stationen")
        assert page.soup.select_one("#kin-1").get_text() == "This promise continues"
        assert client.click("Light at the station").path == PROMISE


def test_a_promise_of_the_same_area_stands_beside_in_every_language(promised, client):
    with clock.at(LATER):
        next_quarter(promised, title="Något helt annat")
        areas = {link.problem.focus_area.name for link in promised.decision.priorities[0].problems}
        promised.translate("en", rubrik="Something else", areas={area: f"{area} in English" for area in areas})
        page = client.get(PROMISE)
        assert "Other promises about the same focus area" in page.main
        assert "Something else" in page.main


def test_what_is_only_translated_has_not_been_changed(promised, client):
    promised.decision.dissent = "Ingen."
    promised.edit()
    promised.promise()
    promised.translate("en", rubrik="Light at the station")
    page = client.get(PROMISE)
    assert "The promise was published" in page.main
    assert "The promise was changed" not in page.main


def test_versions_are_compared_in_the_words_that_both_approved(promised, client):
    promised.edit(why="Många går en omväg när det är mörkt ute.")
    promised.promise()
    client.get(PROMISE)
    page = client.click("See what was changed (in Swedish)")
    assert page.soup.html["lang"] == "sv"
    assert page.h1 == "Vad är ändrat?"


@pytest.mark.parametrize("code", ["fi", "se", "ar"])
def test_other_languages_lead_to_the_swedish_page(promised, client, code):
    for page in (PROMISE, PICTURE):
        led = client.get(page.replace("/en/", f"/{code}/"), status=308, follow=False)
        assert led.headers["Location"] == f"http://localhost{page.removeprefix('/en')}"


def test_a_quarter_without_a_promise_is_told_in_english(promised, client):
    with clock.at(LATER):
        page = client.get("/en/sala/medborgarlofte/2027-kv3")
        assert page.h1 == "No promise has been decided for July–September 2027"
        assert "No reason for the delay has been published." in page.main
