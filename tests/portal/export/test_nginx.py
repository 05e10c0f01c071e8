"""The files as nginx serves them, with the settings that are shipped: as the site answers, and without it too."""

import hashlib
import re
import threading
from base64 import b64encode
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest
from werkzeug.serving import make_server

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.headers import HTTPS_ONLY, SECURITY
from medborgar.core.languages import LANGUAGES
from medborgar.portal.export.addresses import addresses
from tests.portal.export.nginx import NGINX, serving
from tests.publication.worlds import TODAY

pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx here; on Debian: apt install nginx-light")

DEAD = 9  # a port where nobody listens
SAID_ALIKE = ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Content-Disposition", "Content-Language")


class Web:
    """What nginx answers at a port."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, address: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """One request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, address, headers={"Connection": "close", **said})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body


@pytest.fixture
def app(exported, site):
    """The site that the files are of."""
    with site.app_context(), clock.at(TODAY):
        yield site
        db.session.remove()


@pytest.fixture
def alone(exported, tmp_path) -> Iterator[Web]:
    """nginx while the site is away."""
    with serving(exported, DEAD, tmp_path / "nginx") as port:
        yield Web(port)


@pytest.fixture
def before_the_site(app, exported, tmp_path) -> Iterator[Web]:
    """nginx with the site behind it."""
    site = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    try:
        with serving(exported, site.server_port, tmp_path / "nginx") as port:
            yield Web(port)
    finally:
        site.shutdown()
        thread.join()
        site.server_close()


def test_every_public_page_is_there_in_every_language_while_the_site_is_away(app, ask, alone):
    assert 'url=/sala"' in alone.ask("/")[1].decode(), "there is one municipality: the first page leads to it"
    for code in filter(None, LANGUAGES):
        assert f'url=/{code}/sala"' in alone.ask(f"/{code}/")[1].decode(), code
    found = [address for address in addresses(app) if ask(address).status_code == 200]
    assert {"/en/sala/medborgarlofte", "/lattlast/sala/medborgarlofte", "/ar/sala/medborgarlofte"} <= set(found)
    for address in found:
        (answer, body), real = alone.ask(address), ask(address)
        assert (answer.status, body) == (200, real.data), address
        assert answer.headers.get_content_type() == real.mimetype, address
        assert answer.headers.get_content_charset("utf-8") == "utf-8"
        missing = {
            name: answer.headers.get_all(name)
            for name, value in (SECURITY | HTTPS_ONLY).items()
            if answer.headers.get_all(name) != [real.headers.get(name, value)]
        }
        assert not missing, address
        for name in SAID_ALIKE:
            assert answer.headers.get(name) == real.headers.get(name), address
        kept = real.headers["Cache-Control"]
        assert answer.headers["Cache-Control"] in {kept, "public, no-cache"}, address


def test_it_is_sent_packed_and_only_once(alone):
    packed, body = alone.ask("/sala/medborgarlofte", Accept_Encoding="gzip")
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert len(body) == int(packed.headers["Content-Length"])
    again, _ = alone.ask("/sala/medborgarlofte", Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
    assert again.status == 304


def test_what_never_changes_is_kept_and_the_rest_is_asked_for(alone):
    assert alone.ask("/sala/medborgarlofte")[0].headers["Cache-Control"] == "public, no-cache"
    assert alone.ask("/sala/tema.css")[0].headers["Cache-Control"] == "public, no-cache"
    assert "immutable" in alone.ask("/sala/tema.css?v=0123456789ab")[0].headers["Cache-Control"]
    assert "max-age=31536000" in alone.ask("/static/css/form.css?v=0123456789ab")[0].headers["Cache-Control"]


def test_all_else_is_for_the_site_and_says_so_when_that_is_away(alone):
    for address in (
        *("/sala/beratta", "/sala/medborgarlofte.html", "/sala/medborgarlofte.html.gz", "/.medborgarloftet"),
        *("/sala/uppfoljning?lage=gjort", "/sala/medborgarlofte/", "/static/", "/sala/medborgarlofte?x=1"),
        *("/sala/", "/en/sala/", "/en/sala/beratta", "/se/sala/medborgarlofte", "/sala/finns-inte.json"),
    ):
        answer, body = alone.ask(address)
        assert answer.status == 503, address
        assert "<h1>Tjänsten svarar inte just nu</h1>" in body.decode()
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert f"style-src 'sha256-{of_the_style(body)}'" in answer.headers["Content-Security-Policy"]


def of_the_style(page: bytes) -> str:
    """The hash of the page's only style, as a policy names it."""
    (style,) = re.findall(rb"<style>(.*?)</style>", page)
    return b64encode(hashlib.sha256(style).digest()).decode()


def test_the_site_behind_answers_what_is_no_file(before_the_site):
    for address, status, words in [
        ("/sala/beratta", 200, 'name="token"'),
        ("/sala/uppfoljning?lage=inte-gjort", 200, "Inget åtagande passar det du valde."),
        ("/sala/medborgarlofte.html", 404, "Sidan finns inte"),
        ("/sala/medborgarlofte/2031-kv1", 404, "Sidan finns inte"),
    ]:
        answer, body = before_the_site.ask(address)
        assert answer.status == status, address
        assert words in body.decode(), address
        assert len(answer.headers.get_all("Content-Security-Policy")) == 1
    assert before_the_site.ask("/sala/medborgarlofte", "POST")[0].status == 405
    head, body = before_the_site.ask("/sala/medborgarlofte", "HEAD")
    assert (head.status, body) == (200, b"")
