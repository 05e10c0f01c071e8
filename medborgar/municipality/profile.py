"""What a profile file may say: its Swedish words and their limits. Only commands read profiles.

A section's fields have the names of the columns that they are loaded into, and the file's words as aliases.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from medborgar.municipality.cadences import CadenceKind, Unit
from medborgar.municipality.colours import DARK_PAPER, LEAST_CONTRAST, LIGHT_PAPER, contrast, nearest_passing, passes
from medborgar.municipality.models import BodyKind, OrganisationKind
from medborgar.municipality.periods import Rhythm

# The first part of an address of ours that is no municipality, now or later.
RESERVED = frozenset({"static", "healthz", "readyz", "logga-in", "logga-ut", "bekrafta", "en", "lattlast", "fi", "se"})
RHYTHMS = {
    "kvartal": Rhythm.QUARTER,
    "tertial": Rhythm.TERTIAL,
    "halvår": Rhythm.HALF_YEAR,
    "år": Rhythm.YEAR,
    "två år": Rhythm.TWO_YEARS,
}
RECURRENCES = {
    "varje vecka": (1, Unit.WEEK),
    "varannan vecka": (2, Unit.WEEK),
    "varje månad": (1, Unit.MONTH),
    "varannan månad": (2, Unit.MONTH),
    "var tredje månad": (3, Unit.MONTH),
    "varje kvartal": (1, Unit.QUARTER),
    "varje tertial": (1, Unit.TERTIAL),
    "varje halvår": (1, Unit.HALF_YEAR),
    "varje år": (1, Unit.YEAR),
    "vartannat år": (2, Unit.YEAR),
}
ORGANISATIONS = {
    "kommun": OrganisationKind.MUNICIPALITY,
    "lokalpolisområde": OrganisationKind.POLICE_AREA,
    "annan": OrganisationKind.OTHER,
}
BODIES = {
    "styrgrupp": BodyKind.STEERING_GROUP,
    "ledningsgrupp": BodyKind.POLICE_MANAGEMENT,
    "råd": BodyKind.COUNCIL,
}

CADENCES = {
    "insamling": CadenceKind.COLLECTION,
    "möte": CadenceKind.MEETING,
    "operativ inriktning": CadenceKind.OPERATIONAL,
    "lägesbild": CadenceKind.PICTURE,
    "beslut": CadenceKind.DECISION,
    "uppföljning": CadenceKind.FOLLOWUP,
    "översyn av överenskommelsen": CadenceKind.AGREEMENT_REVIEW,
    "genomgång": CadenceKind.BRIEFING,
    "rapport": CadenceKind.REPORT,
    "utvärdering": CadenceKind.EVALUATION,
    "översyn av planen": CadenceKind.PLAN_REVISION,
    "annat": CadenceKind.OTHER,
}

Where = tuple[str | int, ...]


def _one_of(table: Mapping[str, Any]) -> BeforeValidator:
    def choose(value: object) -> Any:
        if not isinstance(value, str) or value not in table:
            raise ValueError(f"ska vara något av: {', '.join(table)}")
        return table[value]

    return BeforeValidator(choose)


def _like(pattern: str, message: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(message)
        return value

    return AfterValidator(check)


def _readable_on(paper: str) -> Callable[[str], str]:
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
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("ska vara en dag, skriven som 2027-01-31") from None


def _free(slug: str) -> str:
    if slug in RESERVED:
        raise ValueError("är upptaget av webbplatsen själv")
    return slug


def _plain(value: str) -> str:
    if not all(character.isprintable() or character == "\n" for character in value):
        raise ValueError("innehåller tecken som inte går att skriva ut")
    return value


PLAIN = AfterValidator(_plain)
Line = Annotated[str, Field(min_length=1, max_length=200), PLAIN, _like(r"[^\n]*", "ska få plats på en rad")]
Text = Annotated[str, Field(min_length=1, max_length=2000), PLAIN]
Quote = Annotated[str, Field(max_length=300), PLAIN]
Key = Annotated[
    str,
    Field(min_length=1, max_length=40),
    _like(r"[a-z0-9]+(-[a-z0-9]+)*", "ska skrivas med små bokstäver a–z, siffror och bindestreck"),
]
Colour = Annotated[str, _like("#[0-9A-Fa-f]{6}", 'ska vara en färg, skriven som "#0B4F5C"')]
Address = Annotated[Line, _like(r"[^@\s]+@[^@\s]+\.[^@\s]+", "ska vara en e-postadress")]
Day = Annotated[date, BeforeValidator(_day)]
YesNo = Annotated[bool, _one_of({"ja": True, "nej": False})]


class Section(BaseModel):
    """A part of the file; a word that it doesn't know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class MunicipalitySection(Section):
    """The municipality itself, its address and its look."""

    name: Line = Field(alias="namn")
    slug: Annotated[Key, AfterValidator(_free)] = Field(alias="adress")
    scb_code: Annotated[str, _like("[0-9]{4}", "ska vara fyra siffror")] = Field(alias="kommunkod")
    county: Line = Field(alias="län")
    email: Address = Field(alias="e-post")
    rhythm: Annotated[Rhythm, _one_of(RHYTHMS)] = Field(alias="löftet gäller ett")
    accent: Annotated[Colour, AfterValidator(_readable_on(LIGHT_PAPER))] = Field(alias="färg")
    accent_dark: Annotated[Colour, AfterValidator(_readable_on(DARK_PAPER))] = Field(alias="färg i mörkt läge")
    arms: Annotated[Line, _like(r"img/[a-z0-9/-]+\.svg", "ska vara en fil som img/sala.svg")] | None = Field(
        None, alias="vapen"
    )
    notice: Text = Field(alias="förlaga")


