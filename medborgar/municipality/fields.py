"""What a field of a profile file may hold; a fault is told in words a coordinator knows."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from medborgar.core.forms import FIRST_DAY, LAST_DAY
from medborgar.core.languages import LANGUAGES
from medborgar.municipality.colours import LEAST_CONTRAST, contrast, nearest_passing, passes
from medborgar.municipality.outlines import checked

# The first part of an address of ours that is no municipality, now or later.
RESERVED = {"static", "schema", "healthz", "readyz", "logga-in", "logga-ut", "bekrafta", *LANGUAGES}


def one_of(table: Mapping[str, Any]) -> BeforeValidator:
    """One of a table's words; what comes of it is what the table says for it."""

    def choose(value: object) -> Any:
        if not isinstance(value, str) or value not in table:
            raise ValueError(f"ska vara något av: {', '.join(table)}")
        return table[value]

    return BeforeValidator(choose)


def like(pattern: str, message: str) -> AfterValidator:
    """A text that looks like this all through."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(message)
        return value

    return AfterValidator(check)


def readable_on(paper: str) -> Callable[[str], str]:
    """An accent that can be read on a paper; if not, the nearest shade is named."""

    def check(accent: str) -> str:
        if passes(accent, paper):
            return accent
        found = f"{contrast(accent, paper):.1f}".replace(".", ",")
        least = f"{LEAST_CONTRAST:.1f}".replace(".", ",")
        nearest = nearest_passing(accent, paper)
        raise ValueError(f"syns för dåligt mot sidan ({found}:1, minst {least}:1 behövs). Närmast som går: {nearest}")

    return check


def _day(value: object) -> date:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("ska vara en dag, skriven som 2027-01-31") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"ska ligga mellan {FIRST_DAY} och {LAST_DAY}")
    return day


def free(slug: str) -> str:
    """An address that the site doesn't use itself."""
    if slug in RESERVED:
        raise ValueError("är upptaget av webbplatsen själv")
    return slug


def _plain(value: str) -> str:
    if not all(character.isprintable() or character == "\n" for character in value):
        raise ValueError("innehåller tecken som inte går att skriva ut")
    return value


PLAIN = AfterValidator(_plain)
Line = Annotated[str, Field(min_length=1, max_length=200), PLAIN, like(r"[^\n]*", "ska få plats på en rad")]
Text = Annotated[str, Field(min_length=1, max_length=2000), PLAIN]
Quote = Annotated[str, Field(max_length=300), PLAIN]
Key = Annotated[
    str,
    Field(min_length=1, max_length=40),
    like(r"[a-z0-9]+(-[a-z0-9]+)*", "ska skrivas med små bokstäver a–z, siffror och bindestreck"),
]
Colour = Annotated[str, like("#[0-9A-Fa-f]{6}", 'ska vara en färg, skriven som "#0B4F5C"')]
Address = Annotated[Line, like(r"[^@\s]+@[^@\s]+\.[^@\s]+", "ska vara en e-postadress")]
Outline = Annotated[Annotated[str, Field(min_length=1)], AfterValidator(checked)]
Day = Annotated[date, BeforeValidator(_day)]
YesNo = Annotated[bool, one_of({"ja": True, "nej": False})]
Lines = Annotated[list[Line], Field(max_length=20)]


class Section(BaseModel):
    """A part of the file; a word that it doesn't know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
