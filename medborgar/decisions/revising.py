"""Editing in turn: whoever edits holds the decision, and nobody overwrites a part that a colleague has saved."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import clock_time
from medborgar.decisions.models import Commitment, Decision, NotChosen, Part, Priority, PriorityProblem
from medborgar.decisions.queries import WHOLE

PARTS = (Decision, Priority, PriorityProblem, Commitment, NotChosen)


def hold(decision: Decision) -> None:
    """Hold a decision until the transaction ends, as it now stands; whoever else edits it waits."""
    db.session.execute(select(Decision.id).where(Decision.id == decision.id).with_for_update())
    whole = select(Decision).where(Decision.id == decision.id).options(*WHOLE)
    db.session.scalars(whole.execution_options(populate_existing=True)).one()


@contextmanager
def edited(decision: Decision, part: Part, version: int, by: Person) -> Iterator[None]:
    """Save a part of a decision that is held; Stale when a colleague has saved the part since `version`.

    What is saved unchanged stays as it is, and so does what was saved a moment ago with the same words.
    """
    was = part.version
    with db.session.no_autoflush:
        yield
        if not _has_changed():
            return
    if was not in {None, version}:  # a new part has none
        raise stale(part)
    part.version, part.saved_at = decision.revision + 1, clock_time(clock.now())
    _revise(decision, by)


@contextmanager
def rearranged(decision: Decision, by: Person) -> Iterator[None]:
    """Save what parts a decision that is held has, and in which order."""
    with db.session.no_autoflush:
        yield
        if not _has_changed():
            return
    _revise(decision, by)


@contextmanager
def removing(decision: Decision, by: Person) -> Iterator[None]:
    """Save that a part is gone; Refused when something speaks of it that is never deleted."""
    try:
        with rearranged(decision, by):
            yield
    except IntegrityError:  # to remove breaks no other rule than a follow-up's hold on its commitment
        message = _("Det som är uppföljt kan inte tas bort. Återkalla åtagandet i uppföljningen i stället.")
        raise Refused(message) from None


def stale(part: Part) -> Stale:
    """What is said when a colleague has saved a part in between."""
    return Stale(_("En kollega sparade %(time)s. Jämför och välj.", time=part.saved_at))


def _revise(decision: Decision, by: Person) -> None:
    decision.revision += 1
    db.session.flush()
    audit.record(
        Event.DECISION_SAVE,
        actor=str(by.id),
        subject=decision.id,
        municipality_id=decision.municipality_id,
        revision=decision.revision,
    )


def _has_changed() -> bool:
    session = db.session
    touched = (*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row)))
    return any(isinstance(row, PARTS) for row in touched)
