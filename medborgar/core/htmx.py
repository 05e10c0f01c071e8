"""One address, two sizes: the whole page, or the fragment that HTMX swaps into it."""

from typing import Any

from flask import make_response, render_template
from flask.wrappers import Response

from medborgar.core.extensions import htmx


def render(page: str, *, fragment: str | None = None, status: int = 200, **context: Any) -> Response:
    """Render `page`, or `fragment` alone when HTMX asks for it; a restored history entry gets the whole page."""
    swapping = fragment is not None and bool(htmx) and not htmx.history_restore_request and not htmx.boosted
    response = make_response(render_template(fragment if fragment and swapping else page, **context), status)
    if fragment:
        response.headers["Vary"] = "HX-Request"
    return response
