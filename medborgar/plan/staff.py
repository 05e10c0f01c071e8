"""Åtgärdsplanen: the measures as a list, with the filter in the address."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from medborgar.accounts.pages import page
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality
from medborgar.plan import cycles, models  # noqa: F401

blueprint = Blueprint("plan", __name__, url_prefix="/<kommun>/intranat/plan")


@blueprint.get("")
@requires(Permission.PLAN_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """The measures."""
    return page("plan/index.html")
