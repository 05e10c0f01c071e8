"""Word documents that a screen reader can find its way in: real headings, and tables that say which row is the head."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def new_document(title: str, *, landscape: bool = False) -> Any:
    """An empty document in Swedish with its title as the heading; it names nobody as its author."""
    import docx  # noqa: PLC0415 (heavy, and seldom asked for)
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 (as above)

    document = docx.Document()
    document.core_properties.title, document.core_properties.language = title, "sv-SE"
    document.core_properties.author = ""
    if landscape:
        page = document.sections[0]
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    document.add_heading(title, level=1)
    return document


def add_table(document: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Put in a table whose first row is repeated on every page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 (as above)

    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 (python-docx has no other way)
    for cell, name in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def as_bytes(document: Any) -> bytes:
    """The file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()
