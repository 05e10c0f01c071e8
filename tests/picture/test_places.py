"""Platser över tid: how much was told of each place, what, and which problems rest on it."""

import uuid
from datetime import date

import pytest

from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.municipality.queries import places
from medborgar.picture.weighing import ProblemWords, save_problem
from medborgar.triage.models import Review
from tests.factories import a_municipality
from tests.picture.counting import queries_of
from tests.picture.worlds import BOARD, a_municipal_officer, a_picture, an_answer, shared

PLACES = "/testby/intranat/lagesbild/platser"


@pytest.fixture
def square(testby):
    return places(testby)[0]


def told_of(place, testby, words="Stökigt", **traits):
    """An answer that was tagged with a place."""
    answer = an_answer(testby, words, **traits)
    db.session.query(Review).filter_by(contribution_id=answer.id).one().place_id = place.id
    db.session.commit()
    return answer


def test_each_place_is_counted_period_by_period(somebody, testby, square):
    square.hot_spot = True
    for day in (date(2027, 3, 1), date(2027, 2, 1), date(2026, 12, 1)):
        told_of(square, testby, received=day)
    page = somebody().get(PLACES)
    heads = [head.get_text() for head in page.soup.select("thead th")]
    assert heads[-2:] == ["Oktober–december 2026", "Januari–mars 2027"]
    assert len(heads) == 7
    row = [cell.get_text(" ", strip=True) for cell in page.soup.select("tbody tr")[0].select("th, td")]
    assert (row[0], row[-2:]) == ("Stora torget Centrum · hot spot", ["1", "2"])


def test_a_place_has_its_answers_problems_and_weighing(somebody, testby, square):
    answer, picture = told_of(square, testby, "Glas på torget"), a_picture(testby)
    shared(picture, testby)
    save_problem(
        picture=picture,
        area=picture.focus_set.areas[0],
        words=ProblemWords("Glas överallt"),
        grounds={answer.id},
        actor="test",
    )
    reader = somebody()
    reader.get(f"{BOARD}/rangordning/plats/{square.id}")
    reader.press("Spara", need="4", need_reason="Barn leker där", influence="5", influence_reason="Vår mark")
    reader.get(PLACES)
    page = reader.click("Stora torget")
    for words in ("Glas på torget", "Glas överallt", "behov 4 × påverkan 5", "Barn leker där"):
        assert words in page.main


def test_a_party_sees_its_own_and_what_is_shared(somebody, testby, square):
    told_of(square, testby, "KANARIE", side=Side.POLICE)
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    address = f"{PLACES}/{square.id}"
    assert "KANARIE" not in coordinator.get(address).html
    assert "KANARIE" in officer.get(address).main
    assert "oavslöjat" not in officer.page.html
    shared(a_picture(testby), testby, Side.POLICE)
    assert "KANARIE" in coordinator.get(address).main


def test_the_questions_asked_do_not_grow_with_the_answers(somebody, testby, square):
    reader = somebody()
    told_of(square, testby)
    pages = [PLACES, f"{PLACES}/{square.id}"]
    few = [queries_of(reader, page) for page in pages]
    for _ in range(30):
        told_of(square, testby)
    assert [queries_of(reader, page) for page in pages] == few
    assert "26–31 av 31" in reader.click("Nästa").main


def test_another_municipality_has_other_places(somebody, square):
    reader = somebody(at=a_municipality("annanby"))
    for place_id in (square.id, uuid.uuid4()):
        reader.get(f"/annanby/intranat/lagesbild/platser/{place_id}", status=404)


def test_reporters_do_not_see_them(somebody):
    somebody(Role.REPORTER).get(PLACES, status=403)
