"""Reading municipalities and what belongs to them."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.core.memory import remembered
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.cadences import Cadence, Unit
from medborgar.municipality.models import (
    Area,
    Body,
    FocusAreaSet,
    Municipality,
    Place,
    current_set,
)


def by_slug(slug: str) -> Municipality:
    """The municipality of an address, with its parties; NotFound when there is none."""
    chosen = select(Municipality).where(Municipality.slug == slug).options(joinedload(Municipality.parties))
    municipality = db.session.scalars(chosen).unique().one_or_none()
    if municipality is None:
        raise NotFound("")
    return municipality


@remembered
def known(slug: str) -> Municipality:
    """As `by_slug`, from memory and for reading only: what public pages say of a municipality seldom changes."""
    municipality = by_slug(slug)
    db.session.expunge(municipality)
    return municipality


def all_municipalities() -> Sequence[Municipality]:
    """Every municipality of the site, by name."""
    return db.session.scalars(select(Municipality).order_by(Municipality.name)).all()


def areas(municipality: Municipality) -> Sequence[Area]:
    """The municipality's areas, in the order residents know them."""
    return db.session.scalars(select(Area).where(Area.municipality_id == municipality.id).order_by(Area.position)).all()


def places(municipality: Municipality) -> Sequence[Place]:
    """The municipality's places with their areas, by name."""
    chosen = select(Place).where(Place.municipality_id == municipality.id).options(joinedload(Place.area))
    return db.session.scalars(chosen.order_by(Place.name)).all()


def focus_set(municipality: Municipality, on: date) -> FocusAreaSet:
    """The focus areas in force on a day."""
    chosen = select(FocusAreaSet).where(FocusAreaSet.municipality_id == municipality.id)
    return current_set(list(db.session.scalars(chosen.options(selectinload(FocusAreaSet.areas)))), on)


def agreement(municipality: Municipality) -> Agreement:
    """The agreement that the municipality works by: the latest."""
    chosen = select(Agreement).where(Agreement.municipality_id == municipality.id)
    return db.session.scalars(chosen.order_by(Agreement.valid_from.desc()).limit(1)).one()


def bodies(municipality: Municipality) -> Sequence[Body]:
    """The bodies that meet and decide, with their seats."""
    chosen = select(Body).where(Body.municipality_id == municipality.id).options(selectinload(Body.seats))
    return db.session.scalars(chosen.order_by(Body.position, Body.name)).all()


def cadences(municipality: Municipality) -> Sequence[Cadence]:
    """What comes again, the most frequent first."""
    found = db.session.scalars(select(Cadence).where(Cadence.municipality_id == municipality.id))
    units = list(Unit)
    return sorted(found, key=lambda cadence: (units.index(Unit(cadence.unit)), cadence.every, cadence.title))


def find_area(municipality: Municipality, slug: str) -> Area:
    """One area of this municipality, by its slug."""
    chosen = select(Area).where(Area.municipality_id == municipality.id, Area.slug == slug)
    return db.session.scalars(chosen).one()


def find_place(municipality: Municipality, place_id: uuid.UUID) -> Place:
    """One place of this municipality; a foreign one does not exist."""
    chosen = select(Place).where(Place.municipality_id == municipality.id, Place.id == place_id)
    return db.session.scalars(chosen).one()


def place_named(municipality_id: uuid.UUID, name: str) -> Place | None:
    """The place of that name, if the municipality has one."""
    chosen = select(Place).where(Place.municipality_id == municipality_id, Place.name == name)
    return db.session.scalars(chosen).one_or_none()
