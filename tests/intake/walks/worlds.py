"""A walk with its points, and a small photo."""

import io
from datetime import date, timedelta
from typing import Any

from flask import current_app
from PIL import Image

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.core.pixels import clean
from medborgar.intake.models import Kind, Voice
from medborgar.intake.receipts import new_token
from medborgar.intake.walks import actions
from medborgar.intake.walks.actions import Frame, Seen
from medborgar.intake.walks.models import Light, Walk, WalkPhoto, WalkPoint
from medborgar.municipality.models import Municipality, Place
from medborgar.municipality.queries import areas


def a_walk(municipality: Municipality, by: Person, side: Side = Side.MUNICIPALITY, **more: Any) -> Walk:
    """Yesterday in the dark, round the square."""
    said: dict[str, Any] = {
        "title": "Vandring kring torget",
        "day": clock.today() - timedelta(days=1),
        "starts": "18.30",
        "light": Light.DARK,
        "route": "Torget runt och ner till stationen",
        "participants": "Hyresgästföreningen, 6\nFritidsgården, 2",
        "voice": Voice.RESIDENT,
        "answer_by": None,
        "areas": list(areas(municipality))[:1],
    }
    walk = actions.begin(party=municipality.party(side), frame=Frame(**said | more), by=by)
    db.session.commit()
    return walk


def a_point(walk: Walk, by: Person, text: str = "Lampan vid kiosken är trasig.", **more: Any) -> WalkPoint:
    """Something unsafe at the square."""
    keys = current_app.config["KEYS"]
    said: dict[str, Any] = {
        "kind": Kind.UNSAFE,
        "text": text,
        "proposal": "Byt lampan",
        "owner": "Gatuchefen",
        "place": db.session.query(Place).filter_by(municipality_id=walk.municipality_id).first(),
        "place_words": "vid kiosken",
        "area_id": None,
    }
    token = new_token(keys, purpose="test")
    point = actions.add_point(walk=walk, keys=keys, seen=Seen(**said | more), token=token, by=by)
    db.session.commit()
    return point


def an_image(size: tuple[int, int] = (60, 40)) -> bytes:
    """A photo of nothing, with a secret in it that nobody sees."""
    exif = Image.Exif()
    exif[0x010E] = "KANARIE"
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "JPEG", exif=exif)
    return out.getvalue()


def a_photo(walk: Walk, point: WalkPoint, by: Person, alt: str = "En trasig lampa") -> WalkPhoto:
    """One that nobody has chosen yet."""
    photo = actions.add_photo(walk=walk, point_id=point.id, clean=clean(an_image()), alt=alt, person_id=by.id)
    db.session.commit()
    return photo


def in_days(days: int) -> date:
    """So many days from today."""
    return clock.today() + timedelta(days=days)
