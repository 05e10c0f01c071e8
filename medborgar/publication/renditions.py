"""Public pages kept ready-made in each process, made anew when the chain grows or the day turns.

What a page says depends on two things: the newest publication and today's date. So a rendition carries both as its
stamp, and the stamp is looked up at most once a second: a new publication is seen everywhere within that second.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, TypeVar
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import current_app, request
from flask.wrappers import Response
from werkzeug.exceptions import SecurityError
from werkzeug.wsgi import get_host

from medborgar.core import clock, crossing
from medborgar.core.errors import NotFound
from medborgar.core.memory import Remembered, forgettable
from medborgar.core.packing import Ready, ready
from medborgar.publication import public

KEPT = 500

Stamp = tuple[str, date]
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rendition:
    """The answer at one address, and what it was made from."""

    slug: str
    stamp: Stamp
    answer: Ready


_kept: OrderedDict[str, Rendition] = forgettable(OrderedDict())
_lock = Lock()


def serve(slug: str, make: Callable[[date], Response], *, asked: str = "") -> Response:
    """Answer with the present address's rendition, making it if there is none of today's chain.

    `asked` is what the page makes of the address's query, written in one way only; what it makes nothing of is no
    part of it, so that nobody can fill the memory with the same page.
    """
    stamp, place = (_head(slug), clock.today()), f"{request.root_path}{request.path}?{asked}"
    rendition = _kept.get(place)
    if rendition is None or rendition.stamp != stamp:
        rendition = Rendition(slug, stamp, _render(make(stamp[1])))
        _keep(place, rendition)
    headers = request.headers
    status, said, body = rendition.answer.sent(headers.get("Accept-Encoding"), headers.get("If-None-Match"))
    return Response(body, status, said)


class KeptPages:
    """Answers with a page that is kept before Flask is asked, if its stamp was looked up within the last second.

    All else goes on to Flask: a query, another method, a host that is not ours, a page that is to be made first.
    """

    def __init__(self, app: WSGIApplication, *, hosts: list[str] | None) -> None:
        self.app, self.hosts = app, hosts

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Send the page, or ask the app."""
        rendition = self._present(environ)
        if rendition is None:
            return self.app(environ, start_response)
        accepts, known = environ.get("HTTP_ACCEPT_ENCODING"), environ.get("HTTP_IF_NONE_MATCH")
        status, headers, body = rendition.answer.sent(accepts, known)
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _present(self, environ: WSGIEnvironment) -> Rendition | None:
        """The page that is asked for, if it is kept and is today's."""
        path = f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}"
        rendition = None if environ.get("QUERY_STRING") or not path.isascii() else _kept.get(f"{path}?")
        if rendition is None or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return None
        if rendition.stamp != (_head.fresh(rendition.slug), clock.today()):
            return None
        return rendition if self._is_ours(environ) else None

    def _is_ours(self, environ: WSGIEnvironment) -> bool:
        """Whether it is asked for by a name of ours."""
        try:
            return not self.hosts or bool(get_host(environ, self.hosts))
        except SecurityError:
            return False


def ready_made(view: View) -> View:
    """Mark a view whose page is served from here: it gets the address's bare slug and reads as the public does."""
    view.__ready_made__ = True  # type: ignore[attr-defined]  # read by is_ready_made
    return view


def is_ready_made(view: Callable[..., Any] | None) -> bool:
    """Whether a view was marked so."""
    return getattr(view, "__ready_made__", False)


@Remembered
def _head(slug: str) -> str:
    with public.connect() as connection:
        head = public.head(connection, slug)
    if head is None:
        raise NotFound("")
    return head


def _render(response: Response) -> Ready:
    response.headers.setdefault("Cache-Control", "public, no-cache")
    response.headers.update(crossing.headers_of(current_app.view_functions.get(request.endpoint or "")))
    return ready(response.get_data(), response.headers, status=response.status_code)


def _keep(place: str, rendition: Rendition) -> None:
    with _lock:
        _kept[place] = rendition
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
