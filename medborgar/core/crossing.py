"""What the pages of other sites may read in a browser: what everybody may take, and nothing else."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask.wrappers import Response

View = TypeVar("View", bound=Callable[..., Any])

# No site gets to send anybody's cookie along: a browser refuses that together with a star.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
ASKED_FIRST = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def for_other_sites(view: View) -> View:
    """Mark a view whose answers are open data."""
    view.__for_other_sites__ = True  # type: ignore[attr-defined]  # read by is_for_other_sites
    return view


def is_for_other_sites(view: Callable[..., Any] | None) -> bool:
    """Whether a view was marked so."""
    return getattr(view, "__for_other_sites__", False)


def headers_of(view: Callable[..., Any] | None) -> dict[str, str]:
    """What a view's answers say of it."""
    return HEADERS if is_for_other_sites(view) else {}


def register(app: Flask) -> None:
    """Say so on the answers of marked views, on refusals too, for a program must be able to read why."""
    app.after_request(_say)


def _say(response: Response) -> Response:
    if is_for_other_sites(current_app.view_functions.get(request.endpoint or "")):
        response.headers.update(HEADERS)
        if request.method == "OPTIONS":
            response.headers.update(ASKED_FIRST)
    return response
