"""Whether this time differs from what is usual: compared with the mean of the periods before. No database.

It differs when there are at least three periods to compare with, at least three reports between now and their mean, and
now is at least half as many again, or at most half as many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

COMPARED_MOST = 6  # periods
COMPARED_LEAST = 3
DIFFERENCE = 3  # reports
MORE, FEWER = 1.5, 0.5  # times the mean


class Deviation(StrEnum):
    """How this time differs."""

    USUAL = ""
    MORE = "fler"
    FEWER = "farre"


@dataclass(frozen=True)
class Compared:
    """This time beside the times before: the mean, of how many, and whether it differs."""

    now: int
    mean: float | None
    periods: int
    deviation: Deviation


def compared(now: int, before: Sequence[int]) -> Compared:
    """Compare; without earlier periods there is no mean."""
    if not before:
        return Compared(now, None, 0, Deviation.USUAL)
    mean = sum(before) / len(before)
    return Compared(now, round(mean, 1), len(before), _deviation(now, mean, len(before)))


def _deviation(now: int, mean: float, periods: int) -> Deviation:
    if periods < COMPARED_LEAST or abs(now - mean) < DIFFERENCE:
        return Deviation.USUAL
    if now >= MORE * mean:
        return Deviation.MORE
    return Deviation.FEWER if now <= FEWER * mean else Deviation.USUAL
