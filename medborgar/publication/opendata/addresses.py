"""What is given out as open data: every address that programs may read, and the data sets that people look for."""

from collections.abc import Iterable
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from medborgar.core.sheets import CSV
from medborgar.publication.public import Entry

LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_PAGE = "https://creativecommons.org/publicdomain/zero/1.0/deed.sv"
JSON, ATOM, ICS, ZIP = "application/json", "application/atom+xml", "text/calendar", "application/zip"
RDF = "application/rdf+xml"


class Address(NamedTuple):
    """One address: the view that answers, the kind of file it gives, and what it is in one line."""

    endpoint: str
    type: str
    title: LazyString
    has_schema: bool = False


ADDRESSES = [
    Address("publication.current_document", JSON, _l("Löftet som gäller nu"), has_schema=True),
    Address("publication.period_document", JSON, _l("En periods löfte"), has_schema=True),
    Address("publication.exact_document", JSON, _l("Exakt en version av en periods löfte"), has_schema=True),
    Address("opendata.current_table", CSV, _l("Åtagandena i löftet som gäller nu")),
    Address("opendata.period_table", CSV, _l("Åtagandena i en periods löfte")),
    Address("publication.outcomes_file", CSV, _l("Alla åtaganden sedan starten")),
    Address("publication.news", ATOM, _l("Det senaste, den nyaste nyheten först")),
    Address("opendata.days", ICS, _l("Löftets dagar, som kalender")),
    Address("dialogue_days.calendar", ICS, _l("När det går att svara på frågor, som kalender")),
    Address("checking.archive", ZIP, _l("Allt som är publicerat, med underskrifter")),
    Address("opendata.catalog", RDF, _l("Beskrivning av datamängderna enligt DCAT-AP-SE 3")),
    Address("opendata.schema", JSON, _l("Schemat för löftet som json")),
    Address("opendata.api", JSON, _l("Den här beskrivningen, enligt OpenAPI 3.1")),
]


class File(NamedTuple):
    """One of the forms that a data set can be had in."""

    endpoint: str
    label: LazyString
    type: str


class Dataset(NamedTuple):
    """A data set as people look for one."""

    key: str
    title: LazyString
    holds: LazyString
    changes: LazyString
    files: tuple[File, ...]
    of_promises: bool = True  # it is there once a promise is


DATASETS = [
    Dataset(
        "lofte",
        _l("Medborgarlöftet"),
        _l(
            "Löftet som gäller nu: vem som gör vad, varför, till när, och hur det går. "
            "Filen i json har också vad människor har svarat, i antal."
        ),
        _l("När något publiceras, och när ett datum passerar."),
        (
            File("publication.current_document", _l("Löftet (json)"), JSON),
            File("opendata.current_table", _l("Åtagandena (csv)"), CSV),
        ),
    ),
    Dataset(
        "ataganden",
        _l("Alla åtaganden och hur det gick"),
        _l("Varje åtagande sedan det första löftet, ett på varje rad: vem, vad, till när, och hur det gick."),
        _l("När något publiceras, och när ett datum passerar."),
        (File("publication.outcomes_file", _l("Alla åtaganden (csv)"), CSV),),
    ),
    Dataset(
        "dagar",
        _l("Löftets dagar"),
        _l("När beslut togs, när varje åtagande ska vara klart, och när vi berättar hur det gick. För din kalender."),
        _l("När något publiceras."),
        (File("opendata.days", _l("Kalendern (ics)"), ICS),),
    ),
    Dataset(
        "nyheter",
        _l("Det senaste"),
        _l("Nya löften, rättelser, uppföljningar och besked. Också när en uppföljning saknas."),
        _l("När något publiceras, och dagen efter att ett datum har passerat."),
        (File("publication.news", _l("Nyheterna (atom)"), ATOM),),
        of_promises=False,
    ),
    Dataset(
        "arkiv",
        _l("Allt som är publicerat"),
        _l("Hela kedjan av publiceringar, med underskrifter. Med den kan du kontrollera att inget är ändrat."),
        _l("När något publiceras."),
        (File("checking.archive", _l("Arkivet (zip)"), ZIP),),
    ),
]


def datasets(chain: Iterable[Entry]) -> list[Dataset]:
    """Those that are there so far."""
    promised = any(entry.is_promise for entry in chain)
    return [one for one in DATASETS if promised or not one.of_promises]
