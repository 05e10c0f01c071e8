"""A file of readings: sent in, shown with its faults row by row, and imported when it is confirmed."""

import uuid

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page
from medborgar.core.database import reads_first, write_from_here
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.core.uploads import takes_files
from medborgar.municipality.models import Municipality
from medborgar.picture.figures import actions, queries, spans
from medborgar.picture.figures.checking import LABELS, Becomes
from medborgar.picture.figures.forms import ImportForm
from medborgar.picture.figures.models import ReadingImport

FAULTS_SHOWN, ROWS_SHOWN = 100, 20
NAME_MAX = 100

blueprint = Blueprint("figure_import", __name__, url_prefix="/<kommun>/intranat/matetal/las-in")


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.FIGURES_WRITE)
@takes_files
@reads_first
def send(municipality: Municipality) -> ResponseReturnValue:
    """Choose a file; nothing is imported before it has been seen."""
    found, person_id = queries.indicators(municipality), access.person_id()
    form = ImportForm().offer(found)
    around = {"indicators": found, "examples": spans.EXAMPLES, "labels": LABELS}
    if not form.validate_on_submit():
        return form_page("picture/figures/send.html", form, **around)
    data, only = form.file.data.read(), next((one for one in found if one.id == form.indicator_id.data), None)
    write_from_here()
    try:
        sent = actions.send_in(
            municipality=municipality,
            only=only,
            file_name=(form.file.data.filename or "")[:NAME_MAX],
            data=data,
            person_id=person_id,
        )
    except Refused as refusal:
        form.file.errors = [refusal.message]
        return form_page("picture/figures/send.html", form, **around)
    db.session.commit()
    return redirect(url_for(".preview", import_id=sent.id), 303)


@blueprint.get("/<uuid:import_id>")
@requires(Permission.FIGURES_WRITE)
def preview(municipality: Municipality, import_id: uuid.UUID) -> ResponseReturnValue:
    """What the file would become, and what is wrong with it; once it is imported, what became of it."""
    return _preview(municipality, queries.imported(municipality, import_id))


@blueprint.post("/<uuid:import_id>/alla", defaults={"all_or_none": True}, endpoint="confirm")
@blueprint.post("/<uuid:import_id>/ratta", defaults={"all_or_none": False}, endpoint="confirm_fit")
@requires(Permission.FIGURES_WRITE)
def confirm(municipality: Municipality, import_id: uuid.UUID, *, all_or_none: bool) -> ResponseReturnValue:
    """Import the whole file, or the rows that are right."""
    sent = queries.imported(municipality, import_id)
    try:
        actions.import_readings(municipality=municipality, sent=sent, all_or_none=all_or_none, actor=access.actor().id)
    except Refused as refusal:
        return _preview(municipality, sent, refusal.message)
    db.session.commit()
    return redirect(url_for(".preview", import_id=import_id), 303)


def _preview(municipality: Municipality, sent: ReadingImport, refusal: str = "") -> Response:
    if sent.rows is None:
        return page("picture/figures/imported.html", sent=sent)
    found = queries.preview(municipality, sent)
    return page(
        "picture/figures/preview.html",
        status=422 if refusal else 200,
        failed=bool(refusal),
        refusal=refusal,
        sent=sent,
        found=found,
        labels=LABELS,
        faults_shown=FAULTS_SHOWN,
        rows_shown=ROWS_SHOWN,
        counts={becomes.name.lower(): len(found.that(becomes)) for becomes in Becomes},
    )
