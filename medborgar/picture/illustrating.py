"""Writing images: added with words for those who do not see them, taken away while the picture is open."""

import uuid

from flask_babel import gettext as _
from sqlalchemy import func, select

from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import NotFound, Refused
from medborgar.core.extensions import db
from medborgar.core.pixels import Clean
from medborgar.picture.actions import ensure_open, record
from medborgar.picture.models import Picture
from medborgar.picture.writings import PictureImage

MOST = 10  # of one focus area, for each party and jointly


def add_image(
    *,
    picture: Picture,
    party_id: uuid.UUID | None,  # None: both parties'
    focus_area_id: uuid.UUID,
    clean: Clean,
    alt: str,
    caption: str,
    person_id: uuid.UUID,
) -> PictureImage:
    """Add an image to a party's own words on a focus area, for its own eyes, or to the joint ones."""
    ensure_open(picture)
    same = PictureImage.party_id.is_(None) if party_id is None else PictureImage.party_id == party_id
    counted = select(func.count()).where(
        PictureImage.picture_id == picture.id, PictureImage.focus_area_id == focus_area_id, same
    )
    if (db.session.scalar(counted) or 0) >= MOST:
        raise Refused(_("Här finns redan %(most)s bilder. Ta bort någon först.", most=MOST))
    image = PictureImage(
        picture_id=picture.id,
        party_id=party_id,
        focus_area_id=focus_area_id,
        alt=alt,
        caption=caption,
        content_type=clean.content_type,
        width=clean.width,
        height=clean.height,
        data=clean.data,
        added=clock.today(),
        added_by_id=person_id,
    )
    db.session.add(image)
    db.session.flush()
    record(Event.IMAGE_ADD, picture, str(person_id), image=str(image.id))
    return image


def remove_image(*, picture: Picture, image: PictureImage, party_id: uuid.UUID, actor: str) -> None:
    """Take an image away: a joint one, or a party's own that it has not shared; what is handed over stays."""
    ensure_open(picture)
    if image.party_id not in {None, party_id}:
        raise NotFound("")
    if image.shared_in_id:
        raise Refused(_("Bilden är delad och kan inte tas tillbaka."))
    record(Event.IMAGE_REMOVE, picture, actor, image=str(image.id))
    db.session.delete(image)
