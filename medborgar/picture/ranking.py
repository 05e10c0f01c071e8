"""Rangordning: problems and places weighed by need and by influence, by each party or together; a few are chosen."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality, Party, Place
from medborgar.municipality.queries import find_place, places
from medborgar.picture import material, queries, weighing
from medborgar.picture.material import NOTHING_SHARED
from medborgar.picture.models import Picture, Problem, Ranker, Ranking
from medborgar.picture.pages import conflict_page, party_of
from medborgar.picture.problem_forms import RankingForm
from medborgar.picture.rules import Grades

blueprint = Blueprint("ranking", __name__, url_prefix="/<kommun>/intranat/lagesbild/<period>/rangordning")


@dataclass(frozen=True)
class Weighed:
    """A problem or a place, and how each party and both weigh it; what the other has not shared is not here."""

    subject: Problem | Place
    answers: int
    parties: dict[str, Grades]  # by side
    joint: Ranking | None


@blueprint.get("")
@requires(Permission.PICTURE_READ)
def index(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Problems and places in their order, as tables and figures, and the few that are chosen."""
    picture, party = queries.for_period(municipality, period), party_of(municipality, Permission.PICTURE_READ)
    counts = queries.answers_by_place(picture, party.id)
    found = [(one, counts.get(one.id, 0)) for one in places(municipality)]
    problems = _weighed(municipality, picture, party, [(one, one.answers) for one in queries.problems(picture)])
    located = _weighed(municipality, picture, party, found)
    tables = {"problem": (problems, _points(problems)), "plats": (located, _points(located))}
    return page("picture/ranking.html", picture=picture, party=party, tables=tables)


@blueprint.route("/problem/<uuid:problem_id>", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_JOINT)
def problem(municipality: Municipality, period: str, problem_id: uuid.UUID) -> ResponseReturnValue:
    """Weigh a problem together."""
    picture = queries.to_edit(municipality, period)
    return _edit(municipality, picture, queries.problem(picture, problem_id), Ranker.TOGETHER)


@blueprint.route("/problem/<uuid:problem_id>/egen", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_OWN)
def own_problem(municipality: Municipality, period: str, problem_id: uuid.UUID) -> ResponseReturnValue:
    """Weigh a problem for one's own party."""
    picture = queries.to_edit(municipality, period)
    return _edit(municipality, picture, queries.problem(picture, problem_id), _own(municipality))


@blueprint.route("/plats/<uuid:place_id>", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_JOINT)
def place(municipality: Municipality, period: str, place_id: uuid.UUID) -> ResponseReturnValue:
    """Weigh a place together."""
    picture = queries.to_edit(municipality, period)
    return _edit(municipality, picture, find_place(municipality, place_id), Ranker.TOGETHER)


@blueprint.route("/plats/<uuid:place_id>/egen", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_OWN)
def own_place(municipality: Municipality, period: str, place_id: uuid.UUID) -> ResponseReturnValue:
    """Weigh a place for one's own party."""
    picture = queries.to_edit(municipality, period)
    return _edit(municipality, picture, find_place(municipality, place_id), _own(municipality))


def _edit(municipality: Municipality, picture: Picture, subject: Problem | Place, by: Ranker) -> ResponseReturnValue:
    row = queries.rankings(picture, [by]).get((by, subject.id))
    form = RankingForm(obj=row)
    around = {"picture": picture, "subject": subject, "by": by, "action": request.path}
    if not form.validate_on_submit():
        return form_page("picture/weigh.html", form, **around)
    try:
        weighing.rank(
            picture=picture,
            municipality=municipality,
            subject=subject,
            by=by,
            grades=form.grades,
            chosen=form.chosen.data,
            chosen_reason=form.chosen_reason.data or "",
            version=form.version.data,
            actor=access.actor().id,
        )
    except Stale as stale:
        saved = queries.rankings(picture, [by])[by, subject.id]
        return conflict_page("picture/weigh.html", form, stale, saved, **around)
    except Refused as refusal:
        return refused_page("picture/weigh.html", form, refusal, **around)
    db.session.commit()
    return redirect(url_for(".index", period=picture.period), 303)


def _own(municipality: Municipality) -> Ranker:
    return Ranker(party_of(municipality, Permission.PICTURE_WRITE_OWN).side)


def _weighed(
    municipality: Municipality, picture: Picture, party: Party, found: Iterable[tuple[Problem | Place, int]]
) -> list[Weighed]:
    """Each with what this party may see of its weighing, the heaviest first, unweighed ones last."""
    own = Ranker(party.side)
    rows, said = queries.rankings(picture, [own, Ranker.TOGETHER]), material.shared(picture)
    seen = {one.side: said.get(one.id, NOTHING_SHARED).rankings for one in municipality.parties}
    seen[own] = {key: Grades.of(row) for (by, key), row in rows.items() if by == own and key}
    weighed = [
        Weighed(
            subject,
            answers,
            {side: grades[subject.id] for side, grades in seen.items() if subject.id in grades},
            rows.get((Ranker.TOGETHER, subject.id)),
        )
        for subject, answers in found
    ]
    return sorted(weighed, key=lambda one: -(one.joint.weight if one.joint else 0))


def _points(weighed: list[Weighed]) -> list[dict[str, Any]]:
    return [
        {"number": number, "need": one.joint.need, "influence": one.joint.influence}
        for number, one in enumerate(weighed, 1)
        if one.joint
    ]
