"""Bytes that many ask for, packed once: who gets them how, and who has them already."""

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_etags

Headers = list[tuple[str, str]]
Sent = tuple[str, Headers, bytes]

PLAIN = "identity"
# The smallest first: a browser that likes several alike gets the first of them.
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.compress,
    "gzip": lambda body: gzip.compress(body, mtime=0),
}
UNPACK: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
UNSAID = 0.0001  # how gladly whoever does not speak of plain bytes takes them: when nothing else will do
PACKED_ALREADY = ("image/jpeg", "image/png", "image/webp", "font/", "application/zip", "application/pdf")
NOT_MODIFIED = "304 Not Modified"


@dataclass(frozen=True)
class Variant:
    """The bytes in one coding, with the headers that they are sent with."""

    body: bytes
    etag: str
    headers: Headers


@dataclass(frozen=True)
class Ready:
    """An answer that only has to be sent, plain or packed."""

    status: str
    variants: dict[str, Variant]

    def sent(self, accepts: str | None, known: str | None) -> Sent:
        """What to send for a request's Accept-Encoding and If-None-Match: status, headers and bytes."""
        variant = self.variants[preferred(accepts or "", tuple(self.variants))]
        if known and parse_etags(known).contains_weak(variant.etag):
            return NOT_MODIFIED, [pair for pair in variant.headers if not pair[0].startswith("Content-")], b""
        return self.status, list(variant.headers), variant.body


def ready(body: bytes, headers: Iterable[tuple[str, str]], *, status: int = HTTPStatus.OK) -> Ready:
    """Bytes made ready to be sent with some headers; the rest of them follows from the bytes."""
    said, digest = [pair for pair in headers if pair[0] != "Content-Length"], hashlib.sha256(body).hexdigest()[:20]
    variants = {}
    for coding, packed in [*packed_ways(body, dict(said)["Content-Type"]).items(), (PLAIN, body)]:
        etag = digest if coding == PLAIN else f"{digest}-{coding}"
        own = [("ETag", f'"{etag}"'), ("Vary", "Accept-Encoding"), ("Content-Length", str(len(packed)))]
        own += [] if coding == PLAIN else [("Content-Encoding", coding)]
        variants[coding] = Variant(packed, etag, [*said, *own])
    return Ready(f"{int(status)} {HTTPStatus(status).phrase}", variants)


@lru_cache(maxsize=4)  # an export asks right after the page was made
def packed_ways(body: bytes, content_type: str) -> dict[str, bytes]:
    """The bytes in every coding that makes them fewer."""
    if content_type.startswith(PACKED_ALREADY):
        return {}
    made = {coding: pack(body) for coding, pack in CODINGS.items()}
    return {coding: packed for coding, packed in made.items() if len(packed) < len(body)}


def unpacked(packed: bytes, coding: str) -> bytes | None:
    """The bytes that were packed; None when they can't be read."""
    try:
        return UNPACK[coding](packed)
    except (brotli.error, OSError, EOFError, zlib.error):
        return None


@lru_cache(maxsize=256)
def preferred(accepts: str, offered: tuple[str, ...]) -> str:
    """Which of the offered codings somebody likes best; plain for whoever says nothing, or likes none."""
    said = parse_accept_header(accepts, Accept)
    likes = {coding: said.quality(coding) for coding in offered}
    if not any(name.lower() in {PLAIN, "*"} for name in said.values()):
        likes[PLAIN] = UNSAID
    best = max(offered, key=lambda coding: likes[coding])
    return best if likes[best] else PLAIN
