"""Reading measures and plans, in a number of queries that does not grow with them."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.decisions.models import Commitment, Decision, Priority
from medborgar.municipality.models import Body, FocusArea, Municipality, Partner, Place
from medborgar.municipality.queries import bodies, focus_set, places
from medborgar.picture.models import Picture, Problem
from medborgar.picture.queries import latest_established, problems
from medborgar.plan.models import CHOSEN, OPEN, ActionPlan, Measure, MeasureKind, MeasureStep, PlanEntry

Row = TypeVar("Row")
INSATSER_MOST = 100

WHOLE = (
    joinedload(Measure.problem).joinedload(Problem.focus_area),
    joinedload(Measure.problem).selectinload(Problem.causes),
    joinedload(Measure.cause),
    joinedload(Measure.focus_area),
    joinedload(Measure.place),
    joinedload(Measure.commitment),
    joinedload(Measure.body),
    joinedload(Measure.partner),
)


@dataclass(frozen=True)
class Filters:
    """Which measures are looked for; what is None is not asked."""

    state: str | None = None
    purpose: str | None = None
    responsible: str | None = None
    kind: str | None = None
    place: uuid.UUID | None = None
    late_on: date | None = None  # those that should have been over by that day


@dataclass(frozen=True)
class Offered:
    """What a measure can be tied to in a municipality."""

    problems: Sequence[Problem]  # each with its causes
    focus_areas: Sequence[FocusArea]
    places: Sequence[Place]
    commitments: Sequence[Commitment]
    bodies: Sequence[Body]
    partners: Sequence[Partner]


def measures(municipality: Municipality, filters: Filters | None = None) -> Sequence[Measure]:
    """The measures that pass, those that are due first before the others."""
    chosen = _of(municipality).options(*WHOLE, selectinload(Measure.entries).joinedload(PlanEntry.plan))
    chosen = chosen.where(*_conditions(filters or Filters()))
    return db.session.scalars(chosen.order_by(Measure.due.is_(None), Measure.due, Measure.title, Measure.id)).all()


def find(municipality: Municipality, measure_id: uuid.UUID) -> Measure:
    """One measure of this municipality, whole, with the plans it stands in; a foreign one does not exist."""
    chosen = _of(municipality).where(Measure.id == measure_id)
    plans = selectinload(Measure.entries).joinedload(PlanEntry.plan).joinedload(ActionPlan.body)
    steps = selectinload(Measure.steps).joinedload(MeasureStep.by)
    return db.session.scalars(chosen.options(*WHOLE, plans, steps)).one()


def recent_insatser(municipality: Municipality, *, since: date, but: Collection[uuid.UUID] = ()) -> Sequence[Measure]:
    """The quick measures that are not over, or that something has happened with since a day; at most INSATSER_MOST."""
    moved = select(MeasureStep.measure_id).where(MeasureStep.day >= since)
    chosen = _of(municipality).where(Measure.kind == MeasureKind.QUICK, Measure.id.not_in(but))
    chosen = chosen.where(or_(Measure.state.in_(OPEN), Measure.id.in_(moved)))
    in_order = chosen.order_by(Measure.due, Measure.added, Measure.id).limit(INSATSER_MOST)
    return db.session.scalars(in_order.options(*WHOLE)).all()


def plans(municipality: Municipality) -> Sequence[ActionPlan]:
    """Every version of the plan, the latest first."""
    chosen = select(ActionPlan).where(ActionPlan.municipality_id == municipality.id)
    whole = chosen.options(
        joinedload(ActionPlan.picture), joinedload(ActionPlan.body), selectinload(ActionPlan.entries)
    )
    return db.session.scalars(whole.order_by(ActionPlan.number.desc())).all()


def open_plan(municipality: Municipality) -> ActionPlan | None:
    """The version that is being written, None when there is none."""
    chosen = select(ActionPlan).where(ActionPlan.municipality_id == municipality.id, ActionPlan.decided.is_(None))
    return db.session.scalars(chosen.options(joinedload(ActionPlan.picture))).one_or_none()


def plan_in_force(municipality: Municipality, today: date) -> ActionPlan | None:
    """The decided version that holds on a day, None before the first."""
    chosen = select(ActionPlan).where(
        ActionPlan.municipality_id == municipality.id, ActionPlan.decided.is_not(None), ActionPlan.valid_from <= today
    )
    whole = chosen.options(joinedload(ActionPlan.body), joinedload(ActionPlan.picture))
    return db.session.scalars(whole.order_by(ActionPlan.number.desc()).limit(1)).first()


def find_plan(municipality: Municipality, number: int) -> ActionPlan:
    """One version with its measures, whole; NoResultFound for a number that there is not."""
    chosen = select(ActionPlan).where(ActionPlan.municipality_id == municipality.id, ActionPlan.number == number)
    entries = selectinload(ActionPlan.entries).joinedload(PlanEntry.measure)
    whole = chosen.options(
        joinedload(ActionPlan.picture),
        joinedload(ActionPlan.body),
        entries.options(*WHOLE, selectinload(Measure.steps)),
    )
    return db.session.scalars(whole).one()


def last_number(municipality: Municipality) -> int:
    """The number of the latest version, 0 before the first."""
    chosen = select(func.max(ActionPlan.number)).where(ActionPlan.municipality_id == municipality.id)
    return db.session.scalars(chosen).one() or 0


def offered(municipality: Municipality, today: date, measure: Measure | None = None) -> Offered:
    """What a measure can be tied to today, and what it is tied to already."""
    plan = open_plan(municipality)
    picture = plan.picture if plan else latest_established(municipality)
    return Offered(
        problems=_with(problems(picture) if picture else [], measure.problem if measure else None),
        focus_areas=_with(focus_set(municipality, today).areas, measure.focus_area if measure else None),
        places=places(municipality),
        commitments=_with(_commitments(municipality, today), measure.commitment if measure else None),
        bodies=_with([one for one in bodies(municipality) if not one.ended], measure.body if measure else None),
        partners=_with(_partners(municipality), measure.partner if measure else None),
    )


def carrying(decision: Decision) -> dict[uuid.UUID | None, list[Measure]]:
    """The measures that carry a decision's commitments, by commitment."""
    ids = [commitment.id for priority in decision.priorities for commitment in priority.commitments]
    chosen = select(Measure).where(Measure.commitment_id.in_(ids)).options(*WHOLE).order_by(Measure.due, Measure.id)
    found: dict[uuid.UUID | None, list[Measure]] = {}
    for measure in db.session.scalars(chosen):
        found.setdefault(measure.commitment_id, []).append(measure)
    return found


