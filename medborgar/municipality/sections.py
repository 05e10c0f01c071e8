"""The sections of a profile file: their Swedish words and their limits.

A section's fields have the names of the columns that they are loaded into, and the file's words as aliases.
"""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from medborgar.municipality.agreements import StepState
from medborgar.municipality.cadences import CadenceKind, Unit
from medborgar.municipality.colours import DARK_PAPER, LIGHT_PAPER
from medborgar.municipality.fields import (
    Address,
    Colour,
    Day,
    Key,
    Line,
    Lines,
    Outline,
    Quote,
    Section,
    Text,
    free,
    like,
    one_of,
    readable_on,
)
from medborgar.municipality.models import BodyKind, OrganisationKind, Purpose, Rolling
from medborgar.municipality.periods import Rhythm
from medborgar.municipality.terms import (
    BODIES,
    CADENCES,
    MOST_PRIORITIES,
    ORGANISATIONS,
    PURPOSES,
    RECURRENCES,
    RHYTHMS,
    ROLLING,
    STEP_STATES,
    YES_NO,
)

YesNo = Annotated[bool, one_of(YES_NO)]


class MunicipalitySection(Section):
    """The municipality itself, its address and its look, and how its method is set."""

    name: Line = Field(alias="namn")
    slug: Annotated[Key, AfterValidator(free)] = Field(alias="adress")
    scb_code: Annotated[str, like("[0-9]{4}", "ska vara fyra siffror")] = Field(alias="kommunkod")
    county: Line = Field(alias="län")
    email: Address = Field(alias="e-post")
    rhythm: Annotated[Rhythm, one_of(RHYTHMS)] = Field(alias="löftet gäller ett")
    most_priorities: Annotated[int, one_of(MOST_PRIORITIES)] = Field(5, alias="högst antal prioriteringar")
    own_first: YesNo = Field(False, alias="egen lägesbild först")
    causes_first: YesNo = Field(False, alias="orsaker före plan")
    rolls: Annotated[Rolling, one_of(ROLLING)] | None = Field(None, alias="löpande lägesbild")
    accent: Annotated[Colour, AfterValidator(readable_on(LIGHT_PAPER))] = Field(alias="färg")
    accent_dark: Annotated[Colour, AfterValidator(readable_on(DARK_PAPER))] = Field(alias="färg i mörkt läge")
    arms: Annotated[Line, like(r"img/[a-z0-9/-]+\.svg", "ska vara en fil som img/sala.svg")] | None = Field(
        None, alias="vapen"
    )
    notice: Text = Field(alias="förlaga")


class OrganisationSection(Section):
    """An organisation, and how many municipalities it serves."""

    name: Line = Field(alias="namn")
    kind: Annotated[OrganisationKind, one_of(ORGANISATIONS)] = Field(alias="slag")
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


class PartnerSection(Section):
    """Somebody who takes part without signing."""

    organisation: Key
    task: Text = Field(alias="uppgift")
    section: Line = Field(alias="avsnitt")


class SeatSection(Section):
    """A seat is a function, at an organisation where that has to be said; never a person."""

    organisation: Line = ""
    function: Line = Field(alias="befattning")


def _seat(value: object) -> object:
    match value:
        case str():
            return {"befattning": value}
        case dict() if len(value) == 1:
            ((organisation, function),) = value.items()
            return {"organisation": organisation, "befattning": function}
        case _:
            raise ValueError("ska vara en befattning, eller organisation: befattning")


class BodySection(Section):
    """A body, who appointed it, and its seats."""

    kind: Annotated[BodyKind, one_of(BODIES)] = Field(alias="slag")
    name: Line = Field(alias="namn")
    task: Text = Field(alias="uppgift")
    section: Line = Field(alias="avsnitt")
    appointed_by: Key | None = Field(None, alias="utses av")
    seats: list[Annotated[SeatSection, BeforeValidator(_seat)]] = Field(default=[], alias="ledamöter", max_length=30)


class ClauseSection(Section):
    """One step of the method, with the agreement's own words."""

    title: Line = Field(alias="rubrik")
    text: Text
    quote: Quote = Field("", alias="citat")
    section: Line = Field(alias="avsnitt")


