"""Utskick: what waits to be sent, what went, and what was given up; never to whom."""

import uuid

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from medborgar.accounts import access
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core.extensions import db
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality
from medborgar.outbox import actions, queries
from medborgar.outbox.models import MailKind, MailState

blueprint = Blueprint("outbox", __name__, url_prefix="/<kommun>/intranat/utskick")

STATES = {
    MailState.WAITING: _l("Väntar"),
    MailState.SENT: _l("Skickat"),
    MailState.FILED: _l("Sparat som fil"),
    MailState.GIVEN_UP: _l("Gick inte fram"),
}
KINDS = {
    MailKind.RECEIVED: _l("Bekräftelse till den som berättat"),
    MailKind.NEWS: _l("Nyhet till den som berättat"),
    MailKind.FOLLOWUP_LINK: _l("Länk till ansvarig funktion"),
    MailKind.REMINDER: _l("Påminnelse till ansvarig funktion"),
    MailKind.APPROVAL: _l("Påminnelse om godkännande"),
    MailKind.INVITATION: _l("Inbjudan till en dialog"),
    MailKind.THANKS: _l("Tack för ett svar i en dialog"),
    MailKind.SUBSCRIBE: _l("Fråga till den som vill följa löftet"),
    MailKind.DIGEST: _l("Nytt till den som följer löftet"),
}


@blueprint.get("")
@requires(Permission.OUTBOX_MANAGE)
def index(municipality: Municipality) -> ResponseReturnValue:
    """This municipality's mails, the newest first; the address may name a state."""
    state = next((state for state in MailState if state == request.args.get("lage")), None)
    number = min(max(request.args.get("sida", 1, type=int), 1), 10_000)
    return render(
        "portal/outbox.html",
        mails=queries.mails(municipality.id, state, page=number),
        counts=queries.counts(municipality.id),
        state=state,
        number=number,
        size=queries.PAGE_SIZE,
        states=STATES,
        kinds=KINDS,
        still=queries.is_still(),
        has_server=bool(current_app.config["SETTINGS"].smtp_host),
    )


@blueprint.post("/<uuid:mail_id>/igen")
@requires(Permission.OUTBOX_MANAGE)
def again(municipality: Municipality, mail_id: uuid.UUID) -> ResponseReturnValue:
    """Let a mail that was given up be tried once more."""
    actions.try_again(mail=queries.find(municipality.id, mail_id))
    audit.record(Event.MAIL_TRY_AGAIN, actor=access.actor().id, subject=mail_id, municipality_id=municipality.id)
    db.session.commit()
    return redirect(url_for(".index", lage=MailState.WAITING), 303)
