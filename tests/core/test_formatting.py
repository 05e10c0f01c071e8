"""How days and names are written in sentences."""

from datetime import date

import pytest

from medborgar.core import clock
from medborgar.core.formatting import listed, lower_first, near_day, near_span, short_span, span, upper_first
from medborgar.core.languages import KEY, LANGUAGES


@pytest.fixture(autouse=True)
def in_2027():
    with clock.at(date(2027, 5, 11)):
        yield


def test_a_day_of_another_year_names_it():
    assert near_day(date(2027, 12, 31)) == "31 december"
    assert near_day(date(2029, 12, 31)) == "31 december 2029"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2027, 12, 12), date(2027, 12, 12), "12 december"),
        (date(2027, 12, 12), date(2027, 12, 14), "12–14 december"),
        (date(2027, 5, 30), date(2027, 6, 2), "30 maj–2 juni"),
        (date(2027, 12, 30), date(2028, 1, 2), "30 december–2 januari 2028"),
        (date(2028, 1, 2), date(2028, 1, 4), "2–4 januari 2028"),
    ],
)
def test_days_of_one_month_name_it_once(first, last, written):
    assert near_span(first, last) == written
    assert short_span(first, last) == written.removesuffix(" 2028")


def test_finnish_writes_the_day_as_an_ordinal(app):
    with app.test_request_context("/", environ_overrides={KEY: LANGUAGES["fi"]}):
        assert span(date(2027, 10, 1), date(2027, 12, 31)) == "1. lokakuuta–31. joulukuuta 2027"
        assert near_span(date(2027, 5, 3), date(2027, 5, 9)) == "3.–9. toukokuuta"


def test_names_end_with_an_and():
    assert listed(["vägar"]) == "vägar"
    assert listed(["vägar", "torg", "parker"]) == "vägar, torg och parker"


def test_a_function_begins_a_sentence_large_and_stands_small_inside_it():
    assert upper_first("kommunpolisen") == "Kommunpolisen"
    assert lower_first("Kommunpolisen") == "kommunpolisen"
    assert lower_first("BRÅ-samordnaren") == "BRÅ-samordnaren"
