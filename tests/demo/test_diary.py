"""Everything in the demo happens on its day, in order."""

from datetime import date
from functools import partial

from medborgar.core import clock
from medborgar.demo.diary import Diary, after, workday

TODAY = date(2027, 3, 10)


def test_days_are_lived_in_order_and_what_lies_ahead_is_done_today():
    lived: list[tuple[int, int]] = []
    with clock.at(TODAY):
        diary = Diary(clock.today())
        for day in (20, 4, 11, 4):
            diary.on(date(2027, 3, day), partial(note, lived, day))
        diary.live()
    assert lived == [(4, 4), (4, 4), (11, 10), (20, 10)]


def test_the_instants_of_a_day_never_go_back():
    moments = []
    diary = Diary(clock.today())
    for _ in range(3):
        diary.on(date(2026, 1, 5), lambda: moments.append(clock.now()))
    diary.live()
    assert moments == sorted(moments)


def test_staff_work_on_monday_what_falls_on_a_weekend():
    assert workday(date(2027, 3, 12)) == date(2027, 3, 12)
    assert workday(date(2027, 3, 13)) == workday(date(2027, 3, 14)) == date(2027, 3, 15)


def test_a_day_in_a_quarter_is_at_most_its_last():
    assert after(date(2027, 1, 1), 99, date(2027, 3, 31)) == date(2027, 3, 31)


def note(lived, day):
    lived.append((day, clock.today().day))
