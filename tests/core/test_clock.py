from datetime import UTC, date, datetime

import pytest
import time_machine

from medborgar.core import clock


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-31T21:59:59+00:00", date(2026, 3, 31)),
        ("2026-03-31T22:00:00+00:00", date(2026, 4, 1)),
        ("2025-12-31T23:00:00+00:00", date(2026, 1, 1)),
        ("2026-10-25T00:30:00+00:00", date(2026, 10, 25)),
    ],
)
def test_a_day_is_a_swedish_day(instant, day):
    assert clock.local_day(datetime.fromisoformat(instant)) == day


def test_the_clock_can_be_set_and_goes_back():
    with time_machine.travel("2027-05-11T10:00:00Z", tick=False):
        with clock.at(date(2026, 1, 2)):
            assert clock.today() == date(2026, 1, 2)
        assert clock.now() == datetime(2027, 5, 11, 10, tzinfo=UTC)
