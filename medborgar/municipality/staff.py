"""Inställningar: staff change everything that the profile loaded, a row at a time."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from medborgar.core import clock
from medborgar.core.errors import NotFound, Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, requires
from medborgar.municipality import actions, queries
from medborgar.municipality.chapter import Chapter
from medborgar.municipality.chapters import CHAPTERS
from medborgar.municipality.method_forms import RevisionForm, RhythmForm
from medborgar.municipality.models import Municipality
from medborgar.municipality.periods import Rhythm
from medborgar.municipality.row_form import RowForm, differences
from medborgar.municipality.words import RHYTHMS

blueprint = Blueprint("municipality_staff", __name__, url_prefix="/<kommun>/intranat/installningar")


@blueprint.get("")
@requires(Permission.MUNICIPALITY_EDIT)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every chapter."""
    return render("municipality/settings.html", chapters=CHAPTERS)


@blueprint.get("/<chapter>")
@requires(Permission.MUNICIPALITY_EDIT)
def rows(municipality: Municipality, chapter: str) -> ResponseReturnValue:
    """The rows of a chapter."""
    here = _chapter(chapter)
    return render(
        "municipality/chapter.html",
        slug=chapter,
        chapter=here,
        groups=here.groups(municipality),
        can_add=here.new(municipality) is not None,
    )


@blueprint.route("/<chapter>/ny", methods=["GET", "POST"])
@requires(Permission.MUNICIPALITY_EDIT)
def add(municipality: Municipality, chapter: str) -> ResponseReturnValue:
    """A row that was not there."""
    row = _chapter(chapter).new(municipality)
    if row is None:
        raise NotFound("")
    return _edit(municipality, chapter, row)


@blueprint.route("/<chapter>/<uuid:row_id>", methods=["GET", "POST"])
@requires(Permission.MUNICIPALITY_EDIT)
def change(municipality: Municipality, chapter: str, row_id: uuid.UUID) -> ResponseReturnValue:
    """A row with other words."""
    return _edit(municipality, chapter, _chapter(chapter).find(municipality, row_id))


@blueprint.route("/<chapter>/<uuid:row_id>/ta-bort", methods=["GET", "POST"])
@requires(Permission.MUNICIPALITY_EDIT)
def remove(municipality: Municipality, chapter: str, row_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether to take a row away, and take it away."""
    here = _chapter(chapter)
    row = here.find(municipality, row_id)
    if not here.removable(municipality, row):
        raise NotFound("")
    form = FlaskForm()
    if form.validate_on_submit():
        actions.remove(municipality=municipality, row=row, by=current_user.actor.id)
        return _done(".rows", chapter=chapter)
    return render("municipality/remove.html", form=form, slug=chapter, chapter=here, row=row)


@blueprint.route("/rytm", methods=["GET", "POST"])
@requires(Permission.MUNICIPALITY_EDIT)
def rhythm(municipality: Municipality) -> ResponseReturnValue:
    """How often the municipality promises, and another rhythm from a day to come."""
    form = RhythmForm.of(actions.rhythm_days(municipality))
    if not form.validate_on_submit():
        return _rhythm_page(form, municipality)
    then, day = form.change.data.split()
    actions.change_rhythm(
        municipality=municipality, rhythm=Rhythm(then), starts=date.fromisoformat(day), by=current_user.actor.id
    )
    return _done(".rhythm")


@blueprint.post("/rytm/ta-tillbaka")
@requires(Permission.MUNICIPALITY_EDIT)
def keep_rhythm(municipality: Municipality) -> ResponseReturnValue:
    """Take back a change of rhythm that has not begun."""
    actions.keep_rhythm(municipality=municipality, by=current_user.actor.id)
    return _done(".rhythm")


@blueprint.route("/fokusomraden/ny-version", methods=["GET", "POST"])
@requires(Permission.MUNICIPALITY_EDIT)
def revise(municipality: Municipality) -> ResponseReturnValue:
    """A new version of the focus areas, from a day to come."""
    form = RevisionForm.of(queries.focus_sets(municipality)[-1])
    if not form.validate_on_submit():
        return _page("municipality/revise.html", form)
    try:
        actions.revise_focus_areas(
            municipality=municipality,
            by=current_user.actor.id,
            **form.values,
        )
    except Refused as refusal:
        form.valid_from.errors = [refusal.message]
        return _page("municipality/revise.html", form)
    return _done(".rows", chapter="fokusomraden")


def _chapter(slug: str) -> Chapter:
    if slug not in CHAPTERS:
        raise NotFound("")
    return CHAPTERS[slug]


def _edit(municipality: Municipality, slug: str, row: Any) -> ResponseReturnValue:
    chapter, is_new = CHAPTERS[slug], row.version is None
    form = chapter.form.of(row, municipality)
    show = partial(_page, "municipality/row.html", form, slug=slug, chapter=chapter, row=None if is_new else row)
    if not form.validate_on_submit():
        return show()
    others, values = chapter.rows(municipality), form.values
    if chapter.is_taken(row, values, others):
        form[chapter.named].errors = [_("Det finns redan en rad som heter så. Välj ett annat namn.")]
        return show()
    try:
        _save(municipality, row, form, others)
    except Refused as refusal:
        form.form_errors.append(refusal.message)
        return show()
    except Stale:
        theirs = chapter.form.of(row, municipality, formdata=None)
        form.version.data = row.version  # saving again is then a choice
        return show(status=HTTPStatus.CONFLICT, texts=differences(theirs, form))
    return _done(".rows", chapter=slug)


def _save(municipality: Municipality, row: Any, form: RowForm, others: Sequence[Any]) -> None:
    version, by = form.version.data, current_user.actor.id
    actions.save(municipality=municipality, row=row, version=version, values=form.values, others=others, by=by)


def _done(endpoint: str, **names: Any) -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for(endpoint, **names), 303)


def _rhythm_page(form: RhythmForm, municipality: Municipality) -> Response:
    today = clock.today()
    return _page(
        "municipality/rhythm.html",
        form,
        now=str(RHYTHMS[municipality.calendar.rhythm_on(today)]),
        period=municipality.calendar.period_of(today),
        planned=[
            (RHYTHMS[Rhythm(one.rhythm)], one.starts) for one in municipality.rhythm_changes if one.starts > today
        ],
    )


def _page(template: str, form: FlaskForm, *, status: int = HTTPStatus.OK, **context: Any) -> Response:
    if form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(template, form=form, status=status, **context)
