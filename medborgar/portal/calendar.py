"""Årshjulet as a calendar to subscribe to, for each role what concerns it.

A calendar program can't log in, so the address itself is the key: it is signed, and says whose it is. It stops working
when the account is closed or the role is taken back. It holds days and what the agreement calls them, counts and
headings; never what anybody wrote, and never who anybody is.
"""

import uuid
from datetime import date, timedelta

from flask import current_app
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeSerializer

from medborgar.accounts.models import Person
from medborgar.accounts.queries import find_person
from medborgar.core.calendars import day_event, new_calendar
from medborgar.core.errors import NotFound
from medborgar.core.permissions import Role
from medborgar.municipality.cadences import CadenceKind
from medborgar.municipality.models import Municipality
from medborgar.portal.deadlines import between

BACK, AHEAD = timedelta(days=31), timedelta(days=400)
LEADING = {
    CadenceKind.PICTURE,
    CadenceKind.DECISION,
    CadenceKind.FOLLOWUP,
    CadenceKind.AGREEMENT_REVIEW,
    CadenceKind.BRIEFING,
    CadenceKind.REPORT,
    CadenceKind.EVALUATION,
    CadenceKind.PLAN_REVISION,
}
CONCERNS: dict[Role, set[CadenceKind]] = {
    Role.COORDINATOR: set(CadenceKind),
    Role.MUNICIPAL_POLICE: set(CadenceKind),
    Role.STEERING_MEMBER: LEADING,
    Role.SIGNATORY: LEADING,
    Role.MEASURE_OWNER: {CadenceKind.FOLLOWUP, CadenceKind.PLAN_REVISION},
    Role.COMMUNICATOR: {CadenceKind.DECISION, CadenceKind.FOLLOWUP, CadenceKind.REPORT, CadenceKind.OTHER},
    Role.RECORDS_OFFICER: {CadenceKind.DECISION, CadenceKind.REPORT, CadenceKind.PLAN_REVISION},
}


def token_for(municipality: Municipality, person_id: uuid.UUID, role: Role) -> str:
    """The secret part of an address."""
    return _signer().dumps([municipality.id.hex, person_id.hex, role.value])


def opened(municipality: Municipality, token: str) -> Role:
    """The role that an address is for; NotFound when it holds no longer, or never did."""
    try:
        here, person, role = _signer().loads(token)
    except (BadData, ValueError):
        raise NotFound("") from None
    holder = find_person(municipality, uuid.UUID(person))
    if here != municipality.id.hex or not holder.active or not _holds(holder, municipality, Role(role)):
        raise NotFound("")
    return Role(role)


def calendar(municipality: Municipality, role: Role, today: date) -> bytes:
    """The calendar of a role, from a month back to a year ahead."""
    title = _("Årshjul, %(name)s", name=municipality.name)
    found = new_calendar(x_wr_calname=title, x_published_ttl="PT12H")
    for item in between(municipality, today - BACK, today + AHEAD, today).everything:
        if item.kind in CONCERNS[role]:
            uid = f"{item.key}@{municipality.slug}.medborgarlofte"
            found.add_component(day_event(uid, item.title, item.day, item.last, item.note))
    return found.to_ical()


def _holds(person: Person, municipality: Municipality, role: Role) -> bool:
    return any(grant.municipality_id == municipality.id and grant.role is role for grant in person.actor.grants)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["KEYS"].session, salt="arshjul")
