"""Public pages kept ready-made in each process, made anew when the chain grows or the day turns.

What a page says depends on two things: the newest publication and today's date. So a rendition carries both as its
stamp, and the stamp is looked up at most once a second: a new publication is seen everywhere within that second.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from threading import Lock
from typing import Any, TypeVar

from flask import request
from flask.wrappers import Response

from medborgar.core import clock
from medborgar.core.errors import NotFound
from medborgar.core.memory import forgettable, remembered
from medborgar.publication import public

KEPT = 500

Stamp = tuple[str, date]
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rendition:
    """The bytes of one address, plain and packed, and what they were made from."""

    stamp: Stamp
    status: int
    content_type: str
    body: bytes
    packed: bytes
    etag: str


_kept: OrderedDict[str, Rendition] = forgettable(OrderedDict())
_lock = Lock()


def serve(slug: str, make: Callable[[date], Response], *, asked: str = "") -> Response:
    """Answer with the present address's rendition, making it if there is none of today's chain.

    `asked` is what the page makes of the address's query, written in one way only; what it makes nothing of is no
    part of it, so that nobody can fill the memory with the same page.
    """
    stamp, place = _stamp(slug), f"{request.path}?{asked}"
    rendition = _kept.get(place)
    if rendition is None or rendition.stamp != stamp:
        rendition = _render(stamp, make(stamp[1]))
        _keep(place, rendition)
    return _answer(rendition)


def ready_made(view: View) -> View:
    """Mark a view whose page is served from here: it gets the address's bare slug and reads as the public does."""
    view.__ready_made__ = True  # type: ignore[attr-defined]  # read by is_ready_made
    return view


def is_ready_made(view: Callable[..., Any] | None) -> bool:
    """Whether a view was marked so."""
    return getattr(view, "__ready_made__", False)


def _stamp(slug: str) -> Stamp:
    return _head(slug), clock.today()


@remembered
def _head(slug: str) -> str:
    with public.connect() as connection:
        head = public.head(connection, slug)
    if head is None:
        raise NotFound("")
    return head


def _render(stamp: Stamp, response: Response) -> Rendition:
    body = response.get_data()
    return Rendition(
        stamp=stamp,
        status=response.status_code,
        content_type=response.content_type,
        body=body,
        packed=gzip.compress(body, mtime=0),
        etag=hashlib.sha256(body).hexdigest()[:20],
    )


def _keep(place: str, rendition: Rendition) -> None:
    with _lock:
        _kept[place] = rendition
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


def _answer(rendition: Rendition) -> Response:
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{rendition.etag}{"-gzip" if packs else ""}"'
    headers = {"Vary": "Accept-Encoding", "Cache-Control": "public, no-cache", "ETag": etag}
    if etag in request.headers.get("If-None-Match", ""):
        return Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    if packs:
        headers["Content-Encoding"] = "gzip"
    body = rendition.packed if packs else rendition.body
    return Response(body, rendition.status, headers, content_type=rendition.content_type)
