"""Where the links of public pages lead: to an answer, and to a part of its page that is there."""

from http import HTTPStatus
from urllib.parse import urldefrag, urljoin, urlsplit

from flask.testing import FlaskClient
from lxml.html import HtmlElement, document_fromstring

from tests.reader import kind_of

ELSEWHERE = {"mailto", "tel"}
STAFF = ("/intranat", "/logga-in")


class Crawl:
    """Goes from page to page, and reads the first of every kind; `broken` tells each link that leads nowhere."""

    def __init__(self, http: FlaskClient, site: str) -> None:
        self.http, self.site = http, site
        self.kinds: set[str] = set()
        self.parts: dict[str, set[str]] = {}  # of every address that answers, what its page names
        self.broken: list[str] = []
        self._waiting: list[str] = []

    def from_page(self, start: str) -> "Crawl":
        """Go on until no page leads to one of another kind."""
        self._waiting.append(start)
        while self._waiting:
            address = self._waiting.pop()
            if (kind := kind_of(address)) not in self.kinds:
                self.kinds.add(kind)
                self._read(address)
        return self

    def _read(self, page: str) -> None:
        html = self._ask(page)
        for link in [] if html is None else html.xpath("//*[@href or @src]"):
            said = link.get("href") or link.get("src")
            address, part = urldefrag(urljoin(page, said))
            if fault := self._fault(address.removeprefix(self.site) or "/", part):
                self.broken.append(f"{page}: {said} {fault}")

    def _fault(self, address: str, part: str) -> str:
        """What is wrong with a link. What is somebody else's need only look like an address."""
        place = urlsplit(address)
        if place.scheme:
            return "" if place.scheme in ELSEWHERE or (place.scheme == "https" and "." in place.netloc) else "is none"
        address = address.removesuffix(".pdf")  # takes a second to make, and is there when its page is
        if address not in self.parts:
            self._ask(address)
            if address not in self.parts:
                return "leads nowhere"
            if kind_of(address) and not any(staff in address for staff in STAFF):
                self._waiting.append(address)
        return f"has no part {part}" if part and part not in self.parts[address] else ""

    def _ask(self, address: str) -> HtmlElement | None:
        """A page; nothing when it is none, or not there."""
        with self.http.get(address, follow_redirects=True, buffered=True) as answer:
            if answer.status_code >= HTTPStatus.BAD_REQUEST:
                return None
            html = document_fromstring(answer.data) if answer.mimetype == "text/html" else None
        self.parts[address] = set() if html is None else set(html.xpath("//@id"))
        return html
