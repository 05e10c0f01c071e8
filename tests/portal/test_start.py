import pytest

from tests.factories import a_municipality, a_person, log_in_by_hand


def test_the_front_door_leads_to_the_only_municipality(client):
    a_municipality("sala")
    assert client.get("/").path == "/sala"


def test_two_municipalities_can_be_chosen_between(client):
    a_municipality("sala")
    a_municipality("falun")
    client.get("/")
    assert client.click("Falun kommun").path == "/falun"


def test_the_start_page_names_the_whole_municipality_once(client):
    a_municipality("falun")
    assert client.get("/falun").soup.title.text == "Trygghet i Falun kommun"


def test_an_unknown_municipality_is_a_page_that_says_so(client):
    assert client.get("/ingenstans", status=404).h1 == "Sidan finns inte"


@pytest.mark.parametrize("address", ["/sala", "/sala/om", "/sala/beratta", "/sala/medborgarlofte", "/sala/finns-inte"])
def test_public_pages_look_into_no_session_and_set_no_cookie_even_for_staff(client, address):
    log_in_by_hand(client, a_person(a_municipality("sala")))
    status = 404 if address.endswith("finns-inte") else 200

    answer = client.get(address, status=status).headers

    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer.get("Vary", "")


def test_a_coordinator_logs_in_and_arrives_at_what_there_is_to_do(client):
    person = a_person(a_municipality("sala"))
    assert log_in_by_hand(client, person).h1 == "Att göra"
