"""Reading meetings, what is coming, reports, briefings and evaluations; and on which days things were done."""

import json
import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, case, literal, or_, select, union
from sqlalchemy.orm import joinedload, selectinload

from medborgar.core.extensions import db
from medborgar.decisions.models import Decision
from medborgar.followup.models import FollowUp
from medborgar.governance.done import Done
from medborgar.governance.models import (
    Briefing,
    ComingEvent,
    Evaluation,
    Meeting,
    MeetingFigures,
    MeetingMeasure,
    Recipient,
    Report,
)
from medborgar.municipality.cadences import CadenceKind
from medborgar.municipality.models import Municipality
from medborgar.picture.models import Picture, Problem, ranked
from medborgar.plan.cycles import CyclePart, OperationalCycle
from medborgar.plan.models import ActionPlan, Measure
from medborgar.publication.models import Publication, PublicationKind

LISTED_MOST = 100
OF_THE_PLAN = or_(FollowUp.commitment_id.is_not(None), FollowUp.measure_id.is_not(None))
# What shows that something that comes again was done, and on which day; of the other kinds the site can't tell.
PROOFS: dict[CadenceKind, tuple[Any, Any]] = {
    CadenceKind.MEETING: (Meeting, case((Meeting.approved.is_not(None), Meeting.day))),
    CadenceKind.PICTURE: (Picture, Picture.established),
    CadenceKind.DECISION: (Decision, Decision.decided),
    CadenceKind.FOLLOWUP: (FollowUp, case((OF_THE_PLAN, FollowUp.reported))),
    CadenceKind.AGREEMENT_REVIEW: (FollowUp, case((FollowUp.agreement_id.is_not(None), FollowUp.reported))),
    CadenceKind.BRIEFING: (Briefing, Briefing.held),
    CadenceKind.REPORT: (Report, Report.sent),
    CadenceKind.EVALUATION: (Evaluation, Evaluation.finished),
    CadenceKind.PLAN_REVISION: (ActionPlan, ActionPlan.decided),
}


def all_done(municipality: Municipality) -> list[Done]:
    """What comes again and was done, in the order of the days; one query."""
    chosen = [_days_of(kind, municipality.id) for kind in PROOFS]
    every = union(*chosen, _cycles(municipality.id), _method(municipality.id)).order_by("day")
    return [Done(CadenceKind(kind), day, Recipient(to) if to else None) for kind, day, to in db.session.execute(every)]


def coming_events(municipality: Municipality, first: date, last: date) -> Sequence[ComingEvent]:
    """What is going on between two days, the first first."""
    chosen = select(ComingEvent).where(
        ComingEvent.municipality_id == municipality.id, ComingEvent.first_day <= last, ComingEvent.last_day >= first
    )
    return db.session.scalars(
        chosen.options(joinedload(ComingEvent.place)).order_by(ComingEvent.first_day, ComingEvent.title)
    ).all()


def meetings(municipality: Municipality) -> Sequence[Meeting]:
    """Every meeting that somebody has written something of, the latest first."""
    chosen = select(Meeting).where(Meeting.municipality_id == municipality.id)
    return db.session.scalars(chosen.order_by(Meeting.day.desc())).all()


def meeting_on(municipality: Municipality, day: date) -> Meeting | None:
    """The meeting of a day, if somebody has written something of it."""
    chosen = select(Meeting).where(Meeting.municipality_id == municipality.id, Meeting.day == day)
    whole = selectinload(Meeting.measures).joinedload(MeetingMeasure.measure).joinedload(Measure.place)
    return db.session.scalars(chosen.options(whole, joinedload(Meeting.approved_by))).one_or_none()


def figures_of(meeting: Meeting) -> Sequence[MeetingFigures]:
    """What the parties have put on the table."""
    chosen = select(MeetingFigures).where(MeetingFigures.meeting_id == meeting.id)
    return db.session.scalars(chosen.options(joinedload(MeetingFigures.party))).all()


def heaviest_problems(municipality: Municipality, most: int) -> list[Problem]:
    """The problems that weigh most in the latest picture, those that are ranked."""
    latest = (
        select(Picture.id)
        .where(Picture.municipality_id == municipality.id)
        .order_by(Picture.heard_to.desc(), Picture.period.desc())
        .limit(1)
        .scalar_subquery()
    )
    chosen = select(Problem).where(Problem.picture_id == latest).options(joinedload(Problem.focus_area))
    return ranked(problem for problem in db.session.scalars(chosen) if problem.weight)[:most]


