"""What shows that something that comes again was done. Pure."""

from dataclasses import dataclass
from datetime import date

from medborgar.governance.models import Recipient
from medborgar.municipality.cadences import Cadence, CadenceKind

NAMED = {Recipient.ASSEMBLY: "fullmäktige", Recipient.BOARD: "kommunstyrelse", Recipient.POLICE: "polis"}


@dataclass(frozen=True)
class Done:
    """Something that was done: of which kind, on which day, and for a report to whom."""

    kind: CadenceKind
    day: date
    recipient: Recipient | None = None

    def is_of(self, cadence: Cadence) -> bool:
        """Whether it is what a rhythm asks for: of its kind, and a report to whoever the rhythm names."""
        return self.kind == cadence.kind and (self.recipient is None or is_to(self.recipient, cadence.recipient))


def is_to(recipient: Recipient, words: str) -> bool:
    """Whether a rhythm's words name a recipient; words that name none that we know may mean any."""
    named = {one for one, word in NAMED.items() if word in words.casefold()}
    return not named or recipient in named
