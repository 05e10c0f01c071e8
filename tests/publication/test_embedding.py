"""The promise on other sites: whom the municipality lets frame it, and a piece that fits into any page."""

import re

import pytest

from medborgar.core import memory
from medborgar.core.headers import SECURITY, policy
from medborgar.municipality.framing import ancestors, sites, tidied
from tests.factories import log_in
from tests.publication.worlds import World

FRAME, PIECE = "/sala/medborgarlofte/inbaddat", "/sala/medborgarlofte/fragment"


@pytest.fixture
def promised(kept, world, client):
    kept(World.promise, world)
    return client


def test_the_frame_says_who_does_what_and_leads_out_of_it(promised):
    page = promised.get(FRAME)
    assert "Ljust vid stationen" in page.main
    assert {link["target"] for link in page.soup.select("a")} == {"_top"}
    assert not page.soup.select("header, footer, nav, script, form")


def test_nobody_else_may_frame_it_until_staff_say_who(promised, world):
    assert promised.get(FRAME).headers["Content-Security-Policy"] == policy("'self'")

    log_in(promised, world.coordinator)
    promised.get(f"/sala/intranat/installningar/kommunen/{world.sala.id}")
    promised.press("Spara", embed_from=" https://www.Sala.se/\n\nhttps://*.vastmanland.se ")
    memory.forget()

    allowed = "'self' https://www.sala.se https://*.vastmanland.se"
    assert promised.get(FRAME).headers["Content-Security-Policy"] == policy(allowed)
    assert "https://www.sala.se" in promised.get("/sala/badda-in").main
    for elsewhere in ("/sala/medborgarlofte", PIECE, "/sala"):
        assert promised.get(elsewhere).headers["Content-Security-Policy"] == SECURITY["Content-Security-Policy"]


def test_what_is_no_site_is_refused_and_kept_in_the_field(client, world):
    log_in(client, world.coordinator)
    client.get(f"/sala/intranat/installningar/kommunen/{world.sala.id}")
    page = client.press("Spara", embed_from="https://a.se\nhttps://sala.se/sida", status=422)
    wrong = "Skriv bara webbplatsens adress, som https://www.kommun.se. Rätta: https://sala.se/sida"
    assert page.errors == [wrong]
    assert "https://sala.se/sida" in page.soup.select_one("#embed_from").text
    page = client.press("Spara", embed_from="\n".join(f"https://a{number}.se" for number in range(11)), status=422)
    assert page.errors == ["Högst 10 webbplatser"]


@pytest.mark.parametrize(
    "wrong",
    [
        *("", "www.sala.se", "http://www.sala.se", "https://", "https://sala.se/sida", "https://sala.se; script-src *"),
        *("https://*", "https://*.se", "*", "'none'", "https://räksmörgås.se", "https://a.se https://b.se"),
    ],
)
def test_nothing_but_sites_is_told_to_a_browser(wrong):
    text = tidied(f" https://A.se/ \n{wrong}\nhttp://localhost:8080")
    assert sites(text) == ["https://a.se", "http://localhost:8080"]
    assert ancestors(text) == "'self' https://a.se http://localhost:8080"


@pytest.mark.parametrize(
    ("asked", "level"), [("", 2), ("?rubrik=3", 3), ("?rubrik=4", 4), ("?rubrik=9", 2), ("?rubrik=²", 2)]
)
def test_the_piece_fits_into_a_page_of_others(promised, asked, level):
    page = promised.get(f"{PIECE}{asked}")
    (whole,) = page.soup.select(".mlofte")
    assert not page.html.lstrip().lower().startswith("<!doctype")
    assert "Ljust vid stationen" in whole.text
    assert {tag.name for tag in whole.select("h1, h2, h3, h4, h5")} == {f"h{level}", f"h{level + 1}"}
    assert not whole.select("[id], [style], script, style, link, img")
    assert {
        name for tag in page.soup.select("[class]") for name in tag["class"] if not name.startswith("mlofte")
    } == set()
    assert all(re.match("https?://[^/]+/sala/", link["href"]) for link in whole.select("a"))


def test_any_page_may_fetch_the_piece(promised):
    headers = promised.get(PIECE).headers
    assert (headers["Access-Control-Allow-Origin"], headers["Cross-Origin-Resource-Policy"]) == ("*", "cross-origin")
    assert "Access-Control-Allow-Credentials" not in headers
    assert "Access-Control-Allow-Origin" not in promised.get("/sala/medborgarlofte").headers


def test_before_the_first_promise_both_say_so(client, world):
    for address in (FRAME, PIECE):
        page = client.get(address)
        assert "Inget löfte är publicerat än" in page.text
        assert [link.get_text() for link in page.soup.select("a")] == ["Berätta vad som gör dig otrygg"]


def test_a_web_editor_reads_how(promised):
    promised.get("/sala/arkiv")
    page = promised.click("Visa löftet på er webbplats")
    assert f'src="http://localhost:8000{FRAME}"' in page.main
    assert f"http://localhost:8000{PIECE}" in page.main
    assert "Ingen annan webbplats får visa ramen än." in page.main
