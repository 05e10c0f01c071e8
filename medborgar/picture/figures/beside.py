"""Figures beside a picture: as they stand while it is open, as they stood when it was established."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from medborgar.core.extensions import db
from medborgar.picture.figures import queries
from medborgar.picture.figures.charts import Chart, Point, Series, drawn
from medborgar.picture.figures.models import Better, Every, Indicator, Meaning, PictureFigure, Reading
from medborgar.picture.models import Picture


@dataclass(frozen=True)
class Figure:
    """An indicator and its series: of the whole municipality, of areas and of groups."""

    key: str
    focus_area_ids: frozenset[uuid.UUID]  # what it tells of: its focus area, and that one's successor
    meaning: Meaning
    parts: list[Series]

    @property
    def whole(self) -> Series | None:
        """The series of the whole municipality and everybody."""
        return next((part for part in self.parts if part.whole), None)

    @property
    def charts(self) -> list[Chart]:
        """Every series, drawn to one scale."""
        return [drawn(part, self.parts) for part in self.parts]


def figures(picture: Picture) -> list[Figure]:
    """Everything that is measured, as a picture shows it; nothing without a reading."""
    if picture.is_established:
        chosen = select(PictureFigure.content).where(PictureFigure.picture_id == picture.id)
        return [_thawed(content) for content in db.session.scalars(chosen.order_by(PictureFigure.position))]
    found = queries.indicators_of(picture.municipality_id)
    readings = queries.readings(found)
    return [_figure(one, readings[one.id]) for one in found if readings[one.id]]


def about(figures: Iterable[Figure], focus_area_id: uuid.UUID) -> list[Figure]:
    """Those that tell of one focus area."""
    return [figure for figure in figures if focus_area_id in figure.focus_area_ids]


def freeze(picture: Picture) -> None:
    """Keep everything that is measured as it stands, for the picture that is being established."""
    for position, figure in enumerate(figures(picture)):
        db.session.add(PictureFigure(picture_id=picture.id, position=position, content=_frozen(figure)))


def _figure(indicator: Indicator, readings: Iterable[Reading]) -> Figure:
    area = indicator.focus_area
    ids = frozenset(filter(None, [area.id, area.successor_id])) if area else frozenset()
    return Figure(indicator.key, ids, indicator.meaning, queries.series(indicator, readings))


def _frozen(figure: Figure) -> str:
    found = {
        "key": figure.key,
        "focus": sorted(str(one) for one in figure.focus_area_ids),
        "meaning": asdict(figure.meaning),
        "parts": [
            {"title": part.title, "whole": part.whole, "points": [[p.period, p.value, p.n] for p in part.points]}
            for part in figure.parts
        ],
    }
    return json.dumps(found, ensure_ascii=False)


def _thawed(content: str) -> Figure:
    found: dict[str, Any] = json.loads(content)
    said = found["meaning"] | {"better": Better(found["meaning"]["better"]), "every": Every(found["meaning"]["every"])}
    meaning = Meaning(**said)
    parts = [
        Series(meaning, part["title"], [Point(*point) for point in part["points"]], whole=part["whole"])
        for part in found["parts"]
    ]
    return Figure(found["key"], frozenset(uuid.UUID(one) for one in found["focus"]), meaning, parts)
