from tests.factories import a_municipality, a_person, log_in


def test_the_front_door_leads_to_the_only_municipality(client):
    a_municipality("sala")
    assert client.get("/").path == "/sala"


def test_two_municipalities_can_be_chosen_between(client):
    a_municipality("sala")
    a_municipality("falun")
    client.get("/")
    assert client.click("Falun kommun").path == "/falun"


def test_an_unknown_municipality_is_a_page_that_says_so(client):
    assert client.get("/ingenstans", status=404).h1 == "Sidan finns inte"


def test_a_coordinator_logs_in_and_arrives_at_what_there_is_to_do(client):
    person = a_person(a_municipality("sala"))
    assert log_in(client, person).h1 == "Att göra"
