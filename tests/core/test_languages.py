"""Addresses in every language, and the words that are said there."""

import re

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from medborgar.core.languages import FOLDER, LANGUAGES, OF_PROMISES, Swedish, catalogue, joined, sentence
from medborgar.decisions.wording import lix
from tests.factories import a_municipality, a_person, log_in
from tests.languages import messages

PLACES = re.compile(r"%\(\w+\)\w")
CODES = [code for code in LANGUAGES if code]
EASY_MOST = 25


def texts(message):
    """A string, or both of one with a plural."""
    return list(message) if isinstance(message, list | tuple) else [message]


def entries(code):
    with (FOLDER / f"{code}.po").open("rb") as file:
        return [entry for entry in read_po(file) if entry.id]


def test_every_string_of_the_public_pages_is_in_english():
    said = {tuple(texts(entry.id)) for entry in entries("en") if all(texts(entry.string)) and not entry.fuzzy}
    assert [message for message in dict.fromkeys(messages()) if tuple(texts(message)) not in said] == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_says_what_it_was_given(code):
    known = {tuple(texts(message)) for message in messages()}
    for entry in entries(code):
        places = set(PLACES.findall(texts(entry.id)[-1]))
        assert all(set(PLACES.findall(said)) == places for said in texts(entry.string)), entry.id
        assert tuple(texts(entry.id)) in known, f"nobody says this any longer: {entry.id}"
    assert catalogue(code).ugettext("finns inte") == "finns inte"


def test_easy_words_are_easy():
    said = [text for entry in entries("lattlast") for text in texts(entry.string)]
    found = lix(".\n".join(PLACES.sub("tre", text) for text in said))
    assert found is not None
    assert found <= EASY_MOST


def test_links_stay_in_the_language_of_the_page(client, app):
    a_municipality("sala")
    page = client.get("/en/sala")
    inside = [link["href"] for link in page.soup.select("nav:not(.tongues) a, main a")]
    assert {one.split("/")[1] for one in inside if one.startswith("/")} == {"en"}
    assert not [sheet["href"] for sheet in page.soup.select("link[rel=stylesheet]") if sheet["href"].startswith("/en/")]
    assert [link["hreflang"] for link in page.soup.select("link[hreflang]")] == [
        "sv",
        "sv-simple",
        "en",
        "fi",
        "se",
        "ar",
    ]
    assert page.soup.select_one("link[hreflang=sv]")["href"] == "http://localhost:8000/sala"
    assert client.get("/en/").h1 == "What makes you feel safe in Sala kommun?"


def test_languages_that_have_the_promise_say_all_that_is_said_there():
    of = {code: {entry.id for entry in entries(code)} for code in OF_PROMISES if code != "lattlast"}
    assert sorted(of) == ["ar", "en", "fi"]
    assert of["ar"] <= of["fi"]
    assert of["ar"] <= of["en"]


def test_links_from_a_language_of_a_few_pages_lead_to_the_swedish_ones(client, app):
    a_municipality("sala")
    page = client.get("/se/sala")
    inside = {str(link["href"]) for link in page.soup.select("nav:not(.tongues) a, main a, footer a")}
    assert {"/sala/medborgarlofte", "/sala/beratta"} <= inside
    assert not [link for link in inside if link.startswith("/se/")]


def test_a_language_of_a_few_pages_says_in_it_that_a_page_is_missing(client, app):
    a_municipality("sala")
    assert client.get("/fi/sala/medborgarlofte").soup.html["lang"] == "fi"
    page = client.get("/ar/sala/medborgarlofte")
    assert (page.soup.html["lang"], page.soup.html["dir"]) == ("ar", "rtl")
    assert not page.soup.main.get("lang")
    page = client.get("/ar/sala/medborgarlofte/2199-kv4", status=404)
    assert (page.soup.html["lang"], page.soup.html["dir"]) == ("ar", "rtl")
    assert not page.soup.main.get("lang")


