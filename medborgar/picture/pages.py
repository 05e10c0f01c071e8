"""What every page of a picture is made with: whose eyes it is seen with, what may be done, both texts of a conflict."""

from typing import Any

from flask.wrappers import Response
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from medborgar.accounts import access
from medborgar.accounts.pages import page
from medborgar.core.errors import Stale
from medborgar.core.permissions import Permission
from medborgar.municipality.models import Municipality, Party
from medborgar.picture.forms import both_texts


def party_of(municipality: Municipality, permission: Permission) -> Party:
    """The party on whose behalf the logged-in person does something here."""
    return municipality.party(access.acting_for(municipality, permission).side)


def conflict_page(template: str, form: FlaskForm, stale: Stale, saved: Any, **context: Any) -> Response:
    """Render both texts above the form, which keeps what was typed and would now replace what was saved."""
    theirs, mine = both_texts(form, saved)
    form.version.data = saved.version
    conflict = {
        "title": stale.message,
        "theirs": (_("Det kollegan sparade"), theirs),
        "mine": (_("Det du skrev"), mine),
    }
    return page(template, status=409, form=form, conflict=conflict, failed=True, **context)
