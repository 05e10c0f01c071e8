"""Åtgärdsplanen: versions that a body decides, measures and quick *insatser*, and what each has gone through."""

import uuid
from datetime import date
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import Model
from medborgar.core.permissions import Side
from medborgar.core.types import Code, Day, Id, Moment, Name, Words, reference
from medborgar.decisions.models import Commitment
from medborgar.municipality.models import Body, FocusArea, InMunicipality, Partner, Place
from medborgar.picture.models import Cause, Picture, Problem


class ActionPlan(InMunicipality, Model):
    """En åtgärdsplan in one version: open to edits until a body has decided it, and then locked."""

    __tablename__ = "action_plan"
    __table_args__ = (UniqueConstraint("municipality_id", "number"),)

    id: Mapped[Id]
    number: Mapped[int]  # of the version: 1, 2, 3
    picture_id: Mapped[uuid.UUID] = mapped_column(reference("picture"), index=True)  # an established one
    body_id: Mapped[uuid.UUID | None] = mapped_column(reference("body"), index=True)
    decided: Mapped[Day | None]
    section: Mapped[Words]  # § of the minutes
    reference_number: Mapped[Words]  # dnr
    valid_from: Mapped[Day | None]
    revision: Mapped[int] = mapped_column()
    saved_at: Mapped[Words]
    picture: Mapped[Picture] = relationship()
    body: Mapped[Body | None] = relationship()
    entries: Mapped[list["PlanEntry"]] = relationship(
        back_populates="plan", order_by="PlanEntry.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": revision, "version_id_generator": False}

    @property
    def is_decided(self) -> bool:
        """Whether a body has decided it: locked for ever."""
        return self.decided is not None


class PlanEntry(Model):
    """A measure in one version of the plan; once that is decided, the words it was decided with."""

    __tablename__ = "plan_entry"

    plan_id: Mapped[uuid.UUID] = mapped_column(reference("action_plan", ondelete="CASCADE"), primary_key=True)
    measure_id: Mapped[uuid.UUID] = mapped_column(reference("measure"), primary_key=True, index=True)
    position: Mapped[int]
    words: Mapped[Words]  # canonical JSON, empty until the version is decided
    plan: Mapped[ActionPlan] = relationship(back_populates="entries")
    measure: Mapped["Measure"] = relationship(back_populates="entries")


class MeasureKind(StrEnum):
    """A planned measure, or a quick one between two meetings."""

    MEASURE = "atgard"
    QUICK = "insats"


class Purpose(StrEnum):
    """What a measure is for, by its primary purpose."""

    CRIME = "brottsforebyggande"
    SAFETY = "trygghetsskapande"


class Responsible(StrEnum):
    """Who answers for a measure."""

    MUNICIPALITY = "kommunen"
    POLICE = "polisen"
    TOGETHER = "tillsammans"
    OTHER = "annan"


class State(StrEnum):
    """How far a measure has come."""

    POSSIBLE = "tankbar"
    DECIDED = "beslutad"
    ONGOING = "pagaende"
    DONE = "genomford"
    PARTLY = "delvis"
    CANCELLED = "installd"


OPEN = {State.POSSIBLE, State.DECIDED, State.ONGOING}
CHOSEN = {State.DECIDED, State.ONGOING}  # somebody is to do it
EXPLAINED = {State.PARTLY, State.CANCELLED}  # these carry a reason


