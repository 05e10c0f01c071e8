"""Inriktningsbeslutet: every decision, starting one, and one page of evidence, priorities, commitments and reasons."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts.pages import form_page, page
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.formatting import long_day
from medborgar.core.forms import tidy
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, requires
from medborgar.decisions import actions, queries
from medborgar.decisions.completeness import missing, not_chosen, warnings
from medborgar.decisions.forms import StartForm
from medborgar.decisions.models import Decision
from medborgar.decisions.pages import wording
from medborgar.municipality.models import Body, Municipality
from medborgar.municipality.queries import bodies
from medborgar.picture import queries as pictures
from medborgar.picture.models import Picture

blueprint = Blueprint("decisions", __name__, url_prefix="/<kommun>/intranat/beslut")


@blueprint.get("")
@requires(Permission.DECISION_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every decision, the latest first, and what it still lacks."""
    found = queries.all_decisions(municipality)
    return page("decisions/index.html", decisions=[(one, len(missing(one))) for one in found], today=clock.today())


@blueprint.route("/nytt", methods=["GET", "POST"])
@requires(Permission.DECISION_WRITE)
def start(municipality: Municipality) -> ResponseReturnValue:
    """Begin the decision for a period, on its established picture."""
    offered, organs = _without_decision(municipality), bodies(municipality)
    form = StartForm(**_proposed(offered, list(organs))).offer(offered, organs)
    around = {"pictures": offered, "hints": {one.period: _standing(one) for one in offered}}
    if not form.validate_on_submit():
        return form_page("decisions/start.html", form, **around)
    picture = next(one for one in offered if one.period == form.period.data)
    body = next(one for one in organs if one.id == form.body_id.data)
    try:
        actions.start(municipality=municipality, picture=picture, body=body, by=current_user.person)
    except Refused as refusal:
        form.period.errors = [refusal.message]
        return form_page("decisions/start.html", form, refused=picture, **around)
    db.session.commit()
    return redirect(url_for(".edit", period=picture.period), 303)


@blueprint.get("/<period>")
@requires(Permission.DECISION_READ)
def edit(municipality: Municipality, period: str) -> ResponseReturnValue:
    """One decision on one page: what it rests on, what it says, and what it lacks."""
    decision = queries.for_period(municipality, period)
    return page(
        "decisions/edit.html",
        decision=decision,
        missing=missing(decision),
        warnings=warnings(decision),
        evidence=_evidence(decision),
        not_chosen=not_chosen(decision),
        reasons={reason.focus_area_id: reason.reason for reason in decision.reasons},
        wording=wording,
    )


@blueprint.post("/ordval/<any(title, why, what):name>")
@requires(Permission.DECISION_WRITE)
def check(municipality: Municipality, name: str) -> Response:
    """What there is to say of a text's wording, while it is being written."""
    return render("decisions/wording.html", said=wording(tidy(request.form.get(name))))


def _without_decision(municipality: Municipality) -> list[Picture]:
    decided = {decision.period for decision in queries.all_decisions(municipality)}
    return [picture for picture in pictures.pictures(municipality) if picture.period not in decided]


def _standing(picture: Picture) -> str:
    words: str = (
        _("Fastställd %(day)s", day=long_day(picture.established)) if picture.established else _("Inte fastställd ännu")
    )
    return words


def _proposed(offered: list[Picture], organs: list[Body]) -> dict[str, Any]:
    ready = [picture.period for picture in offered if picture.is_established]
    return {"period": next(iter(ready), None), "body_id": organs[0].id if organs else None}


def _evidence(decision: Decision) -> dict[str, Any]:
    counts = pictures.counts(decision.picture)
    answered = {link.problem_id: p.position for p in decision.priorities for link in p.problems}
    rows = sorted(counts.by_focus, key=lambda pair: -pair[1])
    return {
        "total": counts.total,
        "problems": [(problem, answered.get(problem.id)) for problem in pictures.problems(decision.picture)],
        "by_focus": {
            "caption": _("Fokusområden: ett svar kan gälla flera"),
            "head": [_("Fokusområde"), _("Svar")],
            "rows": [{"label": area.name, "number": amount, "text": str(amount)} for area, amount in rows],
        },
    }
