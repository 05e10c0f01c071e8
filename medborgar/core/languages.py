"""The languages that the public pages are read in: each has its own first part of every address.

Swedish is the source: it has no part of its own, and what no catalogue says is said in Swedish.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import has_request_context, request
from flask_babel import Domain, get_locale
from markupsafe import Markup, escape

FOLDER = Path(__file__).parents[2] / "translations"
KEY = "medborgar.language"
PROMISE = ("publication.current", "publication.period", "publication.exact")
FRONT = ("portal.front", "portal.start")


@dataclass(frozen=True)
class Language:
    """A language, as addresses, browsers and readers know it."""

    code: str  # the first part of its addresses
    locale: str  # how days, numbers and plurals are written
    tag: str  # as HTML names it (BCP 47)
    name: str  # in its own words
    frames: tuple[str, ...] | None = None  # the pages whose frame is in it; None is all of them
    direction: str = "ltr"
    menu_only: bool = False  # only the words around its pages are in it: what they say is Swedish

    @property
    def is_swedish(self) -> bool:
        """Whether Swedish words are its own."""
        return self.tag.partition("-")[0] == "sv"

    def frames_page(self, endpoint: str | None) -> bool:
        """Whether a page's frame is in it."""
        return self.frames is None or endpoint in self.frames


SWEDISH = Language("", "sv", "sv", "Svenska")
EASY = Language("lattlast", "sv_SE", "sv-simple", "Lättläst")
LANGUAGES = {
    language.code: language
    for language in [
        SWEDISH,
        EASY,
        Language("en", "en_GB", "en", "English"),
        Language("fi", "fi_FI", "fi", "Suomi", (*FRONT, *PROMISE)),
        Language("se", "sv_SE", "se", "Davvisámegiella", FRONT, menu_only=True),
        Language("ar", "ar", "ar", "العربية", (*FRONT, *PROMISE), "rtl"),
    ]
}
# Those that a promise can be told in: a translation that no page shows would be in vain.
OF_PROMISES = {code: one for code, one in LANGUAGES.items() if code and all(map(one.frames_page, PROMISE))}
NOTHING = NullTranslations()


class Catalogues(Domain):
    """The words of the page's language."""

    def get_translations(self) -> NullTranslations:
        """Those of the address; none where the words are to be Swedish whoever asks, as in a mail."""
        language = current()
        if not language.code or str(get_locale()) != language.locale:
            return NOTHING
        return catalogue(language.code)


@cache
def catalogue(code: str) -> Translations:
    """A language's words, compiled when they are first asked for."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        words = read_po(file, locale=LANGUAGES[code].locale)  # without it, none of its ways to count is kept
    compiled = io.BytesIO()
    write_mo(compiled, words)
    compiled.seek(0)
    return Translations(compiled)


def current() -> Language:
    """The language of the address that was asked for; Swedish when nothing is asked."""
    found: Language = request.environ.get(KEY, SWEDISH) if has_request_context() else SWEDISH
    return found


def locale() -> Locale:
    """How days and numbers are written where we are."""
    return get_locale() or Locale.parse(SWEDISH.locale)


class Swedish(str):
    """Words that are Swedish on a page in another language; HTML says so, so that they are read aloud rightly."""

    __slots__ = ()

    def __html__(self) -> Markup:
        """Set apart, and in their own direction."""
        return Markup('<span lang="sv" dir="ltr">{}</span>').format(str(self))


def as_swedish(words: str) -> str:
    """Words that somebody here has written in Swedish, as the page should show them."""
    return words if current().is_swedish or not words else Swedish(words)


def in_swedish(texts: Iterable[str]) -> bool:
    """Whether some of the texts, or parts of them, are Swedish on a page that is not."""
    return any(isinstance(text, Swedish) or (isinstance(text, Markup) and 'lang="sv"' in text) for text in texts)


def only_in_swedish(texts: Iterable[str]) -> bool:
    """Whether all of them are."""
    return all(in_swedish([text]) for text in texts)


def sentence(words: str, **parts: object) -> str:
    """Words with parts put into them, each part in the language it is in."""
    return (
        escape(words) % parts if any(isinstance(part, Swedish | Markup) for part in parts.values()) else words % parts
    )


def joined(separator: str, parts: Iterable[str]) -> str:
    """Parts after each other, likewise."""
    found = list(parts)
    return (escape(separator) if any(isinstance(part, Swedish | Markup) for part in found) else separator).join(found)
