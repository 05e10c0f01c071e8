"""Rows of a file become associations, or faults: row by row and column by column. No database, no request."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.errors import Refused
from medborgar.core.forms import keepable
from medborgar.core.tables import Rows, columns_of
from medborgar.intake.associations.models import CONTACT_MAX, NAME_MAX
from medborgar.intake.associations.numbers import normal_number
from medborgar.outbox.addresses import normal_address


class Column(StrEnum):
    """What a column holds."""

    NAME = "namn"
    EMAIL = "epost"
    NUMBER = "nummer"
    CONTACT = "kontakt"
    AREAS = "omraden"
    NAMED = "namnas"


LABELS = {
    Column.NAME: _l("Förening"),
    Column.EMAIL: _l("E-post"),
    Column.NUMBER: _l("Organisationsnummer"),
    Column.CONTACT: _l("Kontakt"),
    Column.AREAS: _l("Områden"),
    Column.NAMED: _l("Får nämnas"),
}
HEADINGS = {
    Column.NAME: {"förening", "namn", "föreningens namn", "organisation"},
    Column.EMAIL: {"e-post", "epost", "e-postadress", "mejl", "mail"},
    Column.NUMBER: {"organisationsnummer", "orgnr", "org.nr", "org nr"},
    Column.CONTACT: {"kontakt", "funktion", "kontaktfunktion"},
    Column.AREAS: {"områden", "område", "delområde", "delområden"},
    Column.NAMED: {"får nämnas", "nämnas"},
}
YES, NO = {"ja", "x", "1", "true"}, {"", "nej", "0", "false"}


@dataclass(frozen=True)
class Entry:
    """What an association is."""

    name: str
    email: str
    number: str = ""
    contact: str = ""
    area_ids: tuple[UUID, ...] = ()
    takes_mail: bool = True
    may_be_named: bool = False


@dataclass(frozen=True)
class Line:
    """One row of a file: what it says, what is wrong with it, or else the association it would become."""

    number: int  # in the file
    said: Mapping[Column, str]
    faults: Mapping[Column, str]
    entry: Entry | None = None
    is_known: bool = False


@dataclass(frozen=True)
class Preview:
    """All of a file, read but not imported."""

    columns: list[Column]
    unread: list[str]  # headings that mean nothing here
    lines: list[Line]

    @property
    def faulty(self) -> list[Line]:
        """The rows that can't be imported."""
        return [line for line in self.lines if line.entry is None]

    @property
    def fit(self) -> list[Line]:
        """The rows that can."""
        return [line for line in self.lines if line.entry]


@dataclass
class Checker:
    """What rows are held against: the municipality's areas, and the names that are known already."""

    areas: Mapping[str, UUID]
    known: Collection[str]
    key_of: Callable[[str], str]
    seen: dict[str, int] = field(default_factory=dict)

    def check(self, rows: Rows) -> Preview:
        """Read a table whose first row is its headings; each row begins with its number in the file."""
        headings = rows[0][1:]
        places = columns_of(headings, HEADINGS)
        if missing := [str(LABELS[one]) for one in (Column.NAME, Column.EMAIL) if one not in places]:
            raise Refused(_("Filen saknar kolumnen %(names)s.", names=", ".join(missing)))
        unread = [head for place, head in enumerate(headings) if head and place not in places.values()]
        return Preview(list(places), unread, [self._line(row, places) for row in rows[1:]])

    def _line(self, cells: list[str], places: Mapping[Column, int]) -> Line:
        said = {
            column: keepable(cells[place + 1]) if place + 1 < len(cells) else "" for column, place in places.items()
        }
        number, key = int(cells[0]), self.key_of(said[Column.NAME])
        faults = {column: fault for column, fault in self._faults(said) if fault}
        if not faults and (twin := self.seen.get(key)):
            faults[Column.NAME] = _("Samma förening står redan på rad %(row)s", row=twin)
        if faults:
            return Line(number, said, faults)
        self.seen[key] = number
        return Line(number, said, {}, self._entry(said), key in self.known)

    def _faults(self, said: Mapping[Column, str]) -> Iterable[tuple[Column, str]]:
        name, contact = said[Column.NAME], said.get(Column.CONTACT, "")
        yield Column.NAME, "" if name else _("Skriv vad föreningen heter")
        yield Column.NAME, _("Korta texten") if len(name) > NAME_MAX else ""
        yield Column.CONTACT, _("Korta texten") if len(contact) > CONTACT_MAX else ""
        yield Column.EMAIL, "" if normal_address(said[Column.EMAIL]) else _("Skriv en e-postadress")
        number = said.get(Column.NUMBER, "")
        wrong = number and normal_number(number) is None
        yield Column.NUMBER, _("Det är inte en förenings organisationsnummer") if wrong else ""
        unknown = [one for one in _parts(said.get(Column.AREAS, "")) if one.casefold() not in self.areas]
        yield Column.AREAS, _("Okänt område: %(names)s", names=", ".join(unknown)) if unknown else ""
        agreed = said.get(Column.NAMED, "").casefold() in YES | NO
        yield Column.NAMED, "" if agreed else _("Skriv ja eller nej")

    def _entry(self, said: Mapping[Column, str]) -> Entry:
        number = said.get(Column.NUMBER, "")
        return Entry(
            name=said[Column.NAME],
            email=normal_address(said[Column.EMAIL]) or "",
            number=(normal_number(number) or "") if number else "",
            contact=said.get(Column.CONTACT, ""),
            area_ids=tuple(dict.fromkeys(self.areas[one.casefold()] for one in _parts(said.get(Column.AREAS, "")))),
            may_be_named=said.get(Column.NAMED, "").casefold() in YES,
        )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
