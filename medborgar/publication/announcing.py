"""Publishing an event comment: a new one, or a new version that says what it changes. Nothing is mended in silence."""

import hashlib
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import rfc8785
from flask_babel import gettext as _

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.formatting import clock_time
from medborgar.core.permissions import Side
from medborgar.municipality.models import Municipality
from medborgar.plan.guard import ensure_nobody
from medborgar.publication import queries
from medborgar.publication.canonical import sections
from medborgar.publication.chain import append
from medborgar.publication.events import KEY
from medborgar.publication.models import Publication, PublicationKind


@dataclass(frozen=True)
class Words:
    """What an event comment says."""

    title: str
    where: str
    known: str
    unknown: str
    next_day: date | None
    next_words: str
    is_last: bool
    changed: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said in words."""
        return self.title, self.where, self.known, self.unknown, self.next_words, self.changed

    @property
    def digest(self) -> str:
        """By which a page tells exactly what it showed."""
        said = asdict(self) | {"next_day": self.next_day and self.next_day.isoformat()}
        return hashlib.sha256(rfc8785.dumps(said)).hexdigest()

    @property
    def content(self) -> dict[str, Any]:
        """The public content, in Swedish keys."""
        return {
            "rubrik": self.title,
            "var": self.where,
            "vet": self.known,
            "vet_inte": self.unknown,
            "nasta_dag": None if self.is_last or self.next_day is None else self.next_day.isoformat(),
            "nasta": "" if self.is_last else self.next_words,
            "sista": self.is_last,
            "andrat": self.changed,
            "klockan": clock_time(clock.now()),
        }


def announce(
    *, municipality: Municipality, words: Words, cleared: Collection[str] = (), side: Side, by: Person
) -> Publication:
    """Publish a party's first word about an event; Refused when it points somebody out."""
    number = queries.events_published(municipality.id) + 1
    ensure_nobody(municipality=municipality, texts=words.texts, cleared=cleared, by=by)
    return _append(municipality, (number, 1), words, side, by)


def say_more(
    *,
    municipality: Municipality,
    number: int,
    version: int,
    words: Words,
    cleared: Collection[str] = (),
    side: Side,
    by: Person,
) -> Publication:
    """Publish the next version; Stale when `version` is not the one that holds now."""
    ensure_nobody(municipality=municipality, texts=words.texts, cleared=cleared, by=by)
    if not words.changed:
        raise Refused(_("Skriv vad som är nytt eller rättat."))
    if queries.event_version(municipality.id, f"{KEY}{number}") != version:
        raise Stale(_("En kollega har publicerat en ny version. Jämför och välj."))
    return _append(municipality, (number, version + 1), words, side, by)


def _append(municipality: Municipality, numbers: tuple[int, int], words: Words, side: Side, by: Person) -> Publication:
    number, version = numbers
    if not words.is_last and (words.next_day is None or words.next_day < clock.today()):
        raise Refused(_("Skriv vilken dag nästa besked kommer, i dag eller senare."))
    return append(
        municipality=municipality,
        about=f"{KEY}{number}",
        parts=sections({"handelse": words.content}),
        kind=PublicationKind.EVENT,
        version=version,
        by=by,
        signed_by=[side],
        facts={},
    )
