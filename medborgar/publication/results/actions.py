"""Publishing what a round came to, in numbers: once, by staff, or by itself two weeks after it has closed."""

from typing import Any

import rfc8785
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.intake.models import Dialogue, Stage
from medborgar.picture.results.queries import asked, heard
from medborgar.publication.models import DialogueResult
from medborgar.publication.results import queries
from medborgar.publication.results.content import content

BY_ITSELF = "outbox work"  # whoever acts, in the log


def made(dialogue: Dialogue) -> dict[str, Any]:
    """What would be published of a round as it stands."""
    return content(heard(dialogue), [one.result for one in asked(dialogue, clock.today())])


def publish(*, dialogue: Dialogue, by: str) -> DialogueResult:
    """Let everybody read the numbers of a round that has closed; a second time changes nothing.

    Refused while it is open, and of what only elected or staff were asked.
    """
    db.session.execute(select(Dialogue.id).where(Dialogue.id == dialogue.id).with_for_update())
    if found := queries.published(dialogue):
        return found
    if not dialogue.is_public:
        raise Refused(_("Det här frågade ni inte alla eller föreningar om. Svaren publiceras inte."))
    if dialogue.stage(clock.today()) is not Stage.CLOSED:
        raise Refused(_("Dialogen har inte stängt än. Resultatet kan publiceras när sista dagen har gått."))
    words = rfc8785.dumps(made(dialogue)).decode()
    result = DialogueResult(
        municipality_id=dialogue.municipality_id, dialogue_id=dialogue.id, published=clock.today(), content=words
    )
    db.session.add(result)
    audit.record(Event.DIALOGUE_PUBLISH, actor=by, subject=dialogue.id, municipality_id=dialogue.municipality_id)
    return result


def publish_due() -> None:
    """Publish what has waited long enough, as was said when people answered."""
    with force_locale("sv"):
        for dialogue in queries.due(clock.today()):
            publish(dialogue=dialogue, by=BY_ITSELF)
