"""Pages over the whole chain for staff: Att göra, and the audit log for those who watch."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from medborgar.accounts import access
from medborgar.accounts.queries import functions
from medborgar.audit import queries as audit
from medborgar.audit.words import DEEDS
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality
from medborgar.portal.todo import todo

blueprint = Blueprint("portal_staff", __name__, url_prefix="/<kommun>/intranat")


@blueprint.get("")
@requires(Permission.STAFF_HOME)
def desk(municipality: Municipality) -> ResponseReturnValue:
    """Att göra: what waits for whoever is logged in."""
    return render("portal/desk.html", tasks=todo(municipality, access.actor()))


@blueprint.get("/logg")
@requires(Permission.AUDIT_READ)
def log(municipality: Municipality) -> ResponseReturnValue:
    """Who did what, newest first; ids and codes only."""
    number = max(request.args.get("sida", 1, type=int), 1)
    entries = audit.entries(municipality.id, page=number)
    names = functions(entry.actor for entry in entries)
    return render("portal/log.html", entries=entries, names=names, deeds=DEEDS, number=number)


@blueprint.get("/komponenter")
@requires(Permission.STAFF_HOME)
def components(municipality: Municipality) -> ResponseReturnValue:
    """Every component of the pages, for whoever works on the site."""
    return render("components/gallery.html")
