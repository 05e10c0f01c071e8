"""Reading the register of associations."""

import json
import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.intake.associations.checking import Checker, Preview
from medborgar.intake.associations.models import Association, AssociationImport, Standing
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas


def associations(municipality: Municipality) -> Sequence[Association]:
    """The whole register, by name."""
    chosen = select(Association).where(Association.municipality_id == municipality.id).order_by(Association.key)
    return db.session.scalars(chosen.options(selectinload(Association.areas))).all()


def asked(municipality: Municipality) -> list[Association]:
    """Those that can be invited."""
    return [one for one in associations(municipality) if one.standing == Standing.IN and one.takes_mail]


def waiting(municipality: Municipality) -> int:
    """How many ask to be in it."""
    chosen = select(func.count()).where(
        Association.municipality_id == municipality.id, Association.standing == Standing.WAITING
    )
    return db.session.scalar(chosen) or 0


def find(municipality: Municipality, association_id: uuid.UUID) -> Association:
    """One of the register; NotFound when there is none."""
    chosen = select(Association).where(Association.municipality_id == municipality.id, Association.id == association_id)
    found = db.session.scalars(chosen).one_or_none()
    if found is None:
        raise NotFound("")
    return found


def called(municipality: Municipality, name: str) -> Association | None:
    """The one of that name, however its letters are written."""
    chosen = select(Association).where(Association.municipality_id == municipality.id, Association.key == key_of(name))
    return db.session.scalars(chosen).one_or_none()


def key_of(name: str) -> str:
    """By which two of the same name are known."""
    return " ".join(name.casefold().split())


def imported(municipality: Municipality, import_id: uuid.UUID) -> AssociationImport:
    """A file that was sent in; NotFound when there is none."""
    chosen = select(AssociationImport).where(
        AssociationImport.municipality_id == municipality.id, AssociationImport.id == import_id
    )
    found = db.session.scalars(chosen).one_or_none()
    if found is None:
        raise NotFound("")
    return found


def preview(municipality: Municipality, sent: AssociationImport) -> Preview:
    """What a file would become, held against what is known now."""
    return checker(municipality).check(json.loads(sent.rows or "[]"))


def checker(municipality: Municipality) -> Checker:
    """What the rows of a file are held against."""
    known = {one.key for one in associations(municipality)}
    return Checker({area.name.casefold(): area.id for area in areas(municipality)}, known, key_of)