def test_a_form_goes_on_in_its_language_and_what_is_sent_is_kept(client, app):
    a_municipality("sala")
    client.get("/en/sala/beratta")
    page = client.press("Continue", status=422)
    assert page.h1 == "What would you like to tell us?"
    assert "Write what you would like to tell us" in page.errors
    assert page.soup.title.get_text().startswith("Error:")
    assert not page.soup.select(".tongues"), "a link there would lose what was typed"
    page = client.press("Continue", text="It is dark.")
    assert page.h1 == "Where and when is it?"


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/en/sala/intranat", "/sala/intranat"),
        ("/ar/logga-in?vidare=%2Fsala", "/logga-in?vidare=%2Fsala"),
        ("/lattlast/static/css/app.css", "/static/css/app.css"),
        ("/en/sala/medborgarlofte.json", "/sala/medborgarlofte.json"),
        ("/fi/healthz", "/healthz"),
        ("/fi/sala/om?del=styrning", "/sala/om?del=styrning"),
        ("/se/sala/finns/inte", "/sala/finns/inte"),
        ("/ar/sala/uppfoljning", "/sala/uppfoljning"),
    ],
)
def test_what_is_there_in_one_language_only_is_led_to(client, app, asked, led):
    a_municipality("sala")
    assert client.get(asked, status=308, follow=False).headers["Location"] == f"http://localhost{led}"


def test_addresses_are_written_in_one_way_there_too(client, app):
    a_municipality("sala")
    assert client.get("/en/SALA/om/", status=308, follow=False).headers["Location"] == "http://localhost/en/sala/om"
    client.get("/en/en/sala", status=404)
    assert client.get("/en/sala/finns/inte", status=404).h1 == "The page does not exist"


def test_nothing_of_staffs_is_done_by_another_address(client, app):
    log_in(client, a_person(a_municipality("sala")))
    client.post("/en/sala/intranat/oversattningar/2027-kv2/en", {}, status=404)


def test_swedish_words_keep_saying_so_inside_a_sentence():
    said = sentence("Approved by %(who)s & others", who=Swedish("<chefen>"))
    assert said == 'Approved by <span lang="sv" dir="ltr">&lt;chefen&gt;</span> &amp; others'
    assert sentence("av %(who)s", who="<chefen>") == "av <chefen>"
    assert joined("\n", ["<a>", said]) == f"&lt;a&gt;\n{said}"
    assert joined("\n", ["<a>", "b"]) == "<a>\nb"


@pytest.mark.parametrize(
    ("code", "said", "missing"),
    [("fi", "(ruotsiksi)", "Sivua ei ole"), ("ar", "(بالسويدية)", "الصفحة غير موجودة")],
)
def test_a_link_that_leads_out_of_the_language_says_so(client, app, code, said, missing):
    a_municipality("sala")
    pages = [client.get(f"/{code}/sala"), client.get(f"/{code}/sala/medborgarlofte")]
    pages += [client.get(f"/{code}/sala/medborgarlofte/2199-kv4", status=404)]
    assert pages[-1].h1 == missing
    for page in pages:
        inside = [link for link in page.soup.select("a[href^='/']") if not link.find_parent(class_="tongues")]
        out = [link for link in inside if link["href"].split("/")[1] != code]
        assert "/sala/beratta" in [link["href"] for link in out]
        assert {link["hreflang"] for link in out} == {"sv"}
        assert [link for link in out if not link.get_text().endswith(said)] == []
        assert [link for link in inside if link not in out and said in link.get_text()] == []


def test_pages_in_a_language_of_the_menu_alone_say_what_is_swedish(client, app):
    a_municipality("sala")
    a_municipality("gavle")
    for address in ("/se/", "/se/sala"):
        soup = client.get(address).soup
        assert {tag.get("lang") for tag in soup.select("title, .skip, main, footer")} == {"sv"}
        assert soup.html["lang"] == "se"
        assert not [part for part in soup.select("main, footer") if "ruoŧagillii" in part.get_text()]
        assert not re.findall(r"\w+mánnu", soup.main.get_text())
    assert soup.select_one("header a[href='/sala/beratta']").get_text().endswith("(ruoŧagillii)")


@given(st.integers(0, 2000))
def test_arabic_counts_answers_as_it_counts(number):
    said = catalogue("ar").ungettext("%(num)s svar", "%(num)s svar", number)
    assert said.endswith(" إجابات") == (3 <= number % 100 <= 10)


def test_a_fault_is_told_in_english(client, app):
    a_municipality("sala")
    assert "Error code 404" in client.get("/en/sala/finns/inte", status=404).main
