"""What points a person out in a text: numbers, plates, names, words of suspicion. Pure; a human chooses other words."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from personnummer.personnummer import Personnummer, PersonnummerException
from phonenumbers import PhoneNumberMatcher

from medborgar.core.given_names import ALSO_WORDS, GIVEN_NAMES


class Clue(StrEnum):
    """How a text points somebody out."""

    IDENTITY = "personnummer"
    PHONE = "telefonnummer"
    PLATE = "registreringsnummer"
    MAILBOX = "e-postadress"
    SUSPICION = "utpekande"
    NAME = "namn"


@dataclass(frozen=True)
class Trace:
    """The words that point somebody out, and how."""

    clue: Clue
    words: str

    @property
    def can_be_cleared(self) -> bool:
        """Whether somebody may say that it is no person; of a personal identity number nobody may."""
        return self.clue is not Clue.IDENTITY


IDENTITY = re.compile(r"(?<!\d)(?:\d{2})?\d{2}(?P<month>\d{2})(?P<day>\d{2})\s?(?P<between>[-+–]?)\s?\d{4}(?!\d)")
TIMES = re.compile(r"\b\d{1,2}[.:]\d{2}(?:\s*[-–]\s*\d{1,2}[.:]\d{2})?\b")
PLATE = re.compile(r"\b[A-HJ-PR-UW-Z]{3}[ -]?\d{2}[0-9A-HJ-NPR-UW-Z]\b")
PERSON = r"(?:gärnings\w+|person\w*|individ\w*|man|mannen|kvinna\w*|kille\w*|tjej\w*|pojke\w*|flicka\w*)"
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SUSPICION = re.compile(
    r"\b(?:"
    rf"(?:(?:den|de|en|två|tre|flera)\s+)?misstänkt(?:e|a)?\s+{PERSON}"
    r"|(?:den|de)\s+misstänkt(?:e|a)(?!\s+\w*(?:brott|försäljning|handel|händelse|fall|brand|bränder))\w*"
    r"|(?:en|två|tre|flera)\s+misstänkta?(?=\s*(?:[.,;:!?)]|$)|\s+(?:är|har|som|greps|bor|kan|ska)\b)"
    r"|gärnings(?:mannen|personen)s?"
    r"|utpekad(?:e|es)?"
    r"|målperson\w*|nyckelindivid\w*"
    r"|kriminel\w+\s+(?:person|individ|familj|man|kvinn|gängmedlem|släkt)\w*"
    rf"|(?:häktad|åtalad|efterlyst|gripen|dömd)\s+{PERSON}"
    r"|underrättelse(?:r|uppgift\w*|information\w*)"
    r"|signalement\w*"
    r")(?!\w)",
    re.IGNORECASE,
)
FAMILY = re.compile(r"\b[Ff]amilje?n\s+[A-ZÅÄÖÉ]\w+")
END = r"(?![^\W\d_])"  # of a word: no letter follows, though a digit may
BIG = rf"(?:[A-ZÅÄÖÉÜÁÍÓÚÇ][a-zåäöéüáíóúçñß]+(?:[-’'][A-ZÅÄÖÉÜa-zåäöéü]+)*{END}|(?:[A-ZÅÄÖ]\.)+)"
GAP = r"[^\S\n]+"  # a name stands on one line
BIG_WORDS = re.compile(rf"\b{BIG}(?:{GAP}(?:(?:von|van|de|af|al|el|bin){GAP})?{BIG})*")
LOUD_WORDS = re.compile(r"\b[A-ZÅÄÖÉ]{3,}\b")
QUIET_PAIR = re.compile(r"\b[a-zåäöé]{2,}\s+[a-zåäöé]+son\b")
SURNAME = re.compile(r"\w{2,}sson")
NAMED_PLACE = re.compile(r"\s+(?:gata|gränd|väg|plats|torg|park|allé|backe|stig|bro|hus|gymnasium|skola|minne)(?!\w)")
BEFORE_SENTENCE = re.compile(r"(?:^|[.!?:–•*\n-]|\d\))\s*[\"”»(]*\s*$")
BLANK = "·"  # stands where something is known or was found: neither a letter nor a space


def traces(text: str, known: Collection[str] = ()) -> list[Trace]:
    """What points somebody out in a text, each once; `known` are names of places and bodies, and what was cleared."""
    found: dict[Trace, None] = {}
    rest = _without(text, known)
    for clue, look in FINDERS.items():
        for words in list(look(rest)):
            found[Trace(clue, " ".join(words.split()))] = None
            rest = rest.replace(words, BLANK * len(words))
    return list(found)


def identity_numbers(text: str) -> list[str]:
    """The personal identity numbers in a text, each once."""
    return list(dict.fromkeys(_identities(text)))


def _without(text: str, known: Collection[str]) -> str:
    """A text without what is known, the longest first; a name keeps its genitive."""
    for name in sorted(known, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, name.split()))
        if words:
            text = re.sub(rf"(?<!\w){words}s?{END}", lambda match: BLANK * len(match[0]), text)
    return text


def _identities(text: str) -> Iterator[str]:
    for match in IDENTITY.finditer(text):
        is_written_as_one = match["between"] and _is_date(int(match["month"]), int(match["day"]))
        if is_written_as_one or _is_identity(re.sub(r"[\s–]", "", match[0])):
            yield match[0]


def _mailboxes(text: str) -> Iterator[str]:
    return (match[0] for match in MAILBOX.finditer(text))


def _is_date(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day % 60 <= 31  # a coordination number has 60 added to its day


def _is_identity(digits: str) -> bool:
    try:
        Personnummer(digits)
    except PersonnummerException:
        return False
    return True


def _phones(text: str) -> Iterator[str]:
    without_times = TIMES.sub(lambda match: BLANK * len(match[0]), text)
    for match in PhoneNumberMatcher(without_times, "SE"):
        yield match.raw_string


def _plates(text: str) -> Iterator[str]:
    yield from (match[0] for match in PLATE.finditer(text))


def _suspicions(text: str) -> Iterator[str]:
    yield from (match[0] for pattern in (SUSPICION, FAMILY) for match in pattern.finditer(text))


def _names(text: str) -> Iterator[str]:
    for match in BIG_WORDS.finditer(text):
        begins = bool(BEFORE_SENTENCE.search(text[: match.start()]))
        if not NAMED_PLACE.match(text, match.end()):
            yield from _name_in(match[0], begins=begins)
    yield from (match[0] for match in LOUD_WORDS.finditer(text) if _is_given(match[0]))
    yield from (match[0] for match in QUIET_PAIR.finditer(text) if _is_given(match[0].split()[0]))


def _name_in(words: str, *, begins: bool) -> Iterator[str]:
    """The name that capitalised words in a row look like; the first word of a sentence has its capital anyway."""
    first, *others = words.split()
    if begins and not (_is_given(first) or _is_surname(first) or first.endswith(".")):
        if len(others) > 1 or any(map(_is_personal, others)):
            yield words.removeprefix(first).strip()
    elif others or _is_personal(first):
        yield words


def _is_personal(word: str) -> bool:
    return _is_given(word) or _is_surname(word) or word.casefold() in ALSO_WORDS


def _is_surname(word: str) -> bool:
    return bool(SURNAME.fullmatch(word.removesuffix("s")))


def _is_given(word: str) -> bool:
    """Whether it is a given name, or its genitive, and no other word."""
    name = word.casefold()
    return not GIVEN_NAMES.isdisjoint({name, name.removesuffix("s")} - ALSO_WORDS)


# In this order: what one has found, the next does not look at.
FINDERS: dict[Clue, Callable[[str], Iterator[str]]] = {
    Clue.IDENTITY: _identities,
    Clue.MAILBOX: _mailboxes,
    Clue.PHONE: _phones,
    Clue.PLATE: _plates,
    Clue.SUSPICION: _suspicions,
    Clue.NAME: _names,
}
