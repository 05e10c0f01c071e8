"""A client that reads pages as a person at a browser does, and stops at the first broken one."""

import re
from collections import Counter
from collections.abc import Container
from functools import cache, cached_property
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag
from flask import Flask
from lxml.etree import Element
from lxml.html import HtmlElement, document_fromstring, tostring
from werkzeug.test import TestResponse

from medborgar.core.extensions import db
from medborgar.publication.opendata.schema import schema
from tests.schemas import faults

ORIGIN = {"Sec-Fetch-Site": "same-origin"}
# Pages of one kind differ only in this.
PARTICULAR = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|20\d\d(-\w+)*|(?<=/)\d+(?=/|$)|(?<=/v)\d+|(?<=/omrade/)\w+|(?<=/skal/)\w+"
    r"|(?<=/)(lattlast|en|fi|se|ar)$"
)
DOCUMENT = re.compile(r"/[\w-]+/medborgarlofte(/[\w-]+(/v\d+)?)?\.json")
NOT_PAGES = re.compile(r"\.(json|atom|csv|css|xlsx|docx|pdf|ics|zip|py|pub|minisig|rdf|xml|txt)$")
TITLE = re.compile(r"<title( lang=\"sv\")?>[^<]+</title>")
WORDS = r"[\w\s.,:;?!()“”–—…/%+§·×=#@-]+"
PLAIN = re.compile(rf'(?<=[>;]){WORDS}|(?<=="){WORDS}')  # says nothing of how HTML is built


class Page:
    """One answer: its status, its headers, and its HTML if it has any."""

    def __init__(self, response: TestResponse) -> None:
        self.response, self.status, self.headers = response, response.status_code, response.headers
        self.path = urlsplit(response.request.path).path
        self.html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page read, when somebody reads it."""
        return BeautifulSoup(self.html, "lxml")

    @property
    def h1(self) -> str:
        """The page's heading."""
        return words(self.soup.h1)

    @property
    def text(self) -> str:
        """What the page says, in one line."""
        return words(self.soup.body or self.soup)

    @property
    def main(self) -> str:
        """What the page's main part says."""
        return words(self.soup.main or self.soup)

    @property
    def errors(self) -> list[str]:
        """The faults that the error summary lists."""
        return [words(link) for link in self.soup.select(".error a")]

    def form(self, button: str | None = None) -> Tag:
        """The form with a button of that name, or the only form of the page's main part."""
        forms = list((self.soup if button else self.soup.main or self.soup).find_all("form"))
        if button:
            forms = [form for form in forms if any(words(b) == button for b in form.find_all("button"))]
        assert forms, f"no form with a button “{button}” on {self.path}: {self.text[:300]}"
        assert len(forms) == 1 or button, f"several forms on {self.path}: name the button"
        return forms[0]


class Reader:
    """Somebody at a browser: follows links, fills the forms that are there, presses the buttons that are there."""

    def __init__(self, app: Flask) -> None:
        self.app, self.http = app, app.test_client()
        self.page: Page

    def get(self, address: str, *, status: int = 200, follow: bool = True, **options: Any) -> Page:
        """Open an address and expect a status."""
        return self._arrive(self._send(address, follow=follow, **options), status)

    def post(self, address: str, data: Any = None, *, status: int = 200, follow: bool = True, **options: Any) -> Page:
        """Send what no page has a form for."""
        headers = {name: said for name, said in (ORIGIN | options.pop("headers", {})).items() if said is not None}
        answer = self._send(address, method="POST", data=data, follow=follow, headers=headers, **options)
        return self._arrive(answer, status)

    def press(
        self, button: str, *, status: int = 200, follow: bool = True, on: Page | None = None, **fields: Any
    ) -> Page:
        """Fill fields of the present page's form and press its button; a field that is not there is an error."""
        page = on or self.page
        form = page.form(button)
        data = filled(form, button, fields)
        address = urljoin(page.path, str(form.get("action") or page.path))
        if str(form.get("method", "get")).lower() == "get":
            return self.get(address, query_string=data, status=status)
        return self.post(address, data, status=status, follow=follow)

    def click(self, link: str, *, status: int = 200) -> Page:
        """Follow the link with that name."""
        found = [a for a in self.page.soup.find_all("a") if words(a) == link]
        assert found, f"no link “{link}” on {self.page.path}: {self.page.text[:300]}"
        return self.get(urljoin(self.page.path, str(found[0]["href"])), status=status)

    def _send(self, address: str, *, follow: bool, **options: Any) -> TestResponse:
        """Ask as another process would: what the test has done is committed, and each request has a `g` of its own."""
        db.session.commit()
        with self.app.app_context():
            answer = self.http.open(address, **options)
            answer.request.environ["wsgi.input"].close()  # a large body was put in a file, which nobody else closes
        if follow and answer.status_code in {301, 302, 303}:
            return self._send(urljoin(address, answer.headers["Location"]), follow=True)
        return answer

    def _arrive(self, response: TestResponse, status: int) -> Page:
        self.page = Page(response)
        assert response.status_code == status, f"{response.status_code}, not {status}: {self.page.text[:600]}"
        check_headers(response)
        if status == HTTPStatus.OK and DOCUMENT.fullmatch(self.page.path):
            self._check_document(response)
        if self.page.html and self.app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
            check_html(self.page)  # a page is the same whichever database it comes from
        return self.page

    def _check_document(self, response: TestResponse) -> None:
        """Every document of a promise is as its schema says, and says nothing else."""
        with self.app.app_context():
            assert not (found := faults(schema(), response.get_json())), found