class OrganisationSection(Section):
    """An organisation, and how many municipalities it serves."""

    name: Line = Field(alias="namn")
    kind: Annotated[OrganisationKind, _one_of(ORGANISATIONS)] = Field(alias="slag")
    serves: int = Field(1, alias="antal kommuner", ge=1, le=30)


class PartySection(Section):
    """One of the two that sign."""

    organisation: Key
    short_name: Line = Field(alias="kort namn")
    signatory: Line = Field(alias="undertecknare")
    signatory_ours: YesNo = Field(False, alias="undertecknare är vår standard")


class PartiesSection(Section):
    """Both parties."""

    kommunen: PartySection
    polisen: PartySection


class BodySection(Section):
    """A body and its seats; a seat is a function, never a person."""

    kind: Annotated[BodyKind, _one_of(BODIES)] = Field(alias="slag")
    name: Line = Field(alias="namn")
    task: Text = Field(alias="uppgift")
    section: Line = Field(alias="avsnitt")
    seats: list[Line] = Field(default=[], alias="ledamöter", max_length=30)


class ClauseSection(Section):
    """One step of the method, with the agreement's own words."""

    title: Line = Field(alias="rubrik")
    text: Text
    quote: Quote = Field("", alias="citat")
    section: Line = Field(alias="avsnitt")


class AgreementSection(Section):
    """An agreement."""

    title: Line = Field(alias="titel")
    years: Line = Field(alias="år")
    valid_from: Day | None = Field(None, alias="gäller från")
    valid_to: Day | None = Field(None, alias="gäller till")
    purposes: list[Line] = Field(alias="syften", min_length=1, max_length=20)
    areas: list[Line] = Field(alias="områden", min_length=1, max_length=20)
    clauses: list[ClauseSection] = Field(alias="steg", min_length=1, max_length=30)


