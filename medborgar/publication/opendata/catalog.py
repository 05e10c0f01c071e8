"""The data sets described for national and European portals: DCAT-AP-SE 3, as RDF/XML."""

from collections.abc import Iterable
from datetime import date
from xml.etree.ElementTree import Element, QName, SubElement, indent, register_namespace, tostring

from flask_babel import gettext as _

from medborgar.core.links import whole_address
from medborgar.core.sheets import CSV
from medborgar.municipality.periods import Rhythm, parse
from medborgar.publication.opendata.addresses import ATOM, ICS, JSON, LICENCE, ZIP, Dataset, File, datasets
from medborgar.publication.public import Entry, Site

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
LANGUAGE, DATE = "{http://www.w3.org/XML/1998/namespace}lang", "http://www.w3.org/2001/XMLSchema#date"
AUTHORITY = "http://publications.europa.eu/resource/authority"
MEDIA_TYPES = "http://www.iana.org/assignments/media-types"
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
THEMES = ("GOVE", "JUST")
FREQUENCIES = {
    Rhythm.QUARTER: "QUARTERLY",
    Rhythm.TERTIAL: "ANNUAL_3",
    Rhythm.HALF_YEAR: "ANNUAL_2",
    Rhythm.YEAR: "ANNUAL",
    Rhythm.TWO_YEARS: "BIENNIAL",
}
FORMATS = {JSON: "JSON", CSV: "CSV", ICS: "ICS", ATOM: "ATOM", ZIP: "ZIP"}  # in the EU's table of file types
KEYWORDS = ("medborgarlöfte", "trygghet", "brottsförebyggande", "polis", "kommun")


def catalog(site: Site, chain: list[Entry]) -> bytes:
    """The catalogue of one municipality, with what there is to describe so far."""
    for prefix, space in SPACES.items():
        register_namespace(prefix, space)
    root = Element(_name("rdf:RDF"))
    sets = datasets(chain)
    _catalogue(root, site, sets, chain)
    for one in sets:
        _dataset(root, site, one, chain)
        for file in one.files:
            _distribution(root, site, one, file)
    _service(root, site, sets)
    _who_and_where(root, site)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _catalogue(root: Element, site: Site, sets: Iterable[Dataset], chain: list[Entry]) -> None:
    found = _thing(root, "dcat:Catalog", _page(site))
    _text(found, "dcterms:title", _("Öppna data om medborgarlöftet, %(name)s", name=site.name))
    _text(found, "dcterms:description", _("Det som kommunen och polisen lovar tillsammans, och hur det går."))
    _links(found, **{"dcterms:publisher": f"{_page(site)}#utgivare", "dcterms:license": LICENCE})
    _links(found, **{"foaf:homepage": _page(site), "dcterms:language": f"{AUTHORITY}/language/SWE"})
    _links(found, **{"dcat:themeTaxonomy": f"{AUTHORITY}/data-theme", "dcterms:spatial": f"{_page(site)}#plats"})
    _days(found, chain)
    for one in sets:
        _links(found, **{"dcat:dataset": f"{_page(site)}#{one.key}"})
    _links(found, **{"dcat:service": f"{_page(site)}#api"})


def _dataset(root: Element, site: Site, one: Dataset, chain: list[Entry]) -> None:
    found = _thing(root, "dcat:Dataset", f"{_page(site)}#{one.key}")
    _text(found, "dcterms:title", f"{one.title}, {site.name}")
    _text(found, "dcterms:description", f"{one.holds}")
    _links(found, **{"dcterms:publisher": f"{_page(site)}#utgivare", "dcat:contactPoint": f"{_page(site)}#kontakt"})
    for theme in THEMES:
        _links(found, **{"dcat:theme": f"{AUTHORITY}/data-theme/{theme}"})
    for keyword in KEYWORDS:
        _text(found, "dcat:keyword", keyword)
    frequency = f"{AUTHORITY}/frequency/{FREQUENCIES[Rhythm(site.rhythm)]}"
    _links(found, **{"dcterms:accrualPeriodicity": frequency, "dcterms:language": f"{AUTHORITY}/language/SWE"})
    _links(found, **{"dcterms:accessRights": f"{AUTHORITY}/access-right/PUBLIC", "dcat:landingPage": _page(site)})
    _links(found, **{"dcterms:spatial": f"{_page(site)}#plats"})
    _days(found, chain)
    _begins(found, chain)
    for file in one.files:
        _links(found, **{"dcat:distribution": f"{_page(site)}#{_key(one, file)}"})


