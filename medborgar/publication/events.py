"""Event comments against rumours, read back from the chain: what is known, what is not, and when more will be said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from medborgar.core.formatting import long_day
from medborgar.publication.difference import changes
from medborgar.publication.models import PublicationKind
from medborgar.publication.public import Entry

SHOWN_FOR = timedelta(days=30)  # after the last word, on the start page and beside the promise
KEY = "handelse-"


@dataclass(frozen=True)
class EventComment:
    """All that has been said of one event, the first version first."""

    number: int
    entries: tuple[Entry, ...]

    @property
    def latest(self) -> Entry:
        """What holds now."""
        return self.entries[-1]

    @property
    def said(self) -> dict[str, Any]:
        """Its words."""
        return words(self.latest)

    @property
    def title(self) -> str:
        """What it is about."""
        return str(self.said["rubrik"])

    @property
    def is_closed(self) -> bool:
        """Whether the last word is said."""
        return bool(self.said["sista"])

    @property
    def next_day(self) -> date | None:
        """When more will be said."""
        return None if self.is_closed else date.fromisoformat(self.said["nasta_dag"])

    def is_current(self, today: date) -> bool:
        """Whether people should be led to it."""
        return today - self.latest.published <= SHOWN_FOR

    def is_late(self, today: date) -> bool:
        """Whether the day on which more would be said has passed."""
        return self.next_day is not None and self.next_day < today

    def version(self, number: int) -> Entry | None:
        """One exact version."""
        return next((entry for entry in self.entries if entry.version == number), None)

    def changes(self, entry: Entry) -> list[dict[str, Any]]:
        """What a version changed from the one before."""
        before = self.version(entry.version - 1)
        return changes(_compared(before), _compared(entry)) if before else []


def words(entry: Entry) -> dict[str, Any]:
    """What one version says; nothing but the address is left of one that was removed by law."""
    found: dict[str, Any] = entry.content["handelse"] or REMOVED
    return found


REMOVED = {
    "rubrik": "Borttaget enligt lag",
    "var": "",
    "vet": "",
    "vet_inte": "",
    "nasta": "",
    "nasta_dag": None,
    "sista": True,
    "klockan": "",
    "andrat": "",
}


def event_comments(chain: Iterable[Entry]) -> list[EventComment]:
    """Every event comment of a chain, the one with the latest word first."""
    found: dict[str, list[Entry]] = {}
    for entry in chain:
        if entry.kind is PublicationKind.EVENT:
            found.setdefault(entry.period, []).append(entry)
    comments = [EventComment(int(key.removeprefix(KEY)), tuple(entries)) for key, entries in found.items()]
    return sorted(comments, key=lambda comment: comment.latest.number, reverse=True)


def current_comments(chain: Iterable[Entry], today: date) -> list[EventComment]:
    """Those that people should be led to."""
    return [comment for comment in event_comments(chain) if comment.is_current(today)]


def next_word(said: dict[str, Any]) -> str:
    """When more will be said, in words."""
    if said["sista"]:
        return _("Det här är det sista beskedet om ingen ny uppgift kommer.")
    day = long_day(date.fromisoformat(said["nasta_dag"]))
    more = said["nasta"]
    if not more:
        return f"{day}."
    return f"{day}, {more}" if more[0].islower() else f"{day}. {more}"  # what goes on, or a sentence of its own


def _compared(entry: Entry) -> dict[str, Any]:
    said = words(entry)
    shown = {"rubrik": said["rubrik"], "var": said["var"], "vet": said["vet"], "vet_inte": said["vet_inte"]}
    return shown | {"nasta_besked": next_word(said)}
