"""Inkorg: the queue and its filter, opening an answer, reviewing it, and on to the next."""

import uuid
from dataclasses import replace

from flask import Blueprint, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts import access
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.forms import left_out
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, requires
from medborgar.intake.dialogues.queries import dialogues, focus_of
from medborgar.intake.models import Contribution
from medborgar.intake.queries import find
from medborgar.intake.walks.queries import place_of
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas, focus_set, places
from medborgar.triage import actions, queries
from medborgar.triage.forms import OUTCOMES, FilterForm, OriginalForm, ReviewForm, WriteForm
from medborgar.triage.models import TAGS_MAX, MessageKind, Purpose
from medborgar.triage.pages import chips_of, conflict_of, facts_of, pages_of, queue_rows, said_by

BESIDE = 12  # how much of the queue is shown beside an open answer

blueprint = Blueprint("triage", __name__, url_prefix="/<kommun>/intranat/inkorg")


@blueprint.get("")
@requires(Permission.CONTRIBUTION_READ)
def inbox(municipality: Municipality) -> ResponseReturnValue:
    """One's own party's answers; the filter is in the address."""
    form = _filter(municipality)
    filters = form.filters
    found = queries.inbox(municipality, _party(municipality), filters)
    return render(
        "triage/inbox.html",
        fragment="triage/_queue.html",
        form=form,
        rows=queue_rows(found.rows, form.asked),
        total=found.total,
        chips=chips_of(form),
        faults=left_out(form),
        pages=pages_of(form, filters.page, found),
    )


@blueprint.post("/<uuid:contribution_id>/oppna")
@requires(Permission.CONTRIBUTION_READ)
def open_item(municipality: Municipality, contribution_id: uuid.UUID) -> ResponseReturnValue:
    """Open an answer to review it; that is logged."""
    contribution = find(municipality, _party(municipality), contribution_id)
    actions.open_to_review(contribution=contribution, by=current_user.person)
    db.session.commit()
    return redirect(f"{_address(municipality, contribution_id)}#words", 303)


@blueprint.get("/<uuid:contribution_id>")
@requires(Permission.CONTRIBUTION_READ)
def item(municipality: Municipality, contribution_id: uuid.UUID) -> ResponseReturnValue:
    """One answer: its own words once opened, its masked wording once reviewed."""
    contribution = find(municipality, _party(municipality), contribution_id)
    form = _review_form(municipality, contribution)
    return _item(contribution, form)


@blueprint.post("/<uuid:contribution_id>")
@requires(Permission.CONTRIBUTION_REVIEW)
def review(municipality: Municipality, contribution_id: uuid.UUID) -> ResponseReturnValue:
    """Save what becomes of an answer, and take the next."""
    contribution = find(municipality, _party(municipality), contribution_id)
    form = _review_form(municipality, contribution)
    if not form.validate():
        return _item(contribution, form, status=422)
    try:
        _save(contribution, form)
    except Stale as stale:
        return _both(contribution, form, stale)
    except Refused as refusal:
        _refuse(form, refusal)
        return _item(contribution, form, status=422)
    db.session.commit()
    flash(_("Sparat."))
    if request.form.get("sedan") == "nasta":
        return _next(municipality, contribution)
    return redirect(_address(municipality, contribution_id), 303)


@blueprint.post("/<uuid:contribution_id>/skriv")
@requires(Permission.CONTRIBUTION_REVIEW)
def write(municipality: Municipality, contribution_id: uuid.UUID) -> ResponseReturnValue:
    """Words to whoever wrote, when what became of the answer can't change any more."""
    contribution = find(municipality, _party(municipality), contribution_id)
    writing = WriteForm(prefix="skriv-")
    review_form = _review_form(municipality, contribution, fresh=True)
    if not writing.validate():
        return _item(contribution, review_form, status=422, writing=writing)
    try:
        _write_back(contribution, writing)
    except Refused as refusal:
        _refuse(writing, refusal)
        return _item(contribution, review_form, status=422, writing=writing)
    db.session.commit()
    flash(_("Skickat."))
    return redirect(_address(municipality, contribution_id), 303)


@blueprint.post("/<uuid:contribution_id>/original")
@requires(Permission.CONTRIBUTION_REVIEW)
def original(municipality: Municipality, contribution_id: uuid.UUID) -> ResponseReturnValue:
    """The words as they came, once more, for a stated purpose."""
    contribution = find(municipality, _party(municipality), contribution_id)
    why = OriginalForm(prefix="original-")
    form = _review_form(municipality, contribution, fresh=True)
    if not why.validate():
        return _item(contribution, form, status=422, why=why)
    words = actions.read_original(contribution=contribution, purpose=Purpose(why.purpose.data), by=current_user.person)
    db.session.commit()
    return _item(contribution, form, words=words)


