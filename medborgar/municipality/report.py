"""What became of every row when a profile was loaded."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from medborgar.municipality.agreements import Agreement, IntroductionStep
from medborgar.municipality.cadences import Cadence
from medborgar.municipality.models import (
    Area,
    Body,
    FocusArea,
    FocusAreaSet,
    Municipality,
    Organisation,
    Partner,
    Party,
    Place,
)
from medborgar.municipality.rows import FromProfile

NAMES: dict[type[FromProfile], str] = {
    Municipality: "kommunen",
    Organisation: "organisationen",
    Party: "parten",
    Partner: "aktören",
    Body: "organet",
    Agreement: "överenskommelsen",
    Cadence: "rytmen",
    IntroductionStep: "införandesteget",
    Area: "delområdet",
    Place: "platsen",
    FocusAreaSet: "mallen",
    FocusArea: "fokusområdet",
}


class Result(StrEnum):
    """What became of one row."""

    CREATED = "ny"
    UPDATED = "ändrad"
    UNCHANGED = "oförändrad"
    OVERWRITTEN = "ändrad av personal, skrevs över"
    KEPT = "ändrad av personal, behölls"
    TAKEN = "hoppades över: namnet finns redan på en annan plats"
    GONE = "finns inte längre i profilen, behölls"


@dataclass
class Report:
    """What became of every row: the result, what sort of row, and its key in the profile."""

    municipality: Municipality
    rows: list[tuple[Result, type[FromProfile], str]] = field(default_factory=list)

    def count(self, *results: Result) -> int:
        """How many rows had one of these results."""
        counts = Counter(result for result, _, _ in self.rows)
        return sum(counts[result] for result in results)

    @property
    def changed(self) -> int:
        """How many rows were written."""
        return self.count(Result.CREATED, Result.UPDATED, Result.OVERWRITTEN)

    @property
    def kept(self) -> int:
        """How many rows were left alone though the profile says otherwise."""
        return self.count(Result.KEPT, Result.TAKEN, Result.GONE)

    @property
    def summary(self) -> str:
        """The counts, in a line."""
        new, unchanged = self.count(Result.CREATED), self.count(Result.UNCHANGED)
        return f"Nya: {new}, ändrade: {self.changed - new}, oförändrade: {unchanged}, behållna: {self.kept}."

    @property
    def remarks(self) -> list[str]:
        """Every row that a coordinator should know of."""
        silent = {Result.CREATED, Result.UPDATED, Result.UNCHANGED}
        return [f"{NAMES[kind]} «{key}»: {result}" for result, kind, key in self.rows if result not in silent]
