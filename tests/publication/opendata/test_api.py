"""What programs may read: one table, which the addresses, the description and the headers all agree with."""

import re

import pytest

from medborgar.core.crossing import is_for_other_sites
from medborgar.publication.opendata.addresses import ADDRESSES
from tests.intake.dialogues.worlds import a_dialogue
from tests.publication.worlds import PERIOD

VALUES = {"kommun": "sala", "period": PERIOD, "version": "1"}
STAR, POLICY = "Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy"
CLOSED = [
    "/sala",
    "/sala/medborgarlofte",
    "/sala/oppna-data",
    "/sala/beratta",
    "/sala/folj",
    "/logga-in",
    "/robots.txt",
]


PIECE_OF_A_PAGE = "embedding.piece"  # no data


def test_the_table_is_what_is_open(site):
    views = {name for name, view in site.view_functions.items() if is_for_other_sites(view)}
    assert views - {PIECE_OF_A_PAGE} == {one.endpoint for one in ADDRESSES}


def test_the_description_has_every_address_with_its_parameters(site, client, world):
    told = client.get("/openapi.json").response.get_json()
    rules = {rule.endpoint: rule.rule for rule in site.url_map.iter_rules()}
    assert set(told["paths"]) == {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rules[one.endpoint]) for one in ADDRESSES}
    for path, operations in told["paths"].items():
        named = [one["name"] for one in operations["get"].get("parameters", [])]
        assert named == re.findall(r"{(\w+)}", path)
    assert told["openapi"].startswith("3.1")


def test_other_sites_may_read_what_is_told_of_and_nothing_more(client, world):
    world.promise()
    a_dialogue(world.sala, world.coordinator)
    for path, operations in client.get("/openapi.json").response.get_json()["paths"].items():
        address = path.format(**VALUES)
        answer = client.get(address, headers={"Origin": "https://tidningen.example", "Cookie": "session=x"})
        assert set(operations["get"]["responses"]["200"]["content"]) == {answer.response.mimetype}, address
        assert (answer.headers[STAR], answer.headers[POLICY]) == ("*", "cross-origin"), address
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Set-Cookie" not in answer.headers
        asked_first = client.http.open(address, method="OPTIONS")
        assert asked_first.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert client.http.post(address).status_code == 405
    assert client.get("/sala/medborgarlofte/2099-kv1.json", status=404).headers[STAR] == "*"


@pytest.mark.parametrize("address", CLOSED)
def test_no_page_is_for_other_sites(client, world, address):
    page = client.get(address, headers={"Origin": "https://tidningen.example"})
    assert (page.headers.get(STAR), page.headers[POLICY]) == (None, "same-origin")


def test_what_is_not_new_is_not_sent_again(client, world):
    world.promise()
    first = client.get("/sala/medborgarlofte.csv")
    client.get("/sala/medborgarlofte.csv", headers={"If-None-Match": first.headers["ETag"]}, status=304)
