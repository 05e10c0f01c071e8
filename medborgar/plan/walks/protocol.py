"""Protokollet: what everybody may read of a walk, from allow-listed columns, and how each point stands. No database."""

import hashlib
import json
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import rfc8785

from medborgar.intake.walks.models import Group, Walk, WalkPoint
from medborgar.intake.walks.words import FEELINGS, LIGHTS
from medborgar.plan.walks.models import Reviewed, WalkOutcome
from medborgar.plan.walks.words import status_of

FEWEST = 5  # of fewer it is not said how many


def content_of(walk: Walk, points: Sequence[WalkPoint], reviewed: Mapping[uuid.UUID, Reviewed]) -> str:
    """What would be published now, as canonical JSON; of points the masked wording, once it is reviewed."""
    words = {point_id: one.words for point_id, one in reviewed.items() if not one.is_same}
    content: dict[str, Any] = {
        "title": walk.title,
        "day": walk.day.isoformat(),
        "starts": walk.starts,
        "light": walk.light,
        "route": walk.route,
        "areas": [area.name for area in walk.areas],
        "participants": [told(group) for group in walk.groups],
        "points": [_point(one, words[one.id]) for one in points if one.id in words],
    }
    return rfc8785.dumps(content).decode()


def told(group: Group) -> str:
    """An organisation, and how many of it walked unless they were few."""
    return f"{group.name} ({group.number})" if group.number >= FEWEST else group.name


def has_points(content: str) -> bool:
    """Whether there is any point to read of."""
    return bool(json.loads(content)["points"])


def fingerprint(content: str) -> str:
    """By which whoever publishes says what was shown."""
    return hashlib.sha256(content.encode()).hexdigest()


def texts(content: str) -> Iterator[str]:
    """Everything in it that somebody has written."""
    said = json.loads(content)
    yield from (said["title"], said["route"], *said["participants"])
    for point in said["points"]:
        yield from (point["where"], point["words"], *(photo["alt"] for photo in point["photos"]))


def page_of(
    walk: Walk,
    content: str,
    outcomes: Mapping[uuid.UUID, Sequence[WalkOutcome]],
    shown: Collection[uuid.UUID],
    today: date,
) -> dict[str, Any]:
    """The protocol as a page shows it: with each point's outcome today, and its photos numbered; `shown` are chosen."""
    said = json.loads(content)
    numbers = {photo_id: number for number, photo_id in enumerate(photo_ids(content), start=1) if photo_id in shown}
    points = [_shown(walk, one, outcomes, numbers, today) for one in said["points"]]
    return said | {
        "day": date.fromisoformat(said["day"]),
        "light": str(LIGHTS[said["light"]]),
        "points": points,
        "unanswered": sum(not point["outcome"] for point in points),
    }


def photo_ids(content: str) -> list[uuid.UUID]:
    """The photos that were published, in their order."""
    return [uuid.UUID(photo["id"]) for point in json.loads(content)["points"] for photo in point["photos"]]


def _point(point: WalkPoint, words: str) -> dict[str, Any]:
    return {
        "id": str(point.id),
        "kind": point.contribution.kind,
        "where": point.where,
        "words": words,
        "photos": [
            {"id": str(one.id), "alt": one.alt, "width": one.width, "height": one.height}
            for one in point.photos
            if one.chosen
        ],
    }


def _shown(
    walk: Walk,
    point: Mapping[str, Any],
    outcomes: Mapping[uuid.UUID, Sequence[WalkOutcome]],
    numbers: Mapping[uuid.UUID, int],
    today: date,
) -> dict[str, Any]:
    said = outcomes.get(uuid.UUID(point["id"]), ())
    photos = [photo | {"number": numbers.get(uuid.UUID(photo["id"]))} for photo in point["photos"]]
    return {
        "feeling": str(FEELINGS[point["kind"]]),
        "where": point["where"],
        "words": point["words"],
        "photos": [photo for photo in photos if photo["number"]],
        "outcome": said[-1] if said else None,
        "status": status_of(walk, said[-1] if said else None, today),
    }
