"""What there is to tell somebody who follows, read from the chain: entries in, lines out. No database, no request."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from medborgar.core.formatting import lower_first
from medborgar.followup.models import Result
from medborgar.followup.words import RESULTS
from medborgar.municipality.periods import parse
from medborgar.picture.models import name_of
from medborgar.publication.models import PublicationKind
from medborgar.publication.page import REPORT_WITHIN, current_period
from medborgar.publication.public import Entry

PART = "lofte-"
LINES_MOST = 3


@dataclass(frozen=True)
class Choice:
    """One promise that can be followed, and what there is to call it by."""

    about: str
    period: str
    number: int
    title: str


@dataclass(frozen=True)
class News:
    """What is untold to one who follows: what is new of promises, the reports, and the corrections."""

    promises: tuple[Entry, ...]
    reports: tuple[Entry, ...]
    corrections: tuple[Entry, ...]

    @property
    def entries(self) -> list[Entry]:
        """All of it, the first first."""
        return sorted((*self.promises, *self.reports, *self.corrections), key=lambda entry: entry.number)

    @property
    def counts(self) -> bool:
        """Whether there is more than corrections, so that the mail is one of the year's four."""
        return bool(self.promises or self.reports)

    def only_corrections(self) -> "News":
        """What may be told without counting; not of a promise that is itself untold, which will be told as it is."""
        untold = {entry.period for entry in self.promises}
        return News((), (), tuple(entry for entry in self.corrections if entry.period not in untold))


def choices(chain: list[Entry], today: date) -> list[Choice]:
    """The promises of the present period, by the first of what is committed to in each."""
    key = current_period(chain, today)
    newest = next((entry for entry in reversed(chain) if entry.is_promise and entry.period == key), None)
    if newest is None:
        return []
    return [
        Choice(part["ataganden"][0]["id"], newest.period, number, part["rubrik"])
        for number, part in _promises(newest)
        if part["ataganden"]
    ]


def chosen(chain: list[Entry], about: str) -> Choice | None:
    """The promise that a commitment belongs to, as its newest version has it; None when nothing is left of it."""
    ids = commitments(chain, about)
    for entry in reversed(chain):
        for number, part in _promises(entry):
            if ids & _ids(part):
                return Choice(about, entry.period, number, part["rubrik"])
    return None


def commitments(chain: list[Entry], about: str) -> set[str]:
    """The ids of all that the same promise has held, in whichever version."""
    found = {about}
    for entry in chain:
        for _number, part in _promises(entry):
            if found & _ids(part):
                found |= _ids(part)
    return found


def news(chain: list[Entry], about: str, told: int, corrected: int) -> News:
    """What somebody who follows everything, or one promise, has not been told of yet."""
    ids = commitments(chain, about) if about else set()
    concerning = [entry for entry in chain if _concerns(entry, chain, ids)]
    kinds = {
        kind: tuple(entry for entry in concerning if entry.kind is kind and entry.number > after)
        for kind, after in (
            (PublicationKind.PROMISE, told),
            (PublicationKind.FOLLOW_UP, told),
            (PublicationKind.CORRECTION, corrected),
        )
    }
    return News(*kinds.values())


def lines(found: News, chain: list[Entry], about: str) -> list[str]:
    """The news in a few short lines, the most important first."""
    ids = commitments(chain, about) if about else set()
    told = [_of_promise(entry, about) for entry in reversed(found.promises)]
    by_period = dict.fromkeys(entry.period for entry in reversed(found.reports))
    told += [_of_reports([e for e in found.reports if e.period == period], about, ids) for period in by_period]
    told += [_of_correction(entry, about) for entry in reversed(found.only_corrections().corrections)]
    told = list(dict.fromkeys(told))
    return told if len(told) <= LINES_MOST else [*told[: LINES_MOST - 1], _("och mer")]


def next_day(chain: list[Entry], today: date, about: str) -> date | None:
    """The day on which it is told at the latest how what is promised went; None when it has passed."""
    one = chosen(chain, about) if about else None
    key = one.period if one else current_period(chain, today)
    day = parse(key).last + REPORT_WITHIN if key else None
    return day if day and day >= today else None


def _concerns(entry: Entry, chain: list[Entry], ids: set[str]) -> bool:
    """Whether an entry has anything to say to who follows these commitments, or everything when there are none."""
    if entry.kind is PublicationKind.FOLLOW_UP:
        return any(not ids or one["atagande"] in ids for one in _told(entry))
    if not entry.is_promise:
        return False
    return not ids or _part(entry, ids) != _part(_before(entry, chain), ids)


def _before(entry: Entry, chain: list[Entry]) -> Entry | None:
    earlier = (one for one in chain if one.is_promise and one.period == entry.period and one.number < entry.number)
    return max(earlier, key=lambda one: one.number, default=None)


def _part(entry: Entry | None, ids: set[str]) -> dict[str, Any] | None:
    return next((part for _number, part in _promises(entry) if ids & _ids(part)), None) if entry else None


def _promises(entry: Entry) -> Iterator[tuple[int, dict[str, Any]]]:
    if entry.is_promise:
        for name, part in entry.content.items():
            if name.startswith(PART) and part:
                yield int(name.removeprefix(PART)), part


def _ids(part: dict[str, Any]) -> set[str]:
    return {one["id"] for one in part["ataganden"]}


def _told(entry: Entry) -> list[dict[str, Any]]:
    return [one for one in entry.content.values() if one]


def _of_promise(entry: Entry, about: str) -> str:
    if about:
        return _("löftet är ändrat")
    name = name_of(parse(entry.period))
    if entry.version == 1:
        return _("ett nytt löfte för %(period)s", period=name)
    return _("ett ändrat löfte för %(period)s", period=name)


def _of_reports(entries: Sequence[Entry], about: str, ids: set[str]) -> str:
    latest = {(one["atagande"], one["sida"]): one["resultat"] for entry in entries for one in _told(entry)}
    counted = Counter(result for (commitment, _side), result in latest.items() if not ids or commitment in ids)
    words = ", ".join(f"{counted[one]} {lower_first(str(RESULTS[one]))}" for one in Result if counted[one])
    if about:
        return _("så går det: %(results)s", results=words)
    period = name_of(parse(entries[0].period))
    return _("så går det med löftet för %(period)s: %(results)s", period=period, results=words)


def _of_correction(entry: Entry, about: str) -> str:
    if about:
        return _("en rättelse av texten")
    return _("en rättelse av löftet för %(period)s", period=name_of(parse(entry.period)))
