"""What was answered to each question, counted, and beside what was answered when the same was asked. No database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from medborgar.intake.dialogues.answering import choices_of
from medborgar.intake.dialogues.models import Question, QuestionKind

LISTED = {QuestionKind.ONE, QuestionKind.MANY, QuestionKind.YES_NO, QuestionKind.SCALE}  # what is chosen from a list


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
    """What was answered to one question in one round."""

    question: Question
    number: int  # how many answered it
    counts: list[Count]

    @property
    def mean(self) -> float | None:
        """The mean of a scale."""
        return mean_of([(int(one.value), one.number) for one in self.counts]) if self.is_scale else None

    @property
    def is_scale(self) -> bool:
        """Whether its choices are numbers."""
        return self.question.kind == QuestionKind.SCALE

    def share(self, value: str) -> int | None:
        """How many percent of those who answered chose one thing; None when nobody answered."""
        chosen = next((one.number for one in self.counts if one.value == value), 0)
        return round(100 * chosen / self.number) if self.number else None


def mean_of(steps: Sequence[tuple[int, int]]) -> float | None:
    """The mean of steps, each chosen so many times, to one decimal; None when nobody chose."""
    number = sum(times for _, times in steps)
    return round(sum(step * times for step, times in steps) / number, 1) if number else None


def result_of(question: Question, chosen: Counter[str], number: int) -> Result:
    """Every choice there is, chosen or not, in the order of the question; of days, each month that was answered."""
    if question.kind == QuestionKind.DATE:
        months: Counter[str] = Counter()
        for day, times in chosen.items():
            months[day[:7]] += times
        return Result(question, number, [Count(month, month, months[month]) for month in sorted(months)])
    counts = [Count(value, str(label), chosen[value]) for value, label in choices_of(question).items()]
    return Result(question, number, counts)


def is_same(one: Question, other: Question) -> bool:
    """Whether two rounds ask the same: only then can they be compared."""
    return (one.lineage, one.meaning) == (other.lineage, other.meaning)
