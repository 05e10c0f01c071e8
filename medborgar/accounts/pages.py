"""What every staff page is made with: a way to ask what may be done, and a form's faults."""

from typing import Any

from flask import g
from flask.wrappers import Response
from flask_wtf import FlaskForm

from medborgar.accounts import access
from medborgar.core.errors import Refused
from medborgar.core.forms import blame
from medborgar.core.htmx import render


def page(template: str, *, status: int = 200, **context: Any) -> Response:
    """Render a page that may ask `may(permission)`, for one side if it says which, before it shows a way somewhere."""
    actor, here = access.actor(), g.municipality.id
    return render(
        template, status=status, may=lambda permission, side=None: actor.holds(permission, here, side), **context
    )


def form_page(template: str, form: FlaskForm, **context: Any) -> Response:
    """Render a form: 422 when it has faults."""
    return page(template, status=422 if form.errors else 200, form=form, **context)


def refused_page(template: str, form: FlaskForm, refusal: Refused, **context: Any) -> Response:
    """Render a form that was filled in rightly and still refused, with the reason; what was typed is kept."""
    blame(form, refusal)
    return form_page(template, form, **context)
