"""The staff menu: what is in it for whom."""

from typing import Any

from flask import Flask, current_app, g, request
from flask_babel import lazy_gettext as _l

from medborgar.accounts import access
from medborgar.core.permissions import Permission, declared

MENU = [
    ("portal_staff.desk", _l("Att göra"), Permission.STAFF_HOME),
    ("triage.inbox", _l("Inkorg"), Permission.CONTRIBUTION_READ),
    ("intake_staff.register", _l("Registrera"), Permission.CONTRIBUTION_REGISTER),
    ("disclosure.index", _l("Lämna ut"), Permission.CONTRIBUTION_DISCLOSE),
    ("picture.index", _l("Lägesbild"), Permission.PICTURE_READ),
    ("figures.index", _l("Mätetal"), Permission.PICTURE_READ),
    ("decisions.index", _l("Beslut"), Permission.DECISION_READ),
    ("followup.index", _l("Uppföljning"), Permission.FOLLOWUP_READ),
    ("agreements.index", _l("Överenskommelser"), Permission.DECISION_READ),
    ("municipality_staff.index", _l("Inställningar"), Permission.MUNICIPALITY_EDIT),
    ("accounts_staff.people", _l("Konton"), Permission.ACCOUNTS_MANAGE),
    ("portal_staff.log", _l("Logg"), Permission.AUDIT_READ),
]


def register(app: Flask) -> None:
    """Give staff pages their menu."""
    app.context_processor(_menu)


def _menu() -> dict[str, Any]:
    """The links that whoever is logged in may follow, with no count beside them; nothing on public pages."""
    view = current_app.view_functions.get(request.endpoint or "")
    municipality = g.get("municipality")
    if view is None or municipality is None or declared(view) is None:
        return {}
    actor = access.actor()
    links = [(end, label, None) for end, label, needed in MENU if actor.holds(needed, municipality.id)]
    return {"staff_navigation": links}
