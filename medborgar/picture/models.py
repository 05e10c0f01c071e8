"""Lägesbilden: each party's own, what is shared, the joint one, and the problems ranked in it."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import Model
from medborgar.core.formatting import months
from medborgar.core.types import Code, Day, Id, LongText, Moment, Name, Slug, Words, reference
from medborgar.intake.models import Contribution
from medborgar.municipality.models import FocusArea, FocusAreaSet, InMunicipality, Party
from medborgar.municipality.periods import MONTHS_IN_YEAR, Period, parse

SCALE = range(1, 6)  # need and influence
TITLE_MAX, TEXT_MAX = 150, 5000


class Picture(InMunicipality, Model):
    """En lägesbild: what was heard between two days, and what the parties make of it for a coming period."""

    __tablename__ = "picture"
    __table_args__ = (UniqueConstraint("municipality_id", "period"),)

    id: Mapped[Id]
    period: Mapped[Slug]  # key of the period that the promise is for
    focus_set_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area_set"), index=True)
    heard_from: Mapped[Day]
    heard_to: Mapped[Day]
    established: Mapped[Day | None]
    established_by_id: Mapped[uuid.UUID | None] = mapped_column(reference("person"), index=True)
    not_heard: Mapped[Words]  # who was not heard, one a line, and what is done about it
    all_heard: Mapped[bool] = mapped_column(default=False)  # somebody has said so: no group was missing
    focus_set: Mapped[FocusAreaSet] = relationship()
    established_by: Mapped[Person | None] = relationship()

    @property
    def name(self) -> str:
        """The period it is for, in words."""
        return name_of(parse(self.period))

    @property
    def says_who_was_not_heard(self) -> bool:
        """Whether somebody has written who was missing, or that nobody was."""
        return bool(self.not_heard) or self.all_heard

    @property
    def is_established(self) -> bool:
        """Whether it is *fastställd*: locked for ever."""
        return self.established is not None


class PictureContribution(Model):
    """An answer that an established picture rests on: the link that makes it *Med i lägesbilden*."""

    __tablename__ = "picture_contribution"

    contribution_id: Mapped[uuid.UUID] = mapped_column(reference("contribution"), primary_key=True)
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"), index=True)
    picture: Mapped[Picture] = relationship()
    contribution: Mapped[Contribution] = relationship()


class PartyText(Model):
    """One party's own words on one focus area; the other party sees `shared_text` only."""

    __tablename__ = "party_text"
    __table_args__ = (UniqueConstraint("picture_id", "party_id", "focus_area_id"),)

    id: Mapped[Id]
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"))
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    focus_area_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area"), index=True)
    version: Mapped[int] = mapped_column()
    text: Mapped[Words]
    shared_text: Mapped[LongText | None]
    saved_at: Mapped[Name]  # HH.MM of the last save, shown to a colleague who saves at the same time
    focus_area: Mapped[FocusArea] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class SecrecyOutcome(StrEnum):
    """What a secrecy review found before something was shared."""

    NOTHING_SECRET = "inget"  # noqa: S105 (no password)
    MASKED = "maskat"
    SECRECY_BREAKING = "brytande"


class Sharing(Model):
    """*Dela*: the act by which a party's own picture, as it stood, becomes the other's to read."""

    __tablename__ = "sharing"

    id: Mapped[Id]
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    shared: Mapped[Moment]
    reviewer_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    outcome: Mapped[Code]  # a SecrecyOutcome
    paragraph: Mapped[Words]
    party: Mapped[Party] = relationship()
    reviewer: Mapped[Person] = relationship()

    @property
    def day(self) -> date:
        """The Swedish day it was done."""
        return clock.local_day(self.shared)


class SharedContribution(Model):
    """An answer that its party has shared; the other reads the wording that was reviewed, and no later one."""

    __tablename__ = "shared_contribution"

    contribution_id: Mapped[uuid.UUID] = mapped_column(reference("contribution"), primary_key=True)
    sharing_id: Mapped[uuid.UUID] = mapped_column(reference("sharing"), index=True)
    review_version: Mapped[int]
    contribution: Mapped[Contribution] = relationship()


class JointText(Model):
    """What both parties say of one focus area, under the law's headings (lag 2023:196, 4 §)."""

    __tablename__ = "joint_text"
    __table_args__ = (UniqueConstraint("picture_id", "focus_area_id"),)

    id: Mapped[Id]
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"))
    focus_area_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area"), index=True)
    version: Mapped[int] = mapped_column()
    scope: Mapped[Words]
    consequences: Mapped[Words]
    other: Mapped[Words]
    analysis: Mapped[Words]
    saved_at: Mapped[Name]
    focus_area: Mapped[FocusArea] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class Bone(StrEnum):
    """Where a cause lies."""

    VICTIM = "brottsutsatt"
    OFFENDER = "garningsperson"
    PLACE = "objekt-plats"


class ProblemContribution(Model):
    """An answer that a problem rests on, chosen by staff: what makes it *Med i ett beslut*."""

    __tablename__ = "problem_contribution"

    problem_id: Mapped[uuid.UUID] = mapped_column(reference("problem", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[uuid.UUID] = mapped_column(reference("contribution"), primary_key=True, index=True)
    contribution: Mapped[Contribution] = relationship()


class Problem(Model):
    """Ett problem: it names the answers it rests on, one cause, and how it ranks."""

    __tablename__ = "problem"

    id: Mapped[Id] = mapped_column()
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"), index=True)
    focus_area_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area"), index=True)
    version: Mapped[int] = mapped_column()
    title: Mapped[Name]
    description: Mapped[Words]
    cause_bone: Mapped[Code | None]  # a Bone
    cause: Mapped[Words]
    cause_rests_on: Mapped[Words]
    need: Mapped[int | None]
    need_reason: Mapped[Words]
    influence: Mapped[int | None]
    influence_reason: Mapped[Words]
    saved_at: Mapped[Name]
    picture: Mapped[Picture] = relationship()
    focus_area: Mapped[FocusArea] = relationship()
    grounds: Mapped[list[ProblemContribution]] = relationship(cascade="all, delete-orphan")
    answers: Mapped[int] = column_property(  # how many it rests on
        select(func.count())
        .where(ProblemContribution.problem_id == id)  # noqa: A003 (the column above)
        .correlate_except(ProblemContribution)
        .scalar_subquery(),
        deferred=True,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def area_slug(self) -> str:
        """Its focus area's slug."""
        return self.focus_area.slug

    @property
    def contribution_ids(self) -> list[uuid.UUID]:
        """The answers it rests on."""
        return [ground.contribution_id for ground in self.grounds]

    @property
    def weight(self) -> int | None:
        """Need times influence, 1 to 25; None until both are set."""
        return self.need * self.influence if self.need and self.influence else None


def name_of(period: Period) -> str:
    """A period in words: april–juni 2027, 2027 or 2027–2028."""
    if period.months >= MONTHS_IN_YEAR:
        return period.key.replace("-", "–")
    return f"{months(period.first, period.last)} {period.last.year}"


def heard_from(last: Picture | None, period: Period) -> date:
    """Where a picture begins: where the last one was cut, or with the period before the one that is promised."""
    return last.heard_to + timedelta(days=1) if last else period.previous.first


def ranked(problems: Iterable[Problem]) -> list[Problem]:
    """The greatest need times influence first, then the greatest need, then by title; unranked ones last."""
    return sorted(problems, key=lambda problem: (-(problem.weight or 0), -(problem.need or 0), problem.title))
