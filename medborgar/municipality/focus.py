"""Which focus areas hold on a day, and which older ones they go on from. No database."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from medborgar.municipality.models import FocusAreaSet


def current_set(sets: list[FocusAreaSet], on: date) -> FocusAreaSet:
    """The set of focus areas in force on a day: the latest that has begun; the earliest when none has."""
    begun = [candidate for candidate in sets if candidate.valid_from <= on]
    return max(begun, key=lambda s: s.valid_from) if begun else min(sets, key=lambda s: s.valid_from)


def lineage(
    successors: Mapping[uuid.UUID, uuid.UUID | None], areas: Iterable[uuid.UUID]
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """For each of some areas: itself and all that it succeeds, however many versions of the template ago."""
    before: dict[uuid.UUID, set[uuid.UUID]] = {}
    for area, successor in successors.items():
        if successor:
            before.setdefault(successor, set()).add(area)
    return {area: frozenset(_reached(area, before)) for area in areas}


def _reached(area: uuid.UUID, before: Mapping[uuid.UUID, set[uuid.UUID]]) -> set[uuid.UUID]:
    found, waiting = set[uuid.UUID](), {area}
    while waiting:
        found |= waiting
        waiting = {older for one in waiting for older in before.get(one, ())} - found
    return found
