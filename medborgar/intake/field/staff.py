"""Vilka har rapporterat: unit by unit, in one round."""

from flask import Blueprint
from flask.wrappers import Response

from medborgar.accounts import access
from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.permissions import Permission, requires
from medborgar.intake.dialogues.queries import find
from medborgar.intake.field import queries
from medborgar.municipality.models import Municipality

blueprint = Blueprint("field_units", __name__, url_prefix="/<kommun>/intranat/dialoger/<slug>")


@blueprint.get("/enheter")
@requires(Permission.DIALOGUE_READ)
def units(municipality: Municipality, slug: str) -> Response:
    """Who has reported, who has said that there is nothing, and who has said nothing: of one's own party's units."""
    grant, today = access.acting_for(municipality, Permission.DIALOGUE_READ), clock.today()
    dialogue = find(municipality, slug, grant.party_id)
    found = queries.heard(dialogue, municipality.party(grant.side), today)
    since = queries.since(dialogue, today)
    return page("intake/field/units.html", dialogue=dialogue, found=found, since=since)
