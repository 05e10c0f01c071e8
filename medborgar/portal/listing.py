"""What search engines may read and list: the site's public pages, each at its one address."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from flask import Blueprint, Response, current_app, request

from medborgar.config import Mode
from medborgar.core import clock
from medborgar.core.database import SAFE_METHODS
from medborgar.core.languages import current
from medborgar.core.links import whole_address
from medborgar.core.permissions import public as everybody
from medborgar.intake.dialogues import queries as dialogues
from medborgar.intake.models import Stage
from medborgar.intake.walks import queries as walks
from medborgar.publication import public
from medborgar.publication.events import KEY
from medborgar.publication.models import PublicationKind

blueprint = Blueprint("listing", __name__)

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
OF_EACH = (  # of every municipality
    *("portal.start", "publication.current", "publication.outcomes", "publication.archive", "events.index"),
    *("intake.tell", "follow.by_receipt", "dialogues.index", "municipality.about", "law.everybody", "opendata.about"),
    *("checking.check", "portal.accessibility", "portal.privacy", "portal.cookies"),
)
ONES = {"publication.period", "events.show", "dialogues.answer", "dialogue_results.show", "walks.show"}
LISTED = {"portal.front", *OF_EACH, *ONES}
NEWEST = {"publication.exact": "publication.period", "events.exact": "events.show"}
NOT_FOR_MACHINES = ("/*/intranat", "/logga-in")


class Listed(NamedTuple):
    """A page that may be listed, and when it last said something new, where that is known."""

    address: str
    changed: date | None = None


@blueprint.get("/sitemap.xml")
@everybody
def sitemap() -> Response:
    """Every public page of every municipality."""
    root = Element("urlset", xmlns=SITEMAP)
    for page in pages(clock.today()):
        element = SubElement(root, "url")
        SubElement(element, "loc").text = page.address
        if page.changed:
            SubElement(element, "lastmod").text = page.changed.isoformat()
    indent(root)
    return Response(tostring(root, encoding="utf-8", xml_declaration=True), content_type="application/xml")


@blueprint.get("/robots.txt")
@everybody
def robots() -> Response:
    """What machines are asked to leave alone: the staff's pages, and all of a site whose words are made up."""
    is_demo = current_app.config["SETTINGS"].mode is Mode.DEMO
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in (["/"] if is_demo else NOT_FOR_MACHINES))]
    if not is_demo:
        lines += ["", f"Sitemap: {whole_address('listing.sitemap')}"]
    return Response("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def canonical() -> str:
    """The one address of the page that is shown; empty when nobody should list it."""
    endpoint, values = request.endpoint or "", request.view_args or {}
    if request.method not in SAFE_METHODS or endpoint not in LISTED | set(NEWEST):
        return ""
    language = current().code
    if endpoint in NEWEST:
        said = {name: value for name, value in values.items() if name != "version"}
        return whole_address(NEWEST[endpoint], language=language, **said)
    return f"{current_app.config['SETTINGS'].address}{f'/{language}' if language else ''}{quote(request.path)}"


def pages(today: date) -> Iterator[Listed]:
    """They all, in as many questions however many there are."""
    with public.connect() as connection:
        slugs, published = public.slugs(connection), public.days(connection)
    for slug in slugs:
        yield from (_listed(endpoint, kommun=slug) for endpoint in OF_EACH)
    for slug, kind, key, day in published:
        if kind is PublicationKind.PROMISE:
            yield _listed("publication.period", day, kommun=slug, period=key)
        elif kind is PublicationKind.EVENT:
            yield _listed("events.show", day, kommun=slug, number=int(key.removeprefix(KEY)))
    for slug, dialogue in dialogues.of_every_municipality(today):
        yield _listed("dialogues.answer", kommun=slug, slug=dialogue.slug)
        if dialogue.is_public and dialogue.stage(today) is Stage.CLOSED:
            yield _listed("dialogue_results.show", kommun=slug, slug=dialogue.slug)
    for slug, walk in walks.published_everywhere():
        yield _listed("walks.show", walk.published, kommun=slug, slug=walk.slug)


def _listed(endpoint: str, changed: date | None = None, **values: Any) -> Listed:
    return Listed(whole_address(endpoint, **values), changed)
