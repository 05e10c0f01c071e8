"""Figures beside the focus areas of a picture: as they stand, until the picture is established."""

import pytest

from medborgar.core.extensions import db
from medborgar.picture import queries
from medborgar.picture.figures import beside
from tests.picture.figures.worlds import a_reading, an_indicator
from tests.picture.worlds import BOARD, a_picture, analysed, established, focus_areas

AREA = f"{BOARD}/omrade/ordning"


@pytest.fixture
def indicator(testby):
    return an_indicator(testby, focus_area_id=focus_areas(testby)[0].id)


def test_they_stand_beside_what_is_written(somebody, testby, indicator):
    a_picture(testby)
    a_reading(indicator, "2026", 2.8)
    reader = somebody()
    for page in (AREA, f"{AREA}/eget", f"{AREA}/gemensam"):
        assert "Problemindex" in reader.get(page).main
    assert "Inget mätetal hör till det här fokusområdet" in reader.get(f"{BOARD}/omrade/vald").main


def test_an_established_picture_keeps_what_it_showed(somebody, testby, indicator):
    picture = a_picture(testby)
    reading = a_reading(indicator, "2026", 2.8, n=300)
    analysed(picture)
    before = beside.figures(picture)
    established(picture, testby)
    reading.value = 5
    indicator.name = "Något annat"
    db.session.commit()
    page = somebody().get(AREA)
    assert "Som de var när lägesbilden fastställdes" in page.main
    assert "2,8" in page.main
    assert "Problemindex" in page.main
    after = beside.figures(queries.for_period(testby, picture.period))
    assert [(one.key, one.meaning, one.focus_area_ids) for one in after] == [
        (one.key, one.meaning, one.focus_area_ids) for one in before
    ]


def test_what_has_no_reading_is_not_shown(testby, indicator):
    assert beside.figures(a_picture(testby)) == []


def test_a_series_goes_on_in_the_successor_of_its_focus_area(testby, indicator):
    areas = focus_areas(testby)
    areas[0].successor_id = areas[2].id
    a_reading(indicator, "2026", 2.8)
    found = beside.figures(a_picture(testby))
    assert len(beside.about(found, areas[2].id)) == 1
    assert beside.about(found, areas[1].id) == []