class GoalSection(Section):
    """A goal, and the key of the indicator that tells whether it is reached."""

    text: Text = Field(alias="mål")
    indicator: Annotated[str, Field(max_length=40)] = Field("", alias="mätetal")
    quote: Quote = Field("", alias="citat")
    section: Line = Field(alias="avsnitt")


class ReviewersSection(Section):
    """The functions that follow an agreement up, one at each party."""

    kommunen: Line
    polisen: Line


class AgreementSection(Section):
    """An agreement."""

    title: Line = Field(alias="titel")
    years: Line = Field(alias="år")
    signed: Day | None = Field(None, alias="undertecknad")
    valid_from: Day | None = Field(None, alias="gäller från")
    valid_to: Day | None = Field(None, alias="gäller till")
    open_ended: YesNo = Field(False, alias="gäller tills vidare")
    terms: Text = Field("", alias="uppsägning")
    document: Line = Field("", alias="dokument")
    reference: Line = Field("", alias="diarienummer")
    reviewers: ReviewersSection | None = Field(None, alias="följs upp av")
    purposes: Lines = Field(alias="syften", min_length=1)
    areas: Lines = Field(alias="områden", min_length=1)
    target_groups: Lines = Field([], alias="målgrupper")
    sources: Lines = Field([], alias="underlag")
    principles: Lines = Field([], alias="så berättar vi")
    goals: list[GoalSection] = Field([], alias="mål", max_length=20)
    clauses: list[ClauseSection] = Field(alias="steg", min_length=1, max_length=30)


class CadenceSection(Section):
    """Something that comes again."""

    title: Line = Field(alias="vad")
    kind: Annotated[CadenceKind, one_of(CADENCES)] = Field(alias="slag")
    recurrence: Annotated[tuple[int, Unit], one_of(RECURRENCES)] = Field(alias="återkommer")
    starts: Day | None = Field(None, alias="första gången")
    recipient: Line = Field("", alias="till")
    quote: Quote = Field("", alias="citat")
    section: Line = Field(alias="avsnitt")


class IntroductionSection(Section):
    """A phase of bringing the method into use; who is responsible at each operation."""

    phase: Line = Field(alias="fas")
    text: Text = Field("", alias="beskrivning")
    responsible: dict[Line, Line] = Field({}, alias="ansvariga", max_length=20)
    planned: Day | None = Field(None, alias="planerat till")
    state: Annotated[StepState, one_of(STEP_STATES)] = Field(StepState.PLANNED, alias="läge")
    done: Day | None = Field(None, alias="klart")
    quote: Quote = Field("", alias="citat")
    section: Line = Field(alias="avsnitt")


class AreaSection(Section):
    """A part of the municipality; its outline is of a schematic map that we draw ourselves."""

    name: Line = Field(alias="namn")
    outline: Outline = Field("", alias="kontur")


class PlaceSection(Section):
    """A place, in an area."""

    name: Line = Field(alias="namn")
    area: Key = Field(alias="delområde")
    hot_spot: YesNo = Field(False, alias="hot spot")
    keeper: Line = Field("", alias="förvaltare")


class FocusAreaSection(Section):
    """A focus area, its question, what the agreement says of it, and which of the next template counts its answers."""

    name: Line = Field(alias="namn")
    question: Text = Field(alias="fråga")
    problem: Text = ""
    goal: Text = Field("", alias="mål")
    purpose: Annotated[Purpose, one_of(PURPOSES)] | None = Field(None, alias="syfte")
    ongoing: Lines = Field([], alias="pågående")
    possible: Lines = Field([], alias="tänkbara")
    successor: Key | None = Field(None, alias="ersätts av")


class FocusSetSection(Section):
    """A version of the template of focus areas."""

    title: Line = Field(alias="rubrik")
    valid_from: Day = Field(alias="gäller från")
    ours: YesNo = Field(alias="vår standard")
    questions_ours: YesNo = Field(False, alias="frågorna är våra")
    areas: dict[Key, FocusAreaSection] = Field(alias="områden", min_length=1, max_length=20)
