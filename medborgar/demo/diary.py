"""The demo's days: everything happens on its day, in order, and today's are today's."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta
from itertools import groupby

from medborgar.core import clock

SATURDAY = 5
HOLIDAYS = {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1), (1, 6)}  # month and day
Deed = Callable[[], object]


class Diary:
    """What is to be done on which day; what lies in the future is done today."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._deeds: list[tuple[date, Deed]] = []

    def on(self, day: date, deed: Deed) -> None:
        """Write down a deed; deeds of one day are done in the order they were written."""
        self._deeds.append((day, deed))

    def live(self) -> None:
        """Do everything, from the first day on."""
        in_order = sorted(self._deeds, key=lambda entry: entry[0])
        for day, deeds in groupby(in_order, key=lambda entry: min(entry[0], self.today)):
            with self._on(day):
                for _, deed in deeds:
                    deed()

    def _on(self, day: date) -> AbstractContextManager[None]:
        # Today is lived at its own hour, so that nothing in the log is ahead of the clock.
        return clock.at(day) if day < self.today else nullcontext()


def workday(day: date) -> date:
    """The day itself, or the next one on which people are at work: not on a weekend, nor at Christmas and New Year."""
    while day.weekday() >= SATURDAY or (day.month, day.day) in HOLIDAYS:
        day += timedelta(days=1)
    return day


def after(first: date, days: int, last: date) -> date:
    """So many days after the first, at most the last."""
    return min(first + timedelta(days=days), last)
