"""Writing a decision, each part on a page of its own: priorities, commitments, reasons, particulars."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from medborgar.accounts.pages import page
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.decisions import changes, queries
from medborgar.decisions.forms import CommitmentForm, ParticularsForm, PriorityForm, ReasonForm, VersionForm
from medborgar.decisions.models import Decision
from medborgar.decisions.pages import editing_page, save_part
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import bodies
from medborgar.picture.queries import focus_area, problems

blueprint = Blueprint("decision_parts", __name__, url_prefix="/<kommun>/intranat/beslut/<period>")


@blueprint.route("/prioritering/ny", methods=["GET", "POST"], defaults={"priority_id": None})
@blueprint.route("/prioritering/<uuid:priority_id>", methods=["GET", "POST"])
@requires(Permission.DECISION_WRITE)
def priority(municipality: Municipality, period: str, priority_id: uuid.UUID | None) -> ResponseReturnValue:
    """Write a priority, and choose the problems it answers to."""
    decision = queries.for_period(municipality, period)
    row = queries.find_priority(decision, priority_id) if priority_id else None
    fill = partial(PriorityForm.of, row, problems(decision.picture), queries.continuable(decision))
    form = fill()
    around: dict[str, Any] = {"decision": decision, "priority": row}
    if form.check.data or not form.validate_on_submit():
        return editing_page("decisions/priority.html", form, **around)
    save = partial(
        changes.save_priority, words=form.words, problems=set(form.problem_ids.data), priority_id=priority_id
    )
    return _save("decisions/priority.html", form, save, fill, **around)


@blueprint.post("/prioritering/<uuid:priority_id>/<any(upp, ner):direction>")
@requires(Permission.DECISION_WRITE)
def move(municipality: Municipality, period: str, priority_id: uuid.UUID, direction: str) -> ResponseReturnValue:
    """Let a priority change places with its neighbour."""
    decision = queries.for_period(municipality, period)
    changes.move_priority(
        decision=decision,
        position=VersionForm().version.data,
        priority=queries.find_priority(decision, priority_id),
        up=direction == "upp",
        by=current_user.person,
    )
    db.session.commit()
    return redirect(_page_of(decision), 303)


@blueprint.route("/prioritering/<uuid:priority_id>/ta-bort", methods=["GET", "POST"])
@requires(Permission.DECISION_WRITE)
def remove_priority(municipality: Municipality, period: str, priority_id: uuid.UUID) -> ResponseReturnValue:
    """Ask before a priority is taken away with its commitments; take it away."""
    decision = queries.for_period(municipality, period)
    priority = queries.find_priority(decision, priority_id)
    form = VersionForm(version=priority.last_saved.version)
    if not form.is_submitted():
        return page("decisions/remove.html", form=form, decision=decision, priority=priority)
    changes.remove_priority(decision=decision, version=form.version.data, priority=priority, by=current_user.person)
    db.session.commit()
    return redirect(_page_of(decision), 303)


@blueprint.route(
    "/prioritering/<uuid:priority_id>/atagande/nytt", methods=["GET", "POST"], defaults={"commitment_id": None}
)
@blueprint.route("/prioritering/<uuid:priority_id>/atagande/<uuid:commitment_id>", methods=["GET", "POST"])
@requires(Permission.DECISION_WRITE)
def commitment(
    municipality: Municipality, period: str, priority_id: uuid.UUID, commitment_id: uuid.UUID | None
) -> ResponseReturnValue:
    """Write a commitment; a new one begins with the party whose column it was added in."""
    decision = queries.for_period(municipality, period)
    priority = queries.find_priority(decision, priority_id)
    row = queries.find_commitment(priority, commitment_id) if commitment_id else None
    fill = partial(CommitmentForm.of, decision, row, performer=request.args.get("vem"))
    form = fill()
    around: dict[str, Any] = {"decision": decision, "priority": priority, "commitment": row}
    if form.check.data or not form.validate_on_submit():
        return editing_page("decisions/commitment.html", form, **around)
    save = partial(changes.save_commitment, priority=priority, words=form.words, commitment_id=commitment_id)
    return _save("decisions/commitment.html", form, save, fill, **around)


@blueprint.route("/prioritering/<uuid:priority_id>/atagande/<uuid:commitment_id>/ta-bort", methods=["GET", "POST"])
@requires(Permission.DECISION_WRITE)
def remove_commitment(
    municipality: Municipality, period: str, priority_id: uuid.UUID, commitment_id: uuid.UUID
) -> ResponseReturnValue:
    """Ask before a commitment is taken away; take it away."""
    decision = queries.for_period(municipality, period)
    priority = queries.find_priority(decision, priority_id)
    row = queries.find_commitment(priority, commitment_id)
    form = VersionForm(version=row.version)
    if not form.is_submitted():
        return page("decisions/remove.html", form=form, decision=decision, priority=priority, commitment=row)
    changes.remove_commitment(decision=decision, version=form.version.data, commitment=row, by=current_user.person)
    db.session.commit()
    return redirect(_page_of(decision), 303)


@blueprint.route("/skal/<slug>", methods=["GET", "POST"])
@requires(Permission.DECISION_WRITE)
def reason(municipality: Municipality, period: str, slug: str) -> ResponseReturnValue:
    """Say why a focus area is not chosen."""
    decision = queries.for_period(municipality, period)
    area = focus_area(decision.picture, slug)
    fill = partial(ReasonForm.of, next((one for one in decision.reasons if one.focus_area is area), None))
    form = fill()
    around: dict[str, Any] = {"decision": decision, "area": area}
    if not form.validate_on_submit():
        return editing_page("decisions/reason.html", form, **around)
    save = partial(changes.save_reason, area=area, reason=form.reason)
    return _save("decisions/reason.html", form, save, fill, **around)


@blueprint.route("/uppgifter", methods=["GET", "POST"])
@requires(Permission.DECISION_WRITE)
def particulars(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Say which body decided and when, and who took part."""
    decision, organs = queries.for_period(municipality, period), bodies(municipality)
    fill = partial(ParticularsForm.of, decision, organs)
    form = fill()
    if not form.validate_on_submit():
        return editing_page("decisions/particulars.html", form, decision=decision)
    save = partial(changes.save_particulars, words=form.particulars(organs))
    return _save("decisions/particulars.html", form, save, fill, decision=decision)


def _save(
    template: str,
    form: FlaskForm,
    save: Callable[..., object],
    fill: Callable[..., FlaskForm],
    *,
    decision: Decision,
    **around: Any,
) -> ResponseReturnValue:
    return save_part(
        template,
        form,
        save=partial(save, decision=decision, version=form.version.data, by=current_user.person),
        saved=partial(fill, formdata=None),
        back=_page_of(decision),
        decision=decision,
        **around,
    )


def _page_of(decision: Decision) -> str:
    return url_for("decisions.edit", period=decision.period)
