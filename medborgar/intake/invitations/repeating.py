"""A dialogue that comes again: the next round opens on its day, asks the same, and invites the same."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import aliased

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.intake.dialogues import actions as dialogues
from medborgar.intake.invitations import queries
from medborgar.intake.invitations.models import Invitation, State
from medborgar.intake.models import Dialogue
from medborgar.municipality.cadences import occurrences


def begin_rounds_by_calendar() -> None:
    """Begin every round whose day has come; after a time away only the last of them."""
    for dialogue in _repeating():
        db.session.execute(select(Dialogue.id).where(Dialogue.id == dialogue.id).with_for_update())
        opens = _next_day(dialogue)
        if opens and not _has_been_copied(dialogue):
            _begin(dialogue, opens)
        db.session.commit()


def _begin(last: Dialogue, opens: date) -> None:
    later = opens - last.opens if last.opens else timedelta()
    new = dialogues.begin(party=last.receiving_party, title=last.title, by=None, like=last)
    new.opens, new.cadence_id = opens, last.cadence_id
    new.closes, new.feedback_by = (day + later if day else None for day in (last.closes, last.feedback_by))
    db.session.add_all(_again(new, one) for one in queries.invitations(last) if _still(one))


def _again(dialogue: Dialogue, last: Invitation) -> Invitation:
    """The same once more; the mail goes with the others of that day."""
    return Invitation(
        municipality_id=dialogue.municipality_id,
        dialogue=dialogue,
        association=last.association,
        name=last.name,
        email=last.association.email if last.association else last.email,
    )


def _still(one: Invitation) -> bool:
    """Whether somebody still wants to be asked."""
    wants_mail = one.association.takes_mail if one.association else bool(one.email)
    return wants_mail and one.state not in {State.DECLINED, State.WITHDRAWN}


def _next_day(dialogue: Dialogue) -> date | None:
    """The last day, of those after it opened, on which it should have come again by now."""
    if dialogue.cadence is None or dialogue.opens is None:
        return None
    return max(occurrences(dialogue.cadence, dialogue.opens + timedelta(days=1), clock.today()), default=None)


def _repeating() -> list[Dialogue]:
    """Those that come again and have not yet."""
    later = aliased(Dialogue)
    chosen = select(Dialogue).where(Dialogue.cadence_id.is_not(None), Dialogue.opens.is_not(None))
    return list(db.session.scalars(chosen.where(~select(later.id).where(later.copied_from_id == Dialogue.id).exists())))


def _has_been_copied(dialogue: Dialogue) -> bool:
    return db.session.scalar(select(Dialogue.id).where(Dialogue.copied_from_id == dialogue.id)) is not None
