"""Translations for whoever writes them: beside the Swedish, looked through as the public will read it, published."""

from http import HTTPStatus

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.languages import OF_PROMISES
from medborgar.core.permissions import Permission, requires
from medborgar.decisions.queries import for_period
from medborgar.municipality.models import Municipality
from medborgar.plan.guard import known_names
from medborgar.publication.translation import actions
from medborgar.publication.translation.desk import Desk, desk_of, rows
from medborgar.publication.translation.forms import TranslationForm

blueprint = Blueprint("translations", __name__, url_prefix="/<kommun>/intranat/oversattningar")
CODES = ", ".join(OF_PROMISES)
TEMPLATE = "publication/translation/edit.html"


@blueprint.get("")
@requires(Permission.TRANSLATE)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every promise, and what there is of it in each language."""
    return page("publication/translation/index.html", rows=rows(municipality))


@blueprint.route(f"/<period>/<any({CODES}):language>", methods=["GET", "POST"])
@requires(Permission.TRANSLATE)
def translate(municipality: Municipality, period: str, language: str) -> ResponseReturnValue:
    """A promise in one language: written, looked through, published."""
    desk = desk_of(municipality, period, OF_PROMISES[language])
    form = desk.form()
    form.guard(known_names(municipality))
    if asked := _asked(desk, form):
        return asked
    try:
        actions.publish(
            municipality=municipality,
            decision=for_period(municipality, period),
            of=desk.promise,
            language=desk.language,
            words=form.words,
            cleared=form.cleared,
            side=access.acting_for(municipality, Permission.TRANSLATE).side,
            by=current_user.person,
        )
    except Refused as refusal:
        db.session.rollback()
        return refused_page(TEMPLATE, form, refusal, desk=desk)
    db.session.commit()
    return redirect(url_for(".index"), 303)


def _asked(desk: Desk, form: TranslationForm) -> ResponseReturnValue | None:
    """The page, until exactly what it showed has been sent back by somebody who has confirmed who they are."""
    if not form.is_submitted():
        return page(TEMPLATE, form=form, desk=desk)
    if desk.is_overtaken(form):
        return _overtaken(desk, form)
    if not form.validate():
        return form_page(TEMPLATE, form, desk=desk)
    was_shown, form.shown.data = form.shown.data == form.digest, form.digest
    if was_shown and access.is_confirmed():
        return None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if was_shown else HTTPStatus.OK
    return page(TEMPLATE, status=status, form=form, desk=desk, preview=desk.preview(form), unconfirmed=was_shown)


def _overtaken(desk: Desk, form: TranslationForm) -> ResponseReturnValue:
    theirs, mine = desk.both(form)
    form.version.data, form.source.data, form.shown.data = desk.version, desk.promise.hash, ""
    stale = Stale(_("Löftet eller översättningen har publicerats på nytt sedan du öppnade sidan. Jämför och välj."))
    conflict = {
        "title": stale.message,
        "theirs": (_("Det som är publicerat"), theirs),
        "mine": (_("Det du skrev"), mine),
    }
    return page(TEMPLATE, status=stale.status, form=form, desk=desk, conflict=conflict)