def _save(contribution: Contribution, form: ReviewForm) -> None:
    by = current_user.person
    actions.review(contribution=contribution, judgement=form.judgement, version=form.version.data, by=by)
    _write_back(contribution, form)


def _write_back(contribution: Contribution, form: ReviewForm | WriteForm) -> None:
    for kind, field in ((MessageKind.REPLY, form.reply), (MessageKind.QUESTION, form.question)):
        if field.data:
            actions.write_back(contribution=contribution, kind=kind, text=field.data, by=current_user.person)


def _refuse(form: ReviewForm | WriteForm, refusal: Refused) -> None:
    db.session.rollback()
    form.form_errors.append(refusal.message)


def _filter(municipality: Municipality) -> FilterForm:
    """The filter that the address carries, from the inbox through every answer."""
    form = FilterForm(request.args)
    asked = dialogues(municipality, _party(municipality))
    form.offer(areas(municipality), focus_set(municipality, clock.today()).areas, asked)
    return form


def _address(municipality: Municipality, contribution_id: uuid.UUID) -> str:
    return url_for(".item", contribution_id=contribution_id, **_filter(municipality).asked)


def _next(municipality: Municipality, contribution: Contribution) -> ResponseReturnValue:
    form = _filter(municipality)
    following = queries.next_after(municipality, contribution, form.filters)
    if following is None:
        return redirect(url_for(".inbox", **form.asked), 303)
    actions.open_to_review(contribution=following, by=current_user.person)
    db.session.commit()
    return redirect(_address(municipality, following.id), 303)


def _review_form(municipality: Municipality, contribution: Contribution, *, fresh: bool = False) -> ReviewForm:
    form = ReviewForm(formdata=None) if fresh else ReviewForm()
    focus = focus_set(municipality, contribution.received).areas
    same = queries.could_be_same(municipality, contribution.receiving_party_id, contribution.id)
    saved = queries.review_of(contribution.id)
    near = saved.place_id if saved else place_of(contribution)
    form.offer(focus, places(municipality, also=near), same)
    if fresh or not form.is_submitted():
        form.acute.data, form.acute_done.data = contribution.acute, contribution.acute_done
        form.acute_by.data = contribution.acute_by
        offered = {area.id for area in focus}
        form.focus.data = [one for one in focus_of(contribution) if one in offered][:TAGS_MAX]
        form.place.data = near
        if saved:
            form.show(saved)
    return form


def _item(
    contribution: Contribution,
    form: ReviewForm,
    *,
    status: int = 200,
    words: str | None = None,
    why: OriginalForm | None = None,
    writing: WriteForm | None = None,
    conflict: object = None,
) -> Response:
    saved = queries.review_of(contribution.id)
    opened = queries.opening(contribution.id, access.person_id()) is not None
    if saved is None and opened:
        words = contribution.text
        form.masked_text.data = form.masked_text.data if form.is_submitted() else words
    queue = _filter(g.municipality)
    waiting = queries.inbox(g.municipality, contribution.receiving_party_id, replace(queue.filters, page=1)).rows
    return render(
        "triage/item.html",
        status=status,
        rows=queue_rows(_near(waiting, contribution), queue.asked, current=contribution.id),
        asked=queue.asked,
        contribution=contribution,
        review=saved,
        words=words,
        form=form,
        why=why or OriginalForm(prefix="original-", formdata=None),
        writing=writing or WriteForm(prefix="skriv-", formdata=None),
        side=contribution.receiving_party.side,
        messages=queries.messages(contribution.id),
        question=queries.open_question(contribution.id),
        conflict=conflict,
        failed=status != 200,
        facts_of=facts_of,
        outcomes=OUTCOMES,
        said_by=said_by,
    )


def _near(waiting: list[queries.Row], contribution: Contribution) -> list[queries.Row]:
    """The part of the queue that an answer stands in the middle of; its beginning when it is not there any more."""
    place = next((place for place, row in enumerate(waiting) if row.contribution.id == contribution.id), 0)
    first = max(0, min(place - BESIDE // 2, len(waiting) - BESIDE))
    return waiting[first : first + BESIDE]


def _both(contribution: Contribution, form: ReviewForm, stale: Stale) -> Response:
    db.session.rollback()
    saved = _review_form(g.municipality, contribution, fresh=True)
    form.version.data = saved.version.data
    return _item(contribution, form, status=409, conflict=conflict_of(stale, saved, form))


def _party(municipality: Municipality) -> uuid.UUID:
    return access.acting_for(municipality, Permission.CONTRIBUTION_READ).party_id
