"""How what comes again stands on a day: done, overdue, due soon, still to come. Pure rules, no database.

What was done counts for the occasion that is nearest to it. Only the last occasion that has passed can be overdue: an
older one did not come about. Nothing is asked of the time before anything of the kind had been done here.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=14)


class State(StrEnum):
    """How one occasion stands."""

    DONE = "gjort"
    LATE = "forsenat"
    SOON = "snart"
    COMING = "kommer"
    MISSED = "uteblev"
    PASSED = "passerat"  # whether it was done is not known here


def nearest(days: Sequence[date], done: Iterable[date]) -> set[date]:
    """The occasions that something done belongs to: the nearest to it, the earlier of two as near."""
    found = set()
    for day in done if days else []:
        index = bisect(days, day)
        around = days[max(index - 1, 0) : index + 1]
        found.add(min(around, key=lambda one: abs(one - day)))
    return found


def states(days: Sequence[date], done: Sequence[date], today: date) -> dict[date, State]:
    """How every occasion stands on a day; `days` and `done` are in order."""
    taken, passed = nearest(days, done), [day for day in days if day < today]
    latest = passed[-1] if passed else None
    return {day: _state(day, day in taken, day == latest, done, today) for day in days}


def due_state(day: date, today: date, *, done: bool) -> State:
    """How something with a single day stands."""
    if done:
        return State.DONE
    return State.LATE if day < today else _ahead(day, today)


def _state(day: date, is_done: bool, is_latest: bool, done: Sequence[date], today: date) -> State:
    if is_done:
        return State.DONE
    if day >= today:
        return _ahead(day, today)
    if not done or day < done[0]:
        return State.PASSED
    return State.LATE if is_latest else State.MISSED


def _ahead(day: date, today: date) -> State:
    return State.SOON if day - today <= SOON else State.COMING
