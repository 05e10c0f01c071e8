"""What every page of a picture is made with: whose eyes it is seen with, its pages, both texts of a conflict."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from medborgar.accounts import access
from medborgar.accounts.pages import page
from medborgar.core.errors import Stale
from medborgar.core.permissions import Permission
from medborgar.municipality.models import Municipality, Party
from medborgar.picture.forms import both_texts

PAGE_SIZE, PAGES_MAX = 25, 10_000


def party_of(municipality: Municipality, permission: Permission) -> Party:
    """The party on whose behalf the logged-in person does something here."""
    return municipality.party(access.acting_for(municipality, permission).side)


def page_number() -> int:
    """Which page of a list is asked for, from 1; what is no page is the first."""
    return min(max(request.args.get("sida", 1, type=int), 1), PAGES_MAX)


def pages(number: int, shown: int, total: int, link: Callable[[int], str]) -> dict[str, Any]:
    """What leads from one page of a list to the others."""
    first = (number - 1) * PAGE_SIZE + 1
    return {
        "first": first,
        "last": first + shown - 1,
        "total": total,
        "previous": link(number - 1) if number > 1 else None,
        "next": link(number + 1) if first + shown <= total else None,
    }


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
