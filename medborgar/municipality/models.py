"""The municipality and what its agreement says: parties, bodies, rhythms, areas, places and focus areas."""

import uuid
from datetime import date
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.permissions import Side
from medborgar.core.types import Code, Day, Id, LongText, Name, Slug, Words, reference


class FromProfile:
    """A row that a profile file loads: the key it is known by there, and what was last loaded into it.

    Where the row says something else than what was last loaded, staff have changed it, and it is theirs.
    """

    profile_key: Mapped[Slug | None]
    profile_values: Mapped[LongText | None]  # canonical JSON


class Municipality(FromProfile, Model):
    """En kommun: one site serves one or several, and every row belongs to one."""

    __tablename__ = "municipality"

    id: Mapped[Id]
    slug: Mapped[Slug] = mapped_column(unique=True)
    name: Mapped[Name]
    scb_code: Mapped[str] = mapped_column(String(4))
    county: Mapped[Name]
    email: Mapped[Name]
    accent: Mapped[str] = mapped_column(String(7))
    accent_dark: Mapped[str] = mapped_column(String(7))
    arms: Mapped[Name | None]  # a file in static/, e.g. img/sala.svg
    rhythm: Mapped[Code]  # a periods.Rhythm
    notice: Mapped[Words]  # said on the about page: which years the agreement is from
    parties: Mapped[list["Party"]] = relationship(
        back_populates="municipality", order_by="Party.side", cascade="save-update, merge, expunge"
    )

    def party(self, side: Side) -> "Party":
        """The principal party of one side."""
        return next(party for party in self.parties if party.side == side)

    @property
    def police_name(self) -> str:
        """The police organisation's name, for the foot of every page."""
        return self.party(Side.POLICE).organisation.name


class OrganisationKind(StrEnum):
    """What sort of organisation it is."""

    MUNICIPALITY = "kommun"
    POLICE_AREA = "lokalpolisomrade"
    OTHER = "annan"


class Organisation(FromProfile, Model):
    """An organisation is global: one local police area serves several municipalities."""

    __tablename__ = "organisation"

    id: Mapped[Id]
    slug: Mapped[Slug] = mapped_column(unique=True)
    name: Mapped[Name]
    kind: Mapped[Code]  # an OrganisationKind
    serves: Mapped[int] = mapped_column(default=1)  # how many municipalities, as its agreement says


