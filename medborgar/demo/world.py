"""What the demo works with: the municipality, its staff, and what has been made so far, by the corpus' own keys."""

import uuid
from dataclasses import dataclass, field

from medborgar.accounts.models import Person
from medborgar.core.keys import Keys, digest
from medborgar.core.permissions import Side
from medborgar.intake.models import Dialogue
from medborgar.intake.receipts import receipt_code
from medborgar.municipality.models import Area, FocusArea, Municipality, Party, Place

READERS = {Side.MUNICIPALITY: "samordnare", Side.POLICE: "kommunpolis"}


@dataclass(frozen=True)
class World:
    """The demo while it is being made."""

    keys: Keys
    municipality: Municipality
    dialogue: Dialogue
    staff: dict[str, Person]
    areas: dict[str, Area]
    places: dict[str, Place]
    focus_areas: dict[str, FocusArea]
    answers: dict[str, uuid.UUID] = field(default_factory=dict)
    problems: dict[str, uuid.UUID] = field(default_factory=dict)
    commitments: dict[str, uuid.UUID] = field(default_factory=dict)
    indicators: dict[str, uuid.UUID] = field(default_factory=dict)
    dialogues: list[str] = field(default_factory=list)  # their addresses, in the order they opened
    rounds: list[str] = field(default_factory=list)  # those that staff report in, likewise

    @property
    def coordinator(self) -> Person:
        """Who prepares what both parties do."""
        return self.reader(Side.MUNICIPALITY)

    def party(self, side: Side) -> Party:
        """The principal party of one side."""
        return self.municipality.party(side)

    def reader(self, side: Side) -> Person:
        """Who reads and writes for one side."""
        return self.staff[READERS[side]]


def token(keys: Keys, slug: str, key: str) -> str:
    """The token that an answer of the corpus is sent with: the same every time, so that its receipt can be told again.

    Known to nobody without the key folder, as a token from a form.
    """
    return digest(keys.form, "demo", slug, key).hex()


def receipt(keys: Keys, slug: str, key: str) -> str:
    """The receipt code of an answer of the corpus; nothing is kept to know it."""
    return receipt_code(keys, token(keys, slug, key))
