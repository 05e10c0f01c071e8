"""What the pages of translations need to know: gathered from the chain, as the public reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from flask_babel import gettext as _

from medborgar.core import clock
from medborgar.core.conflicts import both_texts
from medborgar.core.errors import NotFound
from medborgar.core.languages import EASY, OF_PROMISES, Language
from medborgar.decisions.wording import lix
from medborgar.municipality.models import Municipality
from medborgar.publication.page import PromisePage, all_pages, page_of
from medborgar.publication.proof.words import part
from medborgar.publication.public import Entry, chain, connect
from medborgar.publication.translation.content import Slot, Words, put, slots, still_right
from medborgar.publication.translation.forms import EASY_MOST, TranslationForm, form_of, name_of, reading_ease
from medborgar.publication.translation.reading import in_language, source, translations


@dataclass(frozen=True)
class Desk:
    """A promise and a language."""

    language: Language
    chain: list[Entry]
    promise: Entry
    published: Entry | None  # the newest translation

    @property
    def page(self) -> PromisePage:
        """The promise as it stands, in Swedish."""
        return page_of(self.promise, self.chain, clock.today())

    @property
    def version(self) -> int:
        """Of the newest translation; 0 when there is none."""
        return self.published.version if self.published else 0

    @cached_property
    def slots(self) -> Sequence[Slot]:
        """Every text that can be translated."""
        return list(slots(self.promise.content))

    @cached_property
    def saved(self) -> Words:
        """What is translated already, and still right."""
        original = self.published and source(self.chain, self.published)
        if not self.published or not original:
            return {}
        return still_right(self.published.content, original.content, self.promise.content)

    @property
    def is_easy(self) -> bool:
        """Whether the words are to be easy Swedish."""
        return self.language is EASY

    def form(self) -> TranslationForm:
        """The form, as the browser sent it or as things stand."""
        return form_of(self.slots, self.saved, version=self.version, source=self.promise.hash)

    def groups(self) -> list[tuple[str, list[str]]]:
        """The fields' names, part by part as the page has them."""
        found = groupby(self.slots, attrgetter("part"))
        return [(part(name), [name_of(slot) for slot in those]) for name, those in found]

    def is_overtaken(self, form: TranslationForm) -> bool:
        """Whether the promise or its translation has been published anew since the form was opened."""
        return form.version.data != self.version or form.source.data != self.promise.hash

    def both(self, form: TranslationForm) -> tuple[str, str]:
        """What is published and what was written, wherever the two differ."""
        saved = form_of(self.slots, self.saved)
        saved.process(data={name_of(slot): (self.saved.get(slot.part) or {}).get(slot.key, "") for slot in self.slots})
        return both_texts(form, saved)

    def preview(self, form: TranslationForm) -> PromisePage:
        """The promise with these words in it."""
        content = put(self.promise.content, form.words, self.language)
        return page_of(Entry(**{**vars(self.promise), "content": content}), self.chain, clock.today())

    def advice(self, form: TranslationForm) -> list[str]:
        """What is not easy enough yet, of words that are to be easy."""
        if not self.is_easy:
            return []
        return reading_ease({slot.label: form[name].data or "" for slot, name in form.parts})

    def ease(self, form: TranslationForm) -> int | None:
        """How hard all of the words are together, by LIX; None for too few to say, and where it says nothing."""
        return lix(".\n".join(form[name].data or "" for _slot, name in form.parts)) if self.is_easy else None

    @property
    def easy_most(self) -> int:
        """How hard easy words may be, by LIX."""
        return EASY_MOST


@dataclass(frozen=True)
class Row:
    """A promise, and how it stands in each language."""

    page: PromisePage
    states: list[tuple[Language, str]]


def desk_of(municipality: Municipality, period: str, language: Language) -> Desk:
    """The desk of one promise in one language; NotFound when nothing is promised for the period."""
    entries = _chain(municipality)
    promised = [entry for entry in entries if entry.is_promise and entry.period == period]
    if not promised:
        raise NotFound("")
    newest = translations(entries, period, language)
    return Desk(language, entries, promised[-1], newest[-1] if newest else None)


def rows(municipality: Municipality) -> list[Row]:
    """Every promise, the latest period first."""
    entries = _chain(municipality)
    spoken = {code: in_language(entries, language) for code, language in OF_PROMISES.items()}
    return [
        Row(page, [(language, _state(spoken[code], page.entry.hash)) for code, language in OF_PROMISES.items()])
        for page in all_pages(entries, clock.today())
    ]


def _state(entries: Sequence[Entry], content_hash: str) -> str:
    shown = next(entry for entry in entries if entry.hash == content_hash).translated
    if shown is None:
        return _("Inte översatt")
    if shown.is_older:
        return _("Äldre än den svenska texten")
    return _("Översatt") if shown.is_whole else _("Delvis översatt")


def _chain(municipality: Municipality) -> list[Entry]:
    with connect() as connection:
        return chain(connection, municipality.slug)
