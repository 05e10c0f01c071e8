"""However somebody writes an address, they arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.core.addresses import written_as_ours
from tests.factories import a_municipality, a_person, log_in


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("/sala/", "/sala"),
        ("/SALA", "/sala"),
        ("/Sala/Om/", "/sala/Om"),
        ("/Sala/beratta?a=%C3%A5", "/sala/beratta?a=%C3%A5"),
        ("/sala/intranat/inkorg/?lage=klara", "/sala/intranat/inkorg?lage=klara"),
    ],
)
def test_large_letters_and_a_last_slash_lead_on(client, app, written, ours):
    a_municipality("sala")
    answer = client.get(written, status=308, follow=False)
    assert answer.headers["Location"] == f"http://localhost{ours}"


def test_nobody_is_led_to_another_site(client, app):
    answer = client.http.get("/", environ_overrides={"PATH_INFO": "//ond.example/"})
    assert answer.headers["Location"].startswith("http://localhost/")


def test_a_form_is_never_led_on(client, app):
    a_municipality("sala")
    client.post("/SALA/beratta", {"text": "Det är mörkt."}, status=404)


def test_a_page_that_is_not_there_leads_to_the_municipality(client, app):
    a_municipality("sala")
    client.get("/sala/finns/inte", status=404)
    assert client.click("Till startsidan").path == "/sala"
    client.get("/ingenstans/finns-inte", status=404)
    assert client.page.soup.find("a", string="Till startsidan")["href"] == "/"


def test_a_staff_page_that_is_not_there_leads_staff_to_their_own(client, app):
    log_in(client, a_person(a_municipality("sala")))
    client.get("/sala/intranat/finns-inte", status=404)
    assert client.click("Till Att göra").path == "/sala/intranat"


@pytest.mark.parametrize("address", ["/%00/sala/intranat/finns-inte", "/sala/om%00", "/%7f/om", "/sa%0Ala/arkiv"])
def test_what_nobody_can_write_leads_nowhere(client, app, address):
    a_municipality("sala")
    client.get(address, status=404)
    client.post(address, status=404)


@pytest.mark.parametrize("number", ["\u0661", "\uff11", "01", "00", "+1", "1.0"])
def test_a_number_is_written_in_one_way(site, number):
    addresses = site.url_map.bind("localhost")
    for address in ("/sala/medborgarlofte/2027-kv1/lofte/", "/sala/medborgarlofte/2027-kv1/v", "/sala/handelser/"):
        assert addresses.test(f"{address}1")
        assert not addresses.test(f"{address}{number}")


@pytest.mark.parametrize("address", ["/sala/uppfoljning?lage={}", "/sala/{}", "/sala/intranat/inkorg?ord={}"])
def test_an_address_that_is_too_long_is_said_to_be(client, app, address):
    a_municipality("sala")
    page = client.get(address.format("x" * 4000), status=414)
    assert page.h1 == "Adressen är för lång"
    assert "Korta den, eller börja om från startsidan." in page.main


@given(st.text(st.sampled_from("aA/åÅ%?"), max_size=9))
def test_where_it_leads_is_where_it_ends(path):
    once = written_as_ours(f"/{path}")
    assert written_as_ours(once) == once
    assert once.startswith("/")
