"""Pages over the whole chain for staff: Att göra, the year, and the audit log for those who watch."""

from datetime import date

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from medborgar.accounts import access
from medborgar.accounts.forms import ROLES
from medborgar.accounts.pages import page
from medborgar.accounts.queries import functions
from medborgar.audit import queries as audit
from medborgar.audit.words import DEEDS
from medborgar.core import clock
from medborgar.core.errors import NotFound
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, Role, requires
from medborgar.municipality.models import Municipality
from medborgar.municipality.periods import FIRST_YEAR, LAST_YEAR
from medborgar.portal.calendar import CONCERNS, token_for
from medborgar.portal.deadlines import between
from medborgar.portal.navigation import opens
from medborgar.portal.showing import drawing_of, mark_of
from medborgar.portal.todo import todo

blueprint = Blueprint("portal_staff", __name__, url_prefix="/<kommun>/intranat")


@blueprint.get("")
@requires(Permission.STAFF_HOME)
def desk(municipality: Municipality) -> ResponseReturnValue:
    """Att göra: what waits for whoever is logged in."""
    return render("portal/desk.html", tasks=todo(municipality, access.actor()))


@blueprint.get("/arshjul")
@requires(Permission.YEAR_READ)
def year(municipality: Municipality) -> ResponseReturnValue:
    """Årshjulet: the year as a wheel and as a list, what is overdue first."""
    today = clock.today()
    shown = request.args.get("ar", today.year, type=int)
    if not FIRST_YEAR <= shown <= LAST_YEAR:
        raise NotFound("")
    found = between(municipality, date(shown, 1, 1), date(shown, 12, 31), today)
    return page(
        "portal/year.html",
        found=found,
        shown=shown,
        others=[other for other in (shown - 1, shown + 1) if FIRST_YEAR <= other <= LAST_YEAR],
        drawing=drawing_of(found, shown, today),
        mark_of=mark_of,
        opens=opens,
        addresses=_addresses(municipality),
    )


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


def _addresses(municipality: Municipality) -> list[tuple[str, str]]:
    """For each of one's roles here that the year concerns: what it is called, and where its calendar is."""
    held = {grant.role for grant in access.actor().grants if grant.municipality_id == municipality.id}
    return [
        (
            str(ROLES[role]),
            url_for("portal.feed", token=token_for(municipality, access.person_id(), role), _external=True),
        )
        for role in Role
        if role in held and role in CONCERNS
    ]
