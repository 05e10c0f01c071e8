"""One address for each page: another way of writing it leads there, and what nobody can write leads nowhere."""

from typing import Any
from urllib.parse import quote

from flask import Flask, request
from werkzeug.datastructures import ImmutableDict
from werkzeug.exceptions import RequestURITooLarge
from werkzeug.routing import IntegerConverter, Map, RequestRedirect

from medborgar.core.database import SAFE_METHODS
from medborgar.core.errors import NotFound

LONGEST = 4000  # letters: more than the longest there is, a filter in the staff's inbox


class Number(IntegerConverter):
    """A number written as the site writes it: in the digits 0–9, without noughts before it."""

    regex = "0|[1-9][0-9]*"


class Addresses(Map):
    """The site's addresses."""

    default_converters = ImmutableDict({**Map.default_converters, "int": Number})


def register(app: Flask) -> None:
    """Lead /Sala/om/ to /sala/om before anything is looked up."""
    app.url_value_preprocessor(_lead_on)


def _lead_on(endpoint: str | None, values: dict[str, Any] | None) -> None:  # noqa: ARG001 (Flask's signature)
    if not request.path.isprintable():
        raise NotFound("")  # not every database can be asked for what has no letters
    if len(request.full_path) > LONGEST:
        raise RequestURITooLarge
    path = written_as_ours(request.path)
    if request.method in SAFE_METHODS and path != request.path:
        query = request.query_string.decode("latin-1")
        raise RequestRedirect(
            f"{request.host_url.rstrip('/')}{quote(request.script_root + path)}{'?' if query else ''}{query}"
        )


def written_as_ours(path: str) -> str:
    """A path whose first part, the municipality, is in small letters, and that ends without a slash."""
    first, slash, rest = path.removeprefix("/").partition("/")
    first = first.lower() if first.isascii() else first
    return f"/{first}{slash}{rest}".rstrip("/") or "/"
