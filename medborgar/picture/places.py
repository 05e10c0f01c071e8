"""Platser över tid: how much each place was told of, period by period; one place with its answers and problems."""

import uuid
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality, Place
from medborgar.municipality.periods import Period
from medborgar.municipality.queries import find_place, places
from medborgar.picture import located, material, queries
from medborgar.picture.models import name_of
from medborgar.picture.pages import PAGE_SIZE, page_number, pages, party_of

blueprint = Blueprint("picture_places", __name__, url_prefix="/<kommun>/intranat/lagesbild/platser")


@blueprint.get("")
@requires(Permission.PICTURE_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every place with how much was told of it in each of the last periods."""
    party, periods = party_of(municipality, Permission.PICTURE_READ), located.recent(municipality, clock.today())
    told = located.told_by_day(municipality, party.id)
    rows = [(place, located.by_period(told.get(place.id, {}), periods)) for place in places(municipality)]
    busiest = sorted(rows, key=lambda row: (not row[0].hot_spot, -sum(row[1])))
    return page("picture/places.html", rows=busiest, periods=[name_of(period) for period in periods])


@blueprint.get("/<uuid:place_id>")
@requires(Permission.PICTURE_READ)
def show(municipality: Municipality, place_id: uuid.UUID) -> ResponseReturnValue:
    """One place over time: how much was told of it, what, its problems, and how it was weighed."""
    place, party = find_place(municipality, place_id), party_of(municipality, Permission.PICTURE_READ)
    periods, number = located.recent(municipality, clock.today()), page_number()
    told = located.told_by_day(municipality, party.id).get(place.id, {})
    chosen = located.answers_at(place, party.id)
    answers, total = material.read_answers(chosen, party.id, page=number, size=PAGE_SIZE)
    return page(
        "picture/place.html",
        place=place,
        table=_table(periods, located.by_period(told, periods)),
        answers=answers,
        voices=queries.VOICES,
        pages=pages(number, len(answers), total, lambda to: _link(place, to)),
        problems=located.problems_at(place),
        rankings=located.rankings_of(place),
    )


def _link(place: Place, to: int) -> str:
    return url_for("picture_places.show", place_id=place.id, sida=to)


def _table(periods: list[Period], numbers: list[int]) -> dict[str, Any]:
    named = zip(periods, numbers, strict=True)
    rows = [{"label": name_of(period), "number": number, "text": str(number)} for period, number in named]
    return {"caption": _("Svar om platsen, period för period"), "head": [_("Period"), _("Svar")], "rows": rows}
