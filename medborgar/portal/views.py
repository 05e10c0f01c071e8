"""Pages over the whole chain that everybody may read: the front door, a municipality's start page, the legal pages."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from medborgar.core.extensions import db
from medborgar.core.permissions import public
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import all_municipalities

blueprint = Blueprint("portal", __name__)


@blueprint.get("/")
@public
def front() -> ResponseReturnValue:
    """Choose a municipality; with a single one, go there."""
    municipalities = all_municipalities()
    if len(municipalities) == 1:
        return redirect(url_for("portal.start", kommun=municipalities[0].slug))
    return render_template("portal/front.html", municipalities=municipalities)


@blueprint.get("/<kommun>")
@public
def start(municipality: Municipality) -> ResponseReturnValue:
    """The municipality's start page: tell, see what is promised, follow what you sent."""
    return render_template("portal/start.html")


@blueprint.get("/<kommun>/tillganglighet")
@public
def accessibility(municipality: Municipality) -> ResponseReturnValue:
    """Tillgänglighetsredogörelse, with what Digg's list asks for."""
    return render_template("portal/accessibility.html", name=municipality.name)


@blueprint.get("/<kommun>/personuppgifter")
@public
def privacy(municipality: Municipality) -> ResponseReturnValue:
    """What is done with personal data (GDPR article 13), by both controllers."""
    return render_template("portal/privacy.html", name=municipality.name)


@blueprint.get("/<kommun>/kakor")
@public
def cookies(municipality: Municipality) -> ResponseReturnValue:
    """The one cookie there is, and who gets it."""
    return render_template("portal/cookies.html", name=municipality.name)


@blueprint.route("/<kommun>/folj", methods=["GET", "POST"])
@public
def follow(municipality: Municipality) -> ResponseReturnValue:
    """What became of what somebody sent."""
    return render_template("portal/start.html")


@blueprint.get("/healthz")
@public
def alive() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """The database answers too."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
