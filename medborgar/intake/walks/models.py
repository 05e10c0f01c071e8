"""Trygghetsvandringar: who walked where and in what light, the points on the way, and photos of them."""

import json
import re
import uuid
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Name, Slug, Words, reference
from medborgar.intake.models import Contribution, Kind
from medborgar.municipality.models import Area, InMunicipality, Party, Place

POINTS_MOST, PHOTOS_MOST = 100, 3  # of a walk, and of a point
GROUP = re.compile(r"(?P<name>\S.*?)[\s,:]+(?P<number>\d{1,3})")


class Light(StrEnum):
    """In what light one walked."""

    DAY = "dagsljus"
    DUSK = "skymning"
    DARK = "morker"


class Group(NamedTuple):
    """An organisation and how many of it walked."""

    name: str
    number: int

    @property
    def words(self) -> str:
        """As it is written on a line."""
        return f"{self.name}, {self.number}"


class Told(NamedTuple):
    """By what a walk is known to everybody."""

    title: str
    day: date


class Walk(InMunicipality, Model):
    """En trygghetsvandring of a party's; what is said on the way becomes contributions, one for each point."""

    __tablename__ = "walk"
    __table_args__ = (UniqueConstraint("municipality_id", "slug"),)

    id: Mapped[Id]
    version: Mapped[int] = mapped_column(default=1)
    slug: Mapped[Slug]
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    title: Mapped[Name]
    day: Mapped[Day]
    starts: Mapped[Code]  # 18.30
    light: Mapped[Code]  # a Light
    route: Mapped[LongText]
    participants: Mapped[LongText]  # a Group to a line
    voice: Mapped[Code]  # a Voice: whose it mostly is
    answer_by: Mapped[Day | None]  # when every point is promised an answer
    withdrawn: Mapped[Day | None]
    published: Mapped[Day | None]
    protocol: Mapped[Words]  # canonical JSON of exactly what was published; photos are shown by what it names
    party: Mapped[Party] = relationship()
    areas: Mapped[list[Area]] = relationship(secondary="walk_area", order_by=Area.position)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def groups(self) -> list[Group]:
        """Who walked."""
        return read_groups(self.participants) or []

    @property
    def told(self) -> Told:
        """What it was called when it was published, and its day."""
        said = json.loads(self.protocol)
        return Told(said["title"], date.fromisoformat(said["day"]))

    def owes_answers(self, today: date) -> bool:
        """Whether every point should have been answered by now."""
        return self.answer_by is not None and self.answer_by < today


class WalkArea(Model):
    """An area that a walk went through."""

    __tablename__ = "walk_area"

    walk_id: Mapped[uuid.UUID] = mapped_column(reference("walk", ondelete="CASCADE"), primary_key=True)
    area_id: Mapped[uuid.UUID] = mapped_column(reference("area"), primary_key=True, index=True)


class WalkPoint(Model):
    """En punkt: a place on the way. What was seen there stands in its contribution, and is reviewed like any other."""

    __tablename__ = "walk_point"
    __table_args__ = (UniqueConstraint("walk_id", "position"),)

    id: Mapped[Id]
    walk_id: Mapped[uuid.UUID] = mapped_column(reference("walk"))
    position: Mapped[int]
    contribution_id: Mapped[uuid.UUID] = mapped_column(reference("contribution"), unique=True)
    place_id: Mapped[uuid.UUID | None] = mapped_column(reference("place"), index=True)
    owner: Mapped[Words]  # the function that could see to it, as those who walked thought
    walk: Mapped[Walk] = relationship()
    contribution: Mapped[Contribution] = relationship()
    place: Mapped[Place | None] = relationship()
    photos: Mapped[list["WalkPhoto"]] = relationship(
        back_populates="point", order_by="WalkPhoto.position", cascade="all, delete-orphan"
    )

    @property
    def is_safe(self) -> bool:
        """Whether it is a place where one feels safe."""
        return self.contribution.kind == Kind.SAFE

    @property
    def where(self) -> str:
        """Its place in words, with the area where it is known."""
        area = self.contribution.area
        named = [self.contribution.place, area.name if area else ""]
        return ", ".join(filter(None, dict.fromkeys(named)))


class WalkPhoto(Model):
    """Ett foto of a point, written anew from what was sent; outside it is seen once it is chosen and published."""

    __tablename__ = "walk_photo"

    id: Mapped[Id]
    point_id: Mapped[uuid.UUID] = mapped_column(reference("walk_point"), index=True)
    position: Mapped[int]
    alt: Mapped[LongText]  # for those who do not see it
    content_type: Mapped[Code]
    width: Mapped[int]
    height: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    chosen: Mapped[bool] = mapped_column(default=False)  # for the protocol
    added: Mapped[Day]
    added_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    point: Mapped[WalkPoint] = relationship(back_populates="photos")


def read_groups(text: str) -> list[Group] | None:
    """Organisations and how many of each, one to a line: “Hyresgästföreningen, 4”; None when a line says no number."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [GROUP.fullmatch(line) for line in lines]
    groups = [Group(match["name"].rstrip(",: "), int(match["number"])) for match in found if match]
    return groups if len(groups) == len(lines) and all(one.name and one.number for one in groups) else None
