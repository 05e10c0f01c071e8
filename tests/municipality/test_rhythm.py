"""A municipality changes rhythm on a day that begins a period in both, and what was promised stays where it was."""

from datetime import date, timedelta
from itertools import islice, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.accounts.models import Person
from medborgar.audit.models import AuditEntry, Event
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.municipality.models import Municipality, RhythmChange
from medborgar.municipality.periods import Calendar, Rhythm, parse, period_of, turning_days
from tests.factories import a_person, log_in
from tests.kept import Keeper
from tests.reader import Reader

DAYS = st.dates(date(2010, 1, 1), date(2150, 12, 31))
PAIRS = st.sampled_from(list(permutations(Rhythm, 2)))
PAGE = "/testby/intranat/installningar/rytm"


@given(PAIRS, DAYS)
def test_a_change_can_begin_on_a_day_that_begins_a_period_in_both(pair: tuple[Rhythm, Rhythm], day: date) -> None:
    now, then = pair

    for turn in islice(turning_days(now, then, day), 3):
        assert turn > day
        assert period_of(turn, now).first == period_of(turn, then).first == turn


@given(PAIRS, DAYS)
def test_no_such_day_is_passed_over(pair: tuple[Rhythm, Rhythm], day: date) -> None:
    now, then = pair
    first = next(turning_days(now, then, day))

    passed = (period_of(day + timedelta(days=number), now).first for number in range(1, (first - day).days))
    assert not [one for one in passed if one > day and period_of(one, then).first == one]


@given(PAIRS, DAYS, st.integers(-1500, 1500))
def test_periods_cover_the_calendar_whatever_rhythms_it_has_had(
    pair: tuple[Rhythm, Rhythm], day: date, away: int
) -> None:
    turn = next(turning_days(*pair, day))
    calendar, anywhere = Calendar(pair[0], ((turn, pair[1]),)), turn + timedelta(days=away)

    period = calendar.period_of(anywhere)

    assert anywhere in period
    assert calendar.after(period).first == period.last + timedelta(days=1)
    assert calendar.before(calendar.after(period)) == calendar.after(calendar.before(period)) == period
    assert parse(period.key) == period


@given(PAIRS, DAYS)
def test_periods_before_the_change_keep_their_addresses(pair: tuple[Rhythm, Rhythm], day: date) -> None:
    turn = next(turning_days(*pair, day))
    calendar = Calendar(pair[0], ((turn, pair[1]),))

    assert calendar.period_of(day) == period_of(day, pair[0])
    assert calendar.before(calendar.period_of(turn)).last == turn - timedelta(days=1)


def test_a_coordinator_changes_the_rhythm_and_the_next_picture_is_for_the_new_period(
    client: Reader, person: Person
) -> None:
    with clock.at(date(2027, 2, 10)):
        log_in(client, person)
        page = client.get(PAGE)
        assert "Ett löfte gäller Kvartal Perioden nu 1 januari–31 mars 2027" in page.main
        assert "Halvår, från 1 juli 2027" in page.main
        assert "Halvår, från 1 april 2027" not in page.main

        client.press("Byt rytm", change="h 2027-07-01")

        assert "Från och med 1 juli 2027 gäller: halvår." in client.page.main
        assert not client.page.soup.select("[name=change]")
    with clock.at(date(2027, 5, 10)):
        log_in(client, person)
        assert offered(client) == ["2027-h2", "2027-kv2"]
    with clock.at(date(2027, 8, 10)):
        log_in(client, person)
        assert offered(client) == ["2028-h1", "2027-h2"]
        assert "1 juli–31 december 2027" in client.get(PAGE).main


def test_a_change_that_has_not_begun_is_taken_back(client: Reader, person: Person) -> None:
    with clock.at(date(2027, 2, 10)):
        log_in(client, person)
        client.get(PAGE)
        client.press("Byt rytm", change="ar 2028-01-01")
        client.press("Ta tillbaka bytet")
        assert "Vad ska gälla i stället?" in client.page.main

    assert db.session.query(RhythmChange).count() == 0
    assert db.session.query(AuditEntry).filter_by(event=Event.RHYTHM_CHANGE).count() == 2


@pytest.mark.parametrize("change", [None, "h 2027-04-01", "kv 2027-04-01", "nonsens", "h 2027-07-01 x"])
def test_a_day_that_can_not_be_is_refused(client: Reader, person: Person, change: str | None) -> None:
    with clock.at(date(2027, 2, 10)):
        log_in(client, person)
        client.get(PAGE)
        client.press("Byt rytm", change=change, status=422)

    assert db.session.query(RhythmChange).count() == 0


def offered(reader: Reader) -> list[str]:
    """The periods that the next picture can be for, the one to come first."""
    page = reader.get("/testby/intranat/lagesbild/ny")
    return [str(option["value"]) for option in page.soup.select("#period option")]


@pytest.fixture
def person(kept: Keeper[Any], testby: Municipality) -> Person:
    return kept(a_person, testby)
