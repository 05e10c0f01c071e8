"""Making a walk, its points and photos, and what everybody may read of it. A point is a contribution like any other."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.keys import Keys
from medborgar.core.pixels import Clean
from medborgar.intake import actions as intake
from medborgar.intake import queries as taken_in
from medborgar.intake.actions import Answers, Source
from medborgar.intake.models import Channel, Contribution, Extent, Kind, Voice
from medborgar.intake.walks.models import PHOTOS_MOST, POINTS_MOST, Walk, WalkPhoto, WalkPoint
from medborgar.municipality.actions import free_slug
from medborgar.municipality.models import Area, Party, Place

NEW = "ny"  # an address of its own


@dataclass(frozen=True)
class Frame:
    """What is said of a walk."""

    title: str
    day: date
    starts: str
    light: str
    route: str
    participants: str
    voice: str
    answer_by: date | None
    areas: list[Area]


@dataclass(frozen=True)
class Seen:
    """What is said of a point."""

    kind: Kind
    text: str
    proposal: str
    owner: str
    place: Place | None
    place_words: str
    area_id: uuid.UUID | None  # None: nobody knows which

    @property
    def answers(self) -> Answers:
        """As one contribution: whoever reviews it sees all of it. A known place lies in its own area."""
        said = [self.text, _labelled(_("Förslag"), self.proposal), _labelled(_("Kan göras av"), self.owner)]
        area_id = self.place.area_id if self.place else self.area_id
        return Answers(
            kind=self.kind,
            text="\n".join(filter(None, said)),
            place=", ".join(filter(None, [self.place.name if self.place else "", self.place_words])),
            extent=Extent.AREA if area_id else Extent.UNKNOWN,
            area_id=area_id,
            day_part=None,
            frequency=None,
        )


def begin(*, party: Party, frame: Frame, by: Person) -> Walk:
    """Plan or write down a walk; said twice, it is said once."""
    db.session.execute(select(Party.id).where(Party.id == party.id).with_for_update())
    said = select(Walk).where(Walk.party_id == party.id, Walk.title == frame.title, Walk.day == frame.day)
    for one in db.session.scalars(said):
        if all(getattr(one, name) == value for name, value in vars(frame).items()):
            return one
    taken = set(db.session.scalars(select(Walk.slug).where(Walk.municipality_id == party.municipality_id)))
    slug = free_slug(frame.title, taken | {NEW})
    walk = Walk(municipality_id=party.municipality_id, party=party, slug=slug, **vars(frame))
    db.session.add(walk)
    db.session.flush()
    _log(Event.WALK_SAVE, walk, by)
    return walk


def save(*, walk: Walk, frame: Frame, version: int, by: Person) -> None:
    """Say something else of it; Stale when a colleague has saved since `version`."""
    _hold(walk)
    if walk.version != version:
        raise Stale(_("En kollega har sparat. Jämför och välj."))
    for name, value in vars(frame).items():
        setattr(walk, name, value)
    walk.version += 1
    _log(Event.WALK_SAVE, walk, by)


def withdraw(*, walk: Walk, by: Person) -> None:
    """Let it not count as a walk any more: nobody outside sees it, and no point is added. Its contributions stay."""
    _hold(walk)
    walk.withdrawn, walk.published = walk.withdrawn or clock.today(), None
    walk.version += 1
    _log(Event.WALK_WITHDRAW, walk, by, withdrawn=True)


def bring_back(*, walk: Walk, by: Person) -> None:
    """Let it count again; whether everybody may read of it is decided anew."""
    _hold(walk)
    walk.withdrawn = None
    walk.version += 1
    _log(Event.WALK_WITHDRAW, walk, by, withdrawn=False)


def add_point(*, walk: Walk, keys: Keys, seen: Seen, token: str, by: Person) -> WalkPoint:
    """Keep a point, received on the day one walked; the same token with the same words is the same point."""
    _hold(walk)
    _ensure_there(walk)
    position = _next(WalkPoint.walk_id == walk.id, WalkPoint.position)
    if position > POINTS_MOST:
        raise Refused(_("En vandring kan ha högst %(most)s punkter.", most=POINTS_MOST))
    contribution = _contribution(walk, keys, seen, token, by)
    if known := db.session.scalars(select(WalkPoint).where(WalkPoint.contribution == contribution)).one_or_none():
        return known
    point = WalkPoint(
        walk=walk, position=position, contribution=contribution, place=seen.place, owner=seen.owner, photos=[]
    )
    db.session.add(point)
    db.session.flush()
    return point


def add_photo(*, walk: Walk, point_id: uuid.UUID, clean: Clean, alt: str, person_id: uuid.UUID) -> WalkPhoto:
    """Add a photo to a point, for the party's own eyes."""
    _ensure_there(walk)
    db.session.execute(select(WalkPoint.id).where(WalkPoint.id == point_id).with_for_update())
    counted = select(func.count()).where(WalkPhoto.point_id == point_id)
    if (db.session.scalar(counted) or 0) >= PHOTOS_MOST:
        raise Refused(_("Punkten har redan %(most)s bilder. Ta bort någon först.", most=PHOTOS_MOST))
    photo = WalkPhoto(
        point_id=point_id,
        position=_next(WalkPhoto.point_id == point_id, WalkPhoto.position),
        alt=alt,
        content_type=clean.content_type,
        width=clean.width,
        height=clean.height,
        data=clean.data,
        added=clock.today(),
        added_by_id=person_id,
    )
    db.session.add(photo)
    db.session.flush()
    _log(Event.WALK_PHOTO, walk, person_id, photo=str(photo.id), deed="add")
    return photo


