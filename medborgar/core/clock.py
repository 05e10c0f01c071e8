"""The one clock: instants are UTC, days and quarters are Europe/Stockholm."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_shift: ContextVar[timedelta] = ContextVar("shift", default=timedelta())


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC) + _shift.get()


def today() -> date:
    """The present day in Sweden: 2026-03-31T22:00Z is already the first of April."""
    return local_day(now())


def local_day(moment: datetime) -> date:
    """The Swedish day of an aware instant."""
    return moment.astimezone(STOCKHOLM).date()


def weekdays_after(day: date, weekdays: int) -> date:
    """The day so many weekdays after a day."""
    while weekdays:
        day += timedelta(days=1)
        weekdays -= day.isoweekday() <= 5
    return day


@contextmanager
def at(moment: date) -> Iterator[None]:
    """Live as if it were an aware instant, or noon on a day; the demo and the tests walk through quarters so."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(12), tzinfo=STOCKHOLM)
    token = _shift.set(moment - datetime.now(UTC))
    try:
        yield
    finally:
        _shift.reset(token)
