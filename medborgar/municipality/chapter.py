"""A chapter of Inställningar: which rows it holds, and how a new one begins."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.core.formatting import long_day
from medborgar.municipality import queries
from medborgar.municipality.agreements import Agreement, Clause, Goal
from medborgar.municipality.models import Area, FocusArea, Municipality, Organisation, Partner, Party, Place
from medborgar.municipality.row_form import RowForm

Words = Callable[[Any], Any]


@dataclass(frozen=True)
class Chapter:
    """Rows of one sort: how they are found and shown, the form of one, and how a new one begins."""

    title: Any
    text: Any
    form: type[RowForm]
    rows: Callable[[Municipality], Sequence[Any]]
    label: Words
    note: Words = lambda _row: ""
    group: Words = lambda _row: ""
    named: str = "name"  # the attribute that no two of them may share
    within: str = "municipality_id"  # unless they belong to different ones of these
    add: Any = ""
    new: Callable[[Municipality], Any] = lambda _municipality: None  # None when none can be added
    removable: Callable[[Municipality, Any], bool] = lambda *_: False

    def find(self, municipality: Municipality, row_id: uuid.UUID) -> Any:
        """One row; NotFound when the municipality has no such."""
        found = next((row for row in self.rows(municipality) if row.id == row_id), None)
        if found is None:
            raise NotFound("")
        return found

    def groups(self, municipality: Municipality) -> list[tuple[str, list[Any]]]:
        """The rows under their headings, in order."""
        found: dict[str, list[Any]] = {}
        for row in self.rows(municipality):
            found.setdefault(str(self.group(row)), []).append(row)
        return list(found.items())

    def is_taken(self, row: Any, values: dict[str, Any], others: Sequence[Any]) -> bool:
        """Whether another row beside it has the name."""
        place = values.get(self.within, getattr(row, self.within))
        beside = [other for other in others if other.id != row.id and getattr(other, self.within) == place]
        return values[self.named] in {getattr(other, self.named) for other in beside}


def its(kind: type[Any], *order: Any) -> Callable[[Municipality], Sequence[Any]]:
    """The municipality's rows of a kind, in an order."""

    def rows(municipality: Municipality) -> Sequence[Any]:
        chosen: Select[Any] = select(kind).where(kind.municipality_id == municipality.id)
        return db.session.scalars(chosen.order_by(*order)).all()

    return rows


def of_its_agreements(kind: type[Clause] | type[Goal]) -> Callable[[Municipality], Sequence[Any]]:
    """The rows of a kind that its agreements hold."""

    def rows(municipality: Municipality) -> Sequence[Any]:
        chosen: Select[Any] = select(kind).join(Agreement).where(Agreement.municipality_id == municipality.id)
        return db.session.scalars(chosen.order_by(Agreement.valid_from, Agreement.title, kind.position)).all()

    return rows


def places(municipality: Municipality) -> Sequence[Place]:
    """Every place under its area, those no longer used too."""
    chosen = select(Place).where(Place.municipality_id == municipality.id).join(Place.area)
    return db.session.scalars(chosen.options(contains_eager(Place.area)).order_by(Area.position, Place.name)).all()


def focus_areas(municipality: Municipality) -> list[FocusArea]:
    """Every focus area, of the latest version first."""
    return [area for focus_set in reversed(queries.focus_sets(municipality)) for area in focus_set.areas]


def organisations(municipality: Municipality) -> Sequence[Organisation]:
    """Those that are a party or take part."""
    here = [select(kind.organisation_id).where(kind.municipality_id == municipality.id) for kind in (Party, Partner)]
    chosen = select(Organisation).where(Organisation.id.in_(here[0].union(here[1])))
    return db.session.scalars(chosen.order_by(Organisation.name)).all()


def next_row(kind: type[Any], rows: Callable[[Municipality], Sequence[Any]]) -> Callable[[Municipality], Any]:
    """A new row, last in its list."""

    def new(municipality: Municipality) -> Any:
        last = max((row.position for row in rows(municipality)), default=-1)
        return kind(municipality_id=municipality.id, position=last + 1)

    return new


def next_in_agreement(kind: type[Clause] | type[Goal]) -> Callable[[Municipality], Any]:
    """A new row, last in the agreement that holds."""

    def new(municipality: Municipality) -> Any:
        last = max((row.position for row in of_its_agreements(kind)(municipality)), default=-1)
        return kind(agreement_id=queries.agreement(municipality).id, position=last + 1)

    return new


def next_focus_area(municipality: Municipality) -> FocusArea | None:
    """A new focus area in the version to come; None when there is none."""
    latest = queries.focus_sets(municipality)[-1]
    if not queries.is_coming(municipality, latest.id):
        return None
    return FocusArea(set_id=latest.id, position=max(area.position for area in latest.areas) + 1)


def ended(row: Any) -> Any:
    """Until when it was used, if it is no longer."""
    return _l("Till och med dagen före %(day)s", day=long_day(row.ended)) if row.ended else ""


def always(*_: Any) -> bool:
    """Whatever it is."""
    return True
