"""Writing measures and quick *insatser*: what they say, how far they have come, and that they have been told of."""

from collections.abc import Collection
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import clock_time
from medborgar.municipality.models import Municipality
from medborgar.plan import queries
from medborgar.plan.guard import ensure_nobody
from medborgar.plan.models import (
    ActionPlan,
    Measure,
    MeasureKind,
    MeasureStep,
    PlanEntry,
    State,
    can_move,
    needs_reason,
)
from medborgar.plan.names import STATES
from medborgar.plan.words import MeasureWords, gaps


def add_measure(
    *, municipality: Municipality, words: MeasureWords, cleared: Collection[str] = (), by: Person
) -> Measure:
    """Write a new measure, *tänkbar*, in the version of the plan that is being written; said twice, it is said once."""
    _check(municipality, words, cleared, by)
    plan = hold_open_plan(municipality)
    if said := _already_said(municipality, MeasureKind.MEASURE, words):
        return said
    measure = _new(municipality, MeasureKind.MEASURE, State.POSSIBLE, words, by)
    if plan:
        plan.entries.append(PlanEntry(measure=measure, position=len(plan.entries) + 1))
        touch(plan)
    db.session.flush()
    _audit(Event.MEASURE_SAVE, measure, by)
    return measure


def add_insats(
    *, municipality: Municipality, words: MeasureWords, cleared: Collection[str] = (), by: Person
) -> Measure:
    """Decide on something quick: a place, what is done, the function that does it, and by when."""
    _check(municipality, words, cleared, by)
    db.session.execute(select(Municipality.id).where(Municipality.id == municipality.id).with_for_update())
    if said := _already_said(municipality, MeasureKind.QUICK, words):
        return said
    measure = _new(municipality, MeasureKind.QUICK, State.DECIDED, words, by)
    _ensure_whole(municipality, measure)
    db.session.flush()
    _audit(Event.MEASURE_SAVE, measure, by)
    return measure


def change_measure(
    *,
    municipality: Municipality,
    measure: Measure,
    version: int,
    words: MeasureWords,
    cleared: Collection[str] = (),
    by: Person,
) -> Measure:
    """Write a measure anew, if nobody has since; Refused while it stands only in a version that has been decided."""
    _check(municipality, words, cleared, by)
    plan = hold_open_plan(municipality)
    held = select(Measure.version, Measure.saved_at).where(Measure.id == measure.id).with_for_update()
    present = db.session.execute(held).one()
    if not version == present.version == measure.version:
        raise Stale(_("En kollega sparade %(time)s. Jämför och välj.", time=present.saved_at))
    if is_locked(measure, plan):
        raise Refused(locked(measure))
    with db.session.no_autoflush:
        _fill(measure, words)
        if not db.session.is_modified(measure):
            return measure
    if measure.state != State.POSSIBLE:
        _ensure_whole(municipality, measure)
    measure.version, measure.saved_at = version + 1, _now()
    if plan and stands_in(measure, plan):
        touch(plan)
    db.session.flush()
    _audit(Event.MEASURE_SAVE, measure, by)
    return measure


def move(
    *,
    municipality: Municipality,
    measure: Measure,
    seen: State | None,
    to: State,
    reason: str = "",
    day: date | None = None,
    cleared: Collection[str] = (),
    by: Person,
) -> MeasureStep:
    """Let a measure go from the state that was seen to another; no measure is decided while something is lacking."""
    held = select(Measure.state).where(Measure.id == measure.id).with_for_update()
    if seen is None or not seen == db.session.scalars(held).one() == measure.state:
        raise Stale(_("En kollega har ändrat läget. Läs det som är nytt och försök igen."))
    if not can_move(seen, to):
        raise Refused(_("En åtgärd kan inte gå från %(now)s till %(to)s.", now=STATES[seen], to=STATES[to]))
    if needs_reason(seen, to) and not reason:
        raise Refused(_("Skriv varför."))
    if day and day > clock.today():
        raise Refused(_("Välj en dag som inte ligger framåt i tiden."))
    ensure_nobody(municipality=municipality, texts=[reason], cleared=cleared, by=by)
    if to not in {State.POSSIBLE, State.CANCELLED}:
        _ensure_whole(municipality, measure)
    return take_step(measure, to, by, reason=reason, day=day)


def take_step(measure: Measure, to: State, by: Person, *, reason: str = "", day: date | None = None) -> MeasureStep:
    """Write down that a measure has come to a state."""
    step = MeasureStep(state=to, reason=reason, day=day or clock.today(), by=by)
    measure.state = to
    measure.steps.append(step)
    db.session.flush()
    _audit(Event.MEASURE_MOVE, measure, by, state=to)
    return step


