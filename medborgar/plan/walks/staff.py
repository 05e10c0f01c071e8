"""Trygghetsvandringar afterwards: what becomes of each point, and the protocol that everybody reads."""

import uuid
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core import clock
from medborgar.core.conflicts import both_texts
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.intake.walks import actions as walking
from medborgar.intake.walks import queries as walked
from medborgar.intake.walks.models import Walk
from medborgar.intake.walks.staff import own
from medborgar.intake.walks.words import FEELINGS, LIGHTS
from medborgar.municipality.models import Municipality
from medborgar.plan.guard import known_names
from medborgar.plan.names import STATES
from medborgar.plan.walks import actions, protocol, queries
from medborgar.plan.walks.forms import OutcomeForm, ProtocolForm
from medborgar.plan.walks.words import status_of

blueprint = Blueprint("walk_outcomes", __name__, url_prefix="/<kommun>/intranat/vandringar/<slug>")


@blueprint.get("")
@requires(Permission.WALK_WRITE)
def show(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """One walk: what is said of it, its points with what became of each, and whether everybody may read of it."""
    walk, today = own(municipality, slug), clock.today()
    points, outcomes, reviewed = walked.points(walk), queries.outcomes(walk), queries.reviewed(walk)
    last = {one.id: outcomes.get(one.id, [None])[-1] for one in points}
    return page(
        "plan/walks/show.html",
        walk=walk,
        points=points,
        reviewed=reviewed,
        last=last,
        standing={point_id: status_of(walk, one, today) for point_id, one in last.items()},
        is_as_published=bool(walk.published) and walk.protocol == protocol.content_of(walk, points, reviewed),
        feelings=FEELINGS,
        states=STATES,
        light=LIGHTS[walk.light],  # type: ignore[index]  # a Light
    )


@blueprint.route("/punkt/<uuid:point_id>/utfall", methods=["GET", "POST"])
@requires(Permission.WALK_WRITE)
def answer(municipality: Municipality, slug: str, point_id: uuid.UUID) -> ResponseReturnValue:
    """Say what becomes of a point; what was said before stays to be read."""
    walk = own(municipality, slug)
    form, around = _outcome(municipality, walk, point_id)
    if not form.validate_on_submit():
        return form_page("plan/walks/outcome.html", form, **around)
    said = {"point": around["point"], "seen": form.version.data, "said": form.said, "cleared": form.cleared}
    try:
        actions.answer(walk=walk, by=current_user.person, **said)
    except Stale as stale:
        return _overtaken(municipality, walk, point_id, form, stale)
    except Refused as refusal:
        return refused_page("plan/walks/outcome.html", form, refusal, **around)
    db.session.commit()
    return redirect(url_for(".show", slug=slug, _anchor=f"punkt-{around['point'].position}"), 303)


@blueprint.route("/protokoll", methods=["GET", "POST"])
@requires(Permission.WALK_WRITE)
def publish(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Look at exactly what everybody will read, and let them."""
    walk = own(municipality, slug)
    form, content = _protocol(municipality, walk)
    if not form.validate_on_submit():
        return _preview(walk, form, content)
    try:
        actions.publish(
            walk=walk,
            shown=form.shown.data or "",
            cleared=form.cleared,
            by=current_user.person,
        )
    except (Stale, Refused) as stopped:
        db.session.rollback()
        form.form_errors.append(stopped.message)
        return _preview(walk, form, content, stopped.status)
    db.session.commit()
    return redirect(url_for(".show", slug=slug), 303)


@blueprint.post("/protokoll/ta-ner")
@requires(Permission.WALK_WRITE)
def take_down(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Let nobody outside read of it any more."""
    walking.take_down(walk=own(municipality, slug), by=current_user.person)
    db.session.commit()
    return redirect(url_for(".show", slug=slug), 303)


def _outcome(
    municipality: Municipality, walk: Walk, point_id: uuid.UUID, **more: Any
) -> tuple[OutcomeForm, dict[str, Any]]:
    point = walked.point(walk, point_id)
    before = queries.outcomes(walk).get(point.id, [])
    measures = queries.open_measures(municipality, before[-1].measure_id if before else None)
    form = OutcomeForm.of(point, before, measures, known_names(municipality), **more)
    said = [(one, status_of(walk, one, one.said)) for one in reversed(before)]
    reviewed = queries.reviewed(walk).get(point.id)
    return form, {"walk": walk, "point": point, "before": said, "reviewed": reviewed, "feelings": FEELINGS}


def _overtaken(
    municipality: Municipality, walk: Walk, point_id: uuid.UUID, form: OutcomeForm, stale: Stale
) -> Response:
    db.session.rollback()
    saved, around = _outcome(municipality, walk, point_id, formdata=None)
    theirs, mine = both_texts(form, saved)
    form.version.data = saved.version.data
    conflict = {
        "title": stale.message,
        "theirs": (_("Det kollegan sparade"), theirs),
        "mine": (_("Det du skrev"), mine),
    }
    return page("plan/walks/outcome.html", status=stale.status, form=form, conflict=conflict, **around)


def _protocol(municipality: Municipality, walk: Walk) -> tuple[ProtocolForm, str]:
    content = protocol.content_of(walk, walked.points(walk), queries.reviewed(walk))
    form = ProtocolForm(shown=protocol.fingerprint(content)).guard(known_names(municipality))
    return form, content


def _preview(walk: Walk, form: ProtocolForm, content: str, status: int = 200) -> Response:
    points = walked.points(walk)
    form.look(list(protocol.texts(content)))
    form.shown.data = protocol.fingerprint(content)
    shown = set(protocol.photo_ids(content))
    return page(
        "plan/walks/preview.html",
        status=422 if form.errors and status == 200 else status,
        form=form,
        walk=walk,
        protocol=protocol.page_of(walk, content, queries.outcomes(walk), shown, clock.today()),
        photo_ids=protocol.photo_ids(content),
        unread=len(points) - len(queries.reviewed(walk)),
    )
