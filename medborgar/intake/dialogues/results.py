"""What was answered to each question, counted, and how it was the last time the same was asked. No database."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from medborgar.intake.dialogues.answering import YES_NO, scale_of
from medborgar.intake.dialogues.models import Question, QuestionKind

COUNTED = {QuestionKind.ONE, QuestionKind.MANY, QuestionKind.SCALE, QuestionKind.YES_NO}


class Count(NamedTuple):
    """How many chose one thing."""

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
        return sum(int(one.label.split()[0]) * one.number for one in self.counts) / self.number


def result_of(question: Question, chosen: Counter[str], number: int, before: Result | None = None) -> Result:
    """Every choice there is, chosen or not, in the order of the question."""
    counts = [Count(str(label), chosen[value]) for value, label in _labels(question).items()]
    return Result(question, number, counts, before)


def is_same(one: Question, other: Question) -> bool:
    """Whether two rounds ask the same: only then can they be compared."""
    return (one.lineage, one.meaning) == (other.lineage, other.meaning)


def _labels(question: Question) -> dict[str, Any]:
    match QuestionKind(question.kind):
        case QuestionKind.YES_NO:
            return YES_NO
        case QuestionKind.SCALE:
            return scale_of(question)
        case _:
            return {line: line for line in question.choices.splitlines()}
