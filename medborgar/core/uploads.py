"""Files that are sent in: only to the views that say so, and no larger than the site can hold at once."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])
FILE_MAX = 12 * 1024 * 1024
FORM_MAX = 64 * 1024  # what is sent beside the file


def takes_files(view: View) -> View:
    """Mark a view that a file can be sent to; every other refuses a body of that size."""
    view.__takes_files__ = True  # type: ignore[attr-defined]  # read by _let_in
    return view


def register(app: Flask) -> None:
    """Let files in where they are taken, before the body is read."""
    app.before_request(_let_in)


def _let_in() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "__takes_files__", False):
        request.max_content_length = FILE_MAX + FORM_MAX
        request.max_form_memory_size = 4 * FORM_MAX  # the reader holds a piece of the file beside the form