def tell(*, measure: Measure, outside: bool, by: Person) -> None:
    """Write down that a measure has been told of today: inside first, then outside."""
    db.session.execute(select(Measure.id).where(Measure.id == measure.id).with_for_update())
    if outside and measure.told_inside is None:
        raise Refused(_("Berätta internt först, så att ingen hos er får veta det utifrån."))
    if (measure.told_outside if outside else measure.told_inside) is not None:
        return
    if outside:
        measure.told_outside = clock.today()
    else:
        measure.told_inside = clock.today()
    _audit(Event.MEASURE_TELL, measure, by, outside=outside)


def stands_in(measure: Measure, plan: ActionPlan) -> bool:
    """Whether a measure is in a version of the plan."""
    return any(one.plan_id == plan.id for one in measure.entries)


def is_locked(measure: Measure, plan: ActionPlan | None) -> bool:
    """Whether a measure can't be changed: it has been decided, and is not in the version that is being written."""
    return bool(measure.entries) and not (plan and stands_in(measure, plan))


def locked(measure: Measure) -> str:
    """What is said of a measure that can't be changed."""
    number = max(one.plan.number for one in measure.entries)
    words: str = _(
        "Åtgärden står i plan %(number)s, som är beslutad. Påbörja nästa version av planen för att ändra den.",
        number=number,
    )
    return words


def hold_open_plan(municipality: Municipality) -> ActionPlan | None:
    """The version that is being written, held until the transaction ends: nobody decides it meanwhile."""
    db.session.execute(select(Municipality.id).where(Municipality.id == municipality.id).with_for_update())
    return queries.open_plan(municipality)


def touch(plan: ActionPlan) -> None:
    """Make a plan's next revision: whoever is about to decide it has not seen this."""
    plan.revision, plan.saved_at = plan.revision + 1, _now()


def lacking(measure: Measure, missing: Collection[str]) -> str:
    """What is said of a measure that can't be decided yet."""
    words: str = _("Åtgärden ”%(title)s” saknar %(gaps)s.", title=measure.title, gaps=", ".join(missing))
    if _("orsak") in missing:
        words += " " + _("Hos er ska orsaken vara klarlagd först: välj ett problem vars orsak är skriven.")
    return words


def _check(municipality: Municipality, words: MeasureWords, cleared: Collection[str], by: Person) -> None:
    if words.cause and (words.problem is None or words.cause.problem_id != words.problem.id):
        raise Refused(_("Välj en orsak till problemet."), field="cause_id")
    if words.starts and words.due and words.due < words.starts:
        raise Refused(_("Åtgärden kan inte vara klar innan den börjar."))
    if words.tell_inside and words.tell_outside and words.tell_outside < words.tell_inside:
        raise Refused(_("Berätta internt först: välj en dag utåt som inte är före den interna."))
    ensure_nobody(municipality=municipality, texts=words.texts, cleared=cleared, by=by)


def _ensure_whole(municipality: Municipality, measure: Measure) -> None:
    if missing := gaps(measure, causes_first=municipality.causes_first):
        raise Refused(lacking(measure, missing))


def _already_said(municipality: Municipality, kind: MeasureKind, words: MeasureWords) -> Measure | None:
    chosen = select(Measure).where(
        Measure.municipality_id == municipality.id,
        Measure.kind == kind,
        Measure.title == words.title,
        Measure.added == clock.today(),
        Measure.version == 1,
    )
    same = (
        one
        for one in db.session.scalars(chosen)
        if all(getattr(one, name) == value for name, value in words.values.items())
    )
    return next(same, None)


def _new(municipality: Municipality, kind: MeasureKind, state: State, words: MeasureWords, by: Person) -> Measure:
    measure = Measure(municipality_id=municipality.id, kind=kind, state=state, version=1, saved_at=_now(), entries=[])
    measure.steps.append(MeasureStep(state=state, day=clock.today(), by=by))
    _fill(measure, words)
    db.session.add(measure)
    return measure


def _fill(measure: Measure, words: MeasureWords) -> None:
    for name, value in words.values.items():
        setattr(measure, name, value)


def _now() -> str:
    return clock_time(clock.now())


def _audit(event: Event, measure: Measure, by: Person, **details: str | bool) -> None:
    audit.record(event, actor=str(by.id), subject=measure.id, municipality_id=measure.municipality_id, **details)
