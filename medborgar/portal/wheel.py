"""Årshjulet as a drawing: twelve months around, January on top, each day at its angle. Numbers only, no words."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from math import cos, dist, pi, sin

from medborgar.portal.rhythm import State
from medborgar.portal.year import Item, Rhythm

CENTRE = 200
OUTER, INNER = 196, 140  # of the months' ring
MARKS, GAP = 122, 11  # days are marked inside it, those that would touch another further in
MARKS_MOST = 4
APART = 10.5  # what two marks need, and a little
TICKS, TICK, TICKS_MOST = 66, 7, 3  # what comes every week or two is drawn innermost

Point = tuple[float, float]


@dataclass(frozen=True)
class Sector:
    """A month: the path of its field, and where its name stands."""

    month: int
    path: str
    label: Point


@dataclass(frozen=True)
class Mark:
    """A day on which something happens: where it lies, and how it stands."""

    x: float
    y: float
    state: State


def sectors() -> list[Sector]:
    """The twelve months, as even as on a clock."""
    return [_sector(month) for month in range(1, 13)]


def marks(items: list[Item], year: int) -> list[Mark]:
    """A mark for each item of the year, so far in that none touches another; the list has those without room."""
    found: list[Mark] = []
    for item in items:
        if item.day.year == year:
            places = (at(item.day, MARKS - depth * GAP) for depth in range(MARKS_MOST))
            free = next((place for place in places if all(dist(place, (one.x, one.y)) >= APART for one in found)), None)
            found += [Mark(*free, item.state)] if free else []
    return found


def ticks(rhythms: list[Rhythm]) -> list[list[tuple[Point, Point]]]:
    """Short lines for what comes every week or two, a ring each, at most TICKS_MOST rings."""
    return [
        [(at(item.day, TICKS - ring * GAP), at(item.day, TICKS - ring * GAP - TICK)) for item in rhythm.items]
        for ring, rhythm in enumerate(rhythms[:TICKS_MOST])
    ]


def at(day: date, radius: float) -> Point:
    """Where a day lies: within its month's field, as far along as it is in the month."""
    _weekday, length = monthrange(day.year, day.month)
    return point((day.month - 1 + (day.day - 0.5) / length) / 12, radius)


def point(turn: float, radius: float) -> Point:
    """A point so far around the circle, 0 on top and clockwise."""
    return round(CENTRE + radius * sin(2 * pi * turn), 1), round(CENTRE - radius * cos(2 * pi * turn), 1)


def _sector(month: int) -> Sector:
    start, end = (month - 1) / 12, month / 12
    (ax, ay), (bx, by) = point(start, OUTER), point(end, OUTER)
    (cx, cy), (dx, dy) = point(end, INNER), point(start, INNER)
    path = f"M{ax} {ay}A{OUTER} {OUTER} 0 0 1 {bx} {by}L{cx} {cy}A{INNER} {INNER} 0 0 0 {dx} {dy}z"
    return Sector(month, path, point((start + end) / 2, (OUTER + INNER) / 2))
