"""Uppföljningen: what was done, who cooperated, which effects; and what a promise's state is on a given day."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, Numeric, String, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Moment, Name, Words, reference
from medborgar.decisions.models import Commitment
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.cadences import months_after
from medborgar.municipality.models import InMunicipality, Municipality, Party
from medborgar.outbox.addresses import ADDRESS_MAX
from medborgar.plan.models import Measure

Subject = Commitment | Measure | Agreement | Municipality  # what is followed up; of a municipality its method


class Result(StrEnum):
    """How something goes, as its owner reports it."""

    ONGOING = "pagar"
    LATE = "forsenat"
    DONE = "gjort"
    PARTLY = "delvis"
    NOT_DONE = "inte"
    WITHDRAWN = "aterkallat"


EXPLAINED = {Result.LATE, Result.PARTLY, Result.NOT_DONE, Result.WITHDRAWN}  # these carry a reason
POSTPONED_YEARS_MAX = 2
FRESH_MONTHS = 3  # so long "as planned" is news; after that it says of which day it is
ONE_SUBJECT = (
    "measure_id IS NULL AND agreement_id IS NULL"
    " OR commitment_id IS NULL AND (measure_id IS NULL OR agreement_id IS NULL)"
)


class OfSubject:
    """A row of one commitment, measure or agreement; of none of them when it is of the municipality's method."""

    commitment_id: Mapped[uuid.UUID | None] = mapped_column(reference("commitment"), index=True)
    measure_id: Mapped[uuid.UUID | None] = mapped_column(reference("measure"), index=True)
    agreement_id: Mapped[uuid.UUID | None] = mapped_column(reference("agreement"), index=True)

    @declared_attr
    def commitment(cls) -> Mapped[Commitment | None]:  # noqa: N805 (SQLAlchemy passes the class)
        """The commitment that it is of."""
        return relationship(Commitment)

    @declared_attr
    def measure(cls) -> Mapped[Measure | None]:  # noqa: N805 (SQLAlchemy passes the class)
        """The measure that it is of."""
        return relationship(Measure)

    @declared_attr
    def agreement(cls) -> Mapped[Agreement | None]:  # noqa: N805 (SQLAlchemy passes the class)
        """The agreement that it is of."""
        return relationship(Agreement)

    @property
    def subject(self) -> Commitment | Measure | Agreement | None:
        """What it is of; None for the method."""
        return self.commitment or self.measure or self.agreement

    @classmethod
    def ids(cls, subject: Subject) -> dict[str, uuid.UUID | None]:
        """Which columns say that a row is of a subject."""
        kinds: dict[str, type] = {"commitment_id": Commitment, "measure_id": Measure, "agreement_id": Agreement}
        return {name: subject.id if isinstance(subject, kind) else None for name, kind in kinds.items()}

    @property
    def of(self) -> tuple[uuid.UUID | None, ...]:
        """The same for all rows of a subject in a municipality."""
        return self.commitment_id, self.measure_id, self.agreement_id

    @classmethod
    def of_subject(cls, subject: Subject) -> tuple[uuid.UUID | None, ...]:
        """What all rows of a subject say there."""
        return tuple(cls.ids(subject).values())

    @classmethod
    def is_of(cls, subject: Subject) -> ColumnElement[bool]:
        """The condition that a row is of a subject; of which municipality is another."""
        return and_(*(getattr(cls, name) == value for name, value in cls.ids(subject).items()))


class FunctionContact(InMunicipality, Model):
    """Where a party's function reads its mail: registered by staff, so that nobody needs an account to answer."""

    __tablename__ = "function_contact"
    __table_args__ = (UniqueConstraint("party_id", "function"),)

    id: Mapped[Id]
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"))
    function: Mapped[Name]
    email: Mapped[str] = mapped_column(String(ADDRESS_MAX))
    version: Mapped[int] = mapped_column()
    party: Mapped[Party] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Stage(StrEnum):
    """Why a function was asked how something goes."""

    TWO_WEEKS = "14"  # days before it is due
    THREE_DAYS = "3"
    BY_HAND = "pamind"


