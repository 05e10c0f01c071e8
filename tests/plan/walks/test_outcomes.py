"""Each point of a walk gets an answer: done, planned by whom and when, or not done and why; what is late is shown."""

from datetime import date, timedelta

import pytest

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.municipality.models import Place
from medborgar.plan import actions as plan
from medborgar.plan.models import Purpose, Responsible
from medborgar.plan.walks import queries
from medborgar.plan.walks.models import WalkAnswer, WalkOutcome
from medborgar.plan.words import MeasureWords
from tests.factories import a_municipality, a_person, log_in
from tests.governance.conftest import statements
from tests.intake.walks.worlds import a_point, a_walk, in_days
from tests.plan.walks.worlds import is_answered
from tests.reader import Reader

TODAY = date(2027, 11, 15)
HOME = "/testby/intranat"
PAGE = f"{HOME}/vandringar/vandring-kring-torget"


@pytest.fixture
def testby(kept):
    with clock.at(TODAY):
        yield kept(a_municipality)


@pytest.fixture
def by(kept, testby):
    return kept(a_person, testby)


@pytest.fixture
def walk(kept, testby, by):
    return kept(a_walk, testby, by)


@pytest.fixture
def point(kept, walk, by):
    return kept(a_point, walk, by)


@pytest.fixture
def coordinator(at_a_browser, by):
    return at_a_browser(by)


def answered(reader, point, *, status=200, **said):
    reader.get(f"{PAGE}/punkt/{point.id}/utfall")
    return reader.press("Spara", status=status, **said)


def test_a_point_is_planned_and_then_done_and_both_can_be_read(coordinator, point):
    page = answered(coordinator, point, answer="planerat", words="Lampan byts.", due="2027-12-01")
    assert "Lampan byts." in page.main
    assert "Gatuchefen, klart senast 1 december 2027" in page.main  # as those who walked thought
    assert "Gjort" in answered(coordinator, point, answer="gjort", words="Lampan är bytt.").main
    history = coordinator.get(f"{PAGE}/punkt/{point.id}/utfall").main
    assert history.index("Lampan är bytt.") < history.index("Lampan byts.")
    assert [one.number for one in db.session.query(WalkOutcome).order_by(WalkOutcome.number)] == [1, 2]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"answer": None}, "Välj vad som händer med punkten"),
        ({"answer": "gors-inte", "words": ""}, "Skriv vad som är gjort, vad som ska göras eller varför inte"),
        ({"answer": "planerat", "owner": ""}, "Skriv vilken funktion som gör det"),
        ({"answer": "planerat", "due": ""}, "Skriv vilken dag det ska vara klart"),
        (
            {"answer": "gjort", "words": "Anna Andersson bytte den."},
            "Ta bort Anna Andersson: det ser ut som ett namn. Skriv en funktion eller en plats.",
        ),
    ],
)
def test_an_answer_that_lacks_something_says_what_and_stays(coordinator, point, said, message):
    whole = {"words": "Lampan byts.", "owner": "Gatuchefen", "due": "2027-12-01"}
    page = answered(coordinator, point, status=422, **whole | said)
    assert page.errors == [message]
    assert db.session.query(WalkOutcome).count() == 0


def test_what_only_looks_like_a_person_can_be_said_to_be_none(coordinator, point):
    page = answered(coordinator, point, status=422, answer="gjort", words="Skylten vid Kungens Kurva är ny.")
    assert "Är det här ingen person?" in page.main
    coordinator.press("Spara", not_persons="Kungens Kurva")
    assert db.session.query(WalkOutcome).count() == 1


def test_a_plan_may_be_a_measure_that_says_by_whom_and_when(coordinator, testby, by, point):
    square = db.session.query(Place).filter_by(municipality_id=testby.id).one()
    words = MeasureWords(
        title="Byter lampor",
        purpose=Purpose.SAFETY,
        responsible=Responsible.MUNICIPALITY,
        place=square,
        owner="Driftchefen",
        due=in_days(20),
    )
    insats = plan.add_insats(municipality=testby, words=words, by=by)
    said = {"answer": "planerat", "words": "Lampan byts.", "owner": "", "measure_id": str(insats.id)}
    page = answered(coordinator, point, **said)
    assert "Driftchefen, klart senast 5 december 2027" in page.main
    assert coordinator.click("Byter lampor").h1 == "Byter lampor"


def test_saved_twice_it_is_said_once(coordinator, point):
    coordinator.get(f"{PAGE}/punkt/{point.id}/utfall")
    form = coordinator.page
    for _ in range(2):
        coordinator.press("Spara", on=form, answer="gjort", words="Klart.")
    assert db.session.query(WalkOutcome).count() == 1


def test_two_who_answer_at_once_see_both_answers(coordinator, testby, walk, point):
    coordinator.get(f"{PAGE}/punkt/{point.id}/utfall")
    is_answered(walk, point, a_person(testby), WalkAnswer.NOT)
    page = coordinator.press("Spara", answer="gjort", words="Mitt svar.", status=409)
    assert "Det här svarade vi: gors-inte." in page.main
    assert "Mitt svar." in page.main
    coordinator.press("Spara")
    assert db.session.query(WalkOutcome).count() == 2


def test_what_is_late_is_shown_and_waits_to_be_done(coordinator, walk, point, by):
    outcome = is_answered(walk, point, by, WalkAnswer.PLANNED, TODAY)
    assert "Svara på" not in coordinator.get(HOME).main
    assert "Försenat" not in coordinator.get(PAGE).main
    outcome.due = TODAY - timedelta(days=1)
    assert "Försenat: skulle vara klart 14 november 2027" in coordinator.get(PAGE).main
    coordinator.get(HOME)
    coordinator.click("Svara på 1 punkt: Vandring kring torget")
    is_answered(walk, point, by, WalkAnswer.DONE)
    assert "Svara på" not in coordinator.get(HOME).main


def test_points_without_an_answer_are_late_when_one_was_promised(coordinator, testby, walk, by):
    for _ in range(2):
        a_point(walk, by)
    assert queries.late(testby, walk.party_id, TODAY) == []
    walk.answer_by = TODAY - timedelta(days=1)
    assert "Svara på 2 punkter: Vandring kring torget" in coordinator.get(HOME).main
    assert "Svar saknas sedan 14 november 2027" in coordinator.get(PAGE).main
    walk.withdrawn = TODAY
    assert "Svara på" not in coordinator.get(HOME).main


def test_what_waits_is_found_with_one_question_and_is_ones_own(app, coordinator, testby, walk, by):
    first = statements(coordinator, HOME)
    walk.answer_by = TODAY - timedelta(days=1)
    for number in range(3):
        other = a_walk(testby, by, title=f"Vandring {number}", answer_by=TODAY - timedelta(days=1))
        a_point(other, by)
    assert statements(coordinator, HOME) == first
    officer = Reader(app)
    log_in(officer, a_person(testby, Role.MUNICIPAL_POLICE, Side.POLICE))
    assert "Svara på" not in officer.get(HOME).main