class CadenceSection(Section):
    """Something that comes again."""

    title: Line = Field(alias="vad")
    kind: Annotated[CadenceKind, _one_of(CADENCES)] = Field(alias="slag")
    recurrence: Annotated[tuple[int, Unit], _one_of(RECURRENCES)] = Field(alias="återkommer")
    starts: Day | None = Field(None, alias="första gången")
    recipient: Line = Field("", alias="till")
    quote: Quote = Field("", alias="citat")
    section: Line = Field(alias="avsnitt")


class AreaSection(Section):
    """A part of the municipality."""

    name: Line = Field(alias="namn")


class PlaceSection(Section):
    """A place, in an area."""

    name: Line = Field(alias="namn")
    area: Key = Field(alias="delområde")


class FocusAreaSection(Section):
    """A focus area, the question that goes with it, and which area of the next template its answers count in."""

    name: Line = Field(alias="namn")
    question: Text = Field(alias="fråga")
    successor: Key | None = Field(None, alias="ersätts av")


class FocusSetSection(Section):
    """A version of the template of focus areas."""

    title: Line = Field(alias="rubrik")
    valid_from: Day = Field(alias="gäller från")
    ours: YesNo = Field(alias="vår standard")
    areas: dict[Key, FocusAreaSection] = Field(alias="områden", min_length=1, max_length=20)


class Profile(Section):
    """A whole file; the keys of its lists are how rows are known again at the next loading."""

    municipality: MunicipalitySection = Field(alias="kommun")
    organisations: dict[Key, OrganisationSection] = Field(alias="organisationer", min_length=2, max_length=30)
    parties: PartiesSection = Field(alias="parter")
    bodies: dict[Key, BodySection] = Field(alias="organ", min_length=1, max_length=30)
    agreements: dict[Key, AgreementSection] = Field(alias="överenskommelser", min_length=1, max_length=10)
    cadences: dict[Key, CadenceSection] = Field(alias="rytmer", min_length=1, max_length=30)
    areas: dict[Key, AreaSection] = Field(alias="delområden", min_length=1, max_length=60)
    places: dict[Key, PlaceSection] = Field(alias="platser", max_length=300)
    focus_sets: dict[Key, FocusSetSection] = Field(alias="fokusområden", min_length=1, max_length=10)

    def next_set(self, of: FocusSetSection) -> tuple[str, FocusSetSection] | None:
        """The template that takes over from one, by its key; None when it is the last."""
        later = [(key, section) for key, section in self.focus_sets.items() if section.valid_from > of.valid_from]
        return min(later, key=lambda found: found[1].valid_from, default=None)

    def loose_ends(self) -> Iterator[tuple[Where, str]]:
        """What doesn't hang together: where it stands in the file, and what is wrong with it."""
        yield from self._loose_parties()
        yield from self._loose_successors()
        names: set[str] = set()
        for key, place in self.places.items():
            if place.area not in self.areas:
                yield ("platser", key, "delområde"), f"«{place.area}» finns inte bland delområdena"
            if place.name in names:
                yield ("platser", key, "namn"), f"«{place.name}» finns redan bland platserna"
            names.add(place.name)

    def _loose_successors(self) -> Iterator[tuple[Where, str]]:
        for set_key, section in self.focus_sets.items():
            following = self.next_set(section)
            for key, area in section.areas.items():
                where = ("fokusområden", set_key, "områden", key, "ersätts av")
                if area.successor and following is None:
                    yield where, "hör inte hemma i den sista mallen: ingen kommer efter den"
                elif area.successor and following and area.successor not in following[1].areas:
                    yield where, f"«{area.successor}» finns inte bland områdena i mallen «{following[0]}»"

    def _loose_parties(self) -> Iterator[tuple[Where, str]]:
        for side, party in self.parties:
            if party.organisation not in self.organisations:
                yield ("parter", side, "organisation"), f"«{party.organisation}» finns inte bland organisationerna"
        if self.parties.kommunen.organisation == self.parties.polisen.organisation:
            yield ("parter", "polisen", "organisation"), "ska vara en annan än kommunens: ingen godkänner åt båda"
