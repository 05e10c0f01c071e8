"""Loading a profile: what is new is made, what has changed is changed, and what staff have changed is left alone."""

import json
import uuid
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import or_, select

from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core.extensions import Model, db
from medborgar.core.permissions import Side
from medborgar.municipality.agreements import Agreement, Clause, Goal, IntroductionStep
from medborgar.municipality.cadences import Cadence
from medborgar.municipality.models import (
    Area,
    Body,
    FocusArea,
    FocusAreaSet,
    Municipality,
    Organisation,
    Partner,
    Party,
    Place,
    Seat,
)
from medborgar.municipality.profile import Profile
from medborgar.municipality.queries import place_named
from medborgar.municipality.report import Report, Result
from medborgar.municipality.rows import FromProfile, Versioned
from medborgar.municipality.sections import FocusAreaSection

Row = TypeVar("Row", bound=FromProfile)
Values = dict[str, Any]

PARTS: dict[str, type[Model]] = {"seats": Seat, "clauses": Clause, "goals": Goal}  # they come and go with their row


def load(profile: Profile, *, by: str, overwrite: bool = False) -> Report:
    """Load a profile; loading it again changes nothing. `overwrite` takes back what staff have changed."""
    loader = _Loader(overwrite=overwrite)
    municipality = loader.put(Municipality, profile.municipality.slug, profile.municipality.model_dump())
    loader.put_parties(profile, municipality)
    loader.put_bodies(profile, municipality)
    loader.put_method(profile, municipality)
    loader.put_map(profile, municipality)
    loader.put_focus_areas(profile, municipality)
    loader.note_the_gone(municipality)
    report = Report(municipality, loader.rows)
    if report.changed:
        counts = {"changed": report.changed, "kept": report.kept, "overwrite": overwrite}
        audit.record(Event.PROFILE_LOAD, actor=by, subject=municipality.id, municipality_id=municipality.id, **counts)
    db.session.expire_all()
    return report


class _Loader:
    """One loading: what became of the rows so far."""

    def __init__(self, *, overwrite: bool) -> None:
        self.overwrite = overwrite
        self.rows: list[tuple[Result, type[FromProfile], str]] = []
        self.met: set[FromProfile] = set()

    def put_parties(self, profile: Profile, municipality: Municipality) -> None:
        organisations = {
            key: self.put(Organisation, key, section.model_dump() | {"slug": key}).id
            for key, section in profile.organisations.items()
        }
        within = {"municipality_id": municipality.id}
        for side in Side:
            section = getattr(profile.parties, side)
            values = section.model_dump(exclude={"organisation"})
            values |= {"side": side.value, "organisation_id": organisations[section.organisation]}
            self.put(Party, side, values, **within)
        for position, (key, partner) in enumerate(profile.partners.items()):
            values = partner.model_dump(exclude={"organisation"}) | {"position": position}
            self.put(Partner, key, values | {"organisation_id": organisations[partner.organisation]}, **within)

    def put_bodies(self, profile: Profile, municipality: Municipality) -> None:
        ids: dict[str | None, uuid.UUID | None] = {None: None}
        for position, (key, body) in enumerate(profile.bodies.items()):
            values = body.model_dump(exclude={"appointed_by"}) | {"position": position}
            values |= {"appointed_by_id": ids[body.appointed_by], "seats": _numbered(values["seats"])}
            ids[key] = self.put(Body, key, values, municipality_id=municipality.id).id

    def put_method(self, profile: Profile, municipality: Municipality) -> None:
        within = {"municipality_id": municipality.id}
        for key, agreement in profile.agreements.items():
            values = _lined(agreement.model_dump(exclude={"reviewers"}))
            values |= {name: _numbered(values[name]) for name in ("clauses", "goals")}
            if agreement.reviewers:
                values["reviewer_municipality"] = agreement.reviewers.kommunen
                values["reviewer_police"] = agreement.reviewers.polisen
            self.put(Agreement, key, values, **within)
        for key, cadence in profile.cadences.items():
            every, unit = cadence.recurrence
            values = cadence.model_dump(exclude={"recurrence"})
            self.put(Cadence, key, values | {"every": every, "unit": unit.value}, **within)
        for position, (key, step) in enumerate(profile.introduction.items()):
            responsible = [f"{operation}: {function}" for operation, function in step.responsible.items()]
            values = step.model_dump() | {"position": position, "responsible": "\n".join(responsible)}
            self.put(IntroductionStep, key, values, **within)

    def put_map(self, profile: Profile, municipality: Municipality) -> None:
        within = {"municipality_id": municipality.id}
        areas = {
            key: self.put(Area, key, section.model_dump() | {"slug": key, "position": position}, **within)
            for position, (key, section) in enumerate(profile.areas.items())
        }
        for key, place in profile.places.items():
            namesake = place_named(municipality.id, place.name)
            if namesake and namesake.profile_key != key:
                self.rows.append((Result.TAKEN, Place, key))
            else:
                values = place.model_dump(exclude={"area"}) | {"area_id": areas[place.area].id}
                self.put(Place, key, values, **within)

    def put_focus_areas(self, profile: Profile, municipality: Municipality) -> None:
        """The last template first: an area can only name a successor that is there."""
        made: dict[str, dict[str, FocusArea]] = {}
        for set_key, section in sorted(profile.focus_sets.items(), key=lambda one: one[1].valid_from, reverse=True):
            values = section.model_dump(exclude={"areas"})
            focus_set = self.put(FocusAreaSet, set_key, values, municipality_id=municipality.id)
            following = profile.next_set(section)
            made[set_key] = self._put_areas(focus_set, section.areas, made[following[0]] if following else None)

    def _put_areas(
        self, focus_set: FocusAreaSet, areas: Mapping[str, FocusAreaSection], later: Mapping[str, FocusArea] | None
    ) -> dict[str, FocusArea]:
        made = {}
        for position, (key, area) in enumerate(areas.items()):
            values = _lined(area.model_dump(exclude={"successor"})) | {"slug": key, "position": position}
            if later is not None:  # what succeeds the last template is for staff to say
                values["successor_id"] = later[area.successor].id if area.successor else None
            made[key] = self.put(FocusArea, key, values, set_id=focus_set.id)
        return made

    def note_the_gone(self, municipality: Municipality) -> None:
        """Rows that the profile once loaded and no longer names; other rows may rest on them."""
        kinds: list[type[FromProfile]] = [
            Partner,
            Body,
            Agreement,
            Cadence,
            IntroductionStep,
            Area,
            Place,
            FocusAreaSet,
        ]
        for kind in kinds:
            for row in db.session.scalars(select(kind).filter_by(municipality_id=municipality.id)):
                if row.profile_key and row not in self.met:
                    self.rows.append((Result.GONE, kind, row.profile_key))

    def put(self, kind: type[Row], key: str, values: Values, **within: uuid.UUID) -> Row:
        """Make the row of a key say what the profile says, unless it is staff's."""
        row = _find(kind, key, within)
        if row is None:
            row, result = kind(**within), Result.CREATED
            db.session.add(row)
        else:
            result = self._verdict(row, _plain(values))
        if result in {Result.CREATED, Result.UPDATED, Result.OVERWRITTEN}:
            _write(row, values)
        if result is not Result.KEPT:
            row.profile_key, row.profile_values = key, _json(values)
        db.session.flush()
        self.rows.append((result, kind, key))
        self.met.add(row)
        return row

    def _verdict(self, row: FromProfile, wanted: Values) -> Result:
        if _said_by(row, wanted) == wanted:
            return Result.UNCHANGED
        if not _is_staffs(row):
            return Result.UPDATED
        return Result.OVERWRITTEN if self.overwrite else Result.KEPT


