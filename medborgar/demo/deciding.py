"""The steering group decides: priorities, commitments, and a reason for everything that is not chosen."""

import uuid
from dataclasses import replace
from datetime import date

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.decisions import actions, changes, queries
from medborgar.decisions.models import Commitment, Decision, MetricKind, Priority
from medborgar.demo.corpus import CommitmentPart, DecisionPart, PriorityPart
from medborgar.demo.diary import after
from medborgar.demo.world import World
from medborgar.municipality.models import Body, BodyKind
from medborgar.municipality.periods import Period
from medborgar.municipality.queries import bodies
from medborgar.picture.queries import focus_area, for_period


def decide(world: World, period: Period, part: DecisionPart) -> None:
    """Begin the decision for a period and write all of it."""
    body = _steering_group(world)
    picture = for_period(world.municipality, period.key)
    decision = actions.start(municipality=world.municipality, picture=picture, body=body, by=world.coordinator)
    for priority in part.priorities:
        _prioritise(world, decision, priority)
    for slug, reason in part.not_now.items():
        changes.save_reason(
            decision=decision,
            area=focus_area(picture, slug),
            reason=reason,
            by=world.coordinator,
        )
    changes.save_particulars(
        decision=decision, version=decision.version, words=_particulars(body, part), by=world.coordinator
    )


def the_decision(world: World, period: Period) -> Decision:
    """The decision for a period."""
    return queries.for_period(world.municipality, period.key)


def the_commitment(world: World, decision: Decision, key: str) -> Commitment:
    """A commitment of the corpus, as it stands in the decision."""
    everything = (one for priority in decision.priorities for one in priority.commitments)
    return next(one for one in everything if one.id == world.commitments[key])


def reword(world: World, decision: Decision, key: str, what: str) -> None:
    """Say otherwise what a commitment is, and leave the rest of it."""
    row = the_commitment(world, decision, key)
    names = changes.CommitmentWords.__dataclass_fields__
    changes.save_commitment(
        decision=decision,
        version=row.version,
        priority=row.priority,
        words=replace(changes.CommitmentWords(**{name: getattr(row, name) for name in names}), what=what),
        commitment_id=row.id,
        by=world.coordinator,
    )


def _prioritise(world: World, decision: Decision, part: PriorityPart) -> None:
    priority = changes.save_priority(
        decision=decision,
        words=changes.PriorityWords(part.title, part.why, part.public_health, _continued(world, part)),
        problems={world.problems[key] for key in part.problems},
        by=world.coordinator,
    )
    for commitment in part.commitments:
        _commit(world, decision, priority, commitment)


def _continued(world: World, part: PriorityPart) -> uuid.UUID | None:
    """The priority of an earlier period that this one continues."""
    earlier = db.session.get(Commitment, world.commitments[part.follows]) if part.follows else None
    return earlier.priority_id if earlier else None


def _commit(world: World, decision: Decision, priority: Priority, part: CommitmentPart) -> None:
    row = changes.save_commitment(
        decision=decision,
        priority=priority,
        words=_words(part, after(decision.valid_from, part.due, decision.valid_to)),
        by=world.coordinator,
    )
    world.commitments[part.key] = row.id


def _words(part: CommitmentPart, due: date) -> changes.CommitmentWords:
    words = changes.CommitmentWords(
        performer=part.performer,
        what=part.what,
        metric_kind=MetricKind.NUMBER if part.metric else MetricKind.DONE,
        due=due,
        responsible_municipality=part.responsible.get("kommunen", ""),
        responsible_police=part.responsible.get("polisen", ""),
        target_group=part.target_group,
    )
    return replace(words, **part.metric.model_dump()) if part.metric else words


def _particulars(body: Body, part: DecisionPart) -> changes.Particulars:
    deciders = "\n".join(part.deciders)
    return changes.Particulars(body, clock.today(), deciders, part.presenter, part.dissent, part.other_plans)


def _steering_group(world: World) -> Body:
    return next(body for body in bodies(world.municipality) if body.kind == BodyKind.STEERING_GROUP)
