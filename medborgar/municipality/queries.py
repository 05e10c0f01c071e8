"""Reading municipalities and what belongs to them."""

import uuid
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from medborgar.core import clock
from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.core.memory import Remembered
from medborgar.municipality.agreements import Agreement, IntroductionStep, Validity
from medborgar.municipality.cadences import Cadence, Unit
from medborgar.municipality.focus import current_set, lineage
from medborgar.municipality.models import (
    Area,
    Body,
    FocusArea,
    FocusAreaSet,
    Municipality,
    Partner,
    Place,
)


def by_slug(slug: str) -> Municipality:
    """The municipality of an address, with its parties; NotFound when there is none."""
    chosen = select(Municipality).where(Municipality.slug == slug).options(joinedload(Municipality.parties))
    municipality = db.session.scalars(chosen).unique().one_or_none()
    if municipality is None:
        raise NotFound("")
    return municipality


@Remembered
def known(slug: str) -> Municipality:
    """As `by_slug`, from memory and for reading only: what public pages say of a municipality seldom changes."""
    municipality = by_slug(slug)
    db.session.expunge(municipality)
    return municipality


def all_municipalities() -> Sequence[Municipality]:
    """Every municipality of the site, by name."""
    return db.session.scalars(select(Municipality).order_by(Municipality.name)).all()


def areas(municipality: Municipality) -> Sequence[Area]:
    """The areas that are in use, in the order residents know them."""
    chosen = select(Area).where(Area.municipality_id == municipality.id, in_use(Area.ended))
    return db.session.scalars(chosen.order_by(Area.position)).all()


def places(municipality: Municipality, *, also: uuid.UUID | None = None) -> Sequence[Place]:
    """The places that are in use with their areas, by name; and one that is chosen already."""
    chosen = select(Place).where(Place.municipality_id == municipality.id, or_(in_use(Place.ended), Place.id == also))
    return db.session.scalars(chosen.options(joinedload(Place.area)).order_by(Place.name)).all()


def focus_set(municipality: Municipality, on: date) -> FocusAreaSet:
    """The focus areas in force on a day."""
    chosen = select(FocusAreaSet).where(FocusAreaSet.municipality_id == municipality.id)
    return current_set(list(db.session.scalars(chosen.options(selectinload(FocusAreaSet.areas)))), on)


def focus_sets(municipality: Municipality) -> Sequence[FocusAreaSet]:
    """Every version of the template with its areas, the first first."""
    chosen = select(FocusAreaSet).where(FocusAreaSet.municipality_id == municipality.id)
    return db.session.scalars(chosen.options(selectinload(FocusAreaSet.areas)).order_by(FocusAreaSet.valid_from)).all()


def is_coming(municipality: Municipality, set_id: uuid.UUID) -> bool:
    """Whether a version of the template has not begun, so that its areas can still be added and taken away."""
    return any(one.id == set_id and one.valid_from > clock.today() for one in focus_sets(municipality))


def set_before(municipality: Municipality, set_id: uuid.UUID) -> FocusAreaSet | None:
    """The version of the template before another, None before the first."""
    sets = focus_sets(municipality)
    return next((older for older, newer in pairwise(sets) if newer.id == set_id), None)


def predecessors(set_id: uuid.UUID) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """For each area of a set: itself and every area of older sets that it goes on from, so that a count can go on."""
    whose = select(FocusAreaSet.municipality_id).where(FocusAreaSet.id == set_id).scalar_subquery()
    chosen = select(FocusArea.id, FocusArea.successor_id, FocusArea.set_id).join(FocusAreaSet)
    areas = db.session.execute(chosen.where(FocusAreaSet.municipality_id == whose)).all()
    return lineage({one.id: one.successor_id for one in areas}, [one.id for one in areas if one.set_id == set_id])


def agreements(municipality: Municipality) -> Sequence[Agreement]:
    """Every agreement with its goals, the latest first."""
    chosen = select(Agreement).where(Agreement.municipality_id == municipality.id)
    found = db.session.scalars(chosen.options(selectinload(Agreement.goals))).all()
    return sorted(found, key=lambda one: (one.valid_from or date.min, one.title), reverse=True)


def agreement(municipality: Municipality) -> Agreement:
    """The agreement that the municipality works by: the latest that holds, else the latest."""
    today, every = clock.today(), agreements(municipality)
    holding = [one for one in every if one.validity(today) in {Validity.VALID, Validity.GIVEN_NOTICE}]
    found = next(iter([*holding, *every]), None)
    if found is None:
        raise NotFound("")
    return found


def find_agreement(municipality: Municipality, agreement_id: uuid.UUID) -> Agreement:
    """One agreement of this municipality; a foreign one does not exist."""
    chosen = select(Agreement).where(Agreement.municipality_id == municipality.id, Agreement.id == agreement_id)
    return db.session.scalars(chosen).one()


def partners(municipality: Municipality) -> Sequence[Partner]:
    """Those who take part without signing."""
    chosen = select(Partner).where(Partner.municipality_id == municipality.id, in_use(Partner.ended))
    return db.session.scalars(chosen.order_by(Partner.position)).all()


def introduction(municipality: Municipality) -> Sequence[IntroductionStep]:
    """The steps by which a method is brought into use, in their order."""
    chosen = select(IntroductionStep).where(IntroductionStep.municipality_id == municipality.id)
    return db.session.scalars(chosen.order_by(IntroductionStep.position)).all()


def bodies(municipality: Municipality) -> Sequence[Body]:
    """The bodies that meet and decide, with their seats and who appointed them."""
    chosen = select(Body).where(Body.municipality_id == municipality.id, in_use(Body.ended))
    return db.session.scalars(
        chosen.options(selectinload(Body.seats), selectinload(Body.appointed_by)).order_by(Body.position, Body.name)
    ).all()


def cadences(municipality: Municipality) -> Sequence[Cadence]:
    """What comes again, the most frequent first."""
    chosen = select(Cadence).where(Cadence.municipality_id == municipality.id, in_use(Cadence.ended))
    found = db.session.scalars(chosen)
    units = list(Unit)
    return sorted(found, key=lambda cadence: (units.index(Unit(cadence.unit)), cadence.every, cadence.title))


def find_place(municipality: Municipality, place_id: uuid.UUID) -> Place:
    """One place of this municipality; a foreign one does not exist."""
    chosen = select(Place).where(Place.municipality_id == municipality.id, Place.id == place_id)
    return db.session.scalars(chosen).one()


def place_named(municipality_id: uuid.UUID, name: str) -> Place | None:
    """The place of that name, if the municipality has one."""
    chosen = select(Place).where(Place.municipality_id == municipality_id, Place.name == name)
    return db.session.scalars(chosen).one_or_none()


def in_use(ended: InstrumentedAttribute[date | None]) -> ColumnElement[bool]:
    """Whether something can still be chosen: it has not ended, or not yet."""
    return or_(ended.is_(None), ended > clock.today())
