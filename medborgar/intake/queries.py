"""Reading dialogues and contributions."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from medborgar.core.extensions import db
from medborgar.core.keys import Keys
from medborgar.core.memory import Remembered
from medborgar.intake.models import OPEN_DIALOGUE, Contribution, Dialogue
from medborgar.intake.receipts import hashed, normal_code
from medborgar.municipality.models import Area, Municipality
from medborgar.municipality.queries import areas, known


@dataclass(frozen=True)
class OpenForm:
    """What the open form offers, and where its answers go."""

    dialogue: Dialogue
    areas: Sequence[Area]


@Remembered
def open_form(slug: str) -> OpenForm:
    """A municipality's open form, from memory: it is asked for at every page of it."""
    municipality = known(slug)
    found = OpenForm(open_dialogue(municipality), areas(municipality))
    for row in (found.dialogue, *found.areas):
        db.session.expunge(row)
    return found


def open_dialogue(municipality: Municipality) -> Dialogue:
    """The municipality's standing open form."""
    chosen = select(Dialogue).where(Dialogue.municipality_id == municipality.id, Dialogue.slug == OPEN_DIALOGUE)
    return db.session.scalars(chosen).one()


def by_code(municipality: Municipality, keys: Keys, written: str) -> Contribution | None:
    """The answer of a receipt code in this municipality; a wrong code costs the same look-up as a right one."""
    code = normal_code(written) or ""
    chosen = select(Contribution).where(
        Contribution.municipality_id == municipality.id, Contribution.receipt_hash == hashed(keys, "code", code)
    )
    return db.session.scalars(chosen.options(joinedload(Contribution.area))).one_or_none()


def find(municipality: Municipality, party_id: uuid.UUID, contribution_id: uuid.UUID) -> Contribution:
    """One answer that this party received; another's does not exist."""
    chosen = select(Contribution).where(
        Contribution.municipality_id == municipality.id,
        Contribution.receiving_party_id == party_id,
        Contribution.id == contribution_id,
    )
    return db.session.scalars(chosen.options(joinedload(Contribution.area))).one()
