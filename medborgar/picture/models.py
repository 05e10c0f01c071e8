"""Lägesbilden: what it covers and rests on, and the problems in it with their causes and how they are weighed."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint, and_, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core.extensions import Model
from medborgar.core.formatting import months
from medborgar.core.types import Code, Day, Id, LongText, Name, Slug, Words, reference
from medborgar.intake.models import Contribution
from medborgar.municipality.models import FocusArea, FocusAreaSet, InMunicipality
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
    """Ett problem: it names the answers it rests on, its causes, and how it is weighed."""

    __tablename__ = "problem"

    id: Mapped[Id] = mapped_column()
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"), index=True)
    focus_area_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area"), index=True)
    version: Mapped[int] = mapped_column()
    title: Mapped[Name]
    description: Mapped[Words]
    saved_at: Mapped[Name]
    picture: Mapped[Picture] = relationship()
    focus_area: Mapped[FocusArea] = relationship()
    grounds: Mapped[list[ProblemContribution]] = relationship(cascade="all, delete-orphan")
    causes: Mapped[list["Cause"]] = relationship(order_by="Cause.bone, Cause.id", cascade="all, delete-orphan")
    ranking: Mapped["Ranking | None"] = relationship(  # the joint one
        primaryjoin=lambda: and_(Ranking.problem_id == Problem.id, Ranking.by == Ranker.TOGETHER),
        viewonly=True,
        uselist=False,
        lazy="joined",
    )
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
    def need(self) -> int | None:
        """How much it needs doing something about, 1 to 5, as both see it."""
        return self.ranking.need if self.ranking else None

    @property
    def influence(self) -> int | None:
        """How much one can do about it, 1 to 5, as both see it."""
        return self.ranking.influence if self.ranking else None

    @property
    def weight(self) -> int | None:
        """Need times influence, 1 to 25; None until both have weighed it."""
        return self.ranking.weight if self.ranking else None

    @property
    def is_chosen(self) -> bool:
        """Whether it is one of the few to go on with."""
        return bool(self.ranking and self.ranking.chosen)


class Cause(Model):
    """En orsak: where it lies, what it is, what that rests on, and the questions that led there."""

    __tablename__ = "cause"

    id: Mapped[Id]
    problem_id: Mapped[uuid.UUID] = mapped_column(reference("problem", ondelete="CASCADE"), index=True)
    version: Mapped[int] = mapped_column()
    bone: Mapped[Code]  # a Bone
    what: Mapped[LongText]
    rests_on: Mapped[LongText]
    whys: Mapped[Words]  # fem varför: an answer a line
    saved_at: Mapped[Name]

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class Ranker(StrEnum):
    """Who weighs: one party, whose own it is until it is shared, or both together."""

    MUNICIPALITY = "kommunen"
    POLICE = "polisen"
    TOGETHER = "tillsammans"


class Ranking(Model):
    """En prioritering: how much a problem or a place needs, how much can be done about it, and why one thinks so."""

    __tablename__ = "ranking"
    __table_args__ = (
        UniqueConstraint("picture_id", "problem_id", "by"),
        UniqueConstraint("picture_id", "place_id", "by"),
        CheckConstraint("(problem_id IS NULL) <> (place_id IS NULL)", name="one_subject"),
    )

    id: Mapped[Id]
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"))
    problem_id: Mapped[uuid.UUID | None] = mapped_column(reference("problem", ondelete="CASCADE"), index=True)
    place_id: Mapped[uuid.UUID | None] = mapped_column(reference("place"), index=True)
    by: Mapped[Code]  # a Ranker
    version: Mapped[int] = mapped_column()
    need: Mapped[int]
    need_reason: Mapped[LongText]
    influence: Mapped[int]
    influence_reason: Mapped[LongText]
    chosen: Mapped[bool] = mapped_column(default=False)  # one of the few to go on with; only when weighed together
    chosen_reason: Mapped[Words]
    saved_at: Mapped[Name]

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def weight(self) -> int:
        """Need times influence, 1 to 25."""
        return self.need * self.influence


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
