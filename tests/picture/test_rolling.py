"""Den löpande lägesbilden: week by week, two weeks or month, until it is frozen into the decision's."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.municipality.models import Rolling
from medborgar.picture import actions, material, queries
from medborgar.picture.rolls import as_of, changed, roll_of, rolls
from medborgar.picture.writings import JointWords
from tests.picture.worlds import BOARD, a_picture, an_answer, analysed, established, focus_areas

ROLLING = f"{BOARD}/lopande"
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
kinds = st.sampled_from(list(Rolling))


@given(days, kinds)
def test_a_day_lies_in_one_turn_and_every_day_of_it_in_the_same(day, rolling):
    roll = roll_of(day, rolling)
    assert roll.first <= day <= roll.last
    assert roll_of(roll.first, rolling) == roll_of(roll.last, rolling) == roll


@given(days, st.integers(0, 200), kinds)
def test_the_turns_follow_on_each_other_without_a_gap(first, length, rolling):
    found = rolls(first, first + timedelta(days=length), rolling)
    assert found[-1].first <= first
    assert all(later.first == earlier.last + timedelta(days=1) for later, earlier in zip(found, found[1:]))  # noqa: B905, RUF007 (pairs)


def test_a_turn_is_spoken_of_by_its_weeks_or_month(app):
    day = date(2027, 3, 15)
    assert [roll_of(day, rolling).name for rolling in Rolling] == ["vecka 11, 2027", "vecka 11–12, 2027", "mars 2027"]
    assert roll_of(date(2026, 12, 30), Rolling.TWO_WEEKS).name == "vecka 53, 2026"


def test_what_was_said_is_read_from_the_last_day_it_was_written():
    kept = [("a", date(2027, 3, 1), JointWords(scope="Ett")), ("a", date(2027, 3, 9), JointWords(scope="Två"))]
    assert as_of(kept, date(2027, 2, 28)) == {}
    assert as_of(kept, date(2027, 3, 8))["a"].scope == "Ett"
    assert as_of(kept, date(2027, 3, 9))["a"].scope == "Två"


def test_what_changed_is_told_heading_by_heading(app):
    before, after = JointWords(scope="Ett", trend="okar"), JointWords(scope="Ett", trend="minskar", analysis="Ljust")
    assert changed(before, after) == [
        {"label": "Analys", "before": "", "after": "Ljust"},
        {"label": "Trend", "before": "↑ Ökar", "after": "↓ Minskar"},
    ]


@pytest.fixture
def picture(testby):
    testby.rolls = Rolling.WEEK
    return a_picture(testby)


def saved(picture, words, version):
    area = picture.focus_set.areas[0]
    actions.save_joint_text(picture=picture, area=area, words=words, version=version, actor="test")
    db.session.commit()


def test_each_week_is_kept_readable_with_what_changed(somebody, testby, picture):
    an_answer(testby)
    saved(picture, JointWords(scope="Skrevs fel"), 0)
    saved(picture, JointWords(scope="Tio anmälda", trend="okar"), 1)
    with clock.at(date(2027, 3, 24)):
        saved(picture, JointWords(scope="Fyra anmälda", trend="minskar"), 2)
        reader = somebody()
        reader.get(BOARD)
        page = reader.click("Löpande lägesbild")
        rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.soup.select("tbody tr")]
        assert rows[:2] == [["Vecka 12, 2027", "0", "1"], ["Vecka 11, 2027", "1", "1"]]
        page = reader.click("Vecka 12, 2027")
        assert "Fyra anmälda" in page.main
        changes = page.soup.select("table")[0].get_text(" ", strip=True)
        assert "Tio anmälda Fyra anmälda" in changes
        page = reader.get(f"{ROLLING}/2027-03-15")
        assert "Tio anmälda" in page.main
        assert "Fyra" not in page.main
        assert "Skrevs fel" not in page.main
        assert "Inget var skrivet än" in reader.get(f"{ROLLING}/2027-03-08").main


def test_it_goes_on_where_the_last_one_was_frozen(testby, picture):
    analysed(picture)
    old, new = focus_areas(testby)[0], focus_areas(testby)[1]
    saved(picture, JointWords(problem="Oro", analysis="Mörkt"), 1)
    established(picture, testby)
    with clock.at(date(2027, 6, 1)):
        following = a_picture(testby, period="2027-kv3")
    texts = material.joint_texts(following)
    assert (texts[old.id].problem, texts[old.id].version) == ("Oro", 1)
    assert texts[new.id].analysis.startswith("Därför")
    assert material.joint_days(following)


def test_an_established_picture_rolls_no_longer(somebody, testby, picture):
    analysed(picture)
    established(picture, testby)
    with clock.at(date(2027, 5, 1)):
        page = somebody().get(ROLLING)
        assert page.soup.select("tbody th")[0].get_text() == "Vecka 11, 2027"
        assert queries.for_period(testby, picture.period).is_established


def test_where_pictures_do_not_roll_nothing_is_carried_on(somebody, testby):
    picture = a_picture(testby)
    analysed(picture)
    established(picture, testby)
    with clock.at(date(2027, 6, 1)):
        assert material.joint_texts(a_picture(testby, period="2027-kv3")) == {}
        assert "Löpande lägesbild" not in somebody().get(BOARD).main


@pytest.mark.parametrize("day", ["2027-03-16", "1999-01-01", "nej", "%00", "2099-01-04"])
def test_there_is_no_turn_that_begins_on_another_day(somebody, picture, day):
    somebody().get(f"{ROLLING}/{day}", status=404)
