"""At most four mails a year, nothing forgotten: the rule of how often, tried on years of publishing at random."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from medborgar.publication.subscriptions.pacing import MOST, YEAR, may_tell

START = date(2027, 1, 1)
DAYS = 1500
publishing = st.dictionaries(st.integers(0, DAYS), st.booleans(), max_size=80)  # on which days, and whether a promise


def lived(published: dict[int, bool]) -> list[tuple[date, int]]:
    """The days on which mail goes, and how long the oldest of what it tells of had waited."""
    sent: list[tuple[date, int]] = []
    waiting: list[tuple[int, bool]] = []
    for number in range(DAYS + YEAR.days):
        if number in published:
            waiting.append((number, published[number]))
        today = START + timedelta(days=number)
        if waiting and may_tell(today, [day for day, _ in sent], of_promise=any(is_one for _, is_one in waiting)):
            sent.append((today, number - waiting[0][0]))
            waiting = []
    assert not waiting, "something is never told"
    return sent


@given(publishing)
def test_no_year_has_more_than_four_mails_and_nothing_waits_for_longer_than_one(published):
    sent = lived(published)
    for day, waited in sent:
        assert sum(day <= other < day + YEAR for other, _ in sent) <= MOST
        assert waited < YEAR.days


def test_a_promise_each_quarter_is_told_of_at_once_whatever_is_reported_in_between():
    published = {quarter * 92: True for quarter in range(12)}
    published |= {day: False for day in range(3, DAYS, 10) if day not in published}
    told = {day for day, _ in lived(published)}
    assert {START + timedelta(days=92 * quarter) for quarter in range(12)} <= told


def test_a_promise_each_year_leaves_room_for_what_is_reported():
    told = [day for day, _ in lived({0: True, 60: False, 100: False, 200: False, 366: True})]
    assert [(day - START).days for day in told] == [0, 120, 240, 366]


def test_a_first_report_is_told_at_once():
    assert may_tell(START, [], of_promise=False)
