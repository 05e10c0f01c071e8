"""A table as a file that others can work in: a workbook or a Word document, with the same words."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import chain
from tempfile import TemporaryFile

from medborgar.core.word import add_table, as_bytes, new_document

FORMULA = ("=", "+", "-", "@", "\t", "\r")
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTH = 20  # where nothing is known of what comes
WIDTHS = (6, 60)  # the narrowest and the widest column, in letters
CHUNK = 64 * 1024
CELL_MOST = 32_767  # letters, in a workbook
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Table:
    """A heading, lines under it, the names of the columns, and the rows; every row as long as the names.

    `name` is what a workbook calls its sheet.
    """

    title: str
    name: str
    lines: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula, however it is opened or saved."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_xlsx(table: Table) -> bytes:
    """The table as a workbook of one sheet: heading, lines, a row of names that stays in sight, the rows."""
    import xlsxwriter  # noqa: PLC0415 (heavy, and seldom asked for)

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **AS_TEXT}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(table.name)
        for number, line in enumerate((table.title, *table.lines)):
            sheet.write_string(number, 0, inert(line), bold if number == 0 else None)
        top = len(table.lines) + 2
        for number, row in enumerate((table.head, *table.rows)):
            for column, text in enumerate(row):
                sheet.write_string(top + number, column, inert(text), wrapped if number else bold)
        for column, width in enumerate(_widths(table)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        book.set_properties({"title": table.title})
    return file.getvalue()


def as_docx(table: Table) -> bytes:
    """The table as a Word document on its side."""
    document = new_document(table.title, landscape=True)
    for line in table.lines:
        document.add_paragraph(line)
    add_table(document, table.head, table.rows)
    return as_bytes(document)


def stream_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Rows as Swedish programs read them, as they come: UTF-8 with its mark, semicolons between."""
    yield b"\xef\xbb\xbf"
    for row in chain([head], rows):
        line = StringIO()
        csv.writer(line, delimiter=";").writerow([inert(text) for text in row])
        yield line.getvalue().encode()


def stream_xlsx(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Rows as a workbook of one sheet, written to disk as they come and then handed over in parts."""
    import xlsxwriter  # noqa: PLC0415 (heavy, and seldom asked for)

    with TemporaryFile() as file:
        with xlsxwriter.Workbook(file, {"constant_memory": True, **AS_TEXT}) as book:
            bold, sheet = book.add_format({"bold": True}), book.add_worksheet(name)
            sheet.set_column(0, len(head) - 1, WIDTH)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(chain([head], rows)):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, inert(text)[:CELL_MOST], None if number else bold)
        file.seek(0)
        yield from iter(lambda: file.read(CHUNK), b"")


def _widths(table: Table) -> list[int]:
    columns = zip(table.head, *table.rows, strict=True)
    longest = (max(len(line) for text in column for line in (text.splitlines() or [""])) for column in columns)
    return [min(max(length + 2, WIDTHS[0]), WIDTHS[1]) for length in longest]
