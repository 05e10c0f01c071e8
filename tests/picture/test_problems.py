"""Problems: what they are, and what they rest on."""

import uuid

import pytest

from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.picture import queries
from medborgar.picture.models import Problem
from tests.picture.worlds import BOARD, a_municipal_officer, an_answer, shared, token_of

PROBLEMS, NEW = f"{BOARD}/problem", f"{BOARD}/problem/nytt"


def test_a_problem_names_what_it_rests_on_and_is_ranked(somebody, testby, picture):
    dark, loud = an_answer(testby, "Mörkt vid stationen"), an_answer(testby, "Högljutt på torget")
    shared(picture, testby)
    reader = somebody()
    reader.get(NEW)
    reader.press("Spara", title="Oväsen", contribution_ids=[str(dark.id), str(loud.id)])
    reader.click("Lägg till ett problem")
    reader.press("Spara", title="Mörkt runt stationen", contribution_ids=[str(dark.id)])
    reader.click("Bedöm Mörkt runt stationen")
    reader.press("Spara", need="4", need_reason="Många går där", influence="5", influence_reason="Kommunens lampor")
    page = reader.get(PROBLEMS)
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.soup.select("tbody tr")]
    assert rows == [["1. Mörkt runt stationen", "4 × 5", "1"], ["2. Oväsen", "–", "2"]]
    assert [point.get_text() for point in page.soup.select("svg.ranking .point")] == ["1"]
    assert "4: Många går där" in page.main


def test_the_answers_behind_problems_are_counted_once(testby, somebody, picture):
    both = an_answer(testby, tags=(0, 1))
    shared(picture, testby)
    reader = somebody()
    for title in ("Ett", "Två"):
        reader.get(NEW)
        reader.press("Spara", title=title, contribution_ids=[str(both.id)])
    problems = queries.problems(picture)
    together = queries.grounds(problems)
    assert [problem.answers for problem in problems] == [1, 1]
    assert (together.total, together.residents, together.others) == (1, 1, 0)
    assert [(area.slug, number) for area, number in together.by_focus] == [("ordning", 1), ("vald", 1)]
    assert queries.grounds([problems[0]]) == together
    assert queries.grounds([]).total == 0


def test_a_foreign_focus_area_is_refused(somebody, picture):
    reader = somebody()
    reader.get(NEW)
    page = reader.press("Spara", status=422, title="", area_slug="finns-inte")
    assert "Skriv problemet i en mening" in page.errors
    assert len(page.errors) == 2
    assert not queries.problems(picture)


def test_only_shared_answers_can_be_chosen(somebody, testby, picture):
    secret = an_answer(testby, "KANARIE", side=Side.POLICE)
    reader = somebody()
    assert "KANARIE" not in reader.get(NEW).html
    for chosen in (str(secret.id), str(uuid.uuid4())):
        reader.get(NEW)
        page = reader.post(NEW, _typed(reader, title="Mörkt", contribution_ids=[chosen]), status=422)
        assert "Ett problem kan bara vila på svar som är delade" in page.main
    reader.get(NEW)
    reader.post(NEW, _typed(reader, title="Mörkt", contribution_ids=["inget-id"]), status=422)
    assert not queries.problems(picture)


def test_other_answers_are_fetched_without_losing_what_was_typed(somebody, testby, picture):
    first = an_answer(testby, "Mörkt vid stationen", tags=(0,))
    an_answer(testby, "Slagsmål på torget", tags=(1,))
    an_answer(testby, "Hot på bussen", tags=(1,))
    shared(picture, testby)
    reader = somebody()
    assert "Slagsmål" not in reader.get(NEW).main
    page = reader.press(
        "Visa svar", title="Våld", contribution_ids=[str(first.id)], area_slug="vald", search="slagsmål"
    )
    assert "Slagsmål på torget" in page.main
    assert "Hot på bussen" not in page.main
    assert "Mörkt vid stationen" in page.main
    assert not queries.problems(picture)
    reader.press("Spara")
    (problem,) = queries.problems(picture)
    assert (problem.title, problem.focus_area.slug, problem.answers) == ("Våld", "vald", 1)


def test_another_focus_area_is_not_saved_with_the_answers_of_the_first(somebody, testby, picture):
    first, other = an_answer(testby, "Mörkt vid stationen", tags=(0,)), an_answer(testby, "Slagsmål", tags=(1,))
    shared(picture, testby)
    reader = somebody()
    reader.get(NEW)
    page = reader.press("Spara", status=422, title="Våld", contribution_ids=[str(first.id)], area_slug="vald")
    assert page.errors == ["Du har bytt fokusområde. Se efter vilka svar problemet vilar på och spara igen"]
    assert "Slagsmål" in page.main
    assert not queries.problems(picture)
    reader.press("Spara", contribution_ids=[str(other.id)])
    assert queries.problems(picture)[0].focus_area.slug == "vald"


def test_both_parties_write_problems_and_see_both_texts_when_they_meet(somebody, testby, picture):
    answer = an_answer(testby)
    shared(picture, testby)
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    coordinator.get(NEW)
    coordinator.press("Spara", title="Mörkt")
    address = f"{PROBLEMS}/{queries.problems(picture)[0].id}"
    coordinator.get(address)
    officer.get(address)
    coordinator.press("Spara", title="Mörkt och kallt")
    officer.press("Visa svar", contribution_ids=[str(answer.id)], area_slug="vald")
    page = officer.press("Spara", status=409)
    assert "En kollega sparade 12.00. Jämför och välj." in page.main
    theirs, mine = [quote.get_text().split("\n\n") for quote in page.soup.select(".error blockquote")]
    assert theirs[0] == "Problemet i en mening\nMörkt och kallt"
    assert mine == [
        "Problemet i en mening\nMörkt",
        "Fokusområde\nHot och våld",
        "Vilka svar vilar problemet på?\n1 svar",
    ]
    officer.press("Spara")
    db.session.expire_all()
    assert (queries.problems(picture)[0].title, queries.problems(picture)[0].answers) == ("Mörkt", 1)


@pytest.mark.parametrize("search", ["a" * 101, "\0", "100 %_\\"])
def test_no_search_breaks_the_page(somebody, testby, picture, search):
    an_answer(testby)
    shared(picture, testby)
    reader = somebody()
    reader.get(NEW)
    page = reader.press("Visa svar", status=200 if "%" in search else 422, search=search)
    assert ("Mörkt vid stationen" in page.main) == ("%" not in search)


def test_an_answer_can_be_taken_away_again(somebody, testby, picture):
    answer = an_answer(testby)
    shared(picture, testby)
    reader = somebody()
    reader.get(NEW)
    reader.press("Spara", title="Mörkt", contribution_ids=[str(answer.id)])
    reader.get(f"{PROBLEMS}/{queries.problems(picture)[0].id}")
    reader.press("Spara", contribution_ids=None)
    db.session.expire_all()
    assert queries.problems(picture)[0].answers == 0


def test_a_problem_of_no_picture_is_not_there(somebody, picture):
    somebody().get(f"{PROBLEMS}/{uuid.uuid4()}", status=404)
    assert db.session.query(Problem).count() == 0


def _typed(reader, **fields: object) -> dict[str, object]:
    return {"csrf_token": token_of(reader), "version": "0", "area_slug": "ordning", **fields}
