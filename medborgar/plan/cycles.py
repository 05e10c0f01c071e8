"""Operativ inriktning: the two-week cycles of a police organisation, and each of its municipalities' part in them."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.types import Day, Id, Words, reference
from medborgar.decisions.models import Priority
from medborgar.municipality.cadences import Cadence, CadenceKind, Unit
from medborgar.municipality.models import InMunicipality, Organisation

USUAL_LENGTH = timedelta(weeks=2)


class OperationalCycle(Model):
    """En operativ inriktning belongs to the police organisation, whichever municipalities it serves."""

    __tablename__ = "operational_cycle"
    __table_args__ = (UniqueConstraint("organisation_id", "first_day"),)

    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(reference("organisation"))
    first_day: Mapped[Day]
    last_day: Mapped[Day]
    organisation: Mapped[Organisation] = relationship()

    def is_on(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first_day <= day <= self.last_day


class CyclePart(InMunicipality, Model):
    """What a cycle says of one municipality, and hears from it; the organisation's others see nothing of it."""

    __tablename__ = "cycle_part"
    __table_args__ = (UniqueConstraint("cycle_id", "municipality_id"),)

    id: Mapped[Id]
    cycle_id: Mapped[uuid.UUID] = mapped_column(reference("operational_cycle"))
    version: Mapped[int] = mapped_column()
    why: Mapped[Words]  # what and why, never how
    figures: Mapped[Words]  # of the last cycle
    outcome: Mapped[Words]  # the last cycle in words
    feedback: Mapped[Words]  # from the municipality
    saved_at: Mapped[Words]
    cycle: Mapped[OperationalCycle] = relationship()
    included: Mapped[list["CyclePriority"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class CyclePriority(Model):
    """A priority of the municipality's decision that the cycle included."""

    __tablename__ = "cycle_priority"

    part_id: Mapped[uuid.UUID] = mapped_column(reference("cycle_part", ondelete="CASCADE"), primary_key=True)
    priority_id: Mapped[uuid.UUID] = mapped_column(reference("priority"), primary_key=True, index=True)
    priority: Mapped[Priority] = relationship()


def length_by(cadences: Iterable[Cadence]) -> timedelta:
    """How long a cycle is, by the municipality's cadence for them; two weeks where it says nothing in weeks."""
    weekly = (one for one in cadences if one.kind == CadenceKind.OPERATIONAL and one.unit == Unit.WEEK)
    found = next((one for one in weekly if one.ended is None), None)
    return timedelta(weeks=found.every) if found else USUAL_LENGTH


def follows(last: OperationalCycle | None, today: date, length: timedelta = USUAL_LENGTH) -> tuple[date, date]:
    """The first and last day of the next cycle: the day after the last one's; the Monday of this week before any."""
    first = last.last_day + timedelta(days=1) if last else today - timedelta(days=today.weekday())
    return first, first + length - timedelta(days=1)
