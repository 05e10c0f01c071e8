"""Reading the police's cycles: the organisation's own days, and of what is said in them one municipality's alone."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.core.permissions import Actor, Permission, Side
from medborgar.decisions.models import Decision, Priority
from medborgar.municipality.models import Municipality, Organisation, Party
from medborgar.plan.cycles import CyclePart, CyclePriority, OperationalCycle

SHOWN_MOST = 60


class Told(NamedTuple):
    """A cycle, and what it says of one municipality; None while it says nothing."""

    cycle: OperationalCycle
    part: CyclePart | None


def police_of(municipality: Municipality) -> Organisation:
    """The police organisation that serves a municipality."""
    return municipality.party(Side.POLICE).organisation


def cycles(municipality: Municipality) -> list[Told]:
    """The cycles of the municipality's police, the latest first, each with what it says of this municipality."""
    chosen = select(OperationalCycle).where(OperationalCycle.organisation_id == police_of(municipality).id)
    found = db.session.scalars(chosen.order_by(OperationalCycle.first_day.desc()).limit(SHOWN_MOST)).all()
    parts = {part.cycle_id: part for part in _parts(municipality, found)}
    return [Told(cycle, parts.get(cycle.id)) for cycle in found]


def find(municipality: Municipality, day: str) -> Told:
    """The cycle of the municipality's police that begins on a day, as an address says it; NotFound for any other."""
    chosen = select(OperationalCycle).where(
        OperationalCycle.organisation_id == police_of(municipality).id, OperationalCycle.first_day == _day(day)
    )
    cycle = db.session.scalars(chosen).one()
    return Told(cycle, next(iter(_parts(municipality, [cycle])), None))


def last_cycle(organisation: Organisation) -> OperationalCycle | None:
    """The latest cycle of a police organisation, None before the first."""
    chosen = select(OperationalCycle).where(OperationalCycle.organisation_id == organisation.id)
    return db.session.scalars(chosen.order_by(OperationalCycle.first_day.desc()).limit(1)).first()


def priorities_in(municipality: Municipality, cycle: OperationalCycle, part: CyclePart | None) -> Sequence[Priority]:
    """What the municipality and its police have decided on for days that a cycle covers, and what it includes."""
    chosen = (
        select(Priority)
        .join(Priority.decision)
        .where(
            Decision.municipality_id == municipality.id,
            Decision.valid_from <= cycle.last_day,
            Decision.valid_to >= cycle.first_day,
        )
    )
    found = db.session.scalars(chosen.order_by(Decision.valid_from, Priority.position)).all()
    own = [one.priority for one in part.included] if part else []
    return [*found, *(one for one in own if one not in found)]


def elsewhere(municipality: Municipality, actor: Actor) -> Sequence[Municipality]:
    """The other municipalities of the same police where somebody may read cycles too."""
    held = {one.municipality_id for one in actor.grants if actor.holds(Permission.CYCLE_READ, one.municipality_id)}
    chosen = (
        select(Municipality)
        .join(Municipality.parties)
        .where(Party.organisation_id == police_of(municipality).id, Municipality.id.in_(held - {municipality.id}))
    )
    return db.session.scalars(chosen.order_by(Municipality.name)).unique().all()


def _parts(municipality: Municipality, found: Sequence[OperationalCycle]) -> Sequence[CyclePart]:
    chosen = select(CyclePart).where(
        CyclePart.municipality_id == municipality.id, CyclePart.cycle_id.in_([cycle.id for cycle in found])
    )
    included = selectinload(CyclePart.included).joinedload(CyclePriority.priority)
    return db.session.scalars(chosen.options(included, joinedload(CyclePart.cycle))).all()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound("") from None
