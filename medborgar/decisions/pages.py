"""What a decision's pages are made with: saving a part or showing why not, both texts of a conflict, the wording."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import redirect
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from medborgar.accounts.pages import page
from medborgar.core.conflicts import both_texts
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.forms import blame
from medborgar.decisions.wording import lix, tactical, vague

LIX_MAX = 40  # what everybody can read
TEXTS = ("title", "why", "what")


class Wording(NamedTuple):
    """What there is to say of a text's wording."""

    vague: list[str]
    tactical: list[str]
    lix: int | None

    @property
    def is_hard(self) -> bool:
        """Whether it is harder to read than what the public should meet."""
        return self.lix is not None and self.lix > LIX_MAX


def wording(text: str | None) -> Wording:
    """Look at a text's wording."""
    return Wording(vague(text or ""), tactical(text or ""), lix(text or ""))


def editing_page(template: str, form: FlaskForm, *, status: int = 200, **around: Any) -> Response:
    """Render the form of a part, with what there is to say of the wording."""
    said = {name: wording(form[name].data) for name in TEXTS if name in form}
    return page(template, status=422 if form.errors else status, form=form, wording=said, **around)


def save_part(
    template: str,
    form: FlaskForm,
    *,
    save: Callable[[], object],
    saved: Callable[[], FlaskForm],
    back: str,
    **around: Any,
) -> ResponseReturnValue:
    """Save a part of a decision and go back; refused or overtaken, show what was typed and why it was not saved."""
    try:
        save()
    except Stale as stale:
        db.session.rollback()
        return _conflict_page(template, form, stale, saved(), **around)
    except Refused as refusal:
        db.session.rollback()
        blame(form, refusal)
        return editing_page(template, form, **around)
    db.session.commit()
    return redirect(back, 303)


def _conflict_page(template: str, form: FlaskForm, stale: Stale, saved: FlaskForm, **around: Any) -> Response:
    theirs, mine = both_texts(form, saved)
    form.version.data = saved.version.data
    conflict = {
        "title": stale.message,
        "theirs": (_("Det kollegan sparade"), theirs),
        "mine": (_("Det du skrev"), mine),
    }
    return editing_page(template, form, status=409, conflict=conflict, failed=True, **around)
