"""A file becomes rows of text: CSV as Swedish programs write it, or the first sheet of an XLSX. It is only read."""

import csv
import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar

from flask_babel import gettext as _

from medborgar.core.errors import Refused

ROWS_MOST, COLUMNS_MOST, CELL_MOST = 5000, 30, 300
UNPACKED_MOST, PARTS_MOST = 30 * 1024 * 1024, 500  # of an XLSX, which is a packed archive
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"

Rows = list[list[str]]
Column = TypeVar("Column", bound=StrEnum)


def read(data: bytes) -> Rows:
    """The rows of a file, empty ones left out; Refused with what to do when it is no table that can be read."""
    if not data:
        raise Refused(_("Filen är tom. Välj en fil med rader i."))
    if data.startswith(OLD_EXCEL):
        raise Refused(_("Filen är i Excels gamla format. Spara den som .xlsx eller .csv och försök igen."))
    rows = list(islice(_filled(_sheet(data) if data.startswith(ZIP) else _csv(data)), ROWS_MOST + 2))
    if len(rows) < 2:
        raise Refused(_("Filen har inga rader under rubrikerna."))
    if len(rows) > ROWS_MOST + 1:
        raise Refused(_("Filen har fler än %(most)s rader. Dela upp den i flera.", most=ROWS_MOST))
    return rows


def columns_of(headings: Iterable[str], names: Mapping[Column, Collection[str]]) -> dict[Column, int]:
    """Where each column is, by what its heading may be called; the first of two with the same meaning."""
    places: dict[Column, int] = {}
    for place, heading in enumerate(headings):
        word = " ".join(heading.casefold().split())
        column = next((one for one, words in names.items() if word in words), None)
        if column and column not in places:
            places[column] = place
    return places


def _filled(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Rows with something in them, each with its number in the file first."""
    for number, row in enumerate(rows, 1):
        cells = [cell.strip()[: CELL_MOST + 1] for cell in row[:COLUMNS_MOST]]
        if any(cells):
            yield [str(number), *cells]


def _csv(data: bytes) -> Iterator[list[str]]:
    text = _text(data)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    except csv.Error as error:
        raise Refused(_("Filen går inte att läsa som csv. Spara den igen från kalkylprogrammet.")) from error


def _text(data: bytes) -> str:
    """UTF-8, with or without its mark, or else what Windows writes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text or "\ufffd" in text:
        raise Refused(_("Filen är ingen text. Välj en fil som slutar på .csv eller .xlsx."))
    return text


def _delimiter(text: str) -> str:
    """What stands between the headings: semicolons as in Sweden, else tabs or commas."""
    heading = text.lstrip().partition("\n")[0]
    return max(";\t,", key=lambda mark: (heading.count(mark), mark == ";"))


def _sheet(data: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 (heavy, and needed by one page only)

    _check_size(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size may be anything
        for row in sheet.iter_rows(max_row=ROWS_MOST * 2, max_col=COLUMNS_MOST):
            yield [_cell(cell.value, getattr(cell, "number_format", "") or "") for cell in row]
        book.close()
    except Exception as error:  # an XLSX can be broken in as many ways as there are parts in it
        raise Refused(_("Filen går inte att läsa som xlsx. Spara den igen från kalkylprogrammet.")) from error


def _check_size(data: bytes) -> None:
    """Refuse what would unpack to more than any table needs; a part never unpacks to more than it says here."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refused(_("Filen går inte att läsa som xlsx. Spara den igen från kalkylprogrammet.")) from error
    if len(parts) > PARTS_MOST or sum(part.file_size for part in parts) > UNPACKED_MOST:
        raise Refused(_("Filen är för stor när den packas upp. Spara bara tabellen i en ny fil."))


def _cell(value: Any, number_format: str) -> str:
    """A cell as one would have typed it."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case bool():
            return str(value)
        case int() | float():
            # 12,5 % is kept as 0.125; and no table means the sixteenth decimal.
            shown = round(value * 100 if "%" in number_format else value, 6)
            return f"{shown:f}".rstrip("0").rstrip(".") if shown % 1 else str(int(shown))
        case _:
            return str(value)
