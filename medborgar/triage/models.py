"""Reading what came in: openings, reviews with masked wording and tags, and words back to whoever wrote."""

import uuid
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Name, Words, reference
from medborgar.intake.models import Contribution
from medborgar.municipality.models import FocusArea, InMunicipality, Place

TAGS_MIN, TAGS_MAX = 1, 3
REPLY_MAX = 2000


class Outcome(StrEnum):
    """What became of an answer; every one but the first is an end, told with its reason."""

    IN_PICTURE = "med-i-lagesbilden"
    DONE_DIRECTLY = "atgardat-direkt"
    PASSED_ON = "lamnat-vidare"
    SAME_AS = "samma-sak"
    ELSEWHERE = "nagon-annan"


ENDS = {Outcome.DONE_DIRECTLY, Outcome.PASSED_ON, Outcome.ELSEWHERE}  # nothing more happens here


class Purpose(StrEnum):
    """Why unmasked text was opened."""

    REVIEW = "granskning"  # of what nobody has reviewed yet
    AGAIN = "omgranskning"
    REPLY = "svar"
    DISCLOSURE = "utlamnande"


class Opening(InMunicipality, Model):
    """Somebody opened an answer to review it; the first opening is when it was *Läst*."""

    __tablename__ = "opening"
    __table_args__ = (UniqueConstraint("contribution_id", "person_id"),)

    id: Mapped[Id]
    contribution_id: Mapped[uuid.UUID] = mapped_column(reference("contribution"))
    person_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    opened: Mapped[Day]
    contribution: Mapped[Contribution] = relationship()


class Review(InMunicipality, Model):
    """En granskning: what staff made of one answer."""

    __tablename__ = "review"

    id: Mapped[Id]
    contribution_id: Mapped[uuid.UUID] = mapped_column(reference("contribution"), unique=True)
    version: Mapped[int] = mapped_column()
    masked_text: Mapped[LongText]  # the wording that others may see
    outcome: Mapped[Code]  # an Outcome
    reason: Mapped[Words]
    same_as_id: Mapped[uuid.UUID | None] = mapped_column(reference("contribution"), index=True)
    place_id: Mapped[uuid.UUID | None] = mapped_column(reference("place"), index=True)
    note: Mapped[Words]  # internal
    reviewed: Mapped[Day]
    reviewed_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    saved_at: Mapped[Name]  # HH.MM of the last save, shown to a colleague who saves at the same time
    locked: Mapped[bool] = mapped_column(default=False)  # an established picture rests on it as it is
    contribution: Mapped[Contribution] = relationship(foreign_keys=[contribution_id])
    reviewed_by: Mapped[Person] = relationship()
    place: Mapped[Place | None] = relationship()
    tags: Mapped[list["Tag"]] = relationship(cascade="all, delete-orphan", order_by="Tag.focus_area_id")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class Tag(Model):
    """En märkning: an answer belongs to one to three focus areas."""

    __tablename__ = "tag"

    review_id: Mapped[uuid.UUID] = mapped_column(reference("review", ondelete="CASCADE"), primary_key=True)
    focus_area_id: Mapped[uuid.UUID] = mapped_column(reference("focus_area"), primary_key=True, index=True)
    focus_area: Mapped[FocusArea] = relationship()


class Feedback(InMunicipality, Model):
    """Återkoppling: what a party writes back to the units that reported to it, of what came of that."""

    __tablename__ = "feedback"

    id: Mapped[Id]
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    unit: Mapped[Words]  # the function that reported; empty is to all of them
    text: Mapped[LongText]
    sent: Mapped[Day]
    author_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    author: Mapped[Person] = relationship()


class MessageKind(StrEnum):
    """Who says what to whom."""

    REPLY = "svar"
    QUESTION = "fraga"
    ANSWER = "svar-tillbaka"


class Message(InMunicipality, Model):
    """Words between staff and whoever wrote, carried by the receipt code both ways."""

    __tablename__ = "message"

    id: Mapped[Id]
    contribution_id: Mapped[uuid.UUID] = mapped_column(reference("contribution"), index=True)
    position: Mapped[int]
    kind: Mapped[Code]  # a MessageKind
    text: Mapped[LongText]
    sent: Mapped[Day]
    author_id: Mapped[uuid.UUID | None] = mapped_column(reference("person"), index=True)
    answers_id: Mapped[uuid.UUID | None] = mapped_column(unique=True)

    __table_args__ = (
        UniqueConstraint("contribution_id", "position"),
        ForeignKeyConstraint(["answers_id"], ["message.id"]),
        {"sqlite_with_rowid": False},  # as for a contribution: an anonymous answer must not be placed between two times
    )
