"""Problems: what they are and what they rest on; all of them in their order."""

import uuid
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import short_day
from medborgar.core.forms import options
from medborgar.core.permissions import Permission, requires
from medborgar.intake.models import Voice
from medborgar.municipality.models import FocusArea, Municipality
from medborgar.picture import material, queries, weighing
from medborgar.picture.material import Answer
from medborgar.picture.models import Picture, Problem
from medborgar.picture.pages import conflict_page
from medborgar.picture.problem_forms import BONES, ProblemForm
from medborgar.picture.rules import without_causes

blueprint = Blueprint("problems", __name__, url_prefix="/<kommun>/intranat/lagesbild/<period>/problem")


@blueprint.get("")
@requires(Permission.PICTURE_READ)
def index(municipality: Municipality, period: str) -> ResponseReturnValue:
    """The problems of a picture with their causes, ranked, as a table and as a figure."""
    picture = queries.for_period(municipality, period)
    problems = queries.problems(picture)
    return page(
        "picture/problems.html",
        picture=picture,
        problems=problems,
        points=_points(problems),
        bones=BONES,
        missing=without_causes(problems, causes_first=municipality.causes_first),
    )


@blueprint.route("/nytt", methods=["GET", "POST"], defaults={"problem_id": None})
@blueprint.route("/<uuid:problem_id>", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_JOINT)
def edit(municipality: Municipality, period: str, problem_id: uuid.UUID | None) -> ResponseReturnValue:
    """Write a problem; *Visa svar* only fetches other answers to choose among, and keeps what was typed."""
    picture = queries.to_edit(municipality, period)
    problem = queries.problem(picture, problem_id) if problem_id else None
    form = ProblemForm(obj=problem, area_slug=request.args.get("fokusomrade")).offer(picture.focus_set.areas)
    around = {"picture": picture, "problem": problem, **_offer_answers(form, picture)}
    if form.show.data or not form.validate_on_submit():
        form.answers_of.data = _area(form, picture).slug
        return form_page("picture/problem.html", form, **around)
    try:
        _save(picture, form, problem)
    except Stale as stale:
        return conflict_page("picture/problem.html", form, stale, problem, **around)
    except Refused as refusal:
        return refused_page("picture/problem.html", form, refusal, **around)
    db.session.commit()
    return redirect(url_for(".index", period=period), 303)


def _points(problems: list[Problem]) -> list[dict[str, Any]]:
    ranked = [(number, problem) for number, problem in enumerate(problems, 1) if problem.weight]
    return [{"number": number, "need": problem.need, "influence": problem.influence} for number, problem in ranked]


def _save(picture: Picture, form: ProblemForm, problem: Problem | None) -> None:
    weighing.save_problem(
        picture=picture,
        area=_area(form, picture),
        words=form.words,
        grounds=set(form.contribution_ids.data or []),
        version=form.version.data,
        problem_id=problem.id if problem else None,
        actor=access.actor().id,
    )


def _area(form: ProblemForm, picture: Picture) -> FocusArea:
    areas = picture.focus_set.areas
    return next((area for area in areas if area.slug == form.area_slug.data), areas[0])


def _offer_answers(form: ProblemForm, picture: Picture) -> dict[str, Any]:
    """Let the answers of the chosen focus area be chosen, and those that already are; how they look on the page."""
    chosen, search = form.contribution_ids.data or [], _search(form)
    answers, total = material.possible_grounds(picture, _area(form, picture), chosen=chosen, search=search)
    form.contribution_ids.choices = options(
        {answer.id: answer.wording or _("Ordalydelsen har ändrats") for answer in answers}
    )
    hints = {str(answer.id): _about(answer) for answer in answers}
    return {"hints": hints, "total": total, "shown": material.GROUNDS_SHOWN}


def _search(form: ProblemForm) -> str:
    return (form.search.data or "") if form.search.validate(form) else ""


def _about(answer: Answer) -> str:
    return " · ".join(filter(None, [short_day(answer.received), answer.area, str(queries.VOICES[Voice(answer.voice)])]))
