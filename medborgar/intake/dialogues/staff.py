"""Dialoger, for whoever runs them: begun, asked, looked at as those who answer see it, and answered for."""

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core import clock
from medborgar.core.conflicts import both_texts
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.intake.dialogues import actions, queries
from medborgar.intake.dialogues.answering import form_of, name_of
from medborgar.intake.dialogues.forms import AUDIENCES, KINDS, BeginForm, FeedbackForm, FrameForm, QuestionForm
from medborgar.intake.dialogues.models import Question
from medborgar.intake.dialogues.words import STAGES, when
from medborgar.intake.models import Dialogue, Stage
from medborgar.municipality.models import FocusArea, Municipality
from medborgar.municipality.queries import areas, cadences, focus_set

blueprint = Blueprint("dialogues_staff", __name__, url_prefix="/<kommun>/intranat/dialoger")


@blueprint.get("")
@requires(Permission.DIALOGUE_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every round, with how far it has come and how many have answered."""
    found, today = queries.dialogues(municipality, _party(municipality)), clock.today()
    rows = [(one, STAGES[one.stage(today)], when(one), AUDIENCES[one.audience]) for one in found]  # type: ignore[index]
    return page("intake/dialogues/index.html", rows=rows, answered=queries.answered(found), today=today)


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.DIALOGUE_WRITE)
def begin(municipality: Municipality) -> ResponseReturnValue:
    """Begin one: from a ready one, as a copy of an earlier round, or empty."""
    form = BeginForm().offer(queries.dialogues(municipality, _party(municipality)))
    if not form.validate_on_submit():
        return form_page("intake/dialogues/begin.html", form)
    made = actions.begin(
        party=next(party for party in municipality.parties if party.id == _party(municipality)),
        title=form.title.data or "",
        by=current_user.person,
        key=form.from_ready,
        like=_own(municipality, form.from_earlier) if form.from_earlier else None,
    )
    db.session.commit()
    return _to(made)


@blueprint.get("/<slug>")
@requires(Permission.DIALOGUE_READ)
def show(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """One round: its questions, its days, and how many have answered."""
    dialogue = _own(municipality, slug)
    return page(
        "intake/dialogues/show.html",
        dialogue=dialogue,
        questions=queries.questions(dialogue),
        before=queries.asked_before(dialogue),
        answered=queries.answered([dialogue])[dialogue.id],
        stage=dialogue.stage(clock.today()),
        stages=STAGES,
        kinds=KINDS,
        audiences=AUDIENCES,
        late=dialogue.owes_feedback(clock.today()),
    )


@blueprint.route("/<slug>/andra", methods=["GET", "POST"])
@requires(Permission.DIALOGUE_WRITE)
def change(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Who is asked, when, and when they hear what came of it."""
    dialogue = _own(municipality, slug)
    form, template = FrameForm(obj=dialogue).offer(cadences(municipality)), "intake/dialogues/frame.html"
    if not form.validate_on_submit():
        return form_page(template, form, dialogue=dialogue)
    try:
        actions.save(dialogue=dialogue, frame=form.frame, version=form.version.data, by=current_user.person)
    except Stale as stale:
        return _overtaken(municipality, form, dialogue, stale)
    except Refused as refusal:
        return refused_page(template, form, refusal, dialogue=dialogue)
    db.session.commit()
    return _to(dialogue)


@blueprint.route("/<slug>/fraga", methods=["GET", "POST"], defaults={"question_id": None})
@blueprint.route("/<slug>/fraga/<uuid:question_id>", methods=["GET", "POST"])
@requires(Permission.DIALOGUE_WRITE)
def ask(municipality: Municipality, slug: str, question_id: uuid.UUID | None) -> ResponseReturnValue:
    """Write a question, new or changed."""
    dialogue = _own(municipality, slug)
    question = queries.question(dialogue, question_id) if question_id else None
    form = QuestionForm.of(question, _focus_areas(municipality, question))
    around: dict[str, Any] = {"dialogue": dialogue, "question": question}
    around["answered"] = question is not None and queries.is_answered(question)
    if not form.validate_on_submit():
        return form_page("intake/dialogues/question.html", form, **around)
    try:
        if question:
            actions.change_question(dialogue=dialogue, question=question, asked=form.asked, by=current_user.person)
        else:
            actions.add_question(dialogue=dialogue, asked=form.asked, by=current_user.person)
    except Refused as refusal:
        return refused_page("intake/dialogues/question.html", form, refusal, **around)
    db.session.commit()
    return _to(dialogue)


@blueprint.post("/<slug>/fraga/<uuid:question_id>/flytta")
@requires(Permission.DIALOGUE_WRITE)
def move(municipality: Municipality, slug: str, question_id: uuid.UUID) -> ResponseReturnValue:
    """Ask it earlier or later."""
    dialogue = _own(municipality, slug)
    question = queries.question(dialogue, question_id)
    up = request.form.get("vart") == "upp"
    actions.move_question(dialogue=dialogue, question=question, up=up, by=current_user.person)
    db.session.commit()
    return _to(dialogue)


@blueprint.post("/<slug>/fraga/<uuid:question_id>/ta-bort")
@requires(Permission.DIALOGUE_WRITE)
def take_away(municipality: Municipality, slug: str, question_id: uuid.UUID) -> ResponseReturnValue:
    """Ask it no more."""
    dialogue = _own(municipality, slug)
    question = queries.question(dialogue, question_id)
    actions.take_away(dialogue=dialogue, question=question, by=current_user.person)
    db.session.commit()
    flash(_("Frågan ställs inte längre. Den står längst ner, och du kan ställa den igen."))
    return _to(dialogue)


@blueprint.post("/<slug>/fraga/<uuid:question_id>/stall-igen")
@requires(Permission.DIALOGUE_WRITE)
def ask_again(municipality: Municipality, slug: str, question_id: uuid.UUID) -> ResponseReturnValue:
    """Ask it after all."""
    dialogue = _own(municipality, slug)
    actions.ask_again(dialogue=dialogue, question_id=question_id, by=current_user.person)
    db.session.commit()
    return _to(dialogue)


@blueprint.get("/<slug>/forhandsvisa")
@requires(Permission.DIALOGUE_READ)
def preview(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Exactly as whoever answers sees it; nothing can be sent from here."""
    dialogue = _own(municipality, slug)
    form = form_of(queries.questions(dialogue), areas(municipality), MultiDict())
    return page("intake/dialogues/preview.html", dialogue=dialogue, form=form, name_of=name_of)


@blueprint.post("/<slug>/stang")
@requires(Permission.DIALOGUE_WRITE)
def close(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Take no more answers from now on."""
    dialogue = _own(municipality, slug)
    actions.close(dialogue=dialogue, by=current_user.person)
    db.session.commit()
    closed = dialogue.stage(clock.today()) is Stage.CLOSED
    flash(
        _("Dialogen är stängd. Flyttar du fram sista dagen öppnar den igen.")
        if closed
        else _("Dialogen stänger i natt.")
    )
    return _to(dialogue)


@blueprint.route("/<slug>/aterkoppling", methods=["GET", "POST"])
@requires(Permission.DIALOGUE_WRITE)
def feedback(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Tell those who answered what was heard and what happens with it."""
    dialogue = _own(municipality, slug)
    form = FeedbackForm(obj=dialogue)
    if not form.validate_on_submit():
        return form_page("intake/dialogues/feedback.html", form, dialogue=dialogue)
    actions.give_feedback(
        dialogue=dialogue,
        heard=form.heard.data or "",
        to_be_done=form.to_be_done.data or "",
        by=current_user.person,
    )
    db.session.commit()
    flash(_("Återkopplingen är publicerad."))
    return _to(dialogue)


def _party(municipality: Municipality) -> uuid.UUID:
    return access.acting_for(municipality, Permission.DIALOGUE_READ).party_id


def _own(municipality: Municipality, slug: str) -> Dialogue:
    """One of one's own party's: another's does not exist."""
    return queries.find(municipality, slug, _party(municipality))


def _overtaken(municipality: Municipality, form: FrameForm, dialogue: Dialogue, stale: Stale) -> ResponseReturnValue:
    db.session.rollback()
    saved = FrameForm(formdata=None, obj=dialogue).offer(cadences(municipality))
    theirs, mine = both_texts(form, saved)
    form.version.data = saved.version.data
    conflict = {"title": stale.message, "theirs": (_("Det som är sparat"), theirs), "mine": (_("Det du skrev"), mine)}
    return page("intake/dialogues/frame.html", status=stale.status, form=form, dialogue=dialogue, conflict=conflict)


def _focus_areas(municipality: Municipality, question: Question | None) -> list[FocusArea]:
    """The focus areas in force, and the one that the question already belongs to."""
    found = focus_set(municipality, clock.today()).areas
    kept = question.focus_area if question else None
    return [*found, *([kept] if kept and kept not in found else [])]


def _to(dialogue: Dialogue) -> ResponseReturnValue:
    return redirect(url_for(".show", slug=dialogue.slug), 303)
