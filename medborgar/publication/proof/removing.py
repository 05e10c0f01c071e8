"""Removing a published part by law: its bytes and salt go, its hash stays, and an entry of its own says so.

Of a follow-up the entry says how it went, without a word of what was told: a removal changes no result.
"""

import json
import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from medborgar.accounts.models import Person
from medborgar.core.errors import NotFound, Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.municipality.models import Municipality
from medborgar.publication.chain import append
from medborgar.publication.models import Publication, PublicationKind, PublicationRemoval, PublicationSection
from medborgar.publication.standing import kept

# Without these a page can't say which promise it is; what must never be published does not belong in them.
KEPT = {"period", "svar"}


def entry(municipality: Municipality, number: int) -> Publication:
    """One entry with its parts; NotFound when there is none."""
    chosen = select(Publication).where(Publication.municipality_id == municipality.id, Publication.number == number)
    parts = chosen.outerjoin(Publication.sections).options(contains_eager(Publication.sections))
    found = db.session.scalars(parts.order_by(PublicationSection.position)).unique().one_or_none()
    if found is None:
        raise NotFound("")
    return found


def content(publication: Publication) -> dict[str, Any]:
    """What its parts say; None for one that is gone."""
    return {part.name: None if part.content is None else json.loads(part.content) for part in publication.sections}


def removable(publication: Publication) -> Sequence[PublicationSection]:
    """The parts that can be removed and are still there."""
    return [part for part in publication.sections if part.content is not None and part.name not in KEPT]


def remove(
    *,
    municipality: Municipality,
    about: Publication,
    section_id: uuid.UUID | None,
    ground: str,
    reference: str,
    side: Side,
    by: Person,
) -> Publication:
    """Remove a part, and publish that it was: which, by which law and by which decision."""
    part = next((one for one in removable(about) if one.id == section_id), None)
    if part is None:
        raise Refused(_("Den delen är redan borttagen, eller kan inte tas bort."))
    left = kept(json.loads(part.content or b"{}"))
    publication = append(
        municipality=municipality,
        about=f"{PublicationKind.REMOVAL}-{about.number}-{part.position}",
        parts=[],
        kind=PublicationKind.REMOVAL,
        version=1,
        by=by,
        signed_by=[side],
        facts={
            "borttaget": {
                "nummer": about.number,
                "del": part.name,
                "hash": part.leaf,
                "lagrum": ground,
                "diarienummer": reference,
                **({"kvar": left} if left else {}),
            }
        },
    )
    db.session.add(PublicationRemoval(section_id=part.id, publication_id=publication.id))
    db.session.flush()
    part.content = part.salt = None
    return publication
