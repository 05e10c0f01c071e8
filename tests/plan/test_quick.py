"""Something quick: soon, at a place, by a function."""

import pytest

from tests.plan.conftest import PLAN


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"due": "2020-01-01"}, "Skriv en dag inom ett år från i dag"),
        ({"due": "9999-12-31"}, "Skriv en dag inom ett år från i dag"),
        (
            {"owner": "anna.andersson@testby.se"},
            "Ta bort anna.andersson@testby.se: det ser ut som någons e-postadress. Skriv en funktion i stället.",
        ),
    ],
)
def test_something_quick_is_soon_and_done_by_a_function(testby, reader, decision, typed, error):
    reader.get(f"{PLAN}/insats/ny")
    place = reader.page.soup.select("#place_id option")[1]["value"]
    said = {"title": "Klipper", "place_id": place, "owner": "Gatuchefen", "due": "2027-05-14"}
    assert reader.press("Spara", status=422, **said | typed).errors == [error]
