"""Rapporter: made of what there is, sent and then frozen; on screen, in Word and as PDF."""

import uuid
from functools import partial
from pathlib import Path
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_login import current_user
from flask_wtf import FlaskForm

from medborgar.accounts.pages import form_page, page
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.papers import PDF, Paper, as_docx, as_pdf
from medborgar.core.permissions import Permission, requires
from medborgar.core.word import DOCX
from medborgar.decisions.pages import save_part
from medborgar.decisions.queries import for_period
from medborgar.governance import queries, recording
from medborgar.governance.models import Report
from medborgar.governance.record_forms import RegisterForm, ReportForm, SendForm
from medborgar.governance.reporting import kept, paper_of, recipient_name
from medborgar.municipality.models import Municipality
from medborgar.plan.guard import known_names

blueprint = Blueprint("reports", __name__, url_prefix="/<kommun>/intranat/rapporter")
STYLE = Path(__file__).parents[2] / "static" / "css" / "paper.css"


@blueprint.get("")
@requires(Permission.REPORT_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every report, those that are not sent first."""
    found, periods = queries.reports(municipality), queries.decided_periods(municipality)
    return page("governance/reports.html", reports=found, periods=periods, recipient_name=recipient_name)


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.REPORT_WRITE)
def add(municipality: Municipality) -> ResponseReturnValue:
    """Begin a report of a period."""
    return _edit(municipality, None)


@blueprint.get("/<uuid:report_id>")
@requires(Permission.REPORT_READ)
def show(municipality: Municipality, report_id: uuid.UUID) -> ResponseReturnValue:
    """The report as it stands, or as it was sent; sending it, and where the recipient keeps it."""
    report = queries.find_report(municipality, report_id)
    return _show(municipality, report, SendForm(version=report.version, sent=clock.today()), RegisterForm(obj=report))


@blueprint.route("/<uuid:report_id>/andra", methods=["GET", "POST"])
@requires(Permission.REPORT_WRITE)
def change(municipality: Municipality, report_id: uuid.UUID) -> ResponseReturnValue:
    """Another recipient, or other words of one's own."""
    return _edit(municipality, report_id)


@blueprint.post("/<uuid:report_id>/lamna")
@requires(Permission.REPORT_WRITE)
def send(municipality: Municipality, report_id: uuid.UUID) -> ResponseReturnValue:
    """Say on which day it was handed over, and freeze it."""
    report, form = queries.find_report(municipality, report_id), SendForm()
    if not form.validate():
        return _show(municipality, report, form, RegisterForm(obj=report, formdata=None))
    save = partial(
        recording.send_report,
        report=report,
        version=form.version.data,
        sent=form.sent.data or clock.today(),
        content=kept(_paper(municipality, report)),
        by=current_user.person,
    )
    return _done(municipality, report_id, form, save)


@blueprint.post("/<uuid:report_id>/registrera")
@requires(Permission.REPORT_WRITE)
def register(municipality: Municipality, report_id: uuid.UUID) -> ResponseReturnValue:
    """Register § and number."""
    report, form = queries.find_report(municipality, report_id), RegisterForm()
    if not form.validate():
        return _show(municipality, report, SendForm(obj=report, formdata=None), form)
    save = partial(
        recording.register_report,
        report=report,
        version=form.version.data,
        section=form.section.data or "",
        reference_number=form.reference_number.data or "",
        by=current_user.person,
    )
    return _done(municipality, report_id, form, save)


@blueprint.get("/<uuid:report_id>/rapport.docx")
@requires(Permission.REPORT_READ)
def as_word(municipality: Municipality, report_id: uuid.UUID) -> Response:
    """The same in Word."""
    report = queries.find_report(municipality, report_id)
    return _file(as_docx(_paper(municipality, report)), DOCX, f"rapport-{report.period}.docx")


@blueprint.get("/<uuid:report_id>/rapport.pdf")
@requires(Permission.REPORT_READ)
def as_portable(municipality: Municipality, report_id: uuid.UUID) -> Response:
    """The same as PDF."""
    report = queries.find_report(municipality, report_id)
    html = render_template("governance/paper.html", paper=_paper(municipality, report), report=report)
    return _file(as_pdf(html, STYLE.read_text(encoding="utf-8")), PDF, f"rapport-{report.period}.pdf")


def _edit(municipality: Municipality, report_id: uuid.UUID | None) -> ResponseReturnValue:
    periods, known, template = (
        queries.decided_periods(municipality),
        known_names(municipality),
        "governance/report_form.html",
    )

    def found() -> Report | None:
        return queries.find_report(municipality, report_id) if report_id else None

    def fill(**more: Any) -> ReportForm:
        return ReportForm.of(found(), periods, known, **more)

    def save() -> None:
        recording.save_report(
            municipality=municipality,
            report=found(),
            version=form.version.data,
            words=form.words,
            cleared=form.cleared,
            by=current_user.person,
        )

    form, around = fill(), {"report_id": report_id, "periods": periods}
    if not form.validate_on_submit():
        return form_page(template, form, **around)
    back = url_for(".show", report_id=report_id) if report_id else url_for(".index")
    return save_part(template, form, save=save, saved=partial(fill, formdata=None), back=back, **around)


def _done(municipality: Municipality, report_id: uuid.UUID, form: FlaskForm, save: Any) -> ResponseReturnValue:
    try:
        save()
    except (Refused, Stale) as no:
        db.session.rollback()
        report = queries.find_report(municipality, report_id)
        form.form_errors.append(no.message)
        form.version.data = report.version
        is_send = isinstance(form, SendForm)
        send_form = form if is_send else SendForm(obj=report, formdata=None)
        return _show(
            municipality,
            report,
            send_form,
            RegisterForm(obj=report, formdata=None) if is_send else form,
            status=no.status,
        )
    db.session.commit()
    return redirect(url_for(".show", report_id=report_id), 303)


def _show(
    municipality: Municipality, report: Report, send_form: FlaskForm, register_form: FlaskForm, *, status: int = 0
) -> ResponseReturnValue:
    faulty = next((form for form in (send_form, register_form) if form.errors), None)
    return page(
        "governance/report.html",
        status=status or (422 if faulty else 200),
        report=report,
        paper=_paper(municipality, report),
        recipient=recipient_name(report),
        send_form=send_form,
        register_form=register_form,
        form=faulty,
    )


def _paper(municipality: Municipality, report: Report) -> Paper:
    """The report as it was sent, or as it stands today."""
    if report.is_sent:
        return Paper.of(queries.read(report.content))
    return paper_of(municipality, report, for_period(municipality, report.period))


def _file(body: bytes, mimetype: str, name: str) -> Response:
    return Response(body, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})
