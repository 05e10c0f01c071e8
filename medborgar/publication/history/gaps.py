"""The periods that no promise was published for, since the first one: read out of the chain, without any reason."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

from medborgar.municipality.periods import Period, Rhythm, parse, period_of
from medborgar.picture.models import name_of
from medborgar.publication.public import Entry

LENGTHS = {rhythm.months: rhythm for rhythm in Rhythm}


class Gap(NamedTuple):
    """A period without a promise, and the promises on either side of it."""

    period: Period
    today: date
    before: Period
    after: Period | None

    @property
    def name(self) -> str:
        """It in words."""
        return name_of(self.period)

    @property
    def is_past(self) -> bool:
        """Whether it is over; until then a promise may still come."""
        return self.today > self.period.last


def gaps(chain: Sequence[Entry], today: date) -> list[Gap]:
    """Those that have begun, the first first."""
    promised = sorted({parse(entry.period) for entry in chain if entry.is_promise})
    return [
        Gap(
            period,
            today,
            max(one for one in promised if one.first < period.first),
            min((one for one in promised if one.first > period.first), default=None),
        )
        for period in _empty(promised, today)
    ]


def _empty(promised: Sequence[Period], today: date) -> Iterator[Period]:
    for before, after in zip_longest(promised, promised[1:]):
        end = min(after.first, today + timedelta(days=1)) if after else today + timedelta(days=1)
        period = period_of(before.last + timedelta(days=1), LENGTHS[before.months])
        while period.first < end:
            if period.first > before.last and (after is None or period.last < after.first):
                yield period
            period = period.next


def gap_of(chain: Sequence[Entry], key: str, today: date) -> Gap | None:
    """The gap that an address names; None when there was a promise, or never could be one."""
    return next((gap for gap in gaps(chain, today) if gap.period.key == key), None)