def find_event(municipality: Municipality, event_id: uuid.UUID) -> ComingEvent:
    """One coming event of this municipality."""
    chosen = select(ComingEvent).where(ComingEvent.municipality_id == municipality.id, ComingEvent.id == event_id)
    return db.session.scalars(chosen.options(joinedload(ComingEvent.place))).one()


def read(kept: str) -> dict[str, Any]:
    """What was kept as canonical JSON."""
    found: dict[str, Any] = json.loads(kept)
    return found


def _days_of(kind: CadenceKind, municipality_id: uuid.UUID) -> Select[str, date, str]:
    table, day = PROOFS[kind]
    to = Report.recipient if kind is CadenceKind.REPORT else literal("")
    return select(literal(kind.value).label("kind"), day.label("day"), to.label("recipient")).where(
        table.municipality_id == municipality_id, day.is_not(None)
    )


def _method(municipality_id: uuid.UUID) -> Select[str, date, str]:
    """To follow up the method is to evaluate it, too."""
    of_none = FollowUp.commitment_id.is_(None), FollowUp.measure_id.is_(None), FollowUp.agreement_id.is_(None)
    return select(literal(CadenceKind.EVALUATION.value), FollowUp.reported, literal("")).where(
        FollowUp.municipality_id == municipality_id, *of_none
    )


def _cycles(municipality_id: uuid.UUID) -> Select[str, date, str]:
    return (
        select(literal(CadenceKind.OPERATIONAL.value), OperationalCycle.first_day, literal(""))
        .join(CyclePart, CyclePart.cycle_id == OperationalCycle.id)
        .where(CyclePart.municipality_id == municipality_id)
    )


def told_after_period(municipality: Municipality) -> set[str]:
    """The periods of which it has been published, after they ended, how it went."""
    chosen = (
        select(Publication.period)
        .join(Decision, Decision.id == Publication.decision_id)
        .where(
            Publication.municipality_id == municipality.id,
            Publication.kind == PublicationKind.FOLLOW_UP,
            Publication.published > Decision.valid_to,
        )
    )
    return set(db.session.scalars(chosen))


def reports(municipality: Municipality) -> Sequence[Report]:
    """Every report, those that are not sent first, then the latest."""
    chosen = select(Report).where(Report.municipality_id == municipality.id)
    return db.session.scalars(chosen.order_by(Report.sent.is_not(None), Report.made.desc(), Report.period.desc())).all()


def find_report(municipality: Municipality, report_id: uuid.UUID) -> Report:
    """One report of this municipality."""
    chosen = select(Report).where(Report.municipality_id == municipality.id, Report.id == report_id)
    return db.session.scalars(chosen).one()


def decided_periods(municipality: Municipality) -> dict[str, tuple[date, date]]:
    """The periods with a decision that is taken, the latest first."""
    chosen = select(Decision.period, Decision.valid_from, Decision.valid_to).where(
        Decision.municipality_id == municipality.id, Decision.decided.is_not(None)
    )
    return {
        period: (first, last) for period, first, last in db.session.execute(chosen.order_by(Decision.valid_from.desc()))
    }


def briefings(municipality: Municipality) -> Sequence[Briefing]:
    """Every briefing, the latest first."""
    chosen = select(Briefing).where(Briefing.municipality_id == municipality.id)
    return db.session.scalars(chosen.options(joinedload(Briefing.picture)).order_by(Briefing.held.desc())).all()


def find_briefing(municipality: Municipality, briefing_id: uuid.UUID) -> Briefing:
    """One briefing of this municipality."""
    chosen = select(Briefing).where(Briefing.municipality_id == municipality.id, Briefing.id == briefing_id)
    return db.session.scalars(chosen).one()


def evaluations(municipality: Municipality) -> Sequence[Evaluation]:
    """Every evaluation, the latest first."""
    chosen = select(Evaluation).where(Evaluation.municipality_id == municipality.id)
    return db.session.scalars(chosen.order_by(Evaluation.finished.desc())).all()


def find_evaluation(municipality: Municipality, evaluation_id: uuid.UUID) -> Evaluation:
    """One evaluation of this municipality."""
    chosen = select(Evaluation).where(Evaluation.municipality_id == municipality.id, Evaluation.id == evaluation_id)
    return db.session.scalars(chosen).one()
