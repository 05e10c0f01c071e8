"""Figures for tests: indicators, readings, and files as Swedish programs write them."""

import io
from typing import Any

from openpyxl import Workbook

from medborgar.core.extensions import db
from medborgar.municipality.models import Area, Municipality
from medborgar.picture.figures import actions
from medborgar.picture.figures.actions import Measured
from medborgar.picture.figures.models import READY, Indicator, Reading

FIGURES = "/testby/intranat/matetal"
SEND = f"{FIGURES}/las-in"


def an_indicator(municipality: Municipality, ready: str = "trygghetsmatning", **more: Any) -> Indicator:
    """One of the ready ones."""
    indicator = actions.save_indicator(
        municipality=municipality,
        meaning=READY[ready],
        focus_area_id=more.get("focus_area_id"),
        note="",
        ready=ready,
        actor="test",
    )
    db.session.commit()
    return indicator


def a_reading(
    indicator: Indicator,
    period: str,
    value: float,
    *,
    area: Area | None = None,
    sex: str = "alla",
    n: int | None = None,
) -> Reading:
    """One reading."""
    measured = Measured(period, area.id if area else None, sex, "", value, n)
    reading = actions.save_reading(indicator=indicator, measured=measured, actor="test")
    db.session.commit()
    return reading


def a_file(content: str | bytes, name: str = "tal.csv") -> dict[str, Any]:
    """A file to send."""
    data = content.encode() if isinstance(content, str) else content
    return {"file": (io.BytesIO(data), name)}


def a_sheet(*rows: list[Any], percent: bool = False) -> bytes:
    """An XLSX of these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if percent:
        for cell in next(iter(sheet.iter_cols(min_col=len(rows[0]), min_row=2))):
            cell.number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
