"""Reading the inbox: an inbox is a query, never a status to keep in step."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from medborgar.core.extensions import db
from medborgar.intake.models import Contribution, Dialogue
from medborgar.municipality.models import Area, FocusArea, Municipality
from medborgar.triage.models import Message, MessageKind, Opening, Outcome, Review, Tag

PAGE_SIZE = 50
SAME_AS_MOST = 100
LISTED_MOST = 500
ORDER = (Contribution.acute.desc(), Contribution.received, Contribution.id)


@dataclass(frozen=True)
class Filters:
    """What is looked for in the inbox; empty is everything."""

    state: str = "att-lasa"  # att-lasa, svarat, klara or alla
    area: str = ""
    kind: str = ""
    dialogue: str = ""
    focus: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1

    @property
    def is_unread(self) -> bool:
        """Whether what has been reviewed is left out."""
        return self.state == "att-lasa"


@dataclass(frozen=True)
class Row:
    """One answer in the queue: its own words are not there until somebody has masked them."""

    contribution: Contribution
    review: Review | None
    has_answered: bool  # whoever wrote has had the last word


@dataclass(frozen=True)
class Queue:
    """A page of the inbox."""

    rows: list[Row]
    total: int


def inbox(municipality: Municipality, party_id: uuid.UUID, filters: Filters) -> Queue:
    """A party's answers: the acute first, then the oldest; two queries however many there are."""
    matching = _matching(municipality, party_id, filters)
    chosen = (
        select(Contribution, Review, _has_answered())
        .outerjoin(Review, Review.contribution_id == Contribution.id)
        .where(Contribution.id.in_(matching))
        .options(joinedload(Contribution.area))
        .order_by(*ORDER)
        .limit(PAGE_SIZE)
        .offset((filters.page - 1) * PAGE_SIZE)
    )
    return Queue([Row(*row) for row in db.session.execute(chosen)], _count(matching))


def unread(municipality: Municipality, party_id: uuid.UUID) -> int:
    """How many of a party's answers nobody has reviewed."""
    return _count(_matching(municipality, party_id, Filters()))


def answered(municipality: Municipality, party_id: uuid.UUID) -> int:
    """How many have answered a party's question and not heard from it since."""
    return _count(_matching(municipality, party_id, Filters(state="svarat")))


def next_after(municipality: Municipality, contribution: Contribution, filters: Filters) -> Contribution | None:
    """The answer to take after this one in a filtered queue; what was skipped and is unread comes last."""
    matching = _matching(municipality, contribution.receiving_party_id, filters)
    later = _ordered(matching.where(_comes_after(contribution)))
    return later or (_ordered(matching.where(Contribution.id != contribution.id)) if filters.is_unread else None)


def received_between(
    municipality: Municipality, party_id: uuid.UUID, since: date, until: date
) -> Sequence[Contribution]:
    """What a party received on these days, at most LISTED_MOST: for its records officer, without a word of it."""
    chosen = select(Contribution).where(
        Contribution.municipality_id == municipality.id,
        Contribution.receiving_party_id == party_id,
        Contribution.received.between(since, until),
    )
    return db.session.scalars(
        chosen.options(joinedload(Contribution.area))
        .order_by(Contribution.received, Contribution.id)
        .limit(LISTED_MOST)
    ).all()


def anywhere(municipality: Municipality, contribution_id: uuid.UUID) -> Contribution:
    """One answer of this municipality, whoever received it."""
    chosen = select(Contribution).where(
        Contribution.municipality_id == municipality.id, Contribution.id == contribution_id
    )
    return db.session.scalars(chosen).one()


def review_of(contribution_id: uuid.UUID) -> Review | None:
    """What was made of an answer."""
    chosen = select(Review).where(Review.contribution_id == contribution_id)
    return db.session.scalars(chosen.options(selectinload(Review.tags), joinedload(Review.reviewed_by))).one_or_none()


def opening(contribution_id: uuid.UUID, person_id: uuid.UUID) -> Opening | None:
    """Whether somebody has opened an answer to review it."""
    chosen = select(Opening).where(Opening.contribution_id == contribution_id, Opening.person_id == person_id)
    return db.session.scalars(chosen).one_or_none()


def first_opened(contribution_id: uuid.UUID) -> date | None:
    """The day on which it was read."""
    return db.session.scalar(select(func.min(Opening.opened)).where(Opening.contribution_id == contribution_id))


def messages(contribution_id: uuid.UUID) -> Sequence[Message]:
    """What was said between staff and whoever wrote, in order."""
    chosen = select(Message).where(Message.contribution_id == contribution_id)
    return db.session.scalars(chosen.order_by(Message.position)).all()


