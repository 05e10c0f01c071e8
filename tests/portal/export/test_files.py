"""What the files are: all that the site answers to everybody, in every language, and links that lead somewhere."""

import hashlib
import re

import pytest
from lxml.html import document_fromstring

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.packing import unpacked
from medborgar.portal.export.addresses import LIVING, addresses, rules, unnamed
from medborgar.portal.export.export import export, file_name
from tests.portal.export.conftest import names
from tests.publication.worlds import TODAY

PROMISE = "sala/medborgarlofte.html"
SITE = "https://app.sala.se"
MARKED = re.compile(r"\?v=[0-9a-f]+$|#.*$")


@pytest.fixture
def app(exported, site):
    """The site that the files are of."""
    with site.app_context(), clock.at(TODAY):
        yield site
        db.session.remove()


def test_every_public_address_is_a_file_or_said_to_be_living(app):
    assert unnamed(app) == [], "say in addresses.NAMED what it can name, or that it is LIVING"
    assert set(app.view_functions) >= LIVING
    assert len(list(rules(app))) > 25


def test_the_files_are_what_the_site_answers(app, ask, exported):
    found = addresses(app)
    for address in found:
        real = ask(address)
        if real.status_code == 200:
            assert (exported / file_name(address, real.mimetype)).read_bytes() == real.data, address
    assert len(found) > 100
    held = set(names(exported))
    assert {"sala/om.html", "sala/tema.css", "sala/kontrollera/arkiv.zip", "static/css/app.css"} <= held
    assert not [name for name in held if "intranat" in name or "beratta" in name]


def test_a_page_is_there_in_the_languages_that_frame_it_and_files_once(app, exported):
    held = set(names(exported))
    starts = ("", "en/", "lattlast/", "ar/", "fi/", "se/")
    assert [start for start in starts if f"{start}sala.html" in held] == [*starts]
    assert [start for start in starts if f"{start}{PROMISE}" in held] == ["", "en/", "lattlast/", "ar/", "fi/"]
    assert [start for start in starts if f"{start}sala/arkiv.html" in held] == ["", "en/", "lattlast/"]
    assert [start for start in starts if f"{start}sala/medborgarlofte.json" in held] == [""]
    assert len(addresses(app)) == len(set(addresses(app)))
    assert "Light by the station" in (exported / "en" / PROMISE).read_text()
    assert 'dir="rtl"' in (exported / "ar" / PROMISE).read_text()


def test_each_is_packed_too_and_listed_with_what_it_holds(exported):
    plain = (exported / PROMISE).read_bytes()
    for suffix, coding in ((".gz", "gzip"), (".br", "br")):
        assert unpacked((exported / f"{PROMISE}{suffix}").read_bytes(), coding) == plain
    listed = dict(reversed(line.split("  ")) for line in (exported / "hashes.txt").read_text().splitlines())
    assert set(listed) == set(names(exported)) - {"hashes.txt", ".medborgarloftet"}
    assert all(hashlib.sha256((exported / name).read_bytes()).hexdigest() == digest for name, digest in listed.items())
    assert oct((exported / PROMISE).stat().st_mode)[-3:] == "644"


def test_every_link_leads_to_a_file_or_to_an_answer_of_the_site(app, ask, tmp_path):
    export(tmp_path / "export", site=SITE)
    here, away = set(), set()
    for page in (tmp_path / "export").rglob("*.html"):
        for link in document_fromstring(page.read_bytes()).xpath("//*/@href | //*/@src | //*/@action"):
            here |= {MARKED.sub("", link)} if link.startswith("/") else set()
            away |= {link.removeprefix(SITE)} if link.startswith(SITE) else set()
    assert here <= set(addresses(app))
    assert {"/sala/arkiv", "/en/sala/arkiv", "/ar/sala/medborgarlofte", "/sala/medborgarlofte/2027-kv2.json"} <= here
    assert {"/sala/beratta", "/en/sala/beratta", "/lattlast/sala/beratta"} <= away
    assert {"/en/sala/uppfoljning", "/en/sala/uppfoljning?lage=gjort"} <= away, "a filter is answered by the site"
    assert {address: found.status for address in away if (found := ask(address)).status_code >= 400} == {}
