"""The coordinators' overview: what goes on and what may come, per direction and per working group, and what is due."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from medborgar.plan.models import CHOSEN, Measure, State

SOON = timedelta(days=14)


@dataclass
class Direction:
    """One focus area: what goes on in it, and what may come."""

    name: str
    ongoing: list[Measure] = field(default_factory=list)
    possible: list[Measure] = field(default_factory=list)


class Message(NamedTuple):
    """Something to tell: of which measure, to whom, when, and whether that day has gone."""

    measure: Measure
    outside: bool
    day: date
    is_late: bool


class Overview(NamedTuple):
    """All that two coordinators hold together."""

    directions: list[Direction]
    groups: list[tuple[str, list[Measure]]]
    late: list[Measure]
    messages: list[Message]


def overview_of(measures: Iterable[Measure], today: date) -> Overview:
    """Sort the measures that are not over."""
    alive = [one for one in measures if one.state in CHOSEN or one.state == State.POSSIBLE]
    return Overview(
        directions=_directions(alive),
        groups=_groups(alive),
        late=[one for one in alive if one.is_late(today)],
        messages=_messages(alive, today),
    )


def next_date(measure: Measure, today: date) -> date | None:
    """The next day on which something is to happen: it begins, is told of, or is over."""
    telling = [
        day
        for day, told in ((measure.tell_inside, measure.told_inside), (measure.tell_outside, measure.told_outside))
        if told is None
    ]
    return min((day for day in (measure.starts, *telling, measure.due) if day and day >= today), default=None)


def _directions(measures: Sequence[Measure]) -> list[Direction]:
    named: dict[str, Direction] = {}
    for one in sorted(measures, key=lambda one: one.focus_area.position if one.focus_area else len(measures) + 99):
        name = one.focus_area.name if one.focus_area else _("Utan fokusområde")
        direction = named.setdefault(name, Direction(name))
        (direction.possible if one.state == State.POSSIBLE else direction.ongoing).append(one)
    return list(named.values())


def _groups(measures: Sequence[Measure]) -> list[tuple[str, list[Measure]]]:
    found: dict[str, list[Measure]] = defaultdict(list)
    for one in measures:
        if one.body:
            found[one.body.name].append(one)
    return sorted(found.items())


def _messages(measures: Sequence[Measure], today: date) -> list[Message]:
    """What is to be told within a fortnight, or should have been."""
    found = []
    for one in measures:
        for outside, day, told in (
            (False, one.tell_inside, one.told_inside),
            (True, one.tell_outside, one.told_outside),
        ):
            if day and told is None and day <= today + SOON:
                found.append(Message(one, outside, day, is_late=day < today))
    return sorted(found, key=lambda message: (message.day, message.outside))
