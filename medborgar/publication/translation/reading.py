"""The chain in the language of the page: each promise in its newest translation, as far as that is still right."""

from collections.abc import Sequence
from dataclasses import replace

from medborgar.core.languages import Language, current
from medborgar.publication import public
from medborgar.publication.models import PublicationKind
from medborgar.publication.public import Entry, Translated
from medborgar.publication.translation.content import AREAS, marked, put, slots, still_right

SAID = {PublicationKind.PROMISE, PublicationKind.CORRECTION, PublicationKind.FOLLOW_UP, PublicationKind.EVENT}


def read(slug: str) -> list[Entry]:
    """A municipality's chain as `public.read` gives it, in the language of the address."""
    return in_language(public.read(slug), current())


def in_language(chain: list[Entry], language: Language) -> list[Entry]:
    """The same entries in a language; what nobody has translated is marked as Swedish."""
    if not language.code:
        return chain
    return [_spoken(entry, chain, language) if entry.kind in SAID else entry for entry in chain]


def translations(chain: Sequence[Entry], period: str, language: Language) -> list[Entry]:
    """What has been published of a period's promise in a language, the newest last."""
    return [
        entry
        for entry in chain
        if entry.is_translation and entry.period == period and entry.manifest["sprak"] == language.code
    ]


def source(chain: Sequence[Entry], translation: Entry) -> Entry | None:
    """The signed entry that a translation is of."""
    return next((entry for entry in chain if entry.hash == translation.manifest["oversatter"]["hash"]), None)


def _spoken(entry: Entry, chain: list[Entry], language: Language) -> Entry:
    entry = replace(entry, manifest=marked(entry.manifest, language), original=entry.content)
    found = _newest_of(entry, chain, language) if entry.is_promise else None
    if found is None:
        return replace(entry, content=marked(entry.content, language))
    translation, original = found
    words = still_right(translation.content, original.content, entry.content)
    translated = Translated(
        published=translation.published,
        is_older=original.hash != entry.hash,
        areas=dict(words.get(AREAS) or {}),
        is_whole=sum(map(len, words.values())) == len(list(slots(entry.content))),
    )
    return replace(entry, content=put(entry.content, words, language), translated=translated)


def _newest_of(entry: Entry, chain: list[Entry], language: Language) -> tuple[Entry, Entry] | None:
    """The newest translation of an entry or of an earlier version of it, and what that one translated."""
    pairs = [(one, source(chain, one)) for one in translations(chain, entry.period, language)]
    known = [(one, of) for one, of in pairs if of and of.version <= entry.version]
    return known[-1] if known else None
