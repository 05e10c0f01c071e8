"""Images in a picture: sent in with words for those who do not see them, shown to those who may, taken away."""

import uuid

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from medborgar.accounts import access
from medborgar.accounts.pages import form_page
from medborgar.core.database import reads_first, write_from_here
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.core.pixels import clean
from medborgar.core.uploads import takes_files
from medborgar.municipality.models import Municipality
from medborgar.picture import illustrating, material, queries
from medborgar.picture.forms import ImageForm
from medborgar.picture.pages import party_of

blueprint = Blueprint("images", __name__, url_prefix="/<kommun>/intranat/lagesbild/<period>")


@blueprint.route("/omrade/<slug>/bild", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_OWN)
@takes_files
@reads_first
def add_own(municipality: Municipality, period: str, slug: str) -> ResponseReturnValue:
    """Add an image to one's own party's words."""
    party = party_of(municipality, Permission.PICTURE_WRITE_OWN)
    return _add(municipality, period, slug, party.id)


@blueprint.route("/omrade/<slug>/bild/gemensam", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_JOINT)
@takes_files
@reads_first
def add_joint(municipality: Municipality, period: str, slug: str) -> ResponseReturnValue:
    """Add an image to the joint words: both parties see it at once."""
    return _add(municipality, period, slug, None)


@blueprint.get("/bild/<uuid:image_id>")
@requires(Permission.PICTURE_READ)
def show(municipality: Municipality, period: str, image_id: uuid.UUID) -> ResponseReturnValue:
    """The bytes of an image, to be shown inside a page and never as one."""
    party = party_of(municipality, Permission.PICTURE_READ)
    image = material.image(queries.for_period(municipality, period), image_id, party.id)
    return Response(image.data, content_type=image.content_type, headers={"Content-Disposition": "attachment"})


@blueprint.post("/bild/<uuid:image_id>/ta-bort")
@requires(Permission.PICTURE_WRITE_OWN)
def remove(municipality: Municipality, period: str, image_id: uuid.UUID) -> ResponseReturnValue:
    """Take an image away that is nobody else's."""
    picture, party = queries.to_edit(municipality, period), party_of(municipality, Permission.PICTURE_WRITE_OWN)
    image = material.image(picture, image_id, party.id)
    slug = next(area.slug for area in picture.focus_set.areas if area.id == image.focus_area_id)
    illustrating.remove_image(picture=picture, image=image, party_id=party.id, actor=access.actor().id)
    db.session.commit()
    return redirect(url_for("picture_texts.area", period=period, slug=slug), 303)


def _add(municipality: Municipality, period: str, slug: str, party_id: uuid.UUID | None) -> ResponseReturnValue:
    picture, person_id = queries.to_edit(municipality, period), access.person_id()
    area, form = queries.focus_area(picture, slug), ImageForm()
    around = {"picture": picture, "area": area, "joint": party_id is None, "action": request.path}
    if not form.validate_on_submit():
        return form_page("picture/image.html", form, **around)
    try:
        cleaned = clean(form.file.data.read())  # before anybody has to wait for the writing
        write_from_here()
        illustrating.add_image(
            picture=picture,
            party_id=party_id,
            focus_area_id=area.id,
            clean=cleaned,
            alt=form.alt.data or "",
            caption=form.caption.data or "",
            person_id=person_id,
        )
    except Refused as refusal:
        form.file.errors = [refusal.message]
        return form_page("picture/image.html", form, **around)
    db.session.commit()
    return redirect(url_for("picture_texts.area", period=period, slug=slug), 303)
