"""Writing the police's cycles: beginning one, and what it says of a municipality; never anybody's name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import clock_time, span
from medborgar.decisions.models import Priority
from medborgar.municipality.models import Municipality, Organisation
from medborgar.plan.cycle_queries import police_of
from medborgar.plan.cycles import CyclePart, CyclePriority, OperationalCycle
from medborgar.plan.guard import ensure_nobody

LONGEST = timedelta(weeks=5)


@dataclass(frozen=True)
class CycleWords:
    """What a cycle says of a municipality: what and why, how the last one went, what the municipality says back."""

    included: tuple[Priority, ...]
    why: str = ""
    figures: str = ""
    outcome: str = ""
    feedback: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """What is said in words, by the names of the columns."""
        return {"why": self.why, "figures": self.figures, "outcome": self.outcome, "feedback": self.feedback}


def begin(*, municipality: Municipality, first_day: date, last_day: date, by: Person) -> OperationalCycle:
    """Begin a cycle for the police and so for every municipality they serve; begun twice, it is begun once."""
    police = police_of(municipality)
    db.session.execute(select(Organisation.id).where(Organisation.id == police.id).with_for_update())
    if not timedelta() <= last_day - first_day < LONGEST:
        raise Refused(_("En inriktning varar högst fem veckor, och slutar inte innan den börjar."))
    overlapping = select(OperationalCycle).where(
        OperationalCycle.organisation_id == police.id,
        OperationalCycle.first_day <= last_day,
        OperationalCycle.last_day >= first_day,
    )
    if found := db.session.scalars(overlapping).first():
        if (found.first_day, found.last_day) == (first_day, last_day):
            return found
        days = span(found.first_day, found.last_day)
        raise Refused(_("Det finns redan en inriktning för %(days)s.", days=days))
    cycle = OperationalCycle(organisation_id=police.id, first_day=first_day, last_day=last_day)
    db.session.add(cycle)
    db.session.flush()
    audit.record(Event.CYCLE_BEGIN, actor=str(by.id), subject=cycle.id, municipality_id=municipality.id)
    return cycle


def save_part(
    *,
    municipality: Municipality,
    cycle: OperationalCycle,
    part: CyclePart | None,
    version: int,
    words: CycleWords,
    cleared: Collection[str] = (),
    by: Person,
) -> CyclePart:
    """Write what a cycle says of a municipality, if nobody has since; saved unchanged, it stays."""
    ensure_nobody(municipality=municipality, texts=words.texts.values(), cleared=cleared, by=by)
    db.session.execute(select(OperationalCycle.id).where(OperationalCycle.id == cycle.id).with_for_update())
    _ensure_seen(municipality, cycle, version)
    if part is None:
        part = CyclePart(municipality_id=municipality.id, cycle=cycle, version=0, included=[])
    if _says(part) == (words.texts, set(words.included)):
        return part
    for name, text in words.texts.items():
        setattr(part, name, text)
    _include(part, words.included)
    part.version, part.saved_at = version + 1, clock_time(clock.now())
    db.session.add(part)
    db.session.flush()
    audit.record(Event.CYCLE_SAVE, actor=str(by.id), subject=part.id, municipality_id=municipality.id)
    return part


def _ensure_seen(municipality: Municipality, cycle: OperationalCycle, version: int) -> None:
    chosen = select(CyclePart.version, CyclePart.saved_at).where(
        CyclePart.municipality_id == municipality.id, CyclePart.cycle_id == cycle.id
    )
    present = db.session.execute(chosen).first()
    if version != (present.version if present else 0):
        raise Stale(_("En kollega sparade %(time)s. Jämför och välj.", time=present.saved_at if present else "–"))


def _says(part: CyclePart) -> tuple[dict[str, str], set[Priority]]:
    texts = {name: getattr(part, name) or "" for name in ("why", "figures", "outcome", "feedback")}
    return texts, {one.priority for one in part.included}


def _include(part: CyclePart, chosen: Collection[Priority]) -> None:
    part.included = [one for one in part.included if one.priority in chosen]
    already = {one.priority for one in part.included}
    part.included.extend(CyclePriority(priority=one) for one in chosen if one not in already)
