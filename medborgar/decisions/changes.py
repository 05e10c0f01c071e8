"""Editing a decision, part by part: an edit makes a new revision, and so voids whatever was approved of the last."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from flask_babel import gettext as _

from medborgar.accounts.models import Person
from medborgar.core.errors import Refused, Stale
from medborgar.core.formatting import long_day
from medborgar.decisions.completeness import lacks, not_chosen
from medborgar.decisions.models import (
    Commitment,
    Decision,
    MetricKind,
    NotChosen,
    Part,
    Performer,
    Priority,
    PriorityProblem,
)
from medborgar.decisions.queries import continuable, find_commitment, find_priority
from medborgar.decisions.revising import edited, hold, rearranged, removing, stale
from medborgar.municipality.models import Body, FocusArea
from medborgar.picture.models import Problem
from medborgar.picture.queries import problems as problems_of


@dataclass(frozen=True)
class PriorityWords:
    """What is said of a priority: what, why, and what it means for public health."""

    title: str
    why: str
    public_health: str = ""
    follows_id: uuid.UUID | None = None  # the earlier priority that it continues


@dataclass(frozen=True)
class CommitmentWords:
    """What is said of a commitment; a party that does not perform it answers for nothing in it."""

    performer: Performer
    what: str
    metric_kind: MetricKind
    due: date
    responsible_municipality: str = ""
    responsible_police: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    target_group: str = ""
    is_public: bool = True


@dataclass(frozen=True)
class Particulars:
    """Who decided, and when."""

    body: Body
    decided: date | None = None
    deciders: str = ""
    presenter: str = ""
    dissent: str = ""
    other_plans: str = ""


def save_priority(
    *,
    decision: Decision,
    version: int = 0,
    words: PriorityWords,
    problems: set[uuid.UUID],
    priority_id: uuid.UUID | None = None,  # a new one has none
    by: Person,
) -> Priority:
    """Write a priority and the problems it answers to; at most as many as the municipality has settled."""
    hold(decision)
    if words.follows_id and words.follows_id not in {one.id for one in continuable(decision)}:
        raise Refused(_("Välj bland tidigare löften som är publicerade."), field="follows_id")
    priority = find_priority(decision, priority_id) if priority_id else _new_priority(decision, words, problems)
    with edited(decision, priority, version, by):
        priority.title, priority.why, priority.public_health = words.title, words.why, words.public_health
        priority.follows_id = words.follows_id
        _answer_to(priority, problems)
        _drop_reasons(decision)
    return priority


def move_priority(*, decision: Decision, position: int, priority: Priority, up: bool, by: Person) -> None:
    """Let a priority change places with the one before it, or after it; Stale when it has left its position."""
    hold(decision)
    order = list(decision.priorities)
    wanted = min(max(position - 1 if up else position + 1, 1), len(order))
    if priority.position not in {position, wanted}:
        raise Stale(_("En kollega har flyttat prioriteringarna. Gå tillbaka och läs in sidan igen."))
    with rearranged(decision, by):
        order.remove(priority)
        order.insert(wanted - 1, priority)
        _number(order)
        decision.priorities.sort(key=lambda one: one.position)


def remove_priority(*, decision: Decision, version: int, priority: Priority, by: Person) -> None:
    """Take a priority away with its commitments; Refused when one of them has been promised or followed up."""
    hold(decision)
    for commitment in priority.commitments:
        _ensure_not_promised(commitment)
    _ensure_seen(priority.last_saved, version)
    with removing(decision, by):
        decision.priorities.remove(priority)
        _number(decision.priorities)


def save_commitment(
    *,
    decision: Decision,
    version: int = 0,
    priority: Priority,
    words: CommitmentWords,
    commitment_id: uuid.UUID | None = None,
    by: Person,
) -> Commitment:
    """Write a commitment: nobody's without an owner, a date and a metric."""
    if not decision.can_be_due(words.due):
        raise Refused(due_outside(decision))
    hold(decision)
    values = _consistent(words)
    row = find_commitment(priority, commitment_id) if commitment_id else _new_commitment(priority, values)
    with edited(decision, row, version, by):
        for name, value in values.items():
            setattr(row, name, value)
        if gaps := lacks(row):
            raise Refused(_("Åtagandet saknar %(gaps)s.", gaps=", ".join(gaps)))
    return row


