"""The municipality makes its plan: measures, the version that a body decides, and how far each measure comes."""

from datetime import date, timedelta
from functools import partial

from medborgar.core import clock
from medborgar.demo.deciding import the_commitment, the_decision
from medborgar.demo.diary import Deed, Diary, after, workday
from medborgar.demo.reporting import OWNER
from medborgar.demo.work import FollowUpPart, MeasurePart, PlanPart
from medborgar.demo.world import World
from medborgar.followup import actions as followup
from medborgar.municipality.models import Body
from medborgar.municipality.periods import Period
from medborgar.municipality.queries import bodies
from medborgar.picture.models import Problem
from medborgar.picture.queries import for_period, problems
from medborgar.plan import actions, planning, queries
from medborgar.plan.models import Measure, State
from medborgar.plan.words import MeasureWords

# What a measure points at by a key, a name or a day.
POINTERS = {"problem", "place", "commitment", "body", "due", "tell_inside", "tell_outside", "steps", "follow_ups"}


def write(diary: Diary, world: World, period: Period, part: PlanPart) -> None:
    """Write down when a version is decided, and each of its measures' steps."""
    decided = workday(period.first)
    diary.on(decided, partial(decide, world, period, part))
    for measure in part.measures:
        deeds: list[tuple[int, Deed]] = [
            (s.day, partial(move, world, measure.title, s.state, s.reason)) for s in measure.steps
        ]
        deeds += [(told.day, partial(follow_up, world, measure, told)) for told in measure.follow_ups]
        told_of = ((measure.tell_inside, False), (measure.tell_outside, True))
        deeds += [(day, partial(tell, world, measure.title, outside)) for day, outside in told_of if day is not None]
        for number, deed in deeds:
            day = max(workday(after(period.first, number, period.last)), decided)
            if day <= diary.today:  # what has not come yet waits
                diary.on(day, deed)


def decide(world: World, period: Period, part: PlanPart) -> None:
    """Begin a version on the promise's picture, write its measures, and let the body decide it."""
    municipality, by = world.municipality, world.coordinator
    plan = planning.begin(municipality=municipality, picture=for_period(municipality, period.key), by=by)
    for measure in part.measures:
        actions.add_measure(municipality=municipality, words=_words(world, period, measure), by=by)
    planning.decide(
        municipality=municipality,
        plan=plan,
        revision=plan.revision,
        said=planning.PlanDecision(
            body=_body(world, part.body),
            decided=clock.today(),
            section=part.section,
            reference_number=part.reference,
            valid_from=max(period.first, clock.today()),
        ),
        chosen={entry.measure_id for entry in plan.entries},
        by=by,
    )


def move(world: World, title: str, to: State, reason: str = "") -> None:
    """Let a measure come a step further."""
    measure = _measure(world, title)
    actions.move(
        municipality=world.municipality,
        measure=measure,
        seen=State(measure.state),
        to=to,
        reason=reason,
        day=clock.today(),
        by=world.coordinator,
    )


def tell(world: World, title: str, outside: bool) -> None:
    """Let a measure be told of, inside or outside."""
    actions.tell(measure=_measure(world, title), outside=outside, by=world.coordinator)


def follow_up(world: World, part: MeasurePart, told: FollowUpPart) -> None:
    """Let a measure's own function tell how it goes."""
    measure = _measure(world, part.title)
    followup.report(
        subject=measure,
        party=world.party(measure.sides[0]),
        by=world.staff[OWNER[measure.sides[0]]],
        **told.model_dump(exclude={"day"}),
    )


def _measure(world: World, title: str) -> Measure:
    everything = queries.measures(world.municipality)
    return next(one for one in everything if one.title == title)


def _words(world: World, period: Period, part: MeasurePart) -> MeasureWords:
    return MeasureWords(
        **part.model_dump(exclude=POINTERS),
        problem=_problem(world, period, part.problem) if part.problem else None,
        place=world.places[part.place] if part.place else None,
        commitment=the_commitment(world, the_decision(world, period), part.commitment) if part.commitment else None,
        body=_body(world, part.body) if part.body else None,
        due=after(period.first, part.due, period.last),
        tell_inside=_day(period, part.tell_inside),
        tell_outside=_day(period, part.tell_outside),
    )


def _problem(world: World, period: Period, key: str) -> Problem:
    found = problems(for_period(world.municipality, period.key))
    return next(one for one in found if one.id == world.problems[key])


def _body(world: World, name: str) -> Body:
    return next(body for body in bodies(world.municipality) if body.name == name)


def _day(period: Period, number: int | None) -> date | None:
    return None if number is None else period.first + timedelta(days=number)
