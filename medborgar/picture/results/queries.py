"""Reading what was answered in a round, and in every other that asked the same of the same people."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from medborgar.core.extensions import db
from medborgar.intake.dialogues.models import Answer, Question, QuestionKind, Tally
from medborgar.intake.dialogues.queries import is_of
from medborgar.intake.models import Contribution, Dialogue, Extent
from medborgar.municipality.models import Area
from medborgar.picture.queries import CHANNELS, EXTENTS, VOICES
from medborgar.picture.results.counting import Result, is_same, result_of
from medborgar.triage.models import Review

PAGE_SIZE = 20
Row = tuple[str, int]


@dataclass(frozen=True)
class Heard:
    """How many answered a round: in all, as whom, by which way and from where, those who did not among them."""

    total: int
    by_voice: list[Row]
    by_channel: list[Row]
    by_area: list[Row]  # every area there was, with the whole municipality and those who do not know
    silent: list[str]  # the areas that nothing was heard from


@dataclass(frozen=True)
class Asked:
    """A question of a round with every round that asked the same, the oldest first, itself among them."""

    result: Result
    rounds: list[tuple[date, Result]]

    @property
    def before(self) -> Result | None:
        """What was answered the last time before."""
        here = next(place for place, (_, one) in enumerate(self.rounds) if one is self.result)
        return self.rounds[here - 1][1] if here else None


def asked(dialogue: Dialogue, today: date) -> list[Asked]:
    """What a round asks or has got answers to, in its order; three queries however many rounds and answers."""
    questions = _same(dialogue, today)
    counted = _results(questions)
    own = [one for one in questions if one.dialogue_id == dialogue.id]
    found = []
    for one in sorted(own, key=lambda question: (question.position, question.meaning)):
        if one.asked or counted[one.id].number:
            same = [other for other in questions if is_same(one, other) and (other.asked or counted[other.id].number)]
            rounds = [(_day(other.dialogue, today), counted[other.id]) for other in same]
            found.append(Asked(counted[one.id], rounds))
    return found


def heard(dialogue: Dialogue) -> Heard:
    """Who has answered a round."""
    by = Contribution.voice, Contribution.channel, Contribution.extent, Contribution.area_id
    counted = select(*by, func.count()).where(is_of(dialogue)).group_by(*by)
    voices, channels, places = Counter[Any](), Counter[Any](), Counter[Any]()
    for voice, channel, extent, area_id, number in db.session.execute(counted):
        voices[voice] += number
        channels[channel] += number
        places[area_id or extent] += number
    names = _areas(dialogue)
    elsewhere = voices.total() - sum(places[key] for key in [*names, *EXTENTS])
    return Heard(
        total=voices.total(),
        by_voice=[(str(label), voices[code]) for code, label in VOICES.items() if voices[code]],
        by_channel=[(str(label), channels[code]) for code, label in CHANNELS.items() if channels[code]],
        by_area=[
            *((name, places[key]) for key, name in names.items()),
            (str(EXTENTS[Extent.WHOLE]), places[Extent.WHOLE]),
            (str(EXTENTS[Extent.UNKNOWN]), places[Extent.UNKNOWN] + elsewhere),
        ],
        silent=[name for key, name in names.items() if not places[key]],
    )


def reviewed(dialogue: Dialogue) -> int:
    """How many of a round's answers somebody has reviewed."""
    counted = select(func.count()).select_from(Contribution).join(Review, Review.contribution_id == Contribution.id)
    return db.session.scalar(counted.where(is_of(dialogue))) or 0


def worded(dialogue: Dialogue) -> int:
    """How many of those that somebody has reviewed have words of their own."""
    return db.session.scalar(select(func.count()).select_from(_worded(dialogue).subquery())) or 0


def words(dialogue: Dialogue, page: int) -> Sequence[Any]:
    """What was answered in words, as masked by whoever reviewed it, the latest first, so many to a page."""
    order = Contribution.received.desc(), Contribution.id
    of_page = _worded(dialogue).order_by(*order).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    chosen = select(Contribution, Review.masked_text).join(Review, Review.contribution_id == Contribution.id)
    around = joinedload(Contribution.area)
    return db.session.execute(chosen.where(Contribution.id.in_(of_page)).options(around).order_by(*order)).all()


def _worded(dialogue: Dialogue) -> Select[uuid.UUID]:
    asks = select(Question.id).where(Question.dialogue_id == dialogue.id, Question.kind == QuestionKind.TEXT)
    wrote = select(Answer.question_id).where(Answer.contribution_id == Contribution.id, Answer.question_id.in_(asks))
    reviewed = select(Contribution.id).join(Review, Review.contribution_id == Contribution.id)
    return reviewed.where(is_of(dialogue), wrote.exists())


def _areas(dialogue: Dialogue) -> dict[uuid.UUID, str]:
    """The areas that could be chosen when it opened, whether anybody did or not."""
    lasting = or_(Area.ended.is_(None), Area.ended > (dialogue.opens or date.min))
    chosen = select(Area.id, Area.name).where(Area.municipality_id == dialogue.municipality_id, lasting)
    return {row.id: row.name for row in db.session.execute(chosen.order_by(Area.position))}


def _same(dialogue: Dialogue, today: date) -> Sequence[Question]:
    """Its questions, and those of other rounds that ask the same of the same people for the same party."""
    own = aliased(Question)
    opened = and_(
        Dialogue.municipality_id == dialogue.municipality_id,
        Dialogue.receiving_party_id == dialogue.receiving_party_id,
        Dialogue.audience == dialogue.audience,
        Dialogue.opens < _day(dialogue, today),
    )
    chosen = (
        select(Question)
        .join(Question.dialogue)
        .join(own, and_(own.lineage == Question.lineage, own.meaning == Question.meaning))
        .where(own.dialogue_id == dialogue.id, or_(Question.dialogue_id == dialogue.id, opened))
        .options(contains_eager(Question.dialogue), joinedload(Question.focus_area))
        .order_by(Dialogue.opens.nulls_last(), Dialogue.title)
    )
    return db.session.scalars(chosen).all()


def _results(questions: Iterable[Question]) -> dict[uuid.UUID, Result]:
    chosen: defaultdict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    number: Counter[uuid.UUID] = Counter()
    tallies = select(Tally.question_id, Tally.value, Tally.number, Tally.firsts)
    for row in db.session.execute(tallies.where(Tally.question_id.in_([one.id for one in questions]))):
        chosen[row.question_id][row.value] = row.number
        number[row.question_id] += row.firsts
    return {one.id: result_of(one, chosen[one.id], number[one.id]) for one in questions}


def _day(dialogue: Dialogue, today: date) -> date:
    return dialogue.opens or today
