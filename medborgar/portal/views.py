"""Pages over the whole chain that everybody may read: the front door, a municipality's start page, the legal pages."""

from datetime import date

from flask import Blueprint, g, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from medborgar.core import clock
from medborgar.core.permissions import public
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import all_municipalities
from medborgar.outbox import queries as outbox
from medborgar.portal import calendar
from medborgar.publication.events import current_comments
from medborgar.publication.page import page_asked, page_before
from medborgar.publication.renditions import ready_made, serve
from medborgar.publication.translation.reading import read

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
@ready_made
def start(kommun: str) -> Response:
    """The municipality's start page: tell, see what is promised, follow what you sent."""
    return serve(kommun, lambda today: _start(kommun, today))


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


@blueprint.get("/<kommun>/kalender/<token>.ics")
@public
def feed(municipality: Municipality, token: str) -> ResponseReturnValue:
    """A role's calendar, to whoever has the address: a calendar program carries no cookie."""
    role = calendar.opened(municipality, token)
    body = calendar.calendar(municipality, role, clock.today())
    return Response(body, mimetype="text/calendar")


@blueprint.get("/<kommun>/kakor")
@public
def cookies(municipality: Municipality) -> ResponseReturnValue:
    """The one cookie there is, and who gets it."""
    return render_template("portal/cookies.html", name=municipality.name)


@blueprint.get("/healthz")
@public
def alive() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """The database answers too; and whether mail is sent, without which the site still serves."""
    return {"status": "ok", "outbox": "still" if outbox.is_still() else "ok"}


def _start(slug: str, today: date) -> Response:
    chain = read(slug)
    page = page_asked(chain, today)
    before = page and page_before(page, chain, today)
    return make_response(
        render_template(
            "portal/start.html",
            municipality=g.municipality,
            page=page,
            before=before,
            comments=current_comments(chain, today),
        )
    )