def _find(kind: type[Row], key: str, within: Mapping[str, uuid.UUID]) -> Row | None:
    """The row that was loaded by this key; failing that, one that somebody made with the same address."""
    known = [kind.profile_key == key]
    if hasattr(kind, "slug"):
        known.append(kind.slug == key)  # type: ignore[attr-defined]  # just seen to be there
    found = db.session.scalars(select(kind).filter_by(**within).where(or_(*known)))
    return max(found, key=lambda row: row.profile_key == key, default=None)


def _write(row: object, values: Values) -> None:
    for name, value in values.items():
        if name in PARTS:
            _write_parts(getattr(row, name), PARTS[name], value)
        else:
            setattr(row, name, value)
    if isinstance(row, Versioned) and row.version:
        row.version += 1


def _write_parts(parts: list[Any], kind: type[Model], wanted: list[Values]) -> None:
    """In place, as far as there are any: other rows may rest on them."""
    del parts[len(wanted) :]
    for part, values in zip(parts, wanted, strict=False):
        _write(part, values)
    parts.extend(kind(**values) for values in wanted[len(parts) :])


def _is_staffs(row: FromProfile) -> bool:
    """Whether the row says something else than what was last loaded into it, or was never loaded."""
    if row.profile_values is None:
        return True
    loaded = {name: value for name, value in json.loads(row.profile_values).items() if hasattr(row, name)}
    return _said_by(row, loaded) != loaded


def _said_by(row: FromProfile, like: Values) -> Values:
    """What a row says, in the shape of `like`."""
    return {name: _parts_of(row, name, like[name]) if name in PARTS else _plain(getattr(row, name)) for name in like}


def _parts_of(row: FromProfile, name: str, like: list[Values]) -> list[Values]:
    names = like[0] if like else {}
    return [{part: getattr(item, part) for part in names} for item in getattr(row, name)]


def _json(values: Values) -> str:
    return json.dumps(_plain(values), ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    match value:
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case uuid.UUID() | date():
            return str(value)
        case StrEnum():
            return value.value
        case _:
            return value


def _numbered(parts: list[Values]) -> list[Values]:
    return [{"position": position, **part} for position, part in enumerate(parts)]


def _lined(values: Values) -> Values:
    """Lists of words as lines."""
    return {
        name: "\n".join(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value
        for name, value in values.items()
    }
