"""Blanketten: a dialogue on paper, from the same questions, for whoever would rather write by hand."""

from typing import Any

from flask import Blueprint
from flask.wrappers import Response

from medborgar.accounts import access
from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.errors import NotFound
from medborgar.core.htmx import render
from medborgar.core.links import whole_address
from medborgar.core.permissions import Permission, public, requires
from medborgar.core.qr import qr_code
from medborgar.intake.dialogues.answering import choices_of
from medborgar.intake.dialogues.queries import find, questions
from medborgar.intake.forms import EXTENTS
from medborgar.intake.models import Audience, Dialogue, Stage
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas

blueprint = Blueprint("papers", __name__, url_prefix="/<kommun>")


@blueprint.get("/dialog/<slug>/papper")
@public
def paper(municipality: Municipality, slug: str) -> Response:
    """The paper form, while everybody can answer."""
    dialogue = find(municipality, slug)
    if not is_for_everybody(dialogue):
        raise NotFound("")
    return render("intake/field/paper.html", **_printed(municipality, dialogue))


@blueprint.get("/intranat/dialoger/<slug>/papper")
@requires(Permission.DIALOGUE_READ)
def preview(municipality: Municipality, slug: str) -> Response:
    """The paper form as staff print it, before it is open to everybody too."""
    party_id = access.acting_for(municipality, Permission.DIALOGUE_READ).party_id
    return page("intake/field/paper_preview.html", **_printed(municipality, find(municipality, slug, party_id)))


def is_for_everybody(dialogue: Dialogue) -> bool:
    """Whether anybody can answer it now."""
    return dialogue.audience == Audience.EVERYBODY and dialogue.stage(clock.today()) is Stage.OPEN


def _printed(municipality: Municipality, dialogue: Dialogue) -> dict[str, Any]:
    address = whole_address("dialogues.answer", kommun=municipality.slug, slug=dialogue.slug)
    everywhere = [area.name for area in areas(municipality)] + [str(label) for label in EXTENTS.values()]
    return {
        "dialogue": dialogue,
        "questions": [(one, [str(label) for label in choices_of(one).values()]) for one in questions(dialogue)],
        "areas": everywhere,
        "on_the_web": dialogue.audience == Audience.EVERYBODY,
        "address": address.partition("://")[2],
        "code": qr_code(address),
    }
