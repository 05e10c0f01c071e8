"""Reading what has been published of rounds, and which of them wait."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager

from medborgar.core.extensions import db
from medborgar.intake.dialogues.models import Question
from medborgar.intake.models import OPEN_DIALOGUE, Audience, Dialogue
from medborgar.publication.models import DialogueResult

WAITS = timedelta(days=14)  # for papers that come late, and for whoever would rather publish it by hand
PUBLIC = (Audience.EVERYBODY, Audience.ASSOCIATIONS)


def published(dialogue: Dialogue) -> DialogueResult | None:
    """What everybody may read of a round, if it has been published."""
    return db.session.scalars(select(DialogueResult).where(DialogueResult.dialogue_id == dialogue.id)).one_or_none()


def alike(dialogue: Dialogue) -> Sequence[DialogueResult]:
    """What has been published of rounds that ask something that this one asks, of the same people, the oldest first."""
    own = select(Question.lineage).where(Question.dialogue_id == dialogue.id)
    asks_the_same = select(Question.dialogue_id).where(Question.lineage.in_(own))
    chosen = (
        select(DialogueResult)
        .join(DialogueResult.dialogue)
        .where(
            Dialogue.id.in_(asks_the_same),
            Dialogue.municipality_id == dialogue.municipality_id,
            Dialogue.receiving_party_id == dialogue.receiving_party_id,
            Dialogue.audience == dialogue.audience,
            Dialogue.opens <= dialogue.opens,
        )
        .options(contains_eager(DialogueResult.dialogue))
        .order_by(Dialogue.opens, Dialogue.title)
    )
    return db.session.scalars(chosen).all()


def due(today: date) -> Sequence[Dialogue]:
    """The rounds that closed two weeks ago and that nobody has published."""
    chosen = select(Dialogue).where(
        Dialogue.slug != OPEN_DIALOGUE,
        Dialogue.audience.in_(PUBLIC),
        Dialogue.closes <= today - WAITS,
        ~exists().where(DialogueResult.dialogue_id == Dialogue.id),
    )
    return db.session.scalars(chosen.order_by(Dialogue.closes, Dialogue.id)).all()
