"""Överenskommelser: what the parties have agreed, how long it holds, and how a method is introduced."""

import uuid
from collections.abc import Collection
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.permissions import Side
from medborgar.core.types import Code, Day, Id, LongText, Name, Words, reference
from medborgar.municipality.models import InMunicipality
from medborgar.municipality.rows import FromProfile, Versioned


class Validity(StrEnum):
    """How an agreement stands on a day."""

    COMING = "kommande"
    VALID = "galler"
    GIVEN_NOTICE = "uppsagd"
    OVER = "upphord"


class Agreement(FromProfile, InMunicipality, Model):
    """En överenskommelse: what the parties have agreed, and how long it holds."""

    __tablename__ = "agreement"

    id: Mapped[Id]
    title: Mapped[Name]
    years: Mapped[Name]  # as the document says, e.g. 2019/2020
    purposes: Mapped[LongText]  # one a line, as the lists below
    areas: Mapped[LongText]
    target_groups: Mapped[Words]
    sources: Mapped[Words]  # what the picture shall rest on
    principles: Mapped[Words]  # of communication
    signed: Mapped[Day | None]
    valid_from: Mapped[Day | None]
    valid_to: Mapped[Day | None]
    open_ended: Mapped[bool] = mapped_column(default=False)  # tillsvidare
    terms: Mapped[Words]  # who may terminate it, and how
    document: Mapped[Words]  # where the signed one is kept
    reference: Mapped[Words]  # dnr
    reviewer_municipality: Mapped[Words]  # the function that follows it up, at each party
    reviewer_police: Mapped[Words]
    terminated: Mapped[Day | None]  # the day notice was given
    terminated_by: Mapped[Code | None]  # a Side
    ended: Mapped[Day | None]  # the first day it no longer holds, after notice
    clauses: Mapped[list["Clause"]] = relationship(order_by="Clause.position", cascade="all, delete-orphan")
    goals: Mapped[list["Goal"]] = relationship(order_by="Goal.position", cascade="all, delete-orphan")

    def reviewer(self, side: Side) -> str:
        """The function at one party that follows it up; empty when none is named."""
        return self.reviewer_municipality if side is Side.MUNICIPALITY else self.reviewer_police

    def measure(self, goal_ids: Collection[uuid.UUID], indicator: str) -> None:
        """Let an indicator, by its key, tell of these goals, and of no others any more."""
        for goal in self.goals:
            if goal.id in goal_ids and goal.indicator != indicator:
                goal.indicator, goal.version = indicator, goal.version + 1
            elif goal.id not in goal_ids and goal.indicator == indicator:
                goal.indicator, goal.version = "", goal.version + 1

    def validity(self, on: date) -> Validity:
        """How it stands on a day."""
        if self.valid_from and on < self.valid_from:
            return Validity.COMING
        if (self.ended and on >= self.ended) or (self.valid_to and on > self.valid_to):
            return Validity.OVER
        return Validity.GIVEN_NOTICE if self.terminated and on >= self.terminated else Validity.VALID


class InAgreement:
    """Words of the agreement, in their order: ours, a short quote, and the section it stands in."""

    position: Mapped[int]
    quote: Mapped[Words]
    section: Mapped[Name]


class Clause(Versioned, InAgreement, Model):
    """One step of the method: our words for it, and the agreement's own in a short quote."""

    __tablename__ = "clause"

    id: Mapped[Id]
    agreement_id: Mapped[uuid.UUID] = mapped_column(reference("agreement", ondelete="CASCADE"), index=True)
    title: Mapped[Name]
    text: Mapped[LongText]


class Goal(Versioned, InAgreement, Model):
    """A goal of the agreement, and the indicator that tells whether it is reached."""

    __tablename__ = "goal"

    id: Mapped[Id]
    agreement_id: Mapped[uuid.UUID] = mapped_column(reference("agreement", ondelete="CASCADE"), index=True)
    text: Mapped[LongText]
    indicator: Mapped[Words]  # its key; empty while there is none


class StepState(StrEnum):
    """How far a step of the introduction has come."""

    PLANNED = "planerat"
    ONGOING = "pagar"
    DONE = "klart"


class IntroductionStep(FromProfile, InMunicipality, Model):
    """Ett införandesteg: a phase in which a method is brought into use, and who is responsible at each operation."""

    __tablename__ = "introduction_step"

    id: Mapped[Id]
    position: Mapped[int]
    phase: Mapped[Name]
    text: Mapped[Words]
    responsible: Mapped[Words]  # one a line: an operation and its function, "Räddningstjänsten: insatschefen"
    planned: Mapped[Day | None]
    state: Mapped[Code]  # a StepState
    done: Mapped[Day | None]
    quote: Mapped[Words]
    section: Mapped[Words]
