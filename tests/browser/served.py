"""The site as browser tests serve it: the real one, at a moment that the test chooses, keeping every page it gives."""

import hashlib
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import request
from flask.wrappers import Response

from medborgar.app import create_app
from medborgar.core import clock

MOMENT = Path(os.environ["MEDBORGAR_DATA"], "moment")
PAGES = Path(os.environ["TEST_PAGES"])

app = create_app()
real = app.wsgi_app


def at_the_moment(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer as if it were the moment that the file says."""
    with clock.at(datetime.fromisoformat(MOMENT.read_text())):
        return real(environ, start_response)


@app.after_request
def keep(response: Response) -> Response:
    """Put a page aside for the Nu checker."""
    page = response.get_data() if response.mimetype == "text/html" and not response.is_streamed else b""
    if page.lstrip().lower().startswith(b"<!doctype"):
        name = f"{request.path.strip('/').replace('/', '-')[:80]}-{hashlib.sha256(page).hexdigest()[:12]}.html"
        (PAGES / name).write_bytes(page)
    return response


app.wsgi_app = at_the_moment  # type: ignore[method-assign]  # the documented way to wrap an app
