"""Numbers, groups and areas as people write them in a table, and what is wrong when they can't be read."""

import re
from collections.abc import Iterable

from flask_babel import gettext as _

from medborgar.core.formatting import number
from medborgar.municipality.models import Area
from medborgar.picture.figures.models import AGES_MAX, DECIMALS, N_MAX, VALUE_MAX, Meaning, Sex

NUMBER = re.compile(r"[-−]?[0-9]{1,12}(?:[.,][0-9]{1,12})?")
WHOLE_NUMBER = re.compile(r"[0-9]{1,12}")
SPACES = re.compile(r"\s+")
AGES = re.compile(r"[0-9]{1,3}(?:–[0-9]{1,3}|\+)?")
ALL = {"", "alla", "totalt", "samtliga", "båda", "hela kommunen", "kommunen", "-", "–"}
SEXES = {
    Sex.WOMEN: {"kvinnor", "kvinna", "k", "flickor", "flicka", "tjejer"},
    Sex.MEN: {"män", "man", "m", "pojkar", "pojke", "killar"},
    Sex.OTHER: {"annat", "annan", "annan könsidentitet", "vill inte svara"},
}


class Unreadable(Exception):  # noqa: N818 (reads as a sentence where it is raised)
    """What was written is not what is asked for; the message says what to do."""


def value_of(written: str, meaning: Meaning) -> float:
    """The number of a reading, with decimal comma or point."""
    text = SPACES.sub("", written).removesuffix("%").replace("−", "-")
    if not text:
        raise Unreadable(_("Skriv ett värde"))
    if not NUMBER.fullmatch(text):
        raise Unreadable(_("Skriv talet med siffror och decimalkomma, till exempel 12,5"))
    if len(text.replace(",", ".").partition(".")[2].rstrip("0")) > DECIMALS:
        raise Unreadable(_("Skriv högst %(most)s decimaler", most=DECIMALS))
    value = float(text.replace(",", "."))
    within(value, meaning)
    return value


def within(value: float, meaning: Meaning) -> None:
    """Say so when a number can't be a reading of this."""
    lowest = -VALUE_MAX if meaning.lowest is None else meaning.lowest
    highest = VALUE_MAX if meaning.highest is None else meaning.highest
    if not lowest <= value <= highest:
        raise Unreadable(_("Skriv ett tal från %(low)s till %(high)s", low=number(lowest), high=number(highest)))
    if meaning.counts and value != int(value):
        raise Unreadable(_("Skriv ett helt tal: det är ett antal"))


def n_of(written: str) -> int | None:
    """How many answered; None when nothing is said."""
    text = SPACES.sub("", written)
    if not text:
        return None
    if not WHOLE_NUMBER.fullmatch(text) or int(text) > N_MAX:
        raise Unreadable(_("Skriv hur många som svarade med ett helt tal, eller lämna tomt"))
    return int(text)


def sex_of(written: str) -> Sex:
    """Whose it is; everybody's when nothing is said."""
    text = _plain(written)
    if text in ALL:
        return Sex.ALL
    found = next((sex for sex, words in SEXES.items() if text in words), None)
    if found is None:
        raise Unreadable(_("Skriv kvinnor, män eller annat, eller lämna tomt för alla"))
    return found


def ages_of(written: str) -> str:
    """An age or a span of ages, as 16–19 or 65+; empty for all."""
    text = _plain(written).removesuffix("år").replace("-", "–").replace(" ", "")
    if text in ALL:
        return ""
    if not AGES.fullmatch(text) or len(text) > AGES_MAX:
        raise Unreadable(_("Skriv åldern som 16–19 eller 65+, eller lämna tomt för alla"))
    return text


def area_of(written: str, areas: Iterable[Area]) -> Area | None:
    """The area of that name; None is all of the municipality."""
    text = _plain(written)
    if text in ALL:
        return None
    found = next((area for area in areas if text in {area.name.casefold(), area.slug}), None)
    if found is None:
        names = ", ".join(area.name for area in areas)
        raise Unreadable(_("Skriv ett av kommunens delområden (%(names)s), eller lämna tomt", names=names))
    return found


def _plain(written: str) -> str:
    return SPACES.sub(" ", written).strip().casefold()
