"""Mätetal and mätvärden: what is measured besides what people tell, by area, period and group."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Name, Slug, Words, reference
from medborgar.municipality.models import Area, FocusArea, InMunicipality

NAME_MAX, SOURCE_MAX, UNIT_MAX, AGES_MAX = 120, 120, 60, 20
DECIMALS, VALUE_MAX = 4, 999_999_999
N_MAX = 999_999_999


class Better(StrEnum):
    """Which direction is good."""

    LOWER = "lagre"
    HIGHER = "hogre"


class Every(StrEnum):
    """How long a time each reading covers; one indicator has one, so that no part is told by the rest of a whole."""

    YEAR = "ar"
    HALF_YEAR = "h"
    TERTIAL = "t"
    QUARTER = "kv"
    MONTH = "m"

    @property
    def months(self) -> int:
        """How many months that is."""
        return {"ar": 12, "h": 6, "t": 4, "kv": 3, "m": 1}[self.value]


class Sex(StrEnum):
    """Whose reading it is."""

    ALL = "alla"
    WOMEN = "kvinnor"
    MEN = "man"
    OTHER = "annat"


@dataclass(frozen=True)
class Meaning:
    """What an indicator measures and how to read it."""

    name: str
    source: str
    unit: str
    lowest: float | None
    highest: float | None
    counts: bool
    better: Better
    every: Every


# What most municipalities have at hand: each is a beginning that staff may change.
READY = {
    "ntu-otrygg": Meaning("Otrygga utomhus sent på kvällen", "NTU", "procent", 0, 100, False, Better.LOWER, Every.YEAR),
    "trygghetsmatning": Meaning(
        "Problemindex", "Polisens trygghetsmätning", "index 0–6", 0, 6, False, Better.LOWER, Every.YEAR
    ),
    "lupp-trygg": Meaning(
        "Unga som känner sig trygga i skolan", "Lupp", "procent", 0, 100, False, Better.HIGHER, Every.YEAR
    ),
    "anmalda-brott": Meaning(
        "Anmälda brott", "Brottsstatistik", "anmälda brott", 0, None, True, Better.LOWER, Every.QUARTER
    ),
    "egen-enkat": Meaning("Trygga där de bor", "Egen enkät", "procent", 0, 100, False, Better.HIGHER, Every.YEAR),
}


class Indicator(InMunicipality, Model):
    """Ett mätetal: what is measured, by whom, in what unit, and which direction is good."""

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("municipality_id", "key"), UniqueConstraint("municipality_id", "name"))

    id: Mapped[Id]
    key: Mapped[Slug]  # what a goal of the agreement knows it by
    version: Mapped[int] = mapped_column()
    name: Mapped[Name]
    source: Mapped[Name]
    unit: Mapped[Name]
    lowest: Mapped[float | None] = mapped_column(Numeric(14, DECIMALS, asdecimal=False))
    highest: Mapped[float | None] = mapped_column(Numeric(14, DECIMALS, asdecimal=False))
    counts: Mapped[bool]  # a number of something: small ones are hidden in public
    better: Mapped[Code]  # a Better
    every: Mapped[Code]  # an Every
    focus_area_id: Mapped[uuid.UUID | None] = mapped_column(reference("focus_area"), index=True)
    note: Mapped[Words]  # what one has to know to read it
    saved_at: Mapped[Name]
    focus_area: Mapped[FocusArea | None] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def meaning(self) -> Meaning:
        """What it measures and how to read it."""
        return Meaning(
            name=self.name,
            source=self.source,
            unit=self.unit,
            lowest=self.lowest,
            highest=self.highest,
            counts=self.counts,
            better=Better(self.better),
            every=Every(self.every),
        )


class Reading(Model):
    """Ett mätvärde: one number for one period, for an area or all of the municipality, for a group or everybody."""

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("indicator_id", "period", "area_id", "sex", "ages"),
        # To a constraint no NULL, which is all of the municipality, is like another.
        Index(
            "uq_reading_whole",
            *("indicator_id", "period", "sex", "ages"),
            unique=True,
            sqlite_where=text("area_id IS NULL"),
            postgresql_where=text("area_id IS NULL"),
        ),
    )

    id: Mapped[Id]
    indicator_id: Mapped[uuid.UUID] = mapped_column(reference("indicator"))
    version: Mapped[int] = mapped_column()
    period: Mapped[Slug]  # as in spans: 2027, 2027-h1, 2027-t1, 2027-kv1 or 2027-03
    area_id: Mapped[uuid.UUID | None] = mapped_column(reference("area"), index=True)
    sex: Mapped[Code]  # a Sex
    ages: Mapped[Slug]  # 16–19; empty for all
    value: Mapped[float] = mapped_column(Numeric(14, DECIMALS, asdecimal=False))
    n: Mapped[int | None]  # how many answered
    saved_at: Mapped[Name]
    indicator: Mapped[Indicator] = relationship()
    area: Mapped[Area | None] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def is_of_all(self) -> bool:
        """Whether it is of the whole municipality and of everybody."""
        return self.area_id is None and self.sex == Sex.ALL and not self.ages


class ReadingImport(InMunicipality, Model):
    """A file of readings between its preview and its confirmation; afterwards what became of it, without the file."""

    __tablename__ = "reading_import"

    id: Mapped[Id]
    indicator_id: Mapped[uuid.UUID | None] = mapped_column(reference("indicator"), index=True)  # what all rows are of
    by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    file_name: Mapped[Name]
    rows: Mapped[LongText | None]  # JSON list of lists of text; gone once it is done
    done: Mapped[Day | None]
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)


class PictureFigure(Model):
    """An indicator as it stood when a picture was established: what the picture rests on, for ever."""

    __tablename__ = "picture_figure"

    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[LongText]  # JSON, as in beside
