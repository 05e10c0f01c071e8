"""Saying what becomes of a point, and letting everybody read of a walk: nobody is pointed out in either."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.intake.walks import actions as walking
from medborgar.intake.walks import queries as walked
from medborgar.intake.walks.models import Walk, WalkPoint
from medborgar.plan.guard import ensure_nobody
from medborgar.plan.models import Measure
from medborgar.plan.walks import protocol, queries
from medborgar.plan.walks.models import WalkAnswer, WalkOutcome


@dataclass(frozen=True)
class Said:
    """What is said to a point; what is planned says by whom and when, or points at a measure that does."""

    answer: WalkAnswer
    words: str
    owner: str = ""
    due: date | None = None
    measure: Measure | None = None


def answer(
    *,
    walk: Walk,
    point: WalkPoint,
    seen: int,
    said: Said,
    cleared: Collection[str] = (),
    by: Person,
) -> WalkOutcome:
    """Say what becomes of a point; Stale when somebody has since number `seen`. Said twice, it is said once."""
    db.session.execute(select(WalkPoint.id).where(WalkPoint.id == point.id).with_for_update())
    before = queries.outcomes(walk).get(point.id, [])
    whole = _whole(said)
    if before and (_words_of(before[-1]), before[-1].said_by_id) == (whole, by.id):
        return before[-1]
    if len(before) != seen:
        raise Stale(_("En kollega har svarat på punkten. Jämför och välj."))
    if whole.answer is WalkAnswer.PLANNED and not (whole.owner and whole.due):
        raise Refused(_("Skriv vilken funktion som gör det och när."), field="owner")
    ensure_nobody(municipality=walk.party.municipality, texts=[whole.words, whole.owner], cleared=cleared, by=by)
    outcome = WalkOutcome(
        point=point,
        number=len(before) + 1,
        answer=whole.answer,
        words=whole.words,
        owner=whole.owner,
        due=whole.due,
        measure=whole.measure,
        said=clock.today(),
        said_by=by,
    )
    db.session.add(outcome)
    db.session.flush()
    details = {"point": str(point.id), "answer": whole.answer.value}
    audit.record(Event.WALK_OUTCOME, actor=str(by.id), subject=walk.id, municipality_id=walk.municipality_id, **details)
    return outcome


def publish(*, walk: Walk, shown: str, cleared: Collection[str] = (), by: Person) -> None:
    """Let everybody read of a walk exactly what was shown; Stale when something else would now be published."""
    content = protocol.content_of(walk, walked.points(walk), queries.reviewed(walk))
    if protocol.fingerprint(content) != shown:
        raise Stale(_("Något har ändrats sedan du öppnade sidan. Läs igenom igen."))
    if not protocol.has_points(content):
        raise Refused(_("Ingen punkt är granskad än. Granska dem i inkorgen först, så kommer de med."))
    ensure_nobody(municipality=walk.party.municipality, texts=protocol.texts(content), cleared=cleared, by=by)
    walking.publish(walk=walk, protocol=content, by=by)


def _whole(said: Said) -> Said:
    """With what the measure says where nothing else is said; what is not planned has neither owner nor day."""
    if said.answer is not WalkAnswer.PLANNED:
        return Said(said.answer, said.words)
    if said.measure is None:
        return said
    return Said(said.answer, said.words, said.owner or said.measure.owner, said.due or said.measure.due, said.measure)


def _words_of(outcome: WalkOutcome) -> Said:
    return Said(WalkAnswer(outcome.answer), outcome.words, outcome.owner, outcome.due, outcome.measure)
