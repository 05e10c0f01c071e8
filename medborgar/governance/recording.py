"""Writing reports, briefings and evaluations: each saved as it was seen, a report frozen when it is sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import rfc8785
from flask_babel import gettext as _

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import long_day
from medborgar.core.permissions import Side
from medborgar.governance.models import Briefing, Evaluation, Recipient, Report
from medborgar.municipality.models import Municipality
from medborgar.picture.models import Picture
from medborgar.plan.guard import ensure_nobody

Row = TypeVar("Row", Report, Briefing, Evaluation)


@dataclass(frozen=True)
class ReportWords:
    """What a report is of, who it is for, and the sender's own words."""

    period: str
    recipient: Recipient
    addressee: str
    comment: str


@dataclass(frozen=True)
class BriefingWords:
    """What there is to say of a briefing."""

    held: date
    host: Side
    where: str
    picture: Picture | None
    participants: str
    exchanged: str


@dataclass(frozen=True)
class EvaluationWords:
    """What there is to say of an evaluation."""

    subject: str
    evaluators: str
    external: str
    finished: date
    reference: str
    lessons: str


Words = ReportWords | BriefingWords | EvaluationWords


def save_report(
    *,
    municipality: Municipality,
    report: Report | None,
    version: int,
    words: ReportWords,
    cleared: Collection[str] = (),
    by: Person,
) -> Report:
    """Begin a report, or change what it says before it is sent."""
    if report and report.is_sent:
        raise Refused(_("Rapporten är lämnad och kan inte ändras."))
    row = report or Report(municipality_id=municipality.id, made=clock.today(), version=0)
    _save(Event.REPORT_SAVE, municipality, row, words, version=version, cleared=cleared, by=by)
    return row


def send_report(*, report: Report, version: int, sent: date, content: dict[str, Any], by: Person) -> None:
    """Freeze a report as it stands, on the day that it was handed over."""
    if report.is_sent:
        raise Refused(_("Rapporten är redan lämnad."))
    _check_version(report, version)
    if not report.made <= sent <= clock.today():
        first, last = long_day(report.made), long_day(clock.today())
        raise Refused(_("Välj en dag från %(first)s till och med i dag, %(last)s.", first=first, last=last))
    report.content, report.sent = rfc8785.dumps(content).decode(), sent
    _touch(Event.REPORT_SEND, report, by)


def register_report(*, report: Report, version: int, section: str, reference_number: str, by: Person) -> None:
    """Register under which § and number the recipient keeps a report that was sent."""
    if not report.is_sent:
        raise Refused(_("Rapporten är inte lämnad ännu."))
    _check_version(report, version)
    report.section, report.reference_number = section, reference_number
    _touch(Event.REPORT_SAVE, report, by)


def save_briefing(
    *,
    municipality: Municipality,
    briefing: Briefing | None,
    version: int,
    words: BriefingWords,
    cleared: Collection[str] = (),
    by: Person,
) -> Briefing:
    """Write down a briefing that was held."""
    _check_past(words.held)
    row = briefing or Briefing(municipality_id=municipality.id, version=0)
    _save(Event.BRIEFING_SAVE, municipality, row, words, version=version, cleared=cleared, by=by)
    return row


def save_evaluation(
    *,
    municipality: Municipality,
    evaluation: Evaluation | None,
    version: int,
    words: EvaluationWords,
    cleared: Collection[str] = (),
    by: Person,
) -> Evaluation:
    """Write down an evaluation and what was learnt."""
    _check_past(words.finished)
    row = evaluation or Evaluation(municipality_id=municipality.id, version=0)
    _save(Event.EVALUATION_SAVE, municipality, row, words, version=version, cleared=cleared, by=by)
    return row


def _save(
    event: Event,
    municipality: Municipality,
    row: Row,
    words: Words,
    *,
    version: int,
    cleared: Collection[str],
    by: Person,
) -> None:
    _check_version(row, version)
    said = {name: getattr(words, name) for name in words.__dataclass_fields__}
    texts = [text for text in said.values() if type(text) is str]  # no codes
    ensure_nobody(municipality=municipality, texts=texts, cleared=cleared, by=by)
    for name, value in said.items():
        setattr(row, name, value)
    db.session.add(row)
    _touch(event, row, by)


def _check_version(row: Row, version: int) -> None:
    if row.version != version:
        raise Stale(_("En kollega har ändrat det här. Jämför och välj."))


def _check_past(day: date) -> None:
    if day > clock.today():
        raise Refused(_("Välj en dag som har varit."))


def _touch(event: Event, row: Row, by: Person) -> None:
    row.version += 1
    db.session.flush()
    audit.record(event, actor=str(by.id), subject=row.id, municipality_id=row.municipality_id)