def pictures_to_rest_on(municipality: Municipality) -> Sequence[Picture]:
    """The established pictures, the latest first."""
    chosen = select(Picture).where(Picture.municipality_id == municipality.id, Picture.established.is_not(None))
    return db.session.scalars(chosen.order_by(Picture.heard_to.desc(), Picture.period.desc())).all()


def entry(plan: ActionPlan | None, measure: Measure) -> PlanEntry:
    """A measure's place in a version; NotFound when it has none there."""
    found = next((one for one in measure.entries if plan and one.plan_id == plan.id), None)
    if found is None:
        raise NotFound("")
    return found


def _of(municipality: Municipality) -> Select[Measure]:
    return select(Measure).where(Measure.municipality_id == municipality.id)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    columns = {
        "state": Measure.state,
        "purpose": Measure.purpose,
        "responsible": Measure.responsible,
        "kind": Measure.kind,
        "place": Measure.place_id,
    }
    asked = {name: getattr(filters, name) for name in columns}
    conditions: list[ColumnElement[bool]] = [columns[name] == value for name, value in asked.items() if value]
    if filters.late_on:
        conditions += [Measure.state.in_(CHOSEN), func.coalesce(Measure.due < filters.late_on, false())]
    return conditions


def _with(found: Sequence[Row], own: Row | None) -> Sequence[Row]:
    return [*found, own] if own is not None and own not in found else found


def _commitments(municipality: Municipality, today: date) -> Sequence[Commitment]:
    """Those of the decisions that hold, are coming, or ended less than a quarter ago."""
    chosen = (
        select(Commitment)
        .join(Commitment.priority)
        .join(Priority.decision)
        .where(Decision.municipality_id == municipality.id, Decision.valid_to >= today - timedelta(days=90))
        .options(contains_eager(Commitment.priority).contains_eager(Priority.decision))
        .order_by(Decision.valid_from.desc(), Priority.position, Commitment.position)
    )
    return db.session.scalars(chosen).all()


def _partners(municipality: Municipality) -> Sequence[Partner]:
    chosen = select(Partner).where(Partner.municipality_id == municipality.id, Partner.ended.is_(None))
    return db.session.scalars(chosen.order_by(Partner.position)).all()
