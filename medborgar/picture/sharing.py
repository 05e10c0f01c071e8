"""*Dela*: a party's own picture, as it stands, becomes the other's to read, after a secrecy review."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import Uuid, literal, update

from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.database import INSERT
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.municipality.models import FocusArea
from medborgar.picture import material
from medborgar.picture.actions import ensure_open, latest, record, save_own_text
from medborgar.picture.material import NOTHING_SHARED, Shared
from medborgar.picture.models import Picture
from medborgar.picture.writings import (
    OwnWords,
    PartyText,
    PictureImage,
    SecrecyOutcome,
    SharedContribution,
    Sharing,
)


def share(
    *, picture: Picture, party_id: uuid.UUID, reviewer_id: uuid.UUID, outcome: SecrecyOutcome, paragraph: str = ""
) -> Sharing:
    """Let the other party read what a party has, as it stands, after a secrecy review."""
    ensure_open(picture)
    if outcome is not SecrecyOutcome.NOTHING_SECRET and not paragraph:
        raise Refused(_("Skriv vilken paragraf prövningen bygger på."))
    waiting = material.unshared(picture, party_id)
    if not waiting:
        raise Refused(_("Det finns inget nytt att dela."))
    sharing = Sharing(
        picture_id=picture.id,
        party_id=party_id,
        reviewer_id=reviewer_id,
        shared=clock.now(),
        outcome=outcome,
        paragraph=paragraph,
        material=material.packed(picture, party_id),
    )
    db.session.add(sharing)
    db.session.flush()
    _let_images_be_seen(picture, sharing)
    _let_answers_be_read(picture, sharing)
    record(Event.PICTURE_SHARE, picture, str(reviewer_id), outcome=outcome.value, answers=waiting.answers)
    return sharing


@dataclass(frozen=True)
class Paper:
    """The document in which a party that does not log in has handed over its own picture."""

    handed_over_by: str  # a function at that party
    document: str
    document_day: date
    outcome: SecrecyOutcome
    paragraph: str = ""


def register(
    *,
    picture: Picture,
    party_id: uuid.UUID,  # whose words they are
    area: FocusArea,
    words: OwnWords,
    paper: Paper,
    version: int,
    person_id: uuid.UUID,  # who writes them down
) -> Sharing:
    """Write down a party's own words on a focus area from a document that it has handed over; so they are shared.

    Refused when that party writes there itself; nothing that it has not shared is touched or read.
    """
    ensure_open(picture)
    there = latest(PartyText, picture_id=picture.id, party_id=party_id, focus_area_id=area.id)
    if there and not there.registered_in_id:
        raise Refused(_("De skriver själva om det här fokusområdet. Be dem dela i stället."))
    said = material.shared(picture).get(party_id, NOTHING_SHARED)
    sharing = Sharing(
        picture_id=picture.id,
        party_id=party_id,
        reviewer_id=person_id,
        shared=clock.now(),
        material=material.pack(Shared({**said.texts, area.id: words}, said.rankings)),
        **asdict(paper),
    )
    db.session.add(sharing)
    save_own_text(
        picture=picture,
        party_id=party_id,
        area=area,
        words=words,
        version=version,
        registered_in=sharing,
        actor=str(person_id),
    )
    record(Event.PICTURE_REGISTER, picture, str(person_id), focus_area=area.slug, party=str(party_id))
    return sharing


def _let_images_be_seen(picture: Picture, sharing: Sharing) -> None:
    own = PictureImage.picture_id == picture.id, PictureImage.party_id == sharing.party_id
    waiting = update(PictureImage).where(*own, PictureImage.shared_in_id.is_(None))
    db.session.execute(waiting.values(shared_in_id=sharing.id))


def _let_answers_be_read(picture: Picture, sharing: Sharing) -> None:
    """Share what waits, or is shared in an earlier wording."""
    rows = material.unshared_answers(picture, sharing.party_id).add_columns(literal(sharing.id, Uuid))
    insert = INSERT[db.session.get_bind().dialect.name](SharedContribution)
    statement = insert.from_select(["contribution_id", "review_version", "sharing_id"], rows)
    newer = {name: statement.excluded[name] for name in ("review_version", "sharing_id")}
    db.session.execute(statement.on_conflict_do_update(index_elements=["contribution_id"], set_=newer))
