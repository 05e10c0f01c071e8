"""Inriktningsbeslutet: priorities, commitments, why the rest was not chosen, and who approved what."""

import uuid
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Moment, Name, Sha256, Slug, Words, reference
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.models import Body, FocusArea, InMunicipality, Municipality, Party
from medborgar.picture.models import Picture, Problem


class Part:
    """What is edited by itself, whatever a colleague does elsewhere in the decision."""

    version: Mapped[int] = mapped_column(default=1)  # the decision's revision in which it was last saved
    saved_at: Mapped[Words]  # HH.MM, shown to a colleague who edits it at the same time


class Decision(Part, InMunicipality, Model):
    """Ett inriktningsbeslut for one period; `revision` counts every edit, and an edit voids what was approved.

    As a part it is its particulars: who decided, and when.
    """

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("municipality_id", "period"),)

    id: Mapped[Id]
    period: Mapped[Slug]
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"), index=True)
    agreement_id: Mapped[uuid.UUID] = mapped_column(reference("agreement"), index=True)
    body_id: Mapped[uuid.UUID] = mapped_column(reference("body"), index=True)
    valid_from: Mapped[Day]
    valid_to: Mapped[Day]
    revision: Mapped[int] = mapped_column()
    decided: Mapped[Day | None]
    deciders: Mapped[Words]  # functions, one a line
    presenter: Mapped[Words]
    dissent: Mapped[Words]
    other_plans: Mapped[Words]  # goals and plans of either party that it belongs with
    municipality: Mapped[Municipality] = relationship()
    picture: Mapped[Picture] = relationship()
    agreement: Mapped[Agreement] = relationship()
    body: Mapped[Body] = relationship()
    priorities: Mapped[list["Priority"]] = relationship(
        back_populates="decision", order_by="Priority.position", cascade="all, delete-orphan"
    )
    reasons: Mapped[list["NotChosen"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": revision, "version_id_generator": False}

    @property
    def name(self) -> str:
        """The period it is for, in words."""
        return self.picture.name

    @property
    def due_between(self) -> tuple[date, date]:
        """The first and the last day on which a commitment can be due: a year on, or the whole of a longer period."""
        return self.valid_from, max(self.valid_to, self.valid_from.replace(year=self.valid_from.year + 1))

    def can_be_due(self, day: date) -> bool:
        """Whether a commitment can be due on a day."""
        first, last = self.due_between
        return first <= day <= last


class Priority(Part, Model):
    """En prioritering: what and why. How stays with those who do it."""

    __tablename__ = "priority"

    id: Mapped[Id]
    decision_id: Mapped[uuid.UUID] = mapped_column(reference("decision", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    title: Mapped[Name]
    why: Mapped[LongText]
    public_health: Mapped[Words]  # what it means for people's health
    follows_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("priority.id"), index=True)  # what it continues
    follows: Mapped["Priority | None"] = relationship(remote_side="Priority.id")
    decision: Mapped[Decision] = relationship(back_populates="priorities")
    problems: Mapped[list["PriorityProblem"]] = relationship(cascade="all, delete-orphan")
    commitments: Mapped[list["Commitment"]] = relationship(
        back_populates="priority", order_by="Commitment.position", cascade="all, delete-orphan"
    )

    @property
    def last_saved(self) -> Part:
        """The part of it, itself or one of its commitments, that was saved last."""
        parts: list[Part] = [self, *self.commitments]
        return max(parts, key=lambda part: part.version)


class PriorityProblem(Model):
    """A problem that a priority answers to."""

    __tablename__ = "priority_problem"

    priority_id: Mapped[uuid.UUID] = mapped_column(reference("priority", ondelete="CASCADE"), primary_key=True)
    problem_id: Mapped[uuid.UUID] = mapped_column(reference("problem"), primary_key=True, index=True)
    problem: Mapped[Problem] = relationship()


class Performer(StrEnum):
    """Whose commitment it is."""

    MUNICIPALITY = "kommunen"
    POLICE = "polisen"
    TOGETHER = "tillsammans"


class MetricKind(StrEnum):
    """How one can tell whether a commitment was kept."""

    NUMBER = "antal"
    DONE = "gjort"


class Commitment(Part, Model):
    """Ett åtagande: who does what, measured how, by when."""

    __tablename__ = "commitment"

    id: Mapped[Id]
    priority_id: Mapped[uuid.UUID] = mapped_column(reference("priority", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    performer: Mapped[Code]  # a Performer
    what: Mapped[LongText]
    responsible_municipality: Mapped[Words]  # a function
    responsible_police: Mapped[Words]
    metric_kind: Mapped[Code]  # a MetricKind
    unit: Mapped[Words]  # what is counted: "lampor är bytta"
    baseline: Mapped[float | None] = mapped_column(Numeric(12, 2, asdecimal=False))
    target: Mapped[float | None] = mapped_column(Numeric(12, 2, asdecimal=False))
    due: Mapped[Day]
    target_group: Mapped[Words]
    is_public: Mapped[bool] = mapped_column(default=True)
    promised: Mapped[bool] = mapped_column(default=False)  # published once: never taken away, at most Återkallat
    priority: Mapped[Priority] = relationship(back_populates="commitments")


class NotChosen(Part, Model):
    """Därför inte nu: the reason for a focus area without a priority."""

    __tablename__ = "not_chosen"

    decision_id: Mapped[uuid.UUID] = mapped_column(reference("decision", ondelete="CASCADE"), primary_key=True)
    focus_area_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area"), primary_key=True, index=True)
    reason: Mapped[LongText]
    focus_area: Mapped[FocusArea] = relationship()


class ApprovalKind(StrEnum):
    """How an approval was given."""

    LOGGED_IN = "inloggad"
    REGISTERED = "papper"


class Approval(Model):
    """Ett godkännande: one party's signatory said yes to exactly one hash."""

    __tablename__ = "approval"
    __table_args__ = (UniqueConstraint("decision_id", "party_id", "content_hash"),)

    id: Mapped[Id]
    decision_id: Mapped[uuid.UUID] = mapped_column(reference("decision"))
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    content_hash: Mapped[Sha256]
    kind: Mapped[Code]  # an ApprovalKind
    signatory: Mapped[Name]  # the function that signed
    ground: Mapped[Name]  # body and § that it rests on
    given: Mapped[Day]  # the day it was signed
    recorded: Mapped[Moment]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    reference_number: Mapped[Words]  # dnr of a signed paper
    document: Mapped[Words]  # where the signed paper is kept
    party: Mapped[Party] = relationship()
    recorded_by: Mapped[Person] = relationship()


class SentBack(Model):
    """Skicka tillbaka: a party wants something changed, and says what."""

    __tablename__ = "sent_back"

    id: Mapped[Id]
    decision_id: Mapped[uuid.UUID] = mapped_column(reference("decision"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    content_hash: Mapped[Sha256]
    reason: Mapped[LongText]
    sent: Mapped[Moment]
    sent_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    party: Mapped[Party] = relationship()
