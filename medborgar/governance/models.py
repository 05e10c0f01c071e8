"""How the work is led: meetings and what is coming, reports to those above, briefings, evaluations."""

import uuid
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Moment, Name, Slug, Words, reference
from medborgar.municipality.models import InMunicipality, Party, Place
from medborgar.municipality.rows import Versioned
from medborgar.picture.models import Picture
from medborgar.plan.models import Measure


class Meeting(Versioned, InMunicipality, Model):
    """Ett möte: the page makes itself; the row holds what people add, and its minutes once they are *justerade*."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("municipality_id", "day"),)

    id: Mapped[Id]
    day: Mapped[Day]
    attendance: Mapped[Words]  # functions, one a line; never names
    notes: Mapped[Words]
    told: Mapped[Words]  # what is told outward
    next_day: Mapped[Day | None]
    saved_at: Mapped[Words]  # HH.MM of the last save, shown to a colleague who saves at the same time
    minutes: Mapped[Words]  # canonical JSON of all that the page said; empty until they are approved
    approved: Mapped[Day | None]
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(reference("person"), index=True)
    approved_by: Mapped[Person | None] = relationship()
    measures: Mapped[list["MeetingMeasure"]] = relationship(cascade="all, delete-orphan")

    @property
    def is_approved(self) -> bool:
        """Whether its minutes are *justerade*: locked for ever."""
        return self.approved is not None


class MeetingMeasure(Model):
    """An *insats* that a meeting decided."""

    __tablename__ = "meeting_measure"

    meeting_id: Mapped[uuid.UUID] = mapped_column(reference("meeting"), primary_key=True)
    measure_id: Mapped[uuid.UUID] = mapped_column(reference("measure"), primary_key=True, index=True)
    measure: Mapped[Measure] = relationship()


class MeetingFigures(Model):
    """What a party has put on the table: how many reports it had, by area and category. Showing them is an act."""

    __tablename__ = "meeting_figures"

    meeting_id: Mapped[uuid.UUID] = mapped_column(reference("meeting"), primary_key=True)
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), primary_key=True, index=True)
    figures: Mapped[LongText]  # canonical JSON
    shown: Mapped[Moment]
    shown_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    party: Mapped[Party] = relationship()


class ComingEvent(Versioned, InMunicipality, Model):
    """En kommande händelse: a fair, a match, a demonstration; what is about to happen, where and when."""

    __tablename__ = "coming_event"

    id: Mapped[Id]
    title: Mapped[Name]
    place_id: Mapped[uuid.UUID | None] = mapped_column(reference("place"), index=True)
    first_day: Mapped[Day]
    last_day: Mapped[Day]
    note: Mapped[Words]
    place: Mapped[Place | None] = relationship()


class Recipient(StrEnum):
    """Who a report is for."""

    ASSEMBLY = "kommunfullmaktige"
    BOARD = "kommunstyrelsen"
    POLICE = "polisledningen"
    OTHER = "annan"


class Report(Versioned, InMunicipality, Model):
    """En rapport of a period to whoever leads; made from what there is until it is sent, and then frozen."""

    __tablename__ = "report"

    id: Mapped[Id]
    period: Mapped[Slug]
    recipient: Mapped[Code]  # a Recipient
    addressee: Mapped[Words]  # who that is, where it does not go without saying
    comment: Mapped[Words]  # the sender's own words
    made: Mapped[Day]
    content: Mapped[Words]  # canonical JSON, empty until it is sent
    sent: Mapped[Day | None]
    section: Mapped[Words]  # § of the recipient's minutes
    reference_number: Mapped[Words]  # dnr

    @property
    def is_sent(self) -> bool:
        """Whether it is frozen."""
        return self.sent is not None


class Briefing(Versioned, InMunicipality, Model):
    """En genomgång: one party's leadership shows the other's the picture."""

    __tablename__ = "briefing"

    id: Mapped[Id]
    held: Mapped[Day]
    host: Mapped[Code]  # a Side
    where: Mapped[Words]
    picture_id: Mapped[uuid.UUID | None] = mapped_column(reference("picture"), index=True)  # the one that was shown
    participants: Mapped[LongText]  # functions, one a line
    exchanged: Mapped[Words]
    picture: Mapped[Picture | None] = relationship()


class Evaluation(Versioned, InMunicipality, Model):
    """En utvärdering, by the parties and by somebody from outside."""

    __tablename__ = "evaluation"

    id: Mapped[Id]
    subject: Mapped[Name]
    evaluators: Mapped[LongText]  # organisations or functions, one a line
    external: Mapped[Words]  # who of them comes from outside, e.g. länsstyrelsen
    finished: Mapped[Day]
    reference: Mapped[Words]  # where the report is
    lessons: Mapped[LongText]


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