def remove_commitment(*, decision: Decision, version: int, commitment: Commitment, by: Person) -> None:
    """Take a commitment away; Refused when it has been promised or followed up."""
    hold(decision)
    _ensure_not_promised(commitment)
    _ensure_seen(commitment, version)
    with removing(decision, by):
        rest = commitment.priority.commitments
        rest.remove(commitment)
        _number(rest)


def save_reason(*, decision: Decision, version: int = 0, area: FocusArea, reason: str, by: Person) -> None:
    """Say why a focus area is not chosen."""
    hold(decision)
    if area not in not_chosen(decision):
        raise Refused(_("%(area)s är valt i en prioritering och behöver inget skäl.", area=area.name))
    row = next((one for one in decision.reasons if one.focus_area_id == area.id), None) or _new_reason(decision, area)
    with edited(decision, row, version, by):
        row.reason = reason


def save_particulars(*, decision: Decision, version: int, words: Particulars, by: Person) -> None:
    """Say which body decided and when, who took part, who presented it, and who disagreed."""
    hold(decision)
    with edited(decision, decision, version, by):
        decision.body, decision.decided = words.body, words.decided
        decision.deciders, decision.presenter, decision.dissent = words.deciders, words.presenter, words.dissent
        decision.other_plans = words.other_plans


def due_outside(decision: Decision) -> str:
    """What is said of a date on which no commitment of this decision can be due."""
    first, last = decision.due_between
    words: str = _("Välj en dag från %(first)s till och med %(last)s", first=long_day(first), last=long_day(last))
    return words


def _ensure_not_promised(commitment: Commitment) -> None:
    if commitment.promised:
        raise Refused(_("Ett publicerat åtagande kan inte tas bort. Följ upp det som återkallat och skriv varför."))


def _ensure_seen(part: Part, version: int) -> None:
    if part.version != version:
        raise stale(part)


def _new_priority(decision: Decision, words: PriorityWords, problems: set[uuid.UUID]) -> Priority:
    """A new priority, or the very same one that has just been saved."""
    for one in decision.priorities:
        said = PriorityWords(one.title, one.why, one.public_health, one.follows_id)
        if said == words and {link.problem_id for link in one.problems} == problems:
            return one
    most = decision.municipality.most_priorities
    if len(decision.priorities) >= most:
        raise Refused(_("Det får vara högst %(max)d prioriteringar.", max=most), field="title")
    priority = Priority(position=len(decision.priorities) + 1)
    decision.priorities.append(priority)
    return priority


def _new_commitment(priority: Priority, values: dict[str, object]) -> Commitment:
    """A new commitment, or the very same one that has just been saved."""
    for one in priority.commitments:
        if all(getattr(one, name) == value for name, value in values.items()):
            return one
    commitment = Commitment(position=len(priority.commitments) + 1)
    priority.commitments.append(commitment)
    return commitment


def _new_reason(decision: Decision, area: FocusArea) -> NotChosen:
    row = NotChosen(focus_area_id=area.id, focus_area=area)
    decision.reasons.append(row)
    return row


def _answer_to(priority: Priority, chosen: set[uuid.UUID]) -> None:
    known: dict[uuid.UUID, Problem] = {problem.id: problem for problem in problems_of(priority.decision.picture)}
    if not chosen <= known.keys():
        raise Refused(_("Välj bland problemen i lägesbilden."))
    priority.problems = [link for link in priority.problems if link.problem_id in chosen]
    already = {link.problem_id for link in priority.problems}
    priority.problems.extend(PriorityProblem(problem_id=one, problem=known[one]) for one in chosen - already)


def _drop_reasons(decision: Decision) -> None:
    """A focus area that has been chosen is no longer explained away."""
    left = {area.id for area in not_chosen(decision)}
    for reason in [one for one in decision.reasons if one.focus_area_id not in left]:
        decision.reasons.remove(reason)


def _consistent(words: CommitmentWords) -> dict[str, object]:
    values = asdict(words)
    if words.performer == Performer.POLICE:
        values["responsible_municipality"] = ""
    if words.performer == Performer.MUNICIPALITY:
        values["responsible_police"] = ""
    if words.metric_kind == MetricKind.DONE:
        values |= {"unit": "", "baseline": None, "target": None}
    return values


def _number(rows: Sequence[Priority | Commitment]) -> None:
    for position, row in enumerate(rows, start=1):
        row.position = position
