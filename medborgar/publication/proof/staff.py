"""Publicerat: every entry of the chain, and the way to remove a part of one by law."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality
from medborgar.publication import queries
from medborgar.publication.models import Publication
from medborgar.publication.proof import removing, words
from medborgar.publication.proof.forms import RemovalForm

blueprint = Blueprint("published", __name__, url_prefix="/<kommun>/intranat/publicerat")


@blueprint.get("")
@requires(Permission.PUBLICATION_REMOVE)
def index(municipality: Municipality) -> Response:
    """Everything that has been published, the newest first."""
    found = [(one, words.title(one, one.facts)) for one in queries.publications(municipality)]
    return page("publication/proof/entries.html", entries=found)


@blueprint.route("/<int:number>", methods=["GET", "POST"])
@requires(Permission.PUBLICATION_REMOVE)
def entry(municipality: Municipality, number: int) -> ResponseReturnValue:
    """One entry part by part, and the form that removes one of them."""
    publication = removing.entry(municipality, number)
    form = RemovalForm().offer({part.id: words.part(part.name) for part in removing.removable(publication)})
    around = _around(publication)
    if not form.validate_on_submit():
        return access.asks_first() or form_page("publication/proof/entry.html", form, **around)
    if not access.is_confirmed():
        return page("publication/proof/entry.html", status=422, form=form, unconfirmed=True, **around)
    try:
        removing.remove(
            municipality=municipality,
            about=publication,
            section_id=form.section_id,
            ground=form.ground.data or "",
            reference=form.reference.data or "",
            side=access.acting_for(municipality, Permission.PUBLICATION_REMOVE).side,
            by=current_user.person,
        )
    except Refused as refusal:
        db.session.rollback()
        return refused_page("publication/proof/entry.html", form, refusal, **_around(publication))
    db.session.commit()
    return redirect(url_for(".entry", number=number), 303)


def _around(publication: Publication) -> dict[str, Any]:
    """What each part that can be removed says; None for one that is gone."""
    parts = [
        (words.part(name), None if said is None else words.said(said))
        for name, said in removing.content(publication).items()
        if name not in removing.KEPT
    ]
    return {"publication": publication, "title": words.title(publication, publication.facts), "parts": parts}
