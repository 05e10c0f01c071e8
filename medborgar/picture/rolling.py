"""Den löpande lägesbilden: what the joint picture said at the end of each turn, and what had changed since."""

from datetime import date, timedelta

from flask import Blueprint
from flask.typing import ResponseReturnValue

from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.errors import NotFound
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality, Rolling
from medborgar.picture import material, queries
from medborgar.picture.models import Picture
from medborgar.picture.pages import party_of
from medborgar.picture.rolls import Roll, as_of, changed, rolls
from medborgar.picture.writings import JointWords

blueprint = Blueprint("rolling", __name__, url_prefix="/<kommun>/intranat/lagesbild/<period>/lopande")


@blueprint.get("")
@requires(Permission.PICTURE_READ)
def index(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Every turn of the rolling picture, with how much was heard and written in it."""
    picture, party = queries.for_period(municipality, period), party_of(municipality, Permission.PICTURE_READ)
    heard, kept = queries.heard_by_day(picture, party.id), material.joint_days(picture)
    rows = [
        {
            "roll": roll,
            "answers": sum(number for day, number in heard.items() if roll.first <= day <= roll.last),
            "areas": len({area for area, day, _ in kept if roll.first <= day <= roll.last}),
        }
        for roll in _rolls(municipality, picture)
    ]
    return page("picture/rolling.html", picture=picture, rows=rows)


@blueprint.get("/<day>")
@requires(Permission.PICTURE_READ)
def show(municipality: Municipality, period: str, day: str) -> ResponseReturnValue:
    """What the picture said at the end of one turn, and what had changed since the one before."""
    picture = queries.for_period(municipality, period)
    found = _rolls(municipality, picture)
    roll = next((one for one in found if one.first.isoformat() == day), None)
    if roll is None:
        raise NotFound("")
    kept = material.joint_days(picture)
    now, then = as_of(kept, roll.last), as_of(kept, roll.first - timedelta(days=1))
    nothing = JointWords()
    changes = {area: changed(then.get(area, nothing), words) for area, words in now.items()}
    return page("picture/roll.html", picture=picture, roll=roll, said=now, changes=changes)


def _rolls(municipality: Municipality, picture: Picture) -> list[Roll]:
    """From when people began to be heard until today, or until the picture was established."""
    last: date = picture.established or clock.today()
    return rolls(min(picture.heard_from, last), last, Rolling(municipality.rolls or Rolling.MONTH))
