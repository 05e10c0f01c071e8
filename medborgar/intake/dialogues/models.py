"""Frågor och svar: what a dialogue asks, as data, and what was chosen; free words stand in the contribution itself."""

import uuid
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.types import Code, Id, Name, Words, reference
from medborgar.intake.models import Contribution, Dialogue
from medborgar.municipality.models import FocusArea

QUESTIONS_MOST = 60
CHOICES_MOST, CHOICE_MAX = 20, 120
SCALE = range(11)  # where a scale may begin and end
VALUE_MAX = CHOICE_MAX


class QuestionKind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    ONE = "en"
    MANY = "flera"
    SCALE = "skala"
    YES_NO = "ja-nej"
    PLACE = "plats"
    DATE = "dag"


class Question(Model):
    """En fråga: one question of a dialogue.

    `lineage` and `meaning` say which questions of other rounds are the same: a new wording is a new meaning, and what
    was answered under another meaning is never counted together with it.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("dialogue_id", "lineage", "meaning"),
        Index("ix_question_same", "lineage", "meaning"),
    )

    id: Mapped[Id]
    dialogue_id: Mapped[uuid.UUID] = mapped_column(reference("dialogue"), index=True)
    lineage: Mapped[uuid.UUID]
    meaning: Mapped[int]
    position: Mapped[int]
    kind: Mapped[Code]  # a QuestionKind
    words: Mapped[Name]
    hint: Mapped[Words]
    choices: Mapped[Words]  # one to a line
    lowest: Mapped[int | None]
    highest: Mapped[int | None]
    lowest_name: Mapped[Words]
    highest_name: Mapped[Words]
    needed: Mapped[bool] = mapped_column(default=False)
    source: Mapped[Words]  # where it comes from
    focus_area_id: Mapped[uuid.UUID | None] = mapped_column(reference("focus_area"), index=True)
    asked: Mapped[bool] = mapped_column(default=True)  # no longer, once it has been taken away or replaced
    dialogue: Mapped[Dialogue] = relationship()
    focus_area: Mapped[FocusArea | None] = relationship()


class Answer(Model):
    """Ett svar: what was answered to a question; of many choices, one row each; of free words, only that there are."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("contribution_id", "question_id", "value"),
        {"sqlite_with_rowid": False},  # as for a contribution
    )

    id: Mapped[Id]
    contribution_id: Mapped[uuid.UUID] = mapped_column(reference("contribution"))
    question_id: Mapped[uuid.UUID] = mapped_column(reference("question"), index=True)
    value: Mapped[str] = mapped_column(String(VALUE_MAX))
    contribution: Mapped[Contribution] = relationship()
    question: Mapped[Question] = relationship()


class Tally(Model):
    """Hur många som svarade så: counted as each answer is kept, so that no page has to count them all.

    `firsts` are those who chose it before anything else to the same question: they add up to how many answered it.
    """

    __tablename__ = "tally"
    __table_args__ = {"sqlite_with_rowid": False}  # as for a contribution

    question_id: Mapped[uuid.UUID] = mapped_column(reference("question"), primary_key=True)
    value: Mapped[str] = mapped_column(String(VALUE_MAX), primary_key=True)
    number: Mapped[int]
    firsts: Mapped[int]
