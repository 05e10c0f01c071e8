"""Figures for tests: indicators, readings, and files as Swedish programs write them."""

import io
from typing import Any

from openpyxl import Workbook

from medborgar.accounts.models import Person
from medborgar.core.extensions import db
from medborgar.municipality.models import Area, Municipality
from medborgar.municipality.queries import agreement
from medborgar.picture.figures import actions, beside
from medborgar.picture.figures.actions import Measured
from medborgar.picture.figures.models import READY, Indicator, Reading, ReadingImport
from medborgar.picture.models import Picture

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


def kept_in(picture: Picture) -> None:
    """What is measured, frozen in a picture that was established without it."""
    day, picture.established = picture.established, None
    beside.freeze(picture)
    picture.established = day
    db.session.commit()


def something_measured(municipality: Municipality, person: Person, picture: Picture) -> tuple[Reading, ReadingImport]:
    """A goal with its indicator, a reading kept in a picture, and a file that waits to be confirmed."""
    indicator = an_indicator(municipality, focus_area_id=picture.focus_set.areas[0].id)
    agreed = agreement(municipality)
    agreed.measure([agreed.goals[0].id], indicator.key)
    reading = a_reading(indicator, "2026", 2.8, n=400)
    kept_in(picture)
    sent = actions.send_in(
        municipality=municipality,
        only=indicator,
        file_name="tal.csv",
        data="Period;Värde\n2026;2,9\n".encode(),
        person_id=person.id,
    )
    db.session.commit()
    return reading, sent
