"""What becomes of the points of a safety walk: one outcome after another, the last one in force."""

import uuid
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Words, reference
from medborgar.intake.walks.models import WalkPoint
from medborgar.plan.models import Measure


class WalkAnswer(StrEnum):
    """What is said to a point."""

    DONE = "gjort"
    PLANNED = "planerat"
    NOT = "gors-inte"


class Reviewed(NamedTuple):
    """A point's masked wording, and whether it only says what another does: then it needs no answer of its own."""

    words: str
    is_same: bool


class WalkOutcome(Model):
    """Ett utfall of a point: a new one is a new row, so that what was said before can be read."""

    __tablename__ = "walk_outcome"
    __table_args__ = (UniqueConstraint("point_id", "number"),)

    id: Mapped[Id]
    point_id: Mapped[uuid.UUID] = mapped_column(reference("walk_point"))
    number: Mapped[int]  # 1, 2, 3
    answer: Mapped[Code]  # a WalkAnswer
    words: Mapped[LongText]  # what was done, what will be, or why nothing is
    owner: Mapped[Words]  # the function that does what is planned
    due: Mapped[Day | None]  # and by when
    measure_id: Mapped[uuid.UUID | None] = mapped_column(reference("measure"), index=True)
    said: Mapped[Day]
    said_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    point: Mapped[WalkPoint] = relationship()
    measure: Mapped[Measure | None] = relationship()
    said_by: Mapped[Person] = relationship()

    def is_late(self, today: date) -> bool:
        """Whether what was planned should have been done by now."""
        return self.answer == WalkAnswer.PLANNED and self.due is not None and self.due < today
