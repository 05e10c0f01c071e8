"""Writing the plan: a version is begun as a copy of the last, filled, and decided; then it is locked for ever."""

import json
import uuid
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.municipality.models import Body, Municipality
from medborgar.picture.models import Picture
from medborgar.plan import queries
from medborgar.plan.actions import hold_open_plan, lacking, stands_in, take_step, touch
from medborgar.plan.models import CHOSEN, OPEN, ActionPlan, Measure, MeasureKind, PlanEntry, State
from medborgar.plan.words import gaps, in_words


@dataclass(frozen=True)
class PlanDecision:
    """Who decided a plan and when, and where that is written."""

    body: Body
    decided: date
    section: str
    reference_number: str
    valid_from: date


def begin(*, municipality: Municipality, picture: Picture, by: Person) -> ActionPlan:
    """Begin the next version: what the last one has and is not over, and what has come to mind since."""
    if hold_open_plan(municipality):
        raise Refused(_("Nästa version av planen är redan påbörjad."))
    if not picture.is_established:
        raise Refused(_("Lägesbilden är inte fastställd. Planen bygger på en fastställd lägesbild."))
    number = queries.last_number(municipality)
    plan = ActionPlan(
        municipality_id=municipality.id, number=number + 1, picture=picture, revision=1, saved_at="", entries=[]
    )
    db.session.add(plan)
    for position, measure in enumerate(_carried_over(municipality, number), start=1):
        plan.entries.append(PlanEntry(measure=measure, position=position))
    db.session.flush()
    _audit(Event.PLAN_BEGIN, plan, by)
    return plan


def include(*, municipality: Municipality, measure: Measure, by: Person) -> None:
    """Take a measure into the version that is being written."""
    plan = _held(municipality)
    if not stands_in(measure, plan):
        plan.entries.append(PlanEntry(measure=measure, position=len(plan.entries) + 1))
        _changed(plan, by)


def exclude(*, municipality: Municipality, measure: Measure, by: Person) -> None:
    """Leave a measure out of the version that is being written; it is not given up by that."""
    plan = _held(municipality)
    if stands_in(measure, plan):
        plan.entries.remove(next(one for one in plan.entries if one.measure_id == measure.id))
        _changed(plan, by)


def decide(
    *,
    municipality: Municipality,
    plan: ActionPlan,
    revision: int,
    said: PlanDecision,
    chosen: set[uuid.UUID],
    by: Person,
) -> ActionPlan:
    """Write down that a body has decided a version: the chosen measures are *beslutade*, and all words are kept."""
    held = hold_open_plan(municipality)
    if held is None or held.id != plan.id:
        raise Refused(_("Den här versionen av planen är redan beslutad."))
    if not revision == held.revision == plan.revision:
        raise Stale(_("En kollega ändrade i planen %(time)s. Läs den och försök igen.", time=held.saved_at))
    _check(municipality, plan, said, chosen)
    for entry in plan.entries:
        if entry.measure_id in chosen and entry.measure.state == State.POSSIBLE:
            take_step(entry.measure, State.DECIDED, by, day=said.decided)
        entry.words = json.dumps(in_words(entry.measure), ensure_ascii=False, sort_keys=True)
    plan.body, plan.decided, plan.valid_from = said.body, said.decided, said.valid_from
    plan.section, plan.reference_number = said.section, said.reference_number
    touch(plan)
    db.session.flush()
    _audit(Event.PLAN_DECIDE, plan, by)
    return plan


def _check(municipality: Municipality, plan: ActionPlan, said: PlanDecision, chosen: set[uuid.UUID]) -> None:
    in_plan = {entry.measure_id: entry.measure for entry in plan.entries}
    if not chosen <= in_plan.keys():
        raise Refused(_("Välj bland åtgärderna i planen."))
    to_do = [one for one in in_plan.values() if one.id in chosen or one.state in CHOSEN]
    if not to_do:
        raise Refused(_("Välj minst en åtgärd. En plan utan beslutad åtgärd är ingen plan."))
    for measure in to_do:
        if missing := gaps(measure, causes_first=municipality.causes_first):
            raise Refused(lacking(measure, missing))
    if said.decided > clock.today():
        raise Refused(_("Beslutet kan inte ligga framåt i tiden."))
    if plan.picture.established and said.decided < plan.picture.established:
        raise Refused(_("Beslutet kan inte vara äldre än lägesbilden som planen bygger på."))


def _carried_over(municipality: Municipality, number: int) -> list[Measure]:
    """What the last version has that is not over, in its order, and then the measures that stand in no version yet."""
    last = queries.find_plan(municipality, number) if number else None
    kept = [entry.measure for entry in last.entries] if last else []
    new = [one for one in queries.measures(municipality) if one.kind == MeasureKind.MEASURE and not one.entries]
    return [one for one in (*kept, *new) if one.state in OPEN]


def _held(municipality: Municipality) -> ActionPlan:
    plan = hold_open_plan(municipality)
    if plan is None:
        raise Refused(_("Ingen version av planen är öppen. Påbörja nästa version först."))
    return plan


def _changed(plan: ActionPlan, by: Person) -> None:
    for position, entry in enumerate(plan.entries, start=1):
        entry.position = position
    touch(plan)
    db.session.flush()
    _audit(Event.PLAN_CHANGE, plan, by)


def _audit(event: Event, plan: ActionPlan, by: Person) -> None:
    audit.record(event, actor=str(by.id), subject=plan.id, municipality_id=plan.municipality_id, number=plan.number)
