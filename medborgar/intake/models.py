"""What people tell: dialogues and contributions. Nothing here says who, nor when more finely than a day."""

import uuid
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Name, Sha256, Slug, Words, reference
from medborgar.municipality.cadences import Cadence
from medborgar.municipality.models import Area, InMunicipality, Party
from medborgar.outbox.addresses import ADDRESS_MAX

TEXT_MAX = 2000
WHOLE_MAX = 12_000  # all that is answered to a dialogue, with its questions
PLACE_MAX = 200
ACUTE_MAX = 300
OPEN_DIALOGUE = "beratta"
ADDRESS_KEPT = timedelta(days=730)  # after the last thing that happened
ADDRESS_KEPT_AT_AN_END = timedelta(days=30)  # when nothing more will


class Kind(StrEnum):
    """What the answer is about; asked, never guessed."""

    UNSAFE = "otrygg"
    SAFE = "trygg"
    PROPOSAL = "forslag"
    COMING = "pa-vag"
    DIALOGUE = "dialog"  # whatever a dialogue's own questions are about


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


class Audience(StrEnum):
    """Who is asked."""

    EVERYBODY = "alla"
    ASSOCIATIONS = "foreningar"
    ELECTED = "fortroendevalda"
    STAFF = "medarbetare"


class Stage(StrEnum):
    """How far a dialogue has come on a day."""

    DRAFT = "utkast"
    COMING = "kommande"
    OPEN = "oppen"
    CLOSED = "stangd"


class Dialogue(InMunicipality, Model):
    """En dialog: something people are asked; the open form is a standing one."""

    __tablename__ = "dialogue"
    __table_args__ = (UniqueConstraint("municipality_id", "slug"),)

    id: Mapped[Id]
    version: Mapped[int] = mapped_column(default=1)
    slug: Mapped[Slug]
    title: Mapped[Name]
    audience: Mapped[Code] = mapped_column(default=Audience.EVERYBODY.value)
    introduction: Mapped[Words]
    opens: Mapped[Day | None]  # none before it has been decided when
    closes: Mapped[Day | None]  # the last day; none for a standing one
    feedback_by: Mapped[Day | None]  # when those who answered are promised to hear what came of it
    heard: Mapped[Words]  # återkoppling: what we heard
    to_be_done: Mapped[Words]  # and what happens with it
    feedback_given: Mapped[Day | None]
    source: Mapped[Words]  # where its questions come from
    hand_in: Mapped[Words]  # where its paper form is left
    receiving_party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    copied_from_id: Mapped[uuid.UUID | None] = mapped_column(reference("dialogue"), index=True)
    cadence_id: Mapped[uuid.UUID | None] = mapped_column(reference("cadence"), index=True)  # when it is asked again
    receiving_party: Mapped[Party] = relationship()
    cadence: Mapped[Cadence | None] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    def stage(self, today: date) -> Stage:
        """How far it has come: it is open from its first day through its last."""
        if self.opens is None:
            return Stage.DRAFT
        if today < self.opens:
            return Stage.COMING
        return Stage.CLOSED if self.closes and self.closes < today else Stage.OPEN

    @property
    def is_public(self) -> bool:
        """Whether what was answered is told to everybody, in numbers, once it has closed."""
        return self.audience in {Audience.EVERYBODY, Audience.ASSOCIATIONS}

    def owes_feedback(self, today: date) -> bool:
        """Whether those who answered should have heard by now."""
        return self.feedback_by is not None and self.feedback_given is None and self.feedback_by < today


class Contribution(InMunicipality, Model):
    """Ett inlägg: one filled-in form. The receipt's hash is its only tie to whoever wrote it."""

    __tablename__ = "contribution"
    # Few indexes: each is a page more to write, at a place of its own, before a resident gets a receipt.
    __table_args__ = (
        Index("ix_contribution_inbox", "municipality_id", "receiving_party_id", "received"),
        # Who was heard in a dialogue, and in which order it is read: counted without a look at the rows.
        Index("ix_contribution_dialogue", "dialogue_id", "voice", "channel", "extent", "area_id", "received"),
        {"sqlite_with_rowid": False},  # no hidden counter that tells in which order answers came
    )

    id: Mapped[Id]
    dialogue_id: Mapped[uuid.UUID] = mapped_column(reference("dialogue"))
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


class ReplyAddress(InMunicipality, Model):
    """Where somebody wants mail when something happens with what they told: kept apart from it, and not for long.

    No page for staff reads this table.
    """

    __tablename__ = "reply_address"
    __table_args__ = {"sqlite_with_rowid": False}  # as for a contribution

    id: Mapped[Id]
    contribution_id: Mapped[uuid.UUID] = mapped_column(reference("contribution"), unique=True)
    email: Mapped[str] = mapped_column(String(ADDRESS_MAX))
    has_news: Mapped[bool] = mapped_column(default=False)  # something has happened that no mail has told of
    told: Mapped[Day | None]  # when the last mail was written: one a day at most
    last_day: Mapped[Day]  # then it is erased
    contribution: Mapped[Contribution] = relationship()
