"""What people tell: dialogues and contributions. Nothing here says who, nor when more finely than a day."""

import uuid
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Name, Sha256, Slug, Words, reference
from medborgar.municipality.models import Area, InMunicipality, Party

TEXT_MAX = 2000
PLACE_MAX = 200
ACUTE_MAX = 300
OPEN_DIALOGUE = "beratta"


class Kind(StrEnum):
    """What the answer is about; asked, never guessed."""

    UNSAFE = "otrygg"
    SAFE = "trygg"
    PROPOSAL = "forslag"
    COMING = "pa-vag"


class DayPart(StrEnum):
    """When on the day."""

    DAY = "dag"
    EVENING = "kvall"
    NIGHT = "natt"


class Frequency(StrEnum):
    """How often it happens."""

    ONCE = "en-gang"
    SOMETIMES = "ibland"
    OFTEN = "ofta"


class Extent(StrEnum):
    """Where, when it is no single area."""

    AREA = "omrade"
    WHOLE = "hela"
    UNKNOWN = "vet-inte"


class Channel(StrEnum):
    """How the answer came."""

    WEB = "webb"
    PHONE = "telefon"
    MEETING = "mote"
    PAPER = "papper"
    WALK = "vandring"


class Voice(StrEnum):
    """Whose voice it is: residents and others are shown apart."""

    RESIDENT = "invanare"
    ASSOCIATION = "forening"
    ELECTED = "fortroendevald"
    STAFF = "medarbetare"


class Dialogue(InMunicipality, Model):
    """En dialog: something people are asked; the open form is a standing one."""

    __tablename__ = "dialogue"
    __table_args__ = (UniqueConstraint("municipality_id", "slug"),)

    id: Mapped[Id]
    slug: Mapped[Slug]
    title: Mapped[Name]
    receiving_party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    receiving_party: Mapped[Party] = relationship()


class Contribution(InMunicipality, Model):
    """Ett inlägg: one filled-in form. The receipt's hash is its only tie to whoever wrote it."""

    __tablename__ = "contribution"
    # Few indexes: each is a page more to write, at a place of its own, before a resident gets a receipt.
    __table_args__ = (
        Index("ix_contribution_inbox", "municipality_id", "receiving_party_id", "received"),
        {"sqlite_with_rowid": False},  # no hidden counter that tells in which order answers came
    )

    id: Mapped[Id]
    dialogue_id: Mapped[uuid.UUID] = mapped_column(reference("dialogue"), index=True)
    municipality_id: Mapped[uuid.UUID] = mapped_column(reference("municipality"))
    receiving_party_id: Mapped[uuid.UUID] = mapped_column(reference("party"))
    received: Mapped[Day]
    kind: Mapped[Code]  # a Kind
    text: Mapped[LongText]
    place: Mapped[Words]  # in the writer's own words
    extent: Mapped[Code]  # an Extent
    area_id: Mapped[uuid.UUID | None] = mapped_column(reference("area"))
    day_part: Mapped[Code | None]  # a DayPart
    frequency: Mapped[Code | None]  # a Frequency
    channel: Mapped[Code]  # a Channel
    voice: Mapped[Code]  # a Voice
    acute: Mapped[bool] = mapped_column(default=False)
    acute_done: Mapped[Words]  # what was done at once
    acute_by: Mapped[Words]  # by which function
    registered_by: Mapped[uuid.UUID | None] = mapped_column(reference("person"))
    receipt_hash: Mapped[Sha256] = mapped_column(unique=True)
    token_hash: Mapped[Sha256] = mapped_column(unique=True)
    content_hash: Mapped[Sha256]
    area: Mapped[Area | None] = relationship()
    receiving_party: Mapped[Party] = relationship()
