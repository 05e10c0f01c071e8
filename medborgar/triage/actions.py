"""Opening, reviewing, and words to and from whoever wrote. What staff do is logged; what the anonymous do is not."""

import uuid
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import Select, func, select, update

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import clock_time
from medborgar.intake.actions import mark_acute
from medborgar.intake.models import Contribution
from medborgar.intake.replies import note_news
from medborgar.municipality.models import Party
from medborgar.triage import queries
from medborgar.triage.models import ENDS, Feedback, Message, MessageKind, Opening, Outcome, Purpose, Review, Tag


@dataclass(frozen=True)
class Judgement:
    """What a reviewer makes of an answer."""

    masked_text: str
    outcome: Outcome
    reason: str
    same_as_id: uuid.UUID | None
    place_id: uuid.UUID | None
    note: str
    focus_area_ids: frozenset[uuid.UUID]
    acute: bool = False
    acute_done: str = ""
    acute_by: str = ""


def open_to_review(*, contribution: Contribution, by: Person) -> None:
    """Open an answer that nobody has reviewed; logged once for each who does."""
    _hold(contribution.id)
    if queries.review_of(contribution.id) or queries.opening(contribution.id, by.id):
        return
    db.session.add(
        Opening(
            municipality_id=contribution.municipality_id,
            contribution_id=contribution.id,
            person_id=by.id,
            opened=clock.today(),
        )
    )
    _log_reading(contribution, Purpose.REVIEW, by)


def read_original(*, contribution: Contribution, purpose: Purpose, by: Person) -> str:
    """The words as they came, for a stated purpose; logged every time."""
    _log_reading(contribution, purpose, by)
    return contribution.text


def review(*, contribution: Contribution, judgement: Judgement, version: int, by: Person) -> Review:
    """Save what was made of an answer; Stale when a colleague has saved since `version`.

    The same judgement sent again by the same person is the same save. An answer that an established picture rests on
    keeps its outcome, wording and tags for ever.
    """
    _hold(contribution.id)
    row = queries.review_of(contribution.id)
    if row and row.reviewed_by_id == by.id and _judged(contribution, row) == judgement:
        return row
    if (row.version if row else 0) != version:
        raise Stale(_("En kollega sparade %(time)s. Jämför och välj.", time=row.saved_at if row else ""))
    if row and row.locked:
        raise Refused(_("Svaret ligger till grund för en fastställd lägesbild och kan inte ändras."))
    before = row.outcome if row else None
    if row is None:
        row = Review(municipality_id=contribution.municipality_id, contribution_id=contribution.id, version=0)
        db.session.add(row)
    _write(row, judgement, by)
    if row.outcome != before:
        tell_of(_only(contribution), is_an_end=judgement.outcome in ENDS)
    mark_acute(
        contribution=contribution,
        acute=judgement.acute,
        done=judgement.acute_done,
        by_function=judgement.acute_by,
    )
    audit.record(
        Event.REVIEW_SAVE,
        actor=str(by.id),
        subject=contribution.id,
        municipality_id=contribution.municipality_id,
        outcome=judgement.outcome.value,
        version=row.version,
    )
    return row


def lock_reviews(*, contributions: Select[uuid.UUID]) -> None:
    """Keep the reviews of these answers as they are: a picture that rests on them has been established."""
    db.session.execute(update(Review).where(Review.contribution_id.in_(contributions)).values(locked=True))


def tell_of(contributions: Select[uuid.UUID], *, is_an_end: bool = False) -> None:
    """Something has happened with these answers and those that are the same: whoever asked for mail gets one."""
    same = select(Review.contribution_id).where(Review.same_as_id.in_(contributions))
    note_news(contributions, same, is_an_end=is_an_end)


def write_back(*, contribution: Contribution, kind: MessageKind, text: str, by: Person) -> Message:
    """Reply to whoever wrote, or ask; one question at a time. The same words sent again are the same message."""
    _hold(contribution.id)
    for said in queries.unanswered(contribution.id):
        if (said.kind, said.text, said.author_id) == (kind, text, by.id):
            return said
    if kind is MessageKind.QUESTION and queries.open_question(contribution.id):
        raise Refused(_("Det finns redan en fråga som väntar på svar."))
    message = _message(contribution, kind, text, author_id=by.id)
    note_news(_only(contribution))
    audit.record(
        Event.MESSAGE_SEND,
        actor=str(by.id),
        subject=contribution.id,
        municipality_id=contribution.municipality_id,
        kind=kind.value,
    )
    return message


