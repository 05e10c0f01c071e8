"""Reading dialogues: those of a municipality, what each asks, and how many have answered."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.intake.dialogues.models import Answer, Question
from medborgar.intake.models import OPEN_DIALOGUE, Audience, Contribution, Dialogue, Stage
from medborgar.municipality.models import Municipality


def dialogues(municipality: Municipality) -> Sequence[Dialogue]:
    """Every dialogue but the open form, those that opened last first and drafts before them."""
    chosen = select(Dialogue).where(Dialogue.municipality_id == municipality.id, Dialogue.slug != OPEN_DIALOGUE)
    return db.session.scalars(chosen.order_by(Dialogue.opens.desc().nulls_first(), Dialogue.title)).all()


def find(municipality: Municipality, slug: str) -> Dialogue:
    """One of them; NotFound when there is none, or when it is the open form."""
    chosen = select(Dialogue).where(Dialogue.municipality_id == municipality.id, Dialogue.slug == slug)
    found = db.session.scalars(chosen).one_or_none()
    if found is None or slug == OPEN_DIALOGUE:
        raise NotFound("")
    return found


def for_everybody(municipality: Municipality, today: date) -> list[Dialogue]:
    """Those that everybody may know of: of drafts, and of what only staff are asked, nobody else hears."""
    told = {Audience.EVERYBODY, Audience.ASSOCIATIONS, Audience.ELECTED}
    return [one for one in dialogues(municipality) if one.audience in told and one.stage(today) is not Stage.DRAFT]


def questions(dialogue: Dialogue) -> Sequence[Question]:
    """What it asks now, in order."""
    chosen = select(Question).where(Question.dialogue_id == dialogue.id, Question.asked)
    return db.session.scalars(chosen.order_by(Question.position).options(joinedload(Question.focus_area))).all()


def ever_asked(dialogue: Dialogue) -> Sequence[Question]:
    """What it asks and has asked: the answers to a question outlive it."""
    chosen = select(Question).where(Question.dialogue_id == dialogue.id)
    return db.session.scalars(chosen.order_by(Question.position, Question.meaning)).all()


def question(dialogue: Dialogue, question_id: uuid.UUID) -> Question:
    """One question that it asks."""
    return db.session.scalars(
        select(Question).where(Question.dialogue_id == dialogue.id, Question.id == question_id, Question.asked)
    ).one()


def is_answered(asked: Question) -> bool:
    """Whether anybody has answered it, in this round or in another that asks the same."""
    same = select(Question.id).where(Question.lineage == asked.lineage, Question.meaning == asked.meaning)
    return bool(db.session.scalar(select(exists().where(Answer.question_id.in_(same)))))


def answered(found: Sequence[Dialogue]) -> Counter[uuid.UUID]:
    """How many have answered each."""
    counted = (
        select(Contribution.dialogue_id, func.count())
        .where(Contribution.dialogue_id.in_([one.id for one in found]))
        .group_by(Contribution.dialogue_id)
    )
    return Counter({row[0]: row[1] for row in db.session.execute(counted)})