def choose_photo(*, walk: Walk, photo: WalkPhoto, chosen: bool, by: Person) -> None:
    """Let a photo be in the protocol the next time it is published, or take it out of it at once."""
    photo.chosen = chosen
    _log(Event.WALK_PHOTO, walk, by, photo=str(photo.id), deed="choose" if chosen else "leave")


def remove_photo(*, walk: Walk, photo: WalkPhoto, by: Person) -> None:
    """Take a photo away for good, out of the protocol too."""
    _log(Event.WALK_PHOTO, walk, by, photo=str(photo.id), deed="remove")
    db.session.delete(photo)


def publish(*, walk: Walk, protocol: str, by: Person) -> None:
    """Let everybody read this of it."""
    _ensure_there(walk)
    walk.protocol, walk.published = protocol, clock.today()
    walk.version += 1
    _log(Event.WALK_PUBLISH, walk, by, published=True)


def take_down(*, walk: Walk, by: Person) -> None:
    """Let nobody outside read of it any more."""
    _hold(walk)
    walk.published = None
    walk.version += 1
    _log(Event.WALK_PUBLISH, walk, by, published=False)


def _contribution(walk: Walk, keys: Keys, seen: Seen, token: str, by: Person) -> Contribution | None:
    """The answer that holds a point's words, registered by whoever writes them down."""
    municipality = walk.party.municipality
    source = Source(
        received=min(walk.day, clock.today()),
        channel=Channel.WALK,
        voice=Voice(walk.voice),
        registered_by=by.id,
        receiving_party_id=walk.party_id,
    )
    dialogue = taken_in.open_dialogue(municipality)
    code = intake.register(keys=keys, dialogue=dialogue, answers=seen.answers, source=source, token=token, by=by)
    return taken_in.by_code(municipality, keys, code)


def _labelled(label: str, words: str) -> str:
    return f"{label}: {words}" if words else ""


def _ensure_there(walk: Walk) -> None:
    if walk.withdrawn:
        raise Refused(_("Vandringen är indragen. Ta tillbaka den först."))


def _next(of: Any, column: Any) -> int:
    return (db.session.scalar(select(func.max(column)).where(of)) or 0) + 1


def _hold(walk: Walk) -> None:
    """Let writers of one walk take turns."""
    db.session.execute(select(Walk.id).where(Walk.id == walk.id).with_for_update())
    db.session.refresh(walk)


def _log(event: Event, walk: Walk, by: Person | uuid.UUID, **details: str | bool) -> None:
    actor = str(by.id if isinstance(by, Person) else by)
    audit.record(event, actor=actor, subject=walk.id, municipality_id=walk.municipality_id, **details)
