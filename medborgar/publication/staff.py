"""Granska: one page that shows a decision exactly as the public will see it, and what each party has to do with it."""

from http import HTTPStatus

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from medborgar.accounts import access
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.forms import blame
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, Side, requires
from medborgar.decisions import actions as decisions
from medborgar.decisions.queries import for_period
from medborgar.municipality.models import Municipality, Party
from medborgar.publication import actions, reminding
from medborgar.publication.desk import Desk, desk_of, find_proposal
from medborgar.publication.forms import ApproveForm, PaperForm, ProposeForm, SendBackForm, ShownForm
from medborgar.publication.subscriptions.queries import followers

blueprint = Blueprint("publication_staff", __name__, url_prefix="/<kommun>/intranat/beslut/<period>")


@blueprint.get("/granska")
@requires(Permission.DECISION_READ)
def proposal(municipality: Municipality, period: str) -> ResponseReturnValue:
    """The current version, its diff, both approvals, and the next step."""
    desk = desk_of(municipality, for_period(municipality, period))
    return (access.asks_first() if desk.asks_of(access.actor()) else None) or _show(desk)


@blueprint.post("/lagg-fram")
@requires(Permission.DECISION_PROPOSE)
def propose(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Freeze what stands now as a new version for both parties."""
    decision, form = for_period(municipality, period), ProposeForm(prefix="framlagg-")
    if not form.validate():
        return _show(desk_of(municipality, decision), status=422, propose=form)
    try:
        actions.propose(
            municipality=municipality,
            decision=decision,
            by=current_user.person,
            note=form.note.data or "",
            editorial=form.editorial.data,
        )
    except Refused as refusal:
        db.session.rollback()
        form.note.errors = [refusal.message]
        return _show(desk_of(municipality, for_period(municipality, period)), status=422, propose=form)
    db.session.commit()
    return _back(period)


@blueprint.post("/godkann")
@requires(Permission.DECISION_APPROVE)
def approve(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Approve, for one's own party, exactly what was shown."""
    decision, form = for_period(municipality, period), ApproveForm(prefix="godkann-")
    if not form.validate() or not access.is_confirmed():
        return _show(desk_of(municipality, decision), status=422, unconfirmed=not form.errors, approve=form)
    party = municipality.party(access.acting_for(municipality, Permission.DECISION_APPROVE).side)
    try:
        decisions.approve(
            decision=decision,
            party=party,
            content_hash=find_proposal(decision, form.shown.data or "").content_hash,
            signatory=party.signatory,
            ground=form.ground.data or "",
            by=current_user.person,
        )
    except (Refused, Stale) as no:
        return _not_done(municipality, period, no, typed=form.ground.data, approve=form)
    db.session.commit()
    return _back(period)


@blueprint.route("/papper/<any(kommunen, polisen):side>", methods=["GET", "POST"])
@requires(Permission.DECISION_REGISTER_APPROVAL)
def paper(municipality: Municipality, period: str, side: str) -> ResponseReturnValue:
    """Register a party's approval from a signed paper."""
    decision, form, party = for_period(municipality, period), PaperForm(), municipality.party(Side(side))
    if not form.is_submitted():
        return access.asks_first() or _show_paper(desk_of(municipality, decision), form, party, status=200)
    if not form.validate() or not access.is_confirmed():
        desk = desk_of(municipality, decision)
        return _show_paper(desk, form, party, status=422, unconfirmed=not form.errors)
    try:
        decisions.register_approval(
            decision=decision,
            party=party,
            content_hash=find_proposal(decision, form.shown.data or "").content_hash,
            signatory=party.signatory,
            ground=form.ground.data or "",
            given=form.given.data or clock.today(),
            reference_number=form.reference.data or "",
            document=form.document.data or "",
            by=current_user.person,
        )
    except (Refused, Stale) as no:
        db.session.rollback()
        blame(form, no)
        return _show_paper(desk_of(municipality, for_period(municipality, period)), form, party, status=no.status)
    db.session.commit()
    return _back(period)


@blueprint.post("/skicka-tillbaka")
@requires(Permission.DECISION_SEND_BACK)
def send_back(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Say what has to change before this party can approve."""
    decision, form = for_period(municipality, period), SendBackForm(prefix="tillbaka-")
    if not form.validate():
        return _show(desk_of(municipality, decision), status=422, send_back=form)
    party = municipality.party(access.acting_for(municipality, Permission.DECISION_SEND_BACK).side)
    try:
        decisions.send_back(
            decision=decision,
            party=party,
            content_hash=find_proposal(decision, form.shown.data or "").content_hash,
            reason=form.reason.data or "",
            by=current_user.person,
        )
    except (Refused, Stale) as no:
        return _not_done(municipality, period, no, typed=form.reason.data, send_back=form)
    db.session.commit()
    return _back(period)


@blueprint.post("/paminn/<any(kommunen, polisen):side>")
@requires(Permission.REMIND)
def remind(municipality: Municipality, period: str, side: str) -> ResponseReturnValue:
    """Mail the party whose approval is missing, once a day."""
    desk = desk_of(municipality, for_period(municipality, period))
    try:
        reminding.remind(desk=desk, party=municipality.party(Side(side)), by=current_user.person)
    except Refused as refused:
        return _not_done(municipality, period, refused, typed=None)
    db.session.commit()
    return _back(period)


@blueprint.post("/bekrafta-rattelse")
@requires(Permission.DECISION_CONFIRM_EDITORIAL)
def confirm_editorial(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Confirm that a correction is nothing but spelling."""
    decision, form = for_period(municipality, period), ShownForm(prefix="ratta-")
    if not access.is_confirmed():
        return _show(desk_of(municipality, decision), status=422, unconfirmed=True)
    grant = access.acting_for(municipality, Permission.DECISION_CONFIRM_EDITORIAL)
    try:
        actions.confirm_editorial(
            proposal=find_proposal(decision, form.shown.data or ""),
            party=municipality.party(grant.side),
            by=current_user.person,
        )
    except (Refused, Stale) as no:
        return _not_done(municipality, period, no, typed=None)
    db.session.commit()
    return _back(period)


@blueprint.post("/publicera")
@requires(Permission.PUBLISH)
def publish(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Publish what both have approved."""
    decision, form = for_period(municipality, period), ShownForm(prefix="publicera-")
    if not access.is_confirmed():
        return _show(desk_of(municipality, decision), status=422, unconfirmed=True, publish=form)
    try:
        actions.publish_promise(
            municipality=municipality,
            decision=decision,
            shown_hash=form.shown.data or "",
            by=current_user.person,
        )
    except (Refused, Stale) as no:
        return _not_done(municipality, period, no, typed=None)
    db.session.commit()
    return _back(period)


@blueprint.post("/publicera-uppfoljning")
@requires(Permission.PUBLISH)
def publish_follow_ups(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Publish what has been reported since the last time."""
    decision = for_period(municipality, period)
    if not access.is_confirmed():
        return _show(desk_of(municipality, decision), status=422, unconfirmed=True)
    try:
        actions.publish_follow_ups(municipality=municipality, decision=decision, by=current_user.person)
    except Refused as no:
        return _not_done(municipality, period, no, typed=None)
    db.session.commit()
    return _back(period)


def _not_done(
    municipality: Municipality, period: str, no: Refused | Stale, *, typed: str | None, **forms: ShownForm
) -> ResponseReturnValue:
    """The page as it is now, why nothing was done, and what was typed: to be sent again for what is now shown."""
    db.session.rollback()
    desk = desk_of(municipality, for_period(municipality, period))
    for form in forms.values():
        form.shown.data = _shown(desk)
    return _show(desk, status=no.status, message=no.message, typed=typed or "", **forms)


def _show_paper(
    desk: Desk, form: PaperForm, party: Party, *, status: int, unconfirmed: bool = False
) -> ResponseReturnValue:
    if status != HTTPStatus.UNPROCESSABLE_ENTITY:
        form.shown.data = _shown(desk)
    return render("publication/paper.html", status=status, form=form, desk=desk, party=party, unconfirmed=unconfirmed)


def _shown(desk: Desk) -> str:
    return desk.proposal.content_hash if desk.proposal else ""


def _show(
    desk: Desk,
    *,
    status: int = 200,
    message: str = "",
    typed: str = "",
    unconfirmed: bool = False,
    **forms: FlaskForm,
) -> ResponseReturnValue:
    shown = _shown(desk)
    return render(
        "publication/proposal.html",
        status=status,
        desk=desk,
        actor=access.actor(),
        reminded=reminding.reminded(desk),
        followers=followers(desk.municipality),
        message=message,
        typed=typed,
        unconfirmed=unconfirmed,
        failed=status != HTTPStatus.OK,
        form=next(iter(forms.values()), None),
        propose_form=forms.get("propose") or ProposeForm(prefix="framlagg-", formdata=None),
        approve_form=forms.get("approve") or ApproveForm(prefix="godkann-", formdata=None, shown=shown),
        send_back_form=forms.get("send_back") or SendBackForm(prefix="tillbaka-", formdata=None, shown=shown),
        confirm_form=ShownForm(prefix="ratta-", formdata=None, shown=shown),
        publish_form=forms.get("publish") or ShownForm(prefix="publicera-", formdata=None, shown=shown),
    )


def _back(period: str) -> ResponseReturnValue:
    return redirect(url_for("publication_staff.proposal", period=period), 303)