class FollowUpLink(OfSubject, InMunicipality, Model):
    """A function was asked, by mail, and can answer once through the link in it."""

    __tablename__ = "follow_up_link"

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(200), unique=True)  # what is asked once is asked once
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    function: Mapped[Name]
    stage: Mapped[Code]  # a Stage
    asked: Mapped[Day]
    asked_by_id: Mapped[uuid.UUID | None] = mapped_column(reference("person"), index=True)
    last_day: Mapped[Day]
    withdrawn: Mapped[Day | None]  # when a newer one was sent, or the function's address changed
    party: Mapped[Party] = relationship()


class FollowUp(OfSubject, InMunicipality, Model):
    """En uppföljning of one commitment, measure or agreement, or of the method, by one party; it is never changed."""

    __tablename__ = "follow_up"
    __table_args__ = (
        CheckConstraint("(reported_by_id IS NULL) <> (link_id IS NULL)", name="by_somebody"),
        CheckConstraint(ONE_SUBJECT, name="of_one"),
    )

    id: Mapped[Id]
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    reported: Mapped[Day]
    recorded: Mapped[Moment] = mapped_column(default=clock.now)  # several on a day have an order
    reported_by_id: Mapped[uuid.UUID | None] = mapped_column(reference("person"), index=True)
    link_id: Mapped[uuid.UUID | None] = mapped_column(reference("follow_up_link"), unique=True)  # used once
    result: Mapped[Code]  # a Result
    new_due: Mapped[Day | None]  # when late
    done: Mapped[LongText]  # what was done
    cooperated: Mapped[Words]  # who cooperated
    effects: Mapped[Words]  # which effects
    cause: Mapped[Words]  # what explains it
    otherwise: Mapped[Words]  # what else may
    counted: Mapped[Words]  # what the two numbers are of; a commitment has its own unit
    before: Mapped[float | None] = mapped_column(Numeric(12, 2, asdecimal=False))
    value: Mapped[float | None] = mapped_column(Numeric(12, 2, asdecimal=False))  # the metric now
    reason: Mapped[Words]  # why not, partly or late
    own_system: Mapped[Words]  # where it stands in the party's own system for follow-up
    reported_to: Mapped[Words]  # to whom it has been told
    party: Mapped[Party] = relationship()
    reported_by: Mapped[Person | None] = relationship()
    link: Mapped[FollowUpLink | None] = relationship()

    @property
    def reporter(self) -> str:
        """The function that reported."""
        if self.reported_by:
            return self.reported_by.function
        return self.link.function if self.link else ""


class State(StrEnum):
    """A promise's state as the public reads it, the worst last."""

    DONE = "gjort"
    PLAN = "enligt-plan"
    PARTLY = "delvis"
    LATE = "forsenat"
    MISSING = "uppfoljning-saknas"
    NOT_DONE = "inte-gjort"
    WITHDRAWN = "aterkallat"


def state_on(today: date, *, due: date, latest: Result | None, new_due: date | None = None) -> State:
    """The state on a day, from the due date and the latest follow-up; late and missing appear by themselves."""
    match latest:
        case Result.DONE:
            return State.DONE
        case Result.PARTLY:
            return State.PARTLY
        case Result.NOT_DONE:
            return State.NOT_DONE
        case Result.WITHDRAWN:
            return State.WITHDRAWN
        case Result.LATE if new_due is not None and today <= new_due:
            return State.LATE
        case Result.ONGOING | None if today <= due:
            return State.PLAN
    return State.MISSING


def old_word(today: date, said: Iterable[tuple[Result, date]]) -> date | None:
    """The day that "as planned" was last said by all, where that is long ago; None where it is news."""
    day = min((reported for result, reported in said if result is Result.ONGOING), default=today)
    return day if months_after(day, FRESH_MONTHS) < today else None


def stage_on(today: date, due: date) -> Stage | None:
    """The reminder that belongs to a day: one from two weeks before, one from three days before, then none."""
    left = (due - today).days
    if 0 <= left <= 3:
        return Stage.THREE_DAYS
    return Stage.TWO_WEEKS if 3 < left <= 14 else None


def worst(states: list[State]) -> State:
    """The worst of several states: what a card shows."""
    order = list(State)
    return max(states, key=order.index)


def new_due_between(due: date, today: date) -> tuple[date, date]:
    """The first and the last day that something late can be postponed to."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return max(due, today) + timedelta(days=1), today.replace(year=today.year + POSTPONED_YEARS_MAX, day=day)


def can_be_new_due(day: date | None, due: date, today: date) -> bool:
    """Whether something late can be postponed to a day."""
    first, last = new_due_between(due, today)
    return day is not None and first <= day <= last