def kind_of(address: str) -> str:
    """What kind of page an address leads to, without what tells it from others of its kind; empty when to none."""
    path = urlsplit(address).path
    return "" if NOT_PAGES.search(path) else PARTICULAR.sub("-", path)


def words(tag: Any) -> str:
    """A tag's text, white space folded."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


def filled(form: Tag, button: str, fields: dict[str, Any]) -> dict[str, Any]:
    """What a browser would send: the form as it stands, with some fields filled otherwise, and the button pressed."""
    data: dict[str, Any] = {}
    names: set[str] = set()
    for control in form.find_all(["input", "textarea", "select"]):
        name, kind = str(control.get("name", "")), control.get("type", "text")
        names.add(name)
        if control.name == "textarea":
            data[name] = control.get_text().removeprefix("\n")
        elif control.name == "select":
            chosen = control.find_all("option", selected=True) or control.find_all("option")[:1]
            data[name] = [str(option.get("value", option.get_text())) for option in chosen]
        elif kind not in {"checkbox", "radio"}:
            data.setdefault(name, []).append(str(control.get("value", "")))
        elif control.has_attr("checked"):
            data.setdefault(name, []).append(str(control.get("value", "on")))
    unknown = set(fields) - names
    assert not unknown, f"no such field: {unknown}; there are {sorted(names)}"
    data.update(fields)
    for pressed in form.find_all("button"):
        if words(pressed) == button and pressed.get("name"):
            data[str(pressed["name"])] = str(pressed.get("value", ""))
    data.pop("", None)
    return {name: _alone(value) for name, value in data.items() if value is not None}


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def check_headers(response: TestResponse) -> None:
    """Every answer carries the security headers."""
    for header in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert header in response.headers, f"{header} is missing on {response.request.path}"


def check_html(page: Page) -> None:
    """Whole and sound HTML: it parses, ids are unique, there is one h1, forms go somewhere, nothing is inline."""
    html = page.html
    whole = html.lstrip().lower().startswith("<!doctype")
    assert not (broken := parsing_errors(PLAIN.sub("", html), whole=whole)), f"broken HTML: {broken[:3]}"
    tags = list(document_fromstring(html).iter(Element))
    ids = Counter(tag.get("id") for tag in tags if "id" in tag.attrib)
    assert not (doubled := [name for name, times in ids.items() if times > 1]), f"ids used twice: {doubled}"
    if whole:
        assert sum(tag.tag == "h1" for tag in tags) == 1, "not one h1"
        assert TITLE.search(html.partition("</head>")[0]), "no title, or one with a tag in it"
        if "<title>Fel:" in html:
            said = page.soup.select_one("main .error, main .error-text, main [role=alert], main .notice")
            assert said, "the title speaks of a fault that the page does not"
    for tag in tags:
        if fault := fault_of(tag, ids, whole=whole):
            raise AssertionError(f"{fault}: {tostring(tag)[:200]}")


@cache  # most pages differ from others in their words alone
def parsing_errors(html: str, *, whole: bool) -> list[Any]:
    """What a strict reader finds."""
    parser = html5lib.HTMLParser()
    if whole:
        parser.parse(html)
    else:
        parser.parseFragment(html)
    errors: list[Any] = parser.errors
    return errors


def fault_of(tag: HtmlElement, ids: Container[Any], *, whole: bool) -> str:
    """What is wrong with one element of a page, or of a part of a page."""
    held = tag.attrib
    if "style" in held or any(name.startswith("on") for name in held) or (tag.tag == "script" and not held.get("src")):
        return "inline style, event or script"
    if tag.tag == "form" and not held.get("action"):
        return "a form without action"
    if "data-hx-get" in held and not (held.get("href") or held.get("action")):
        return "a way that only script knows"
    if (
        whole
        and "data-hx-post" in held
        and not (held.get("action") or any(form.get("action") for form in tag.iterancestors("form")))
    ):
        return "a form that only script knows"
    if tag.tag == "label" and held.get("for") and held["for"] not in ids:
        return "a label of nothing"
    return ""
