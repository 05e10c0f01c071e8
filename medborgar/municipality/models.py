"""The municipality: its parties, who works with them, its bodies, areas, places and focus areas."""

import uuid
from enum import StrEnum

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.permissions import Side
from medborgar.core.types import Code, Day, Id, LongText, Name, Slug, Words, reference
from medborgar.municipality.periods import Calendar, Rhythm
from medborgar.municipality.rows import FromProfile


class Rolling(StrEnum):
    """How often the rolling picture begins anew, before it is frozen into the decision's."""

    WEEK = "vecka"
    TWO_WEEKS = "tva-veckor"
    MONTH = "manad"


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
    rhythm: Mapped[Code]  # a periods.Rhythm: the first one; see `rhythm_changes`
    notice: Mapped[Words]  # said on the about page: which years the agreement is from
    most_priorities: Mapped[int] = mapped_column(default=5)  # at most so many in a decision
    own_first: Mapped[bool] = mapped_column(default=False)  # no joint picture before each party's own
    causes_first: Mapped[bool] = mapped_column(default=False)  # no plan before its causes
    rolls: Mapped[Code | None]  # a Rolling; None when a picture is made for each period only
    embed_from: Mapped[Words] = mapped_column(default="")  # the sites whose pages may frame the promise, a line each
    parties: Mapped[list["Party"]] = relationship(
        back_populates="municipality", order_by="Party.side", cascade="save-update, merge, expunge"
    )
    rhythm_changes: Mapped[list["RhythmChange"]] = relationship(
        order_by="RhythmChange.starts", cascade="all, delete-orphan"
    )

    def party(self, side: Side) -> "Party":
        """The principal party of one side."""
        return next(party for party in self.parties if party.side == side)

    @property
    def calendar(self) -> Calendar:
        """Its periods, whatever rhythms it has had."""
        changes = tuple((change.starts, Rhythm(change.rhythm)) for change in self.rhythm_changes)
        return Calendar(Rhythm(self.rhythm), changes)

    @property
    def police_name(self) -> str:
        """The police organisation's name, for the foot of every page."""
        return self.party(Side.POLICE).organisation.name


class RhythmChange(Model):
    """From a day the municipality promises in another rhythm; what was promised before keeps its periods."""

    __tablename__ = "rhythm_change"
    __table_args__ = (UniqueConstraint("municipality_id", "starts"),)

    id: Mapped[Id]
    municipality_id: Mapped[uuid.UUID] = mapped_column(reference("municipality"))
    starts: Mapped[Day]
    rhythm: Mapped[Code]  # a periods.Rhythm


class OrganisationKind(StrEnum):
    """What sort of organisation it is."""

    MUNICIPALITY = "kommun"
    POLICE_AREA = "lokalpolisomrade"
    POLICE_AUTHORITY = "polismyndighet"
    RESCUE_SERVICE = "raddningstjanst"
    COUNTY_BOARD = "lansstyrelse"
    HOUSING_COMPANY = "bostadsbolag"
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