class Measure(InMunicipality, Model):
    """En åtgärd: what is done about a cause, by whom, by when, and how one can tell that it helped."""

    __tablename__ = "measure"

    id: Mapped[Id]
    kind: Mapped[Code] = mapped_column(default=MeasureKind.MEASURE)  # a MeasureKind
    title: Mapped[Name]
    purpose: Mapped[Code]  # a Purpose
    state: Mapped[Code] = mapped_column(default=State.POSSIBLE)  # a State
    problem_id: Mapped[uuid.UUID | None] = mapped_column(reference("problem"), index=True)  # whose cause it meets
    cause_id: Mapped[uuid.UUID | None] = mapped_column(reference("cause"), index=True)  # the one, where it meets one
    focus_area_id: Mapped[uuid.UUID | None] = mapped_column(reference("focus_area"), index=True)
    place_id: Mapped[uuid.UUID | None] = mapped_column(reference("place"), index=True)
    commitment_id: Mapped[uuid.UUID | None] = mapped_column(reference("commitment"), index=True)  # that it carries
    aim: Mapped[Words]  # syfte
    goal: Mapped[Words]  # mål
    effect_goal: Mapped[Words]  # effektmål
    responsible: Mapped[Code]  # a Responsible
    partner_id: Mapped[uuid.UUID | None] = mapped_column(reference("partner"), index=True)  # when another one does
    owner: Mapped[Words]  # the function that answers for it
    owner_email: Mapped[Words]  # where the owner is asked how it goes
    body_id: Mapped[uuid.UUID | None] = mapped_column(reference("body"), index=True)  # the working group
    cooperates: Mapped[Words]
    evidence: Mapped[Words]
    target_group: Mapped[Words]
    public_health: Mapped[Words]
    other_plans: Mapped[Words]  # plans of other statutes that it belongs to (lag 2023:196, 7 §)
    resources: Mapped[Words]
    starts: Mapped[Day | None]
    due: Mapped[Day | None]
    attachments: Mapped[Words]  # references or dnr, one a line
    tell_inside: Mapped[Day | None]  # when it is to be told internally, never after it is told externally
    tell_outside: Mapped[Day | None]
    channel: Mapped[Words]
    told_inside: Mapped[Day | None]  # when it was
    told_outside: Mapped[Day | None]
    added: Mapped[Day] = mapped_column(default=clock.today)
    version: Mapped[int] = mapped_column()
    saved_at: Mapped[Words]
    problem: Mapped[Problem | None] = relationship()
    cause: Mapped[Cause | None] = relationship()
    focus_area: Mapped[FocusArea | None] = relationship()
    place: Mapped[Place | None] = relationship()
    commitment: Mapped[Commitment | None] = relationship()
    partner: Mapped[Partner | None] = relationship()
    body: Mapped[Body | None] = relationship()
    entries: Mapped[list[PlanEntry]] = relationship(back_populates="measure")
    steps: Mapped[list["MeasureStep"]] = relationship(
        back_populates="measure", order_by="MeasureStep.taken", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def why(self) -> str:
        """The cause that it meets, or else all of its problem's, one a line; empty when nobody has written one."""
        causes = [self.cause] if self.cause else self.problem.causes if self.problem else []
        return "\n".join(cause.what for cause in causes)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The parties that can say how it goes; where another answers for it, the municipality, whose plan it is."""
        match self.responsible:
            case Responsible.POLICE:
                return (Side.POLICE,)
            case Responsible.TOGETHER:
                return Side.MUNICIPALITY, Side.POLICE
        return (Side.MUNICIPALITY,)

    @property
    def is_public(self) -> bool:
        """Whether anybody may read of it: it is to be done or was, and has been told of outside."""
        return self.told_outside is not None and self.state != State.POSSIBLE

    def is_late(self, today: date) -> bool:
        """Whether it should have been over by now."""
        return self.state in CHOSEN and self.due is not None and self.due < today


class MeasureStep(Model):
    """One step on a measure's way: to which state, when, and why where that must be said."""

    __tablename__ = "measure_step"

    id: Mapped[Id]
    measure_id: Mapped[uuid.UUID] = mapped_column(reference("measure", ondelete="CASCADE"), index=True)
    state: Mapped[Code]  # a State
    reason: Mapped[Words]
    day: Mapped[Day]
    taken: Mapped[Moment] = mapped_column(default=clock.now)  # several on a day have an order
    by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    measure: Mapped[Measure] = relationship(back_populates="steps")
    by: Mapped[Person] = relationship()


class NotAPerson(InMunicipality, Model):
    """Words that look like a person's and that somebody has said are none; they are not asked about again."""

    __tablename__ = "not_a_person"
    __table_args__ = (UniqueConstraint("municipality_id", "words"),)

    id: Mapped[Id]
    words: Mapped[Name]
    said: Mapped[Day]
    said_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)


def can_move(now: State, to: State) -> bool:
    """Whether a measure can go from one state to another; what is over can be taken up again."""
    match now, to:
        case State.POSSIBLE, State.DECIDED | State.CANCELLED:
            return True
        case State.DECIDED, State.ONGOING | State.DONE | State.PARTLY | State.CANCELLED:
            return True
        case State.ONGOING, State.DONE | State.PARTLY | State.CANCELLED:
            return True
        case State.DONE | State.PARTLY | State.CANCELLED, State.ONGOING:
            return True
    return False


def next_states(now: State) -> list[State]:
    """Where a measure can go from a state."""
    return [to for to in State if can_move(now, to)]


def needs_reason(now: State, to: State) -> bool:
    """Whether a step has to be explained: done by half, given up, or taken up again."""
    return to in EXPLAINED or now not in OPEN
