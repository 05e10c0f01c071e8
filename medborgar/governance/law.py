"""The clock of lag (2023:196) 6 §: the picture and the plan at least every second year. No database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medborgar.municipality.cadences import months_after

LIMIT = 24  # months


class Hand(StrEnum):
    """Where the clock stands."""

    NEVER = "aldrig"
    FRESH = "i-tid"
    SOON = "snart"
    URGENT = "bradskar"
    OVERDUE = "for-sent"


HANDS = {0: Hand.FRESH, 18: Hand.SOON, 22: Hand.URGENT}  # from so many months on


@dataclass(frozen=True)
class LawClock:
    """When something was last done, and when it must be done again."""

    last: date | None
    today: date

    @property
    def due(self) -> date | None:
        """The last day on which it is still in time."""
        return months_after(self.last, LIMIT) if self.last else None

    @property
    def hand(self) -> Hand:
        """Where it stands: a first warning after 18 months, a last one after 22, too late after 24."""
        if self.last is None:
            return Hand.NEVER
        reached = [months for months in HANDS if self.today >= months_after(self.last, months)]
        late = self.today > months_after(self.last, LIMIT)
        return Hand.OVERDUE if late else HANDS[reached[-1]]
