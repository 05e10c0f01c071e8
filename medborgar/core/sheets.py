"""A table as a file that others can work in: a workbook or a Word document, with the same words."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = (6, 60)  # the narrowest and the widest column, in letters
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Table:
    """A heading, lines under it, the names of the columns, and the rows; every row as long as the names."""

    title: str
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
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet()
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
    """The table as a Word document: a real heading, lines, and a table whose first row says that it is the head."""
    import docx  # noqa: PLC0415 (heavy, and seldom asked for)
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 (as above)
    from docx.oxml import OxmlElement  # noqa: PLC0415 (as above)

    document = docx.Document()
    document.core_properties.title, document.core_properties.language = table.title, "sv-SE"
    document.core_properties.author = ""
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    document.add_heading(table.title, level=1)
    for line in table.lines:
        document.add_paragraph(line)
    grid = document.add_table(rows=1, cols=len(table.head), style="Table Grid")
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 (python-docx has no other way)
    for cell, name in zip(grid.rows[0].cells, table.head, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _widths(table: Table) -> list[int]:
    columns = zip(table.head, *table.rows, strict=True)
    longest = (max(len(line) for text in column for line in (text.splitlines() or [""])) for column in columns)
    return [min(max(length + 2, WIDTHS[0]), WIDTHS[1]) for length in longest]