class Partner(FromProfile, InMunicipality, Model):
    """En aktör som samverkar: an organisation that takes part without signing."""

    __tablename__ = "partner"

    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(reference("organisation"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    task: Mapped[Words]
    section: Mapped[Words]
    ended: Mapped[Day | None]
    organisation: Mapped[Organisation] = relationship(lazy="joined", cascade="save-update, merge, expunge")

    @property
    def organisation_name(self) -> str:
        """What it is called; nothing before it has been said."""
        return self.organisation.name if self.version else ""

    @property
    def organisation_kind(self) -> str | None:
        """An OrganisationKind."""
        return self.organisation.kind if self.version else None


class BodyKind(StrEnum):
    """What sort of body decides or meets."""

    STEERING_GROUP = "styrgrupp"
    POLICE_MANAGEMENT = "ledningsgrupp"
    COUNCIL = "rad"
    COMMITTEE = "utskott"
    WORKING_GROUP = "arbetsgrupp"
    COORDINATORS = "samordnare"


class Body(FromProfile, InMunicipality, Model):
    """Ett organ: who meets and who decides."""

    __tablename__ = "body"

    id: Mapped[Id]
    kind: Mapped[Code]  # a BodyKind
    name: Mapped[Name]
    position: Mapped[int] = mapped_column(default=0)
    task: Mapped[Words]
    section: Mapped[Words]  # where the agreement speaks of it
    appointed_by_id: Mapped[uuid.UUID | None] = mapped_column(reference("body"), index=True)
    ended: Mapped[Day | None]
    appointed_by: Mapped["Body | None"] = relationship(remote_side="Body.id")
    seats: Mapped[list["Seat"]] = relationship(order_by="Seat.position", cascade="all, delete-orphan")

    @property
    def seat_lines(self) -> str:
        """Its seats, a line each."""
        return "\n".join(seat.words for seat in self.seats)

    @seat_lines.setter
    def seat_lines(self, text: str) -> None:
        """In place, as far as there are any: other rows may rest on them."""
        wanted = text.splitlines()
        del self.seats[len(wanted) :]
        self.seats.extend(Seat(position=number) for number in range(len(self.seats), len(wanted)))
        for seat, words in zip(self.seats, wanted, strict=True):
            seat.organisation, seat.function = Seat.read(words)


class Seat(Model):
    """En ledamot: a function at an organisation, never a named person."""

    __tablename__ = "seat"

    id: Mapped[Id]
    body_id: Mapped[uuid.UUID] = mapped_column(reference("body", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    organisation: Mapped[Words]  # as it is called there; empty where it goes without saying
    function: Mapped[Name]

    @staticmethod
    def read(words: str) -> tuple[str, str]:
        """The organisation, if it is said, and the function."""
        organisation, colon, function = words.partition(": ")
        return (organisation, function) if colon else ("", words)

    @property
    def words(self) -> str:
        """Where it has to be said: the organisation, then the function."""
        return f"{self.organisation}: {self.function}" if self.organisation else self.function


class Area(FromProfile, InMunicipality, Model):
    """Ett delområde, as residents know it."""

    __tablename__ = "area"
    __table_args__ = (UniqueConstraint("municipality_id", "slug"),)

    id: Mapped[Id]
    slug: Mapped[Slug]
    name: Mapped[Name]
    position: Mapped[int]
    outline: Mapped[Words]  # on the municipality's schematic map, as in outlines; empty where there is none
    ended: Mapped[Day | None]  # from that day it can't be chosen; what lies there stays


class Place(FromProfile, InMunicipality, Model):
    """En plats that staff tag answers with; an area is always known, a point never asked for."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("municipality_id", "name"),)

    id: Mapped[Id]
    area_id: Mapped[uuid.UUID] = mapped_column(reference("area"), index=True)
    name: Mapped[Name]
    hot_spot: Mapped[bool] = mapped_column(default=False)
    keeper: Mapped[Words]  # förvaltare: who sees to the place
    ended: Mapped[Day | None]  # as an area's
    area: Mapped[Area] = relationship()


class FocusAreaSet(FromProfile, InMunicipality, Model):
    """A version of the template of focus areas; a revised one is a new set."""

    __tablename__ = "focus_area_set"

    id: Mapped[Id]
    title: Mapped[Name]
    valid_from: Mapped[Day]
    ours: Mapped[bool]  # vår standard, not the agreement's words
    questions_ours: Mapped[bool] = mapped_column(default=False)  # the agreement names areas and asks nothing
    areas: Mapped[list["FocusArea"]] = relationship(back_populates="set", order_by="FocusArea.position")


class Purpose(StrEnum):
    """What an area or an activity is primarily for."""

    PREVENT = "brottsforebyggande"
    REASSURE = "trygghetsskapande"


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
    problem: Mapped[Words]
    goal: Mapped[Words]
    purpose: Mapped[Code | None]  # a Purpose
    ongoing: Mapped[Words]  # activities that the agreement names, one a line: pågående
    possible: Mapped[Words]  # and those it thinks of: tänkbara
    successor_id: Mapped[uuid.UUID | None] = mapped_column(reference("focus_area"), index=True)
    set: Mapped[FocusAreaSet] = relationship(back_populates="areas")
