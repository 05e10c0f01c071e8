"""Besked about events, for whoever publishes them: looked through as the public will read it, then published."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page
from medborgar.core import clock
from medborgar.core.errors import NotFound, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, Side, requires
from medborgar.municipality.models import Municipality
from medborgar.plan.guard import known_names
from medborgar.publication import announcing
from medborgar.publication.events import EventComment, event_comments, next_word
from medborgar.publication.forms import CommentForm
from medborgar.publication.public import chain, connect

blueprint = Blueprint("comments", __name__, url_prefix="/<kommun>/intranat/handelser")


@blueprint.get("")
@requires(Permission.EVENT_PUBLISH)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every event that has been commented on, the latest word first."""
    return page("publication/comments.html", comments=_all(municipality), today=clock.today())


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.EVENT_PUBLISH)
def announce(municipality: Municipality) -> ResponseReturnValue:
    """The first word about an event."""
    form = CommentForm().guard(known_names(municipality))
    if asked := _asked(form, None):
        return asked
    announcing.announce(
        municipality=municipality,
        words=form.words,
        cleared=form.cleared,
        side=_side(municipality),
        by=current_user.person,
    )
    return _published()


@blueprint.route("/<int:number>", methods=["GET", "POST"])
@requires(Permission.EVENT_PUBLISH)
def say_more(municipality: Municipality, number: int) -> ResponseReturnValue:
    """A new version, which shows what it changes."""
    comment = _find(municipality, number)
    form = CommentForm(data=_filled(comment)).guard(known_names(municipality))
    if asked := _asked(form, comment):
        return asked
    try:
        announcing.say_more(
            municipality=municipality,
            number=number,
            version=form.version.data,
            words=form.words,
            cleared=form.cleared,
            side=_side(municipality),
            by=current_user.person,
        )
    except Stale as stale:
        db.session.rollback()
        return _overtaken(form, comment, stale)
    return _published()


def _asked(form: CommentForm, comment: EventComment | None) -> ResponseReturnValue | None:
    """The page, until exactly what it showed has been sent back by somebody who has confirmed who they are."""
    template, around = "publication/comment.html", {"comment": comment, "next_word": next_word}
    if not form.validate_on_submit():
        return form_page(template, form, **around)
    said = form.words
    was_shown, form.shown.data = form.shown.data == said.digest, said.digest
    if was_shown and access.is_confirmed():
        return None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if was_shown else HTTPStatus.OK
    return page(template, status=status, form=form, preview=said.content, unconfirmed=was_shown, **around)


def _overtaken(form: CommentForm, comment: EventComment, stale: Stale) -> ResponseReturnValue:
    theirs, mine = (
        "\n\n".join(filter(None, (said["rubrik"], said["vet"], said["vet_inte"], next_word(said))))
        for said in (comment.said, form.words.content)
    )
    form.version.data, form.shown.data = comment.latest.version, ""
    conflict = {
        "title": stale.message,
        "theirs": (_("Det som är publicerat"), theirs),
        "mine": (_("Det du skrev"), mine),
    }
    return page("publication/comment.html", status=stale.status, form=form, comment=comment, conflict=conflict)


def _filled(comment: EventComment) -> dict[str, Any]:
    said = comment.said
    return {
        "version": comment.latest.version,
        "title": said["rubrik"],
        "where": said["var"],
        "known": said["vet"],
        "unknown": said["vet_inte"],
        "next_day": comment.next_day,
        "next_words": said["nasta"],
    }


def _published() -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for(".index"), 303)


def _side(municipality: Municipality) -> Side:
    """Whose word it is."""
    return access.acting_for(municipality, Permission.EVENT_PUBLISH).side


def _all(municipality: Municipality) -> list[EventComment]:
    with connect() as connection:
        return event_comments(chain(connection, municipality.slug))


def _find(municipality: Municipality, number: int) -> EventComment:
    found = next((comment for comment in _all(municipality) if comment.number == number), None)
    if found is None:
        raise NotFound("")
    return found
