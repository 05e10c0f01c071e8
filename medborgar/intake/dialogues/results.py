"""What was answered to each question, counted, and how it was the last time the same was asked. No database."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from medborgar.intake.dialogues.answering import choices_of
from medborgar.intake.dialogues.models import Question, QuestionKind


class Count(NamedTuple):
    """How many chose one thing."""

    value: str
    label: str
    number: int

    @property
    def text(self) -> str:
        """The number as it is printed."""
        return str(self.number)


@dataclass(frozen=True)
class Result:
    """What was answered to one question; `before` is what was answered to the same in the round it was copied from."""

    question: Question
    number: int  # how many answered it
    counts: list[Count]
    before: "Result | None" = None

    @property
    def mean(self) -> float | None:
        """The mean of a scale."""
        if self.question.kind != QuestionKind.SCALE or not self.number:
            return None
        return sum(int(one.value) * one.number for one in self.counts) / self.number


def result_of(question: Question, chosen: Counter[str], number: int) -> Result:
    """Every choice there is, chosen or not, in the order of the question."""
    counts = [Count(value, str(label), chosen[value]) for value, label in choices_of(question).items()]
    return Result(question, number, counts)


def is_same(one: Question, other: Question) -> bool:
    """Whether two rounds ask the same: only then can they be compared."""
    return (one.lineage, one.meaning) == (other.lineage, other.meaning)
