"""Photos of the points of a walk: sent in, shown to the party's own, chosen for the protocol, taken away."""

import uuid

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page
from medborgar.core.database import reads_first, write_from_here
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.core.pixels import clean
from medborgar.core.uploads import takes_files
from medborgar.intake.walks import actions, queries
from medborgar.intake.walks.forms import PhotoForm
from medborgar.intake.walks.models import WalkPhoto
from medborgar.intake.walks.staff import own
from medborgar.municipality.models import Municipality

blueprint = Blueprint("walk_photos", __name__, url_prefix="/<kommun>/intranat/vandringar/<slug>")


@blueprint.route("/punkt/<uuid:point_id>/bild", methods=["GET", "POST"])
@requires(Permission.WALK_WRITE)
@takes_files
@reads_first
def add(municipality: Municipality, slug: str, point_id: uuid.UUID) -> ResponseReturnValue:
    """Add a photo to a point that is already saved."""
    walk, person_id, form = own(municipality, slug), access.person_id(), PhotoForm()
    point = queries.point(walk, point_id)
    if not form.validate_on_submit():
        return form_page("intake/walks/photo.html", form, walk=walk, point=point)
    try:
        cleaned = clean(form.file.data.read())  # before anybody has to wait for the writing
        write_from_here()
        alt = form.alt.data or ""
        actions.add_photo(walk=walk, point_id=point_id, clean=cleaned, alt=alt, person_id=person_id)
    except Refused as refusal:
        form.file.errors = [refusal.message]
        return form_page("intake/walks/photo.html", form, walk=walk, point=point)
    db.session.commit()
    return redirect(url_for("walks_staff.point", slug=slug, sparad=point.position), 303)


@blueprint.get("/bild/<uuid:photo_id>")
@requires(Permission.WALK_WRITE)
def show(municipality: Municipality, slug: str, photo_id: uuid.UUID) -> ResponseReturnValue:
    """The bytes of a photo, to be shown inside a page and never as one."""
    return sent(queries.photo(own(municipality, slug), photo_id))


@blueprint.post("/bild/<uuid:photo_id>/valj")
@requires(Permission.WALK_WRITE)
def choose(municipality: Municipality, slug: str, photo_id: uuid.UUID) -> ResponseReturnValue:
    """Let a photo be in the protocol, or not."""
    walk = own(municipality, slug)
    chosen = request.form.get("visa") == "ja"
    actions.choose_photo(walk=walk, photo=queries.photo(walk, photo_id), chosen=chosen, by=current_user.person)
    db.session.commit()
    return redirect(url_for("walk_outcomes.show", slug=slug), 303)


@blueprint.post("/bild/<uuid:photo_id>/ta-bort")
@requires(Permission.WALK_WRITE)
def remove(municipality: Municipality, slug: str, photo_id: uuid.UUID) -> ResponseReturnValue:
    """Take a photo away for good."""
    walk = own(municipality, slug)
    actions.remove_photo(walk=walk, photo=queries.photo(walk, photo_id), by=current_user.person)
    db.session.commit()
    return redirect(url_for("walk_outcomes.show", slug=slug), 303)


def sent(photo: WalkPhoto) -> Response:
    """A photo as an answer."""
    return Response(photo.data, content_type=photo.content_type, headers={"Content-Disposition": "attachment"})
