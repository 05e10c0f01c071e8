"""Det alla får läsa of a round: looked at before it is published, and published."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from medborgar.accounts import access
from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.intake.dialogues.queries import find
from medborgar.intake.models import Dialogue, Stage
from medborgar.municipality.models import Municipality
from medborgar.publication.results import actions, pages, queries

blueprint = Blueprint("published_results", __name__, url_prefix="/<kommun>/intranat/dialoger")


@blueprint.get("/<slug>/svar/alla")
@requires(Permission.DIALOGUE_READ)
def preview(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Exactly the numbers that everybody will read, or reads."""
    dialogue = _own(municipality, slug, Permission.DIALOGUE_READ)
    result = queries.published(dialogue)
    said = result.said if result else actions.made(dialogue)
    return page(
        "publication/results/preview.html",
        dialogue=dialogue,
        result=result,
        can_publish=dialogue.is_public and dialogue.stage(clock.today()) is Stage.CLOSED,
        last_day=dialogue.closes and dialogue.closes + queries.WAITS,
        total=pages.few(said["antal"]),
        is_few=said["antal"] is None,
        areas=pages.table(said["delomraden"]),
        questions=pages.questions(said, queries.alike(dialogue)),
    )


@blueprint.post("/<slug>/svar/alla")
@requires(Permission.DIALOGUE_WRITE)
def publish(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Let everybody read it."""
    dialogue = _own(municipality, slug, Permission.DIALOGUE_WRITE)
    actions.publish(dialogue=dialogue, by=access.actor().id)
    db.session.commit()
    return redirect(url_for(".preview", slug=slug), 303)


def _own(municipality: Municipality, slug: str, permission: Permission) -> Dialogue:
    """One of one's own party's: another's does not exist."""
    return find(municipality, slug, access.acting_for(municipality, permission).party_id)
