"""Svaren i en dialog: counted question by question and round by round, in words once reviewed, and as a file."""

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.core.sheets import CSV, XLSX
from medborgar.intake.dialogues.models import QuestionKind
from medborgar.intake.dialogues.queries import find
from medborgar.intake.dialogues.words import when
from medborgar.intake.models import Dialogue
from medborgar.municipality.models import Municipality
from medborgar.picture.queries import VOICES
from medborgar.picture.results import export, pages, queries

blueprint = Blueprint("results", __name__, url_prefix="/<kommun>/intranat/dialoger")
FILES = {"csv": (export.as_csv, CSV), "xlsx": (export.as_xlsx, XLSX)}


@blueprint.get("/<slug>/svar")
@requires(Permission.DIALOGUE_READ)
def show(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Who has answered, and what, question by question, beside every round that asked the same."""
    dialogue = _own(municipality, slug)
    heard, asked = queries.heard(dialogue), queries.asked(dialogue, clock.today())
    return page(
        "picture/results/show.html",
        dialogue=dialogue,
        when=when,
        heard=heard,
        voices=pages.bars(heard.by_voice),
        channels=pages.bars(heard.by_channel),
        places=pages.bars(heard.by_area),
        placed=any(one.result.question.kind == QuestionKind.PLACE for one in asked),
        shown=pages.shown(asked),
        reviewed=queries.reviewed(dialogue),
        stage=dialogue.stage(clock.today()),
    )


@blueprint.get("/<slug>/svar/ord")
@requires(Permission.DIALOGUE_READ)
def words(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """What was answered in words, as masked by whoever has reviewed it."""
    dialogue = _own(municipality, slug)
    total = queries.worded(dialogue)
    number = pages.within(request.args.get("sida", 1, int), total)
    return page(
        "picture/results/words.html",
        dialogue=dialogue,
        found=queries.words(dialogue, number),
        pages=pages.pages_of(dialogue, number, total),
        unread=queries.heard(dialogue).total - queries.reviewed(dialogue),
        voices=VOICES,
    )


@blueprint.get("/<slug>/svar/fil")
@requires(Permission.CONTRIBUTION_READ)
def files(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """What a file of the answers holds, and the buttons that make one."""
    return access.asks_first() or _files(_readable(municipality, slug))


@blueprint.post("/<slug>/svar/fil")
@requires(Permission.CONTRIBUTION_READ)
def file(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Every answer, a row each; that is logged."""
    dialogue, kind = _readable(municipality, slug), request.form.get("slag", "")
    if kind not in FILES:
        return redirect(url_for(".files", slug=slug), 303)
    if not access.is_confirmed():
        return _files(dialogue, status=422)
    make, mimetype = FILES[kind]
    parts = make(export.Answers(dialogue))
    export.log(dialogue=dialogue, kind=kind, by=current_user.person)
    db.session.commit()
    name = f"svar-{dialogue.slug}-{clock.today()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(parts, mimetype=mimetype, headers=headers)


def _files(dialogue: Dialogue, *, status: int = 200) -> Response:
    total = queries.heard(dialogue).total
    return page("picture/results/file.html", status=status, dialogue=dialogue, total=total, unconfirmed=status != 200)


def _own(municipality: Municipality, slug: str, permission: Permission = Permission.DIALOGUE_READ) -> Dialogue:
    """One of one's own party's: another's does not exist."""
    return find(municipality, slug, access.acting_for(municipality, permission).party_id)


def _readable(municipality: Municipality, slug: str) -> Dialogue:
    """One whose answers one may read."""
    return _own(municipality, slug, Permission.CONTRIBUTION_READ)
