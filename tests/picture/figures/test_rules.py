"""Spans, numbers, changes and small numbers: rules without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.core.languages import KEY, LANGUAGES, Swedish
from medborgar.core.site import CATALOGUES
from medborgar.picture.figures import numbers, spans
from medborgar.picture.figures.charts import BOTTOM, LEFT, RIGHT, TOP, Point, Series, change_of, drawn, shown
from medborgar.picture.figures.models import READY, Every, Meaning, Sex
from medborgar.picture.figures.numbers import Unreadable

INDEX, CRIMES = READY["trygghetsmatning"], READY["anmalda-brott"]


@pytest.mark.parametrize(
    ("written", "every", "key"),
    [
        ("2026", Every.YEAR, "2026"),
        ("2026-01-01", Every.YEAR, "2026"),
        ("2026-kv1", Every.QUARTER, "2026-kv1"),
        ("kv 3 2026", Every.QUARTER, "2026-kv3"),
        ("Q4 2026", Every.QUARTER, "2026-kv4"),
        ("2026K2", Every.QUARTER, "2026-kv2"),
        ("2026 tertial 2", Every.TERTIAL, "2026-t2"),
        ("Halvår 1, 2026", Every.HALF_YEAR, "2026-h1"),
        ("2026-03", Every.MONTH, "2026-03"),
        ("mars 2026", Every.MONTH, "2026-03"),
        ("03/2026", Every.MONTH, "2026-03"),
        ("2026-11-01", Every.MONTH, "2026-11"),
        ("2026-11-01", Every.QUARTER, "2026-kv4"),
    ],
)
def test_a_span_is_read_in_the_usual_ways(written, every, key):
    assert spans.read(written, every) == key


@pytest.mark.parametrize(
    ("written", "every"),
    [
        ("", Every.YEAR),
        ("i fjol", Every.YEAR),
        ("2026-kv1", Every.YEAR),
        ("2026", Every.QUARTER),
        ("2026-kv5", Every.QUARTER),
        ("2026-13", Every.MONTH),
        ("1899", Every.YEAR),
        ("20261", Every.YEAR),
        ("9999-99-99", Every.MONTH),
    ],
)
def test_what_is_no_span_of_that_length_is_not_read(written, every):
    assert spans.read(written, every) is None


@given(st.sampled_from(list(Every)), st.integers(2000, 2199), st.integers(1, 12))
def test_a_span_reads_its_own_key_and_says_its_name(every, year, part):
    key = spans.read(f"{year}-{every.value}{part}" if every not in {Every.YEAR, Every.MONTH} else f"{year}", every)
    if key:
        assert spans.read(key, every) == key
        assert str(year) in spans.name(key)


@given(st.text(max_size=40), st.sampled_from(list(Every)))
def test_no_text_breaks_the_reading_of_spans(text, every):
    key = spans.read(text, every)
    assert key is None or spans.days(key)[1] == every.months


@pytest.mark.parametrize(
    ("written", "value"), [("3,2", 3.2), (" 3.2 ", 3.2), ("0", 0.0), ("2,5000", 2.5), ("5,1 %", 5.1)]
)
def test_a_value_has_a_comma_or_a_point(written, value):
    assert numbers.value_of(written, INDEX) == value


@pytest.mark.parametrize(
    ("written", "meaning", "message"),
    [
        ("", INDEX, "Skriv ett värde"),
        ("6,1", INDEX, "Skriv ett tal från 0 till 6"),
        ("-1", INDEX, "Skriv ett tal från 0 till 6"),
        ("1,23456", INDEX, "Skriv högst 4 decimaler"),
        ("1.234,5", INDEX, "Skriv talet med siffror och decimalkomma, till exempel 12,5"),
        ("nan", INDEX, "Skriv talet med siffror och decimalkomma, till exempel 12,5"),
        ("2,5", CRIMES, "Skriv ett helt tal: det är ett antal"),
    ],
)
def test_what_is_no_value_says_what_to_write(app, written, meaning, message):
    with pytest.raises(Unreadable, match=message):
        numbers.value_of(written, meaning)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_numbers(text):
    meaning = Meaning(**{**INDEX.__dict__, "lowest": None, "highest": None})
    try:
        assert abs(numbers.value_of(text, meaning)) < 1e9
    except Unreadable:
        pass
    except RuntimeError:  # a message outside a request has no language; that it is one is enough
        pass


def test_groups_are_read_as_people_write_them(app):
    assert [numbers.sex_of(word) for word in ("", "Kvinnor", "POJKAR", "Alla")] == [
        Sex.ALL,
        Sex.WOMEN,
        Sex.MEN,
        Sex.ALL,
    ]
    assert [numbers.ages_of(word) for word in ("", "16-19", "16–19 år", "65+", "Alla")] == [
        "",
        "16–19",
        "16–19",
        "65+",
        "",
    ]


def test_lower_may_be_better(app):
    points = [Point("2025", 3.2), Point("2026", 2.8)]
    assert change_of(INDEX, points) == "Har minskat från 3,2 (2025), åt rätt håll"
    assert change_of(READY["lupp-trygg"], points) == "Har minskat från 3,2 (2025), åt fel håll"
    assert change_of(INDEX, [points[0], points[0]]) == "Oförändrat sedan 2025"
    assert change_of(INDEX, points[:1]) == ""


def test_what_has_risen_since_the_start_is_not_told_as_a_fall_alone(app):
    series = Series(INDEX, "x", [Point(str(2022 + year), value) for year, value in enumerate([2.5, 2.6, 2.8, 2.7])])
    start, last = "Har ökat från 2,5 (2022), åt fel håll", "har minskat från 2,8 (2024), åt rätt håll"
    assert series.change == f"{start}. Sedan förra gången: {last}."


def test_few_are_hidden():
    assert [shown(CRIMES, value, None) for value in (0, 4, 5)] == [None, None, 5]
    assert [shown(INDEX, 2.5, n) for n in (None, 0, 4, 5)] == [2.5, None, None, 2.5]


values = st.lists(st.one_of(st.none(), st.floats(0, 6).map(lambda v: round(v, 2))), max_size=9)


@given(st.lists(st.sampled_from([2.4, 2.5, 2.6]), min_size=2, max_size=5))
def test_what_has_changed_since_the_start_is_always_said_first(some):
    points = [Point(str(2000 + year), value) for year, value in enumerate(some)]
    said = Series(INDEX, "x", points).change
    expected = {-1: "Har minskat från", 0: "Oförändrat sedan 2000", 1: "Har ökat från"}
    assert said.startswith(expected[(some[-1] > some[0]) - (some[-1] < some[0])])
    assert ("Sedan förra gången: " in said) == (len(some) > 2)


@given(values)
def test_every_dot_lies_in_the_drawing(some):
    series = Series(INDEX, "x", [Point(str(2000 + year), value) for year, value in enumerate(some)])
    if not series.seen:
        return
    dots = drawn(series).dots
    assert len(dots) == len(series.seen)
    assert all(LEFT <= dot.x <= RIGHT and TOP <= dot.y <= BOTTOM for dot in dots)


@pytest.mark.parametrize(("code", "axis"), [("", "okt–dec 2024"), ("en", "Oct–Dec 2024"), ("fi", "loka–joulu 2024")])
def test_a_chart_shortens_months_in_the_language_of_the_page(app, code, axis):
    with app.test_request_context("/", environ_overrides={KEY: LANGUAGES[code]}):
        assert spans.short_name("2024-kv4") == axis


def test_a_chart_is_named_in_one_language(app):
    with app.test_request_context("/", environ_overrides={KEY: LANGUAGES["ar"]}):
        CATALOGUES.as_default()
        chart = drawn(Series(INDEX, Swedish("Problemindex"), [Point("2026", 2.8)]))
        assert chart.label == "الأرقام نفسها كما في الجدول"