class Party(FromProfile, Model):
    """En part: an organisation in a municipality. Two principal parties sign; nobody approves for both."""

    __tablename__ = "party"
    __table_args__ = (UniqueConstraint("municipality_id", "side"),)

    id: Mapped[Id]
    municipality_id: Mapped[uuid.UUID] = mapped_column(reference("municipality"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(reference("organisation"), index=True)
    side: Mapped[Code]  # a Side
    short_name: Mapped[Name]
    signatory: Mapped[Name]  # the function that signs
    signatory_ours: Mapped[bool] = mapped_column(default=False)  # vår standard: the agreement names none
    municipality: Mapped[Municipality] = relationship(back_populates="parties")
    organisation: Mapped[Organisation] = relationship(lazy="joined", cascade="save-update, merge, expunge")

    @property
    def genitive(self) -> str:
        """Whose text it is, on screen."""
        return f"{self.short_name}{'' if self.short_name.endswith('s') else 's'}"


class InMunicipality:
    """A row of one municipality."""

    @declared_attr
    def municipality_id(cls) -> Mapped[uuid.UUID]:  # noqa: N805 (SQLAlchemy passes the class)
        """The municipality it belongs to."""
        return mapped_column(reference("municipality"), index=True)


class BodyKind(StrEnum):
    """What sort of body decides or meets."""

    STEERING_GROUP = "styrgrupp"
    POLICE_MANAGEMENT = "ledningsgrupp"
    COUNCIL = "rad"


class Body(FromProfile, InMunicipality, Model):
    """Ett organ: who meets and who decides."""

    __tablename__ = "body"

    id: Mapped[Id]
    kind: Mapped[Code]  # a BodyKind
    name: Mapped[Name]
    task: Mapped[Words]
    section: Mapped[Words]  # where the agreement speaks of it
    seats: Mapped[list["Seat"]] = relationship(order_by="Seat.position", cascade="all, delete-orphan")


class Seat(Model):
    """En ledamot: a function at an organisation, never a named person."""

    __tablename__ = "seat"

    id: Mapped[Id]
    body_id: Mapped[uuid.UUID] = mapped_column(reference("body", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    function: Mapped[Name]


class Agreement(FromProfile, InMunicipality, Model):
    """En överenskommelse: what the parties have agreed, and how long it holds."""

    __tablename__ = "agreement"

    id: Mapped[Id]
    title: Mapped[Name]
    years: Mapped[Name]  # as the document says, e.g. 2019/2020
    purposes: Mapped[LongText]
    areas: Mapped[LongText]
    valid_from: Mapped[Day | None]
    valid_to: Mapped[Day | None]
    clauses: Mapped[list["Clause"]] = relationship(order_by="Clause.position", cascade="all, delete-orphan")


class Clause(Model):
    """One step of the method: our words for it, and the agreement's own in a short quote."""

    __tablename__ = "clause"

    id: Mapped[Id]
    agreement_id: Mapped[uuid.UUID] = mapped_column(reference("agreement", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    title: Mapped[Name]
    text: Mapped[LongText]
    quote: Mapped[Words]
    section: Mapped[Name]


class Unit(StrEnum):
    """What a cadence counts in, the shortest first."""

    WEEK = "vecka"
    MONTH = "månad"
    QUARTER = "kvartal"
    TERTIAL = "tertial"
    HALF_YEAR = "halvår"
    YEAR = "år"


OFTEN = {
    (1, Unit.WEEK): _l("Varje vecka"),
    (2, Unit.WEEK): _l("Varannan vecka"),
    (1, Unit.MONTH): _l("Varje månad"),
    (2, Unit.MONTH): _l("Varannan månad"),
    (3, Unit.MONTH): _l("Var tredje månad"),
    (1, Unit.QUARTER): _l("Varje kvartal"),
    (1, Unit.TERTIAL): _l("Varje tertial"),
    (1, Unit.HALF_YEAR): _l("Varje halvår"),
    (1, Unit.YEAR): _l("Varje år"),
    (2, Unit.YEAR): _l("Vartannat år"),
}


class Cadence(FromProfile, InMunicipality, Model):
    """En rytm is data, never code: what comes again, how often, and where the agreement says so."""

    __tablename__ = "cadence"

    id: Mapped[Id]
    activity: Mapped[Code]
    title: Mapped[Name]
    every: Mapped[int]
    unit: Mapped[Code]  # a Unit
    quote: Mapped[Words]
    section: Mapped[Words]

    @property
    def often(self) -> str:
        """How often, in words."""
        return str(OFTEN[self.every, Unit(self.unit)])


class Area(FromProfile, InMunicipality, Model):
    """Ett delområde, as residents know it."""

    __tablename__ = "area"
    __table_args__ = (UniqueConstraint("municipality_id", "slug"),)

    id: Mapped[Id]
    slug: Mapped[Slug]
    name: Mapped[Name]
    position: Mapped[int]


class Place(FromProfile, InMunicipality, Model):
    """En plats that staff tag answers with; an area is always known, a point never asked for."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("municipality_id", "name"),)

    id: Mapped[Id]
    area_id: Mapped[uuid.UUID] = mapped_column(reference("area"), index=True)
    name: Mapped[Name]
    version: Mapped[int] = mapped_column()
    area: Mapped[Area] = relationship()

    __mapper_args__ = {"version_id_col": version}


class FocusAreaSet(FromProfile, InMunicipality, Model):
    """A version of the template of focus areas; a revised one is a new set."""

    __tablename__ = "focus_area_set"

    id: Mapped[Id]
    title: Mapped[Name]
    valid_from: Mapped[Day]
    ours: Mapped[bool]  # vår standard, not the agreement's words
    areas: Mapped[list["FocusArea"]] = relationship(back_populates="set", order_by="FocusArea.position")


class FocusArea(FromProfile, Model):
    """Ett fokusområde."""

    __tablename__ = "focus_area"
    __table_args__ = (UniqueConstraint("set_id", "slug"),)

    id: Mapped[Id]
    set_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area_set"))
    slug: Mapped[Slug]
    position: Mapped[int]
    name: Mapped[Name]
    question: Mapped[LongText]
    successor_id: Mapped[uuid.UUID | None] = mapped_column(reference("focus_area"), index=True)
    set: Mapped[FocusAreaSet] = relationship(back_populates="areas")


def current_set(sets: list[FocusAreaSet], on: date) -> FocusAreaSet:
    """The set of focus areas in force on a day: the latest that has begun; the earliest when none has."""
    begun = [candidate for candidate in sets if candidate.valid_from <= on]
    return max(begun, key=lambda s: s.valid_from) if begun else min(sets, key=lambda s: s.valid_from)
