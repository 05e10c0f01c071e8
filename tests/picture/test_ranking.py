"""Rangordning: problems and places, by each party or together, and the few that are chosen."""

from typing import Any

import pytest

from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.municipality.queries import places
from medborgar.picture import queries
from medborgar.picture.models import Ranking
from tests.picture.worlds import BOARD, a_municipal_officer, a_problem, shared

RANKING = f"{BOARD}/rangordning"


def graded(**otherwise: str) -> dict[str, Any]:
    """A weighing, filled in."""
    said = {"need": "4", "need_reason": "Många går där", "influence": "5", "influence_reason": "Kommunens lampor"}
    return said | otherwise


@pytest.fixture
def problem(picture):
    return a_problem(picture)


def test_problems_and_places_are_weighed_together(somebody, picture, problem):
    reader = somebody()
    reader.get(RANKING)
    reader.click("Bedöm Mörkt tillsammans")
    reader.press("Spara", **graded())
    reader.click("Bedöm Stora torget tillsammans")
    page = reader.press("Spara", **graded(), chosen="y", chosen_reason="Torget är allas")
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in page.soup.select("tbody tr")]
    assert [row[0] for row in rows] == ["1. Mörkt", "1. Stora torget"]
    assert [row[-1] for row in rows] == ["–", "Ja"]
    assert "Torget är allas" in page.main
    assert len(page.soup.select("svg.ranking .point")) == 2


def test_a_partys_own_weighing_is_its_own_until_it_is_shared(somebody, testby, picture, problem):
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    coordinator.get(RANKING)
    coordinator.click("Bedöm Mörkt för Testby kommun")
    coordinator.press("Spara", **graded(need_reason="KANARIE"))
    assert "Inte delat som det är nu: 1 bedömning." in coordinator.get(BOARD).main
    assert "4 × 5" not in officer.get(RANKING).main
    shared(picture, testby)
    assert "4 × 5" in officer.get(RANKING).main
    officer.click("Bedöm Mörkt tillsammans")
    officer.press("Spara", **graded())
    assert "KANARIE" in officer.get(RANKING).main
    coordinator.get(RANKING)
    coordinator.click("Bedöm Mörkt för Testby kommun")
    coordinator.press("Spara", need="1", need_reason="Hemligt")
    assert "Hemligt" not in officer.get(RANKING).html


def test_reasons_are_asked_for_and_what_was_typed_is_kept(somebody, problem):
    reader = somebody()
    reader.get(f"{RANKING}/problem/{problem.id}")
    page = reader.press("Spara", status=422, need=None, need_reason="", influence="3", chosen="y")
    assert page.errors == [
        "Välj hur stort behovet är",
        "Skriv varför behovet är så stort",
        "Skriv varför det går att påverka så",
        "Skriv varför ni går vidare med just det här",
    ]
    assert page.soup.select("input[name=influence][checked]")[0]["value"] == "3"
    assert db.session.query(Ranking).count() == 0


@pytest.mark.parametrize("most", [3, 5])
def test_no_more_are_chosen_than_the_method_allows(somebody, testby, picture, most):
    testby.most_priorities = most
    reader, problems = somebody(), [a_problem(picture, f"Problem {n}") for n in range(most + 1)]
    for number, problem in enumerate(problems, 1):
        reader.get(f"{RANKING}/problem/{problem.id}")
        status = 200 if number <= most else 422
        page = reader.press("Spara", status=status, **graded(), chosen="y", chosen_reason=f"Skäl {number}")
    assert f"Högst {most} får väljas. Ta bort valet av något annat först." in page.main
    assert f"Skäl {most + 1}" in page.main
    reader.get(f"{RANKING}/plats/{places(testby)[0].id}")
    reader.press("Spara", **graded(), chosen="y", chosen_reason="Platser räknas för sig")
    reader.get(f"{RANKING}/problem/{problems[0].id}")
    reader.press("Spara", chosen=None)
    reader.get(f"{RANKING}/problem/{problems[-1].id}")
    reader.press("Spara", **graded(), chosen="y", chosen_reason="Nu går det")
    assert sum(problem.is_chosen for problem in queries.problems(picture)) == most


def test_two_who_weigh_together_see_both(somebody, problem):
    first, second = somebody(), a_municipal_officer(somebody)
    for reader in (first, second):
        reader.get(f"{RANKING}/problem/{problem.id}")
    first.press("Spara", **graded())
    page = second.press("Spara", status=409, **graded(need="2"))
    assert "En kollega sparade 12.00" in page.main
    second.press("Spara")
    db.session.expire_all()
    assert problem.need == 2


def test_each_party_weighs_for_itself(somebody, problem):
    for reader, need in ((somebody(), "1"), (a_municipal_officer(somebody), "5")):
        reader.get(f"{RANKING}/problem/{problem.id}/egen")
        assert not reader.page.soup.select("input[name=chosen]")
        reader.press("Spara", **graded(need=need))
    assert {row.by: row.need for row in db.session.query(Ranking)} == {"kommunen": 1, "polisen": 5}


def test_readers_read_and_weigh_nothing(somebody, testby, problem):
    reader = somebody(Role.STEERING_MEMBER)
    assert "Bedöm Mörkt" not in reader.get(RANKING).main
    for address in (f"problem/{problem.id}", f"problem/{problem.id}/egen", f"plats/{places(testby)[0].id}"):
        reader.get(f"{RANKING}/{address}", status=403)
