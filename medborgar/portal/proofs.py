"""What the law page rests on: gathered from the whole chain, in as many queries whatever there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from medborgar.accounts.models import Assignment
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.governance.evidence import LastDays, last_days
from medborgar.governance.models import Meeting, Recipient, Report
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.models import Body, BodyKind, Municipality, Partner
from medborgar.plan.models import ActionPlan, Measure
from medborgar.publication.models import Publication


@dataclass(frozen=True)
class Decided:
    """A decision on paper: its day, and where it can be found."""

    day: date
    section: str
    reference: str
    number: int = 0
    body: str = ""


@dataclass(frozen=True)
class Proofs:
    """All of it."""

    email: str
    last: LastDays
    plan: Decided | None
    measures_in_other_plans: int
    agreements: Sequence[Agreement]
    councils: Sequence[Body]
    coordinators: int
    partners: int
    met: date | None  # the last meeting whose minutes are approved
    published: date | None
    report: Decided | None  # to kommunfullmäktige


def proofs_of(municipality: Municipality) -> Proofs:
    """Gather it."""
    here = municipality.id
    agreements = select(Agreement).where(Agreement.municipality_id == here).order_by(Agreement.valid_from)
    councils = select(Body).where(Body.municipality_id == here, Body.kind == BodyKind.COUNCIL, Body.ended.is_(None))
    numbers = db.session.execute(
        select(
            select(func.count(Measure.id))
            .where(Measure.municipality_id == here, Measure.other_plans != "")
            .scalar_subquery(),
            select(func.count(Assignment.id))
            .where(Assignment.role == Role.COORDINATOR, Assignment.party_id == municipality.party(Side.MUNICIPALITY).id)
            .scalar_subquery(),
            select(func.max(Publication.published)).where(Publication.municipality_id == here).scalar_subquery(),
            select(func.count(Partner.id))
            .where(Partner.municipality_id == here, Partner.ended.is_(None))
            .scalar_subquery(),
            select(func.max(Meeting.day))
            .where(Meeting.municipality_id == here, Meeting.approved.is_not(None))
            .scalar_subquery(),
        )
    ).one()
    return Proofs(
        email=municipality.email,
        last=last_days(municipality),
        plan=_plan(municipality),
        measures_in_other_plans=numbers[0],
        agreements=db.session.scalars(agreements).all(),
        councils=db.session.scalars(councils.options(selectinload(Body.seats))).all(),
        coordinators=numbers[1],
        published=numbers[2],
        partners=numbers[3],
        met=numbers[4],
        report=_report(municipality),
    )


def _plan(municipality: Municipality) -> Decided | None:
    chosen = (
        select(
            ActionPlan.decided,
            ActionPlan.section,
            ActionPlan.reference_number,
            ActionPlan.number,
            func.coalesce(Body.name, ""),
        )
        .outerjoin(Body, Body.id == ActionPlan.body_id)
        .where(ActionPlan.municipality_id == municipality.id, ActionPlan.decided.is_not(None))
    )
    row = db.session.execute(chosen.order_by(ActionPlan.number.desc()).limit(1)).first()
    return Decided(*row) if row else None  # type: ignore[arg-type]  # only those with a day are chosen


def _report(municipality: Municipality) -> Decided | None:
    chosen = select(Report.sent, Report.section, Report.reference_number).where(
        Report.municipality_id == municipality.id,
        Report.recipient == Recipient.ASSEMBLY,
        Report.sent.is_not(None),
    )
    row = db.session.execute(chosen.order_by(Report.sent.desc()).limit(1)).first()
    return Decided(*row) if row else None  # type: ignore[arg-type]  # only those with a day are chosen
