"""Requests like those that pages lead to, with something wrong in one place or several, byte by byte."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, quote_from_bytes, urlsplit

from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.reader import ORIGIN, Reader

Some = TypeVar("Some")
INJECTED = '"><svg onload=alert(1)>'
NASTY = [
    "", " ", "0", "-1", "1.5", "1e999", "nan", "inf", "9" * 40, "٣", "２０２７-kv１", "None", "[]", "{}",
    "2027-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "1999-kv4", "2199-kv4", "2027-2028", "2027-kv9", "2027-t3",
    "\0", "a\0b", "\x1b[2J", "\ud800", "\u202e", "\ufeff", "🎉", "👩‍👩‍👧‍👦" * 20, "å" * 2001, "x" * 70_000,
    "\r\nSet-Cookie: a=b", "%00",
    "%ff", "..", "../../etc/passwd", "' OR 1=1 --", "{{ 7 * 7 }}", "%(x)s", "{x}", INJECTED, "//ond.example", "\\\\x",
    "00000000-0000-0000-0000-000000000000", "2027-03-15", "kommunen", "polisen", "skicka", "ordning", "0" * 16,
]  # fmt: skip
NAMES = ["sida", "till", "vidare", "part", "vem", "fokusomrade", "token", "version", "code", "a" * 300, "å", "\0"]
HEADERS = [
    ("HX-Request", "true"), ("HX-Request", "\xff"), ("HX-History-Restore-Request", "true"), ("HX-Boosted", "true"),
    ("HX-Current-URL", "http://["), ("Accept-Encoding", "gzip, br;q=x"), ("Accept-Language", "*;q=é,sv;;"),
    ("If-None-Match", '"'), ("If-None-Match", "*"), ("If-Modified-Since", "i går"), ("If-Match", 'W/"x"'),
    ("Range", "bytes=9-1"), ("Cookie", "session=.eJw; session="), ("Cookie", "=;\xff=\xfe"), ("Origin", "null"),
    ("Origin", "https://ond.example"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", ""), ("Referer", "http://["),
    ("Host", "ond.example"), ("Host", "a b"), ("Host", "[::1"), ("Host", ""), ("X-Forwarded-For", "203.0.113.77, x"),
    ("Content-Length", "-1"), ("Content-Length", "x"), ("Content-Length", "99999999"), ("Transfer-Encoding", "chunked"),
    ("Content-Type", "multipart/form-data"), ("Content-Type", "multipart/form-data; boundary=\xff"),
    ("Content-Type", "application/x-www-form-urlencoded; charset=utf-99"), ("Content-Type", "\xff/\xfe"),
    ("Authorization", "Basic !!!"), ("User-Agent", "\xff"), ("X-HTTP-Method-Override", "DELETE"), ("Expect", "x"),
]  # fmt: skip
METHODS = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "ÅTGÄRD"]

values = st.sampled_from(NASTY) | st.text(max_size=40) | st.integers().map(str) | st.dates().map(str)
rarely = st.sampled_from([False] * 7 + [True])
headers = st.lists(st.sampled_from(HEADERS), min_size=1, max_size=3).map(dict)
encodings = st.sampled_from(["utf-8"] * 20 + ["latin-1", "utf-16", "cp037"])
who_sends = st.sampled_from([0, 1, 1, 1])  # nobody; somebody who may do everything
# Made once: to make a strategy for every request takes longer than to answer it.
places = st.integers(0, 2**16)  # which one of some that are not known yet
amendments = st.lists(st.tuples(places, values | st.lists(values, max_size=3)), max_size=3)
steps = st.sampled_from(range(20))
kinds = st.sampled_from(range(30))
methods = st.sampled_from(METHODS)
repeated = st.sampled_from([250, 2000])
few_bytes, many_bytes = st.binary(max_size=20), st.binary(max_size=100)


class Target(NamedTuple):
    """Something that can be asked for: an address of the site, and the fields of a form that leads there."""

    method: str
    address: str
    fields: dict[str, Any]


class Targets(list[Target]):
    """All that can be asked for: too much to be written out when a request is described."""

    def __repr__(self) -> str:
        return f"{len(self)} targets"


class Shot(NamedTuple):
    """One request, byte by byte."""

    method: str
    path: bytes
    query: bytes
    headers: dict[str, str]
    content_type: str | None
    body: bytes

    def at(self, reader: Reader) -> TestResponse:
        """Send it."""
        said = {**ORIGIN, **({"Content-Type": self.content_type} if self.content_type else {}), **self.headers}
        raw = {"PATH_INFO": self.path.decode("latin-1"), "QUERY_STRING": self.query.decode("latin-1")}
        with reader.app.app_context():
            return reader.http.open(
                "/", method=self.method, headers=said, data=self.body, environ_overrides=raw, buffered=True
            )


@st.composite
def shots(draw: st.DrawFn, targets: Sequence[Targets]) -> tuple[int, Shot]:
    """Who of those with targets sends what: like what pages lead to, with something wrong in one place or several."""
    who = draw(who_sends)
    target = one_of(draw, targets[who])
    method = draw(methods) if draw(rarely) else target.method
    parts = urlsplit(target.address)
    fields = changed(draw, target.fields)
    asked = changed(draw, dict(parse_qsl(parts.query)) | (fields if method == "GET" else {}))
    content_type, body = sent(draw, fields) if method != "GET" else (None, b"")
    said = draw(headers) if draw(rarely) else {}
    return who, Shot(method, path(draw, parts.path), encoded(asked, "utf-8"), said, content_type, body)


def one_of(draw: st.DrawFn, some: Sequence[Some]) -> Some:
    """Any of them."""
    return some[draw(places) % len(some)]


def changed(draw: st.DrawFn, fields: dict[str, Any]) -> dict[str, Any]:
    """Fields of which some are filled otherwise, left out, or not known."""
    names = [*fields, *NAMES]
    new = {names[place % len(names)]: value for place, value in draw(amendments)}
    left_out = one_of(draw, names) if draw(rarely) else None
    return {name: value for name, value in {**fields, **new}.items() if name != left_out}


def path(draw: st.DrawFn, asked: str) -> bytes:
    """An address in which a step may say something else."""
    parts = asked.encode().split(b"/")
    match draw(steps):
        case 0:
            parts[draw(places) % len(parts)] = draw(values).encode("utf-8", "surrogatepass")
        case 1:
            parts.append(draw(few_bytes))
    return b"/".join(parts)


def sent(draw: st.DrawFn, fields: dict[str, Any]) -> tuple[str, bytes]:
    """A form as a browser sends it, or not at all like that."""
    match draw(kinds):
        case 0:
            return "application/json", json.dumps(fields, default=str).encode()
        case 1:
            return "multipart/form-data; boundary=x", draw(many_bytes)
        case 2:
            lines = [f'--x\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()]
            return "multipart/form-data; boundary=x", "".join([*lines, "--x--"]).encode("utf-8", "replace")
        case 3:
            return "application/x-www-form-urlencoded", draw(many_bytes)
        case 4:
            return "application/x-www-form-urlencoded", b"&".join([b"a=b"] * draw(repeated))
    return "application/x-www-form-urlencoded", encoded(fields, draw(encodings))


def encoded(fields: dict[str, Any], encoding: str) -> bytes:
    """Fields as in an address, in the bytes of any encoding, halves of surrogate pairs too."""
    pairs = [(name, one) for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
    how = "surrogatepass" if encoding.startswith("utf") else "replace"
    return b"&".join(
        b"=".join(quote_from_bytes(str(word).encode(encoding, how)).encode() for word in pair) for pair in pairs
    )
