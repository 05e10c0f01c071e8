"""Föreningar: the register of those who are invited, with those who ask to be in it first."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core.conflicts import both_texts
from medborgar.core.database import reads_first, write_from_here
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.core.uploads import takes_files
from medborgar.intake.associations import actions, queries
from medborgar.intake.associations.checking import LABELS
from medborgar.intake.associations.forms import AssociationForm, FileForm
from medborgar.intake.associations.models import Association, Standing
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas

FAULTS_SHOWN, ROWS_SHOWN, FILE_NAME_MAX = 100, 20, 100

blueprint = Blueprint("associations_staff", __name__, url_prefix="/<kommun>/intranat/foreningar")


@blueprint.get("")
@requires(Permission.DIALOGUE_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """The register: those who wait for an answer, those who are in it, those who are not any more."""
    found = queries.associations(municipality)
    parts = {standing: [one for one in found if one.standing == standing] for standing in Standing}
    return page("intake/associations/index.html", parts=parts, Standing=Standing)


@blueprint.route("/ny", methods=["GET", "POST"], defaults={"association_id": None})
@blueprint.route("/<uuid:association_id>", methods=["GET", "POST"])
@requires(Permission.DIALOGUE_WRITE)
def edit(municipality: Municipality, association_id: UUID | None) -> ResponseReturnValue:
    """Add one, change one, or let one in that has asked."""
    association = queries.find(municipality, association_id) if association_id else None
    form, template = AssociationForm.of(association, areas(municipality)), "intake/associations/edit.html"
    if not form.validate_on_submit():
        return form_page(template, form, association=association)
    try:
        actions.save(
            municipality=municipality,
            association=association,
            entry=form.entry,
            version=form.version.data,
            by=current_user.person,
        )
    except Stale as stale:
        return _overtaken(municipality, form, association, stale)
    except Refused as refusal:
        return refused_page(template, form, refusal, association=association)
    db.session.commit()
    return redirect(url_for(".index"), 303)


@blueprint.post("/<uuid:association_id>/ta-bort")
@requires(Permission.DIALOGUE_WRITE)
def leave_out(municipality: Municipality, association_id: UUID) -> ResponseReturnValue:
    """Ask it no more; what it has answered stays."""
    association = queries.find(municipality, association_id)
    actions.leave_out(municipality=municipality, association=association, by=current_user.person)
    db.session.commit()
    return redirect(url_for(".index"), 303)


@blueprint.route("/las-in", methods=["GET", "POST"])
@requires(Permission.DIALOGUE_WRITE)
@takes_files
@reads_first
def send(municipality: Municipality) -> ResponseReturnValue:
    """Choose a file; nothing is taken in before it has been seen."""
    form, person_id = FileForm(), access.person_id()
    if not form.validate_on_submit():
        return form_page("intake/associations/send.html", form, labels=LABELS)
    data, name = form.file.data.read(), (form.file.data.filename or "")[:FILE_NAME_MAX]
    write_from_here()
    try:
        sent = actions.send_in(municipality=municipality, file_name=name, data=data, person_id=person_id)
    except Refused as refusal:
        form.file.errors = [refusal.message]
        return form_page("intake/associations/send.html", form, labels=LABELS)
    db.session.commit()
    return redirect(url_for(".preview", import_id=sent.id), 303)


@blueprint.get("/las-in/<uuid:import_id>")
@requires(Permission.DIALOGUE_WRITE)
def preview(municipality: Municipality, import_id: UUID) -> ResponseReturnValue:
    """What the file would become, and what is wrong with it; once it is taken in, what became of it."""
    sent = queries.imported(municipality, import_id)
    if sent.rows is None:
        return page("intake/associations/imported.html", sent=sent)
    found = queries.preview(municipality, sent)
    shown = {"faults_shown": FAULTS_SHOWN, "rows_shown": ROWS_SHOWN}
    return page("intake/associations/preview.html", sent=sent, found=found, labels=LABELS, **shown)


@blueprint.post("/las-in/<uuid:import_id>")
@requires(Permission.DIALOGUE_WRITE)
def confirm(municipality: Municipality, import_id: UUID) -> ResponseReturnValue:
    """Take in the rows that are right."""
    sent = queries.imported(municipality, import_id)
    actions.import_(municipality=municipality, sent=sent, by=current_user.person)
    db.session.commit()
    return redirect(url_for(".preview", import_id=import_id), 303)


def _overtaken(
    municipality: Municipality, form: AssociationForm, association: Association | None, stale: Stale
) -> ResponseReturnValue:
    db.session.rollback()
    saved = AssociationForm.of(association, areas(municipality), formdata=None)
    theirs, mine = both_texts(form, saved)
    form.version.data = saved.version.data
    conflict = {"title": stale.message, "theirs": (_("Det som är sparat"), theirs), "mine": (_("Det du skrev"), mine)}
    around = {"association": association, "conflict": conflict}
    return page("intake/associations/edit.html", status=stale.status, form=form, **around)