def answer(*, contribution: Contribution, question: Message, text: str) -> None:
    """Answer a question that staff have asked, still anonymous; not logged, for no time may touch it.

    The same words sent again are the same answer; other words are Stale, for a question is answered once.
    """
    _hold(contribution.id)
    given = queries.answer_to(question)
    if given is None:
        _message(contribution, MessageKind.ANSWER, text, answers_id=question.id)
    elif given.text != text:
        raise Stale(_("Frågan är redan besvarad, med andra ord."))


def write_feedback(*, party: Party, unit: str, text: str, by: Person) -> Feedback:
    """Write back to a unit that has reported, or to all; the same words twice in a day are said once."""
    db.session.execute(select(Party.id).where(Party.id == party.id).with_for_update())
    words = {"party_id": party.id, "unit": unit, "text": text, "sent": clock.today()}
    if said := db.session.scalars(select(Feedback).filter_by(**words)).first():
        return said
    row = Feedback(municipality_id=party.municipality_id, author=by, **words)
    db.session.add(row)
    db.session.flush()
    audit.record(
        Event.FEEDBACK_SEND,
        actor=str(by.id),
        subject=row.id,
        municipality_id=party.municipality_id,
        side=party.side,
    )
    return row


def _only(contribution: Contribution) -> Select[uuid.UUID]:
    return select(Contribution.id).where(Contribution.id == contribution.id)


def _hold(contribution_id: uuid.UUID) -> None:
    """Let those who write about the same answer take turns, until the transaction ends."""
    db.session.execute(select(Contribution.id).where(Contribution.id == contribution_id).with_for_update())


def _judged(contribution: Contribution, row: Review) -> Judgement:
    """What was made of an answer, as it now stands."""
    db.session.refresh(contribution, ["acute", "acute_done", "acute_by"])
    return Judgement(
        masked_text=row.masked_text,
        outcome=Outcome(row.outcome),
        reason=row.reason,
        same_as_id=row.same_as_id,
        place_id=row.place_id,
        note=row.note,
        focus_area_ids=frozenset(tag.focus_area_id for tag in row.tags),
        acute=contribution.acute,
        acute_done=contribution.acute_done,
        acute_by=contribution.acute_by,
    )


def _write(row: Review, judgement: Judgement, by: Person) -> None:
    row.version += 1
    row.masked_text, row.outcome, row.reason = judgement.masked_text, judgement.outcome, judgement.reason
    row.same_as_id, row.place_id, row.note = judgement.same_as_id, judgement.place_id, judgement.note
    row.reviewed, row.reviewed_by, row.saved_at = clock.today(), by, clock_time(clock.now())
    present = {tag.focus_area_id: tag for tag in row.tags}
    row.tags = [present.get(area, Tag(focus_area_id=area)) for area in judgement.focus_area_ids]


def _message(
    contribution: Contribution,
    kind: MessageKind,
    text: str,
    *,
    author_id: uuid.UUID | None = None,
    answers_id: uuid.UUID | None = None,
) -> Message:
    last = db.session.scalar(select(func.max(Message.position)).where(Message.contribution_id == contribution.id))
    message = Message(
        municipality_id=contribution.municipality_id,
        contribution_id=contribution.id,
        position=(last or 0) + 1,
        kind=kind,
        text=text,
        sent=clock.today(),
        author_id=author_id,
        answers_id=answers_id,
    )
    db.session.add(message)
    db.session.flush()
    return message


def _log_reading(contribution: Contribution, purpose: Purpose, by: Person) -> None:
    event = Event.CONTRIBUTION_DISCLOSE if purpose is Purpose.DISCLOSURE else Event.CONTRIBUTION_OPEN
    audit.record(
        event,
        actor=str(by.id),
        subject=contribution.id,
        municipality_id=contribution.municipality_id,
        purpose=purpose.value,
    )