def unanswered(contribution_id: uuid.UUID) -> list[Message]:
    """What staff have said since whoever wrote last said something, the latest first."""
    said = reversed(messages(contribution_id))
    return list(takewhile(lambda message: message.kind != MessageKind.ANSWER, said))


def open_question(contribution_id: uuid.UUID) -> Message | None:
    """The question that waits for an answer, if any."""
    answered = select(Message.answers_id).where(Message.answers_id.is_not(None))
    chosen = select(Message).where(
        Message.contribution_id == contribution_id,
        Message.kind == MessageKind.QUESTION,
        Message.id.not_in(answered),
    )
    return db.session.scalars(chosen).one_or_none()


def question_to(contribution: Contribution, question_id: uuid.UUID) -> Message | None:
    """A question that whoever wrote this was asked, answered or not."""
    chosen = select(Message).where(
        Message.contribution_id == contribution.id,
        Message.kind == MessageKind.QUESTION,
        Message.id == question_id,
    )
    return db.session.scalars(chosen).one_or_none()


def answer_to(question: Message) -> Message | None:
    """What was answered, if anything."""
    return db.session.scalars(select(Message).where(Message.answers_id == question.id)).one_or_none()


def could_be_same(municipality: Municipality, party_id: uuid.UUID, than: uuid.UUID) -> Sequence[Review]:
    """Reviewed answers that another may be the same as, the newest first."""
    chosen = (
        select(Review)
        .join(Contribution, Contribution.id == Review.contribution_id)
        .where(
            Review.municipality_id == municipality.id,
            Contribution.receiving_party_id == party_id,
            Review.contribution_id != than,
            Review.outcome != Outcome.SAME_AS,
        )
        .order_by(Contribution.received.desc(), Contribution.id)
    )
    return db.session.scalars(chosen.limit(SAME_AS_MOST)).all()


def _count(matching: Select[uuid.UUID]) -> int:
    return db.session.scalar(select(func.count()).select_from(matching.subquery())) or 0


def _matching(municipality: Municipality, party_id: uuid.UUID, filters: Filters) -> Select[uuid.UUID]:
    reviewed = exists().where(Review.contribution_id == Contribution.id)
    conditions: list[Any] = [
        Contribution.municipality_id == municipality.id,
        Contribution.receiving_party_id == party_id,
        {"att-lasa": ~reviewed, "svarat": _has_answered(), "klara": reviewed}.get(filters.state),
        Contribution.area_id.in_(select(Area.id).where(Area.slug == filters.area)) if filters.area else None,
        Contribution.kind == filters.kind if filters.kind else None,
        Contribution.dialogue_id == _asked(municipality, filters.dialogue) if filters.dialogue else None,
        Contribution.id.in_(_tagged(filters.focus)) if filters.focus else None,
        Contribution.id.in_(_worded(filters.words)) if filters.words else None,
        Contribution.received >= filters.since if filters.since else None,
        Contribution.received <= filters.until if filters.until else None,
    ]
    return select(Contribution.id).where(*[condition for condition in conditions if condition is not None])


def _ordered(matching: Select[uuid.UUID]) -> Contribution | None:
    """The first of them."""
    chosen = select(Contribution).where(Contribution.id.in_(matching)).order_by(*ORDER)
    return db.session.scalars(chosen.limit(1)).first()


def _comes_after(one: Contribution) -> ColumnElement[bool]:
    """Whether an answer is later in the queue than this one."""
    later = or_(
        Contribution.received > one.received,
        and_(Contribution.received == one.received, Contribution.id > one.id),
    )
    return or_(Contribution.acute.is_(False), later) if one.acute else and_(Contribution.acute.is_(False), later)


def _has_answered() -> ColumnElement[bool]:
    later = aliased(Message)
    followed = exists().where(later.contribution_id == Message.contribution_id, later.position > Message.position)
    return exists().where(Message.contribution_id == Contribution.id, Message.kind == MessageKind.ANSWER, ~followed)


def _asked(municipality: Municipality, slug: str) -> ScalarSelect[uuid.UUID]:
    chosen = select(Dialogue.id).where(Dialogue.municipality_id == municipality.id, Dialogue.slug == slug)
    return chosen.scalar_subquery()


def _tagged(slug: str) -> Select[uuid.UUID]:
    return (
        select(Review.contribution_id)
        .join(Tag, Tag.review_id == Review.id)
        .join(FocusArea, FocusArea.id == Tag.focus_area_id)
        .where(FocusArea.slug == slug)
    )


def _worded(words: str) -> Select[uuid.UUID]:
    """Only masked wording is searched: a search must not read what nobody has opened."""
    return select(Review.contribution_id).where(Review.masked_text.icontains(words, autoescape=True))
