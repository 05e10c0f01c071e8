"""Reading dialogues: those of a municipality, what each asks, and how many have answered."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import joinedload

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.intake.dialogues.models import Answer, Question
from medborgar.intake.models import OPEN_DIALOGUE, Audience, Contribution, Dialogue, Stage
from medborgar.municipality.models import FocusArea, FocusAreaSet, Municipality

# What the party that asks has received itself: another's staff answer the same round in their own inbox.
ITS_OWN = and_(Dialogue.id == Contribution.dialogue_id, Dialogue.receiving_party_id == Contribution.receiving_party_id)


def dialogues(municipality: Municipality, party_id: uuid.UUID | None = None) -> Sequence[Dialogue]:
    """Every dialogue but the open form, those that opened last first and drafts before them; a party's, if it is said.

    What a party asks and hears is its own until it shares it.
    """
    chosen = select(Dialogue).where(Dialogue.municipality_id == municipality.id, Dialogue.slug != OPEN_DIALOGUE)
    if party_id:
        chosen = chosen.where(Dialogue.receiving_party_id == party_id)
    return db.session.scalars(chosen.order_by(Dialogue.opens.desc().nulls_first(), Dialogue.title)).all()


def find(municipality: Municipality, slug: str, party_id: uuid.UUID | None = None) -> Dialogue:
    """One of them; NotFound when there is none, when it is another party's, or when it is the open form."""
    chosen = select(Dialogue).where(Dialogue.municipality_id == municipality.id, Dialogue.slug == slug)
    found = db.session.scalars(chosen).one_or_none()
    if found is None or slug == OPEN_DIALOGUE or party_id not in {None, found.receiving_party_id}:
        raise NotFound("")
    return found


def for_everybody(municipality: Municipality, today: date) -> list[Dialogue]:
    """Those that everybody may know of: of drafts, and of what only staff are asked, nobody else hears."""
    return [one for one in dialogues(municipality) if is_told_of(one, today)]


def of_every_municipality(today: date) -> list[tuple[str, Dialogue]]:
    """The same of the whole site, each with its municipality's slug; one query."""
    chosen = (
        select(Municipality.slug, Dialogue)
        .join(Municipality, Municipality.id == Dialogue.municipality_id)
        .where(Dialogue.slug != OPEN_DIALOGUE)
        .order_by(Municipality.slug, Dialogue.slug)
    )
    return [(slug, one) for slug, one in db.session.execute(chosen) if is_told_of(one, today)]


def is_told_of(dialogue: Dialogue, today: date) -> bool:
    """Whether everybody may know of it."""
    return dialogue.audience != Audience.STAFF and dialogue.stage(today) is not Stage.DRAFT


def questions(dialogue: Dialogue) -> Sequence[Question]:
    """What it asks now, in order."""
    chosen = select(Question).where(Question.dialogue_id == dialogue.id, Question.asked)
    return db.session.scalars(chosen.order_by(Question.position).options(joinedload(Question.focus_area))).all()


def asked_before(dialogue: Dialogue) -> list[Question]:
    """What it has ceased to ask and asks in no other way either, as it was last asked."""
    last = {one.lineage: one for one in sorted(ever_asked(dialogue), key=lambda one: (one.meaning, one.asked))}
    return sorted((one for one in last.values() if not one.asked), key=lambda one: one.position)


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
        .join(Dialogue, ITS_OWN)
        .where(Contribution.dialogue_id.in_([one.id for one in found]))
        .group_by(Contribution.dialogue_id)
    )
    return Counter({row[0]: row[1] for row in db.session.execute(counted)})


def is_of(dialogue: Dialogue) -> ColumnElement[bool]:
    """The answers to a dialogue: what another party's people wrote down in it is theirs."""
    own = Contribution.receiving_party_id == dialogue.receiving_party_id
    return and_(Contribution.dialogue_id == dialogue.id, own)


def focus_of(contribution: Contribution) -> list[uuid.UUID]:
    """The focus areas that the questions answered in it belong to, in the order they were asked; and those chosen."""
    asked = select(Question.focus_area_id, Question.position).join(Answer, Answer.question_id == Question.id)
    # A choice that is called as a focus area is one, in whichever version of the template.
    named = (
        select(FocusArea.id, Question.position)
        .join(Answer, Answer.value == FocusArea.name)
        .join(Question, Question.id == Answer.question_id)
        .join(FocusAreaSet, FocusAreaSet.id == FocusArea.set_id)
        .where(FocusAreaSet.municipality_id == contribution.municipality_id)
    )
    chosen = [
        one.where(Answer.contribution_id == contribution.id)
        for one in (asked.where(Question.focus_area_id.is_not(None)), named)
    ]
    rows = db.session.execute(chosen[0].union(chosen[1])).all()
    return list(dict.fromkeys(row[0] for row in sorted(rows, key=lambda row: row[1]) if row[0]))