def _distribution(root: Element, site: Site, one: Dataset, file: File) -> None:
    found = _thing(root, "dcat:Distribution", f"{_page(site)}#{_key(one, file)}")
    address = whole_address(file.endpoint, kommun=site.slug)
    _text(found, "dcterms:title", f"{file.label}")
    _text(found, "dcterms:description", f"{one.holds}")
    _links(found, **{"dcat:accessURL": address, "dcat:downloadURL": address, "dcterms:license": LICENCE})
    _links(found, **{"dcat:mediaType": f"{MEDIA_TYPES}/{file.type}"})
    _links(found, **{"dcterms:format": f"{AUTHORITY}/file-type/{FORMATS[file.type]}"})
    _links(found, **{"dcatap:availability": f"{AUTHORITY}/planned-availability/STABLE"})
    _links(found, **{"dcterms:language": f"{AUTHORITY}/language/SWE"})
    if file.endpoint == "publication.current_document":
        _links(found, **{"dcterms:conformsTo": whole_address("opendata.schema")})


def _service(root: Element, site: Site, sets: Iterable[Dataset]) -> None:
    found = _thing(root, "dcat:DataService", f"{_page(site)}#api")
    _text(found, "dcterms:title", _("Läsa medborgarlöftet från program, %(name)s", name=site.name))
    _links(found, **{"dcterms:format": f"{AUTHORITY}/file-type/{FORMATS[JSON]}"})
    _links(found, **{"dcterms:publisher": f"{_page(site)}#utgivare", "dcat:contactPoint": f"{_page(site)}#kontakt"})
    _links(found, **{"dcat:endpointURL": whole_address("portal.start", kommun=site.slug)})
    _links(found, **{"dcat:endpointDescription": whole_address("opendata.api"), "dcterms:license": LICENCE})
    _links(found, **{"dcterms:accessRights": f"{AUTHORITY}/access-right/PUBLIC"})
    for one in sets:
        _links(found, **{"dcat:servesDataset": f"{_page(site)}#{one.key}"})


def _who_and_where(root: Element, site: Site) -> None:
    publisher = _thing(root, "foaf:Agent", f"{_page(site)}#utgivare")
    _text(publisher, "foaf:name", site.name)
    _links(publisher, **{"dcterms:type": LOCAL_AUTHORITY})
    contact = _thing(root, "vcard:Organization", f"{_page(site)}#kontakt")
    _text(contact, "vcard:fn", site.name)
    if site.email:
        _links(contact, **{"vcard:hasEmail": f"mailto:{site.email}"})
    _links(contact, **{"vcard:hasURL": whole_address("municipality.about", kommun=site.slug)})
    place = _thing(root, "dcterms:Location", f"{_page(site)}#plats")
    _text(place, "skos:prefLabel", site.name)
    _plain(place, "dcterms:identifier", site.scb_code)


def _days(found: Element, chain: list[Entry]) -> None:
    if chain:
        days: dict[str, date] = {"dcterms:issued": chain[0].published, "dcterms:modified": chain[-1].published}
        for name, day in days.items():
            SubElement(found, _name(name), {_name("rdf:datatype"): DATE}).text = day.isoformat()


def _begins(found: Element, chain: list[Entry]) -> None:
    """From when: the first day that anything was promised for."""
    first = min((parse(entry.period).first for entry in chain if entry.is_promise), default=None)
    if first:
        within = SubElement(SubElement(found, _name("dcterms:temporal")), _name("dcterms:PeriodOfTime"))
        SubElement(within, _name("dcat:startDate"), {_name("rdf:datatype"): DATE}).text = first.isoformat()


def _page(site: Site) -> str:
    return whole_address("opendata.about", kommun=site.slug)


def _key(one: Dataset, file: File) -> str:
    return f"{one.key}-{FORMATS[file.type].lower()}"


def _thing(root: Element, kind: str, address: str) -> Element:
    return SubElement(root, _name(kind), {_name("rdf:about"): address})


def _text(found: Element, name: str, text: str) -> None:
    SubElement(found, _name(name), {LANGUAGE: "sv"}).text = text


def _plain(found: Element, name: str, text: str) -> None:
    SubElement(found, _name(name)).text = text


def _links(found: Element, **addresses: str) -> None:
    for name, address in addresses.items():
        SubElement(found, _name(name), {_name("rdf:resource"): address})


def _name(short: str) -> str:
    prefix, _colon, name = short.partition(":")
    return QName(SPACES[prefix], name).text
