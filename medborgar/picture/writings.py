"""What is written in a picture: each party's own words, what it has shared of them, and the joint words day by day."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from flask_babel import lazy_gettext as _l
from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Moment, Name, Words, reference
from medborgar.intake.models import Contribution
from medborgar.municipality.models import FocusArea, Party


class Trend(StrEnum):
    """Which way it goes."""

    UP = "okar"
    SAME = "oforandrat"
    DOWN = "minskar"


class Confidence(StrEnum):
    """How sure one is of what is written."""

    HIGH = "hog"
    SOME = "medel"
    LOW = "lag"


TRENDS = {Trend.UP: _l("↑ Ökar"), Trend.SAME: _l("→ Oförändrat"), Trend.DOWN: _l("↓ Minskar")}
CONFIDENCES = {
    Confidence.HIGH: _l("Hög: flera källor säger samma sak"),
    Confidence.SOME: _l("Medel: några källor, eller bara delar av kommunen"),
    Confidence.LOW: _l("Låg: enstaka uppgifter"),
}


class Judgement(Protocol):
    """Whoever says which way it goes, and how sure that is."""

    @property
    def trend(self) -> str | None:
        """A Trend."""

    @property
    def confidence(self) -> str | None:
        """A Confidence."""


class InWords:
    """The same in words."""

    @property
    def trend_words(self: Judgement) -> str:
        """Which way it goes; nothing when nobody has said."""
        return str(TRENDS[Trend(self.trend)]) if self.trend else ""

    @property
    def confidence_words(self: Judgement) -> str:
        """How sure that is; nothing when nobody has said."""
        return str(CONFIDENCES[Confidence(self.confidence)]) if self.confidence else ""


@dataclass(frozen=True)
class OwnWords(InWords):
    """What a party says for itself of a focus area."""

    text: str = ""
    public_health: str = ""
    trend: str | None = None  # a Trend
    confidence: str | None = None  # a Confidence
    sources: str = ""
    consulted: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return self == OwnWords()


@dataclass(frozen=True)
class JointWords(InWords):
    """What both parties say of a focus area, under the law's headings and the method's."""

    problem: str = ""
    goal: str = ""
    scope: str = ""
    consequences: str = ""
    public_health: str = ""
    other: str = ""
    analysis: str = ""
    trend: str | None = None  # a Trend
    confidence: str | None = None  # a Confidence
    sources: str = ""
    consulted: str = ""


class Judged(InWords):
    """Columns of whoever writes of a focus area: which way it goes, how sure that is, and what it rests on."""

    public_health: Mapped[Words]
    trend: Mapped[Code | None]
    confidence: Mapped[Code | None]
    sources: Mapped[Words]
    consulted: Mapped[Words]


class PartyText(Judged, Model):
    """One party's own words on one focus area; the other party reads what a Sharing holds of them, and no more."""

    __tablename__ = "party_text"
    __table_args__ = (UniqueConstraint("picture_id", "party_id", "focus_area_id"),)

    id: Mapped[Id]
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"))
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    focus_area_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area"), index=True)
    version: Mapped[int] = mapped_column()
    text: Mapped[Words]
    registered_in_id: Mapped[uuid.UUID | None] = mapped_column(reference("sharing"), index=True)  # by the other party
    saved_at: Mapped[Name]  # HH.MM of the last save, shown to a colleague who saves at the same time
    focus_area: Mapped[FocusArea] = relationship()
    registered_in: Mapped["Sharing | None"] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def words(self) -> OwnWords:
        """What it says."""
        return OwnWords(**{name: getattr(self, name) for name in OwnWords.__dataclass_fields__})


class SecrecyOutcome(StrEnum):
    """What a secrecy review found before something was shared."""

    NOTHING_SECRET = "inget"  # noqa: S105 (no password)
    MASKED = "maskat"
    SECRECY_BREAKING = "brytande"


class Sharing(Model):
    """*Dela*: the act by which a party's own picture, as it stood, becomes the other's to read."""

    __tablename__ = "sharing"

    id: Mapped[Id]
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    shared: Mapped[Moment]
    reviewer_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)  # who pressed, or registered
    outcome: Mapped[Code]  # a SecrecyOutcome
    paragraph: Mapped[Words]
    material: Mapped[LongText] = mapped_column(deferred=True)  # JSON of what was shared, as in material
    handed_over_by: Mapped[Words]  # the function at the party, when the other registered it from a document
    document: Mapped[Words]
    document_day: Mapped[Day | None]
    party: Mapped[Party] = relationship()
    reviewer: Mapped[Person] = relationship()

    @property
    def day(self) -> date:
        """The Swedish day it was done."""
        return clock.local_day(self.shared)


class SharedContribution(Model):
    """An answer that its party has shared; the other reads the wording that was reviewed, and no later one."""

    __tablename__ = "shared_contribution"

    contribution_id: Mapped[uuid.UUID] = mapped_column(reference("contribution"), primary_key=True)
    sharing_id: Mapped[uuid.UUID] = mapped_column(reference("sharing"), index=True)
    review_version: Mapped[int]
    contribution: Mapped[Contribution] = relationship()


class Joint(Judged):
    """Columns of the joint words."""

    problem: Mapped[Words]
    goal: Mapped[Words]
    scope: Mapped[Words]
    consequences: Mapped[Words]
    other: Mapped[Words]
    analysis: Mapped[Words]

    @property
    def words(self) -> JointWords:
        """What it says."""
        return JointWords(**{name: getattr(self, name) for name in JointWords.__dataclass_fields__})


class JointText(Joint, Model):
    """What both parties say of one focus area now."""

    __tablename__ = "joint_text"
    __table_args__ = (UniqueConstraint("picture_id", "focus_area_id"),)

    id: Mapped[Id]
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"))
    focus_area_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area"), index=True)
    version: Mapped[int] = mapped_column()
    saved_at: Mapped[Name]
    focus_area: Mapped[FocusArea] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class JointTextDay(Joint, Model):
    """What they said at the end of a day on which it was written: a rolling picture is read from these."""

    __tablename__ = "joint_text_day"

    joint_text_id: Mapped[uuid.UUID] = mapped_column(reference("joint_text"), primary_key=True)
    day: Mapped[Day] = mapped_column(primary_key=True)
    text: Mapped[JointText] = relationship()


class PictureImage(Model):
    """En bild on a focus area, written anew from what was sent: a party's own until it is shared, or both parties'."""

    __tablename__ = "picture_image"

    id: Mapped[Id]
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"), index=True)
    focus_area_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area"), index=True)
    party_id: Mapped[uuid.UUID | None] = mapped_column(reference("party"), index=True)  # None: both parties'
    shared_in_id: Mapped[uuid.UUID | None] = mapped_column(reference("sharing"), index=True)
    alt: Mapped[LongText]  # for those who do not see it
    caption: Mapped[Words]
    content_type: Mapped[Code]
    width: Mapped[int]
    height: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added: Mapped[Day]
    added_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
