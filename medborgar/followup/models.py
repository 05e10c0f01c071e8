"""Uppföljningen: what was done, who cooperated, which effects; and what a promise's state is on a given day."""

import uuid
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Moment, Words, reference
from medborgar.decisions.models import Commitment
from medborgar.municipality.models import InMunicipality, Party


class Result(StrEnum):
    """How a commitment stands, as its owner reports it."""

    ONGOING = "pagar"
    LATE = "forsenat"
    DONE = "gjort"
    PARTLY = "delvis"
    NOT_DONE = "inte"
    WITHDRAWN = "aterkallat"


EXPLAINED = {Result.LATE, Result.PARTLY, Result.NOT_DONE, Result.WITHDRAWN}  # these carry a reason
POSTPONED_YEARS_MAX = 2


class FollowUp(InMunicipality, Model):
    """En uppföljning of one commitment by one party; published, it can't be changed."""

    __tablename__ = "follow_up"

    id: Mapped[Id]
    commitment_id: Mapped[uuid.UUID] = mapped_column(reference("commitment"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    reported: Mapped[Day]
    recorded: Mapped[Moment] = mapped_column(default=clock.now)  # several on a day have an order
    reported_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    result: Mapped[Code]  # a Result
    new_due: Mapped[Day | None]  # when late
    done: Mapped[LongText]  # what was done
    cooperated: Mapped[Words]  # who cooperated
    effects: Mapped[Words]  # which effects
    cause: Mapped[Words]  # what explains it, and what else may
    value: Mapped[float | None] = mapped_column(Numeric(12, 2, asdecimal=False))  # the metric now
    reason: Mapped[Words]  # why not, partly or late
    commitment: Mapped[Commitment] = relationship()
    party: Mapped[Party] = relationship()
    reported_by: Mapped[Person] = relationship()


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
