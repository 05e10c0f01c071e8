"""Everybody gets the bytes in the coding they like best, and nothing that they have already."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.core.packing import PLAIN, preferred, ready

BODY = b"<p>Ljust vid stationen</p>" * 40
HTML = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, no-cache")]
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, PLAIN: bytes}
WAYS = ("br", "gzip", PLAIN)


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip;q=0", PLAIN),
        ("gzip;q=0.2, identity", PLAIN),
        ("gzip;q=0.2, identity;q=0", "gzip"),
        ("identity", PLAIN),
        ("*", "br"),
        ("br;q=0, *;q=0.5", "gzip"),
        ("*;q=0", PLAIN),
        ("gzip;q=x", PLAIN),
        ("", PLAIN),
        ("zstd", PLAIN),
    ],
)
def test_a_browser_gets_what_it_likes_best(accepts, coding):
    assert preferred(accepts, WAYS) == coding


@given(st.text(alphabet='brgzip;q=01.*, identy\x00é"', max_size=60))
def test_whatever_is_asked_for_the_same_bytes_come(accepts):
    answer = ready(BODY, HTML)
    status, headers, body = answer.sent(accepts, None)
    said = dict(headers)
    assert status == "200 OK"
    assert UNPACK[said.get("Content-Encoding", PLAIN)](body) == BODY
    assert (said["Content-Length"], said["Vary"]) == (str(len(body)), "Accept-Encoding")


@pytest.mark.parametrize("accepts", ["br", "gzip", ""])
@pytest.mark.parametrize("known", ["{}", "W/{}", '"x", {}', '"x",W/{} , "y"', "*"])
def test_what_somebody_has_is_not_sent_again(accepts, known):
    answer = ready(BODY, HTML)
    etag = dict(answer.sent(accepts, None)[1])["ETag"]
    status, headers, body = answer.sent(accepts, known.format(etag))
    assert (status, body) == ("304 Not Modified", b"")
    assert {"ETag", "Vary", "Cache-Control"} == {name for name, _ in headers}
    assert dict(headers)["ETag"] == etag


@pytest.mark.parametrize("known", ['"x"', "", "x", '"', 'W/"', "é", '"{}'])
def test_what_somebody_does_not_have_is_sent(known):
    answer = ready(BODY, HTML)
    plain = dict(answer.sent("", None)[1])["ETag"].strip('"')
    assert answer.sent("br", known.format(plain))[0] == "200 OK"
    assert answer.sent("gzip", f'"{plain}"')[0] == "200 OK", "each coding is known by a name of its own"


def test_what_packing_makes_no_smaller_is_sent_plain():
    assert list(ready(b"x", HTML).variants) == [PLAIN]
    assert list(ready(BODY, [("Content-Type", "application/zip")]).variants) == [PLAIN]
