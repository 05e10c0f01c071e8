"""Orsaker: a problem's causes under three bones, each with what it rests on; fem varför as a help on the way."""

import uuid

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page
from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality
from medborgar.picture import queries, weighing
from medborgar.picture.models import Bone
from medborgar.picture.pages import conflict_page
from medborgar.picture.problem_forms import ASKS, BONES, CauseForm

blueprint = Blueprint("causes", __name__, url_prefix="/<kommun>/intranat/lagesbild/<period>/problem/<uuid:problem_id>")


@blueprint.get("/orsaker")
@requires(Permission.PICTURE_READ)
def index(municipality: Municipality, period: str, problem_id: uuid.UUID) -> ResponseReturnValue:
    """The causes of a problem, under their bones, and what to ask at each."""
    picture = queries.for_period(municipality, period)
    problem = queries.problem(picture, problem_id)
    return page("picture/causes.html", picture=picture, problem=problem, bones=BONES, asks=ASKS)


@blueprint.route("/orsaker/ny", methods=["GET", "POST"], defaults={"cause_id": None})
@blueprint.route("/orsaker/<uuid:cause_id>", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_JOINT)
def edit(
    municipality: Municipality, period: str, problem_id: uuid.UUID, cause_id: uuid.UUID | None
) -> ResponseReturnValue:
    """Write a cause."""
    picture = queries.to_edit(municipality, period)
    problem = queries.problem(picture, problem_id)
    cause = queries.cause(problem, cause_id) if cause_id else None
    begun_at = request.args.get("ben") if request.args.get("ben") in set(Bone) else None
    form, around = CauseForm(obj=cause, bone=begun_at), {"picture": picture, "problem": problem, "cause": cause}
    if not form.validate_on_submit():
        return form_page("picture/cause.html", form, **around, asks=ASKS, bones=BONES)
    try:
        weighing.save_cause(
            picture=picture,
            problem=problem,
            words=form.words,
            version=form.version.data,
            cause_id=cause_id,
            actor=access.actor().id,
        )
    except Stale as stale:
        return conflict_page("picture/cause.html", form, stale, cause, **around, asks=ASKS, bones=BONES)
    db.session.commit()
    return redirect(url_for(".index", period=period, problem_id=problem_id), 303)


@blueprint.post("/orsaker/<uuid:cause_id>/ta-bort")
@requires(Permission.PICTURE_WRITE_JOINT)
def remove(municipality: Municipality, period: str, problem_id: uuid.UUID, cause_id: uuid.UUID) -> ResponseReturnValue:
    """Take a cause away."""
    picture = queries.to_edit(municipality, period)
    cause = queries.cause(queries.problem(picture, problem_id), cause_id)
    weighing.remove_cause(picture=picture, cause=cause, actor=access.actor().id)
    db.session.commit()
    return redirect(url_for(".index", period=period, problem_id=problem_id), 303)
