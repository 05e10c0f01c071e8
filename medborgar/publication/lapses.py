"""When *Uppföljning saknas* came over a commitment, by date alone. Entries and a day in: no database.

What counts on a day is what was published before it, so that what a day brought is never taken back.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from medborgar.followup.models import Result, State
from medborgar.municipality.periods import parse
from medborgar.publication.public import Entry
from medborgar.publication.standing import Report, reports, standing

DAY = timedelta(days=1)


class Lapse(NamedTuple):
    """A commitment whose date passed without a word, and the first day after it."""

    period: str
    promise: int  # its number in the decision
    commitment: dict[str, Any]
    due: date
    day: date
    silent: tuple[str, ...]  # the sides that had not said how it went


def lapses(chain: list[Entry], today: date) -> list[Lapse]:
    """Every one until today, period by period."""
    periods = sorted({entry.period for entry in chain if entry.is_promise}, key=parse)
    return [lapse for period in periods for lapse in _of_period(chain, period, today)]


def _of_period(chain: list[Entry], period: str, today: date) -> Iterator[Lapse]:
    versions = [entry for entry in chain if entry.is_promise and entry.period == period]
    reported = reports(chain, period)
    ends = {end for version in versions for _, one in _commitments(version) for end in _ends(one, reported)}
    for day in sorted(end + DAY for end in ends if end < today):
        version = next((entry for entry in reversed(versions) if entry.published < day), None)
        known = reports([entry for entry in chain if entry.published < day], period)
        yield from _on(day, version, known) if version else ()


def _on(day: date, version: Entry, known: dict[str, list[Report]]) -> Iterator[Lapse]:
    for promise, one in _commitments(version):
        before, after = (standing(one, known.get(one["id"], []), on, None) for on in (day - DAY, day))
        if after.state is State.MISSING is not before.state:
            yield Lapse(version.period, promise, one, day - DAY, day, after.silent)


def _commitments(version: Entry) -> Iterator[tuple[int, dict[str, Any]]]:
    for name, part in version.content.items():
        if name.startswith("lofte-") and part:
            yield from ((int(name.removeprefix("lofte-")), one) for one in part["ataganden"])


def _ends(commitment: dict[str, Any], reported: dict[str, list[Report]]) -> set[date]:
    """The days until which it could be late without saying so."""
    told = reported.get(commitment["id"], [])
    later = {report.new_due for report in told if report.result is Result.LATE and report.new_due}
    return {date.fromisoformat(commitment["klart_senast"]), *later}
