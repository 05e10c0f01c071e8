"""Uppföljningen: what must be answered for, and one form for one commitment."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from medborgar.core import clock
from medborgar.core.permissions import Permission, Side, requires
from medborgar.followup import queries
from medborgar.followup.pages import status_of
from medborgar.municipality.models import Municipality
from medborgar.picture.pages import page

blueprint = Blueprint("followup", __name__, url_prefix="/<kommun>/intranat/uppfoljning")


@blueprint.get("")
@requires(Permission.FOLLOWUP_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every commitment as it stands today, what must be answered for first; the address may name one party."""
    side = next((side for side in Side if side == request.args.get("part")), None)
    found = queries.standings(municipality, clock.today(), side)
    return page("followup/index.html", standings=found, status_of=status_of, side=side)
