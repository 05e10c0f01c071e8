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
    ("field.index", _l("Rapportera"), Permission.CONTRIBUTION_REGISTER),
    ("dialogues_staff.index", _l("Dialoger"), Permission.DIALOGUE_READ),
    ("walks_staff.index", _l("Trygghetsvandringar"), Permission.WALK_WRITE),
    ("feedback.index", _l("Återkoppling"), Permission.CONTRIBUTION_REGISTER),
    ("disclosure.index", _l("Lämna ut"), Permission.CONTRIBUTION_DISCLOSE),
    ("picture.index", _l("Lägesbild"), Permission.PICTURE_READ),
    ("figures.index", _l("Mätetal"), Permission.PICTURE_READ),
    ("decisions.index", _l("Beslut"), Permission.DECISION_READ),
    ("plan.index", _l("Åtgärder"), Permission.PLAN_READ),
    ("cycles.index", _l("Operativ inriktning"), Permission.CYCLE_READ),
    ("followup.index", _l("Uppföljning"), Permission.FOLLOWUP_READ),
    ("outbox.index", _l("Utskick"), Permission.OUTBOX_MANAGE),
    ("comments.index", _l("Besked"), Permission.EVENT_PUBLISH),
    ("translations.index", _l("Översättningar"), Permission.TRANSLATE),
    ("published.index", _l("Publicerat"), Permission.PUBLICATION_REMOVE),
    ("meetings.index", _l("Möten"), Permission.MEETING_READ),
    ("reports.index", _l("Rapporter"), Permission.REPORT_READ),
    ("briefings.briefing_list", _l("Genomgångar"), Permission.REPORT_READ),
    ("evaluations.evaluation_list", _l("Utvärderingar"), Permission.REPORT_READ),
    ("portal_staff.year", _l("Årshjul"), Permission.YEAR_READ),
    ("law.staff", _l("Lagen"), Permission.LAW_READ),
    ("agreements.index", _l("Överenskommelser"), Permission.DECISION_READ),
    ("municipality_staff.index", _l("Inställningar"), Permission.MUNICIPALITY_EDIT),
    ("accounts_staff.people", _l("Konton"), Permission.ACCOUNTS_MANAGE),
    ("portal_staff.log", _l("Logg"), Permission.AUDIT_READ),
]

# What is used from day to day stands in the menu itself; the rest is behind Mer, unless it is all there is.
DAILY = {
    *{"portal_staff.desk", "triage.inbox", "intake_staff.register", "picture.index", "decisions.index", "plan.index"},
    *{"followup.index", "meetings.index"},
}
SHORT = 8


def opens(endpoint: str) -> bool:
    """Whether whoever is logged in may open a page of this municipality."""
    view = current_app.view_functions.get(endpoint)
    if view is None:
        return False
    needed = declared(view)
    return needed is None or access.actor().holds(needed, g.municipality.id)


def register(app: Flask) -> None:
    """Give staff pages their menu."""
    app.context_processor(_menu)


def _menu() -> dict[str, Any]:
    """The links that whoever is logged in may follow, with no count beside them; nothing on public pages."""
    municipality = g.get("municipality")
    if municipality is None or not _is_for_staff():
        return {}
    actor = access.actor()
    links = [(end, label, None) for end, label, needed in MENU if actor.holds(needed, municipality.id)]
    if len(links) <= SHORT:
        return {"staff_navigation": links, "staff_more": []}
    daily = [link for link in links if link[0] in DAILY]
    return {"staff_navigation": daily, "staff_more": [link for link in links if link[0] not in DAILY]}


def _is_for_staff() -> bool:
    """Whether the page asked for is one of theirs, or would be if it existed."""
    view = current_app.view_functions.get(request.endpoint or "")
    return declared(view) is not None if view else request.path.split("/")[2:3] == ["intranat"]
