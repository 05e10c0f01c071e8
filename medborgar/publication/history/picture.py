"""The picture behind a promise as everybody reads it: only what was published with the promise, counted and hidden."""

from collections.abc import Mapping
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from medborgar.core.formatting import number
from medborgar.core.languages import sentence
from medborgar.municipality.outlines import Point, middle
from medborgar.publication.page import NOWHERE, PromisePage, Said

SHADES = 3
SORTS = ("namn", "antal")


class Area(NamedTuple):
    """One area: its number on the map, its answers, and its outline and shade where it has one."""

    position: int
    name: str
    answers: int | None
    outline: str
    shade: int  # 0 for what is hidden too, so that no colour tells it from nothing
    middle: Point | None

    @property
    def numbered(self) -> str:
        """Its name with the number that it has on the map, where it is there."""
        if not self.outline:
            return self.name
        return sentence("%(position)s. %(name)s", position=self.position, name=self.name)


def areas(page: PromisePage, outlines: Mapping[str, str]) -> list[Area]:
    """The areas of a page in their order, with or without counts; those that are no place last and on no map."""
    counted = {row["namn"]: row["antal"] for row in page.answers["delomraden"] or []}
    names = list(dict.fromkeys([*counted, *outlines]))
    largest = max((count or 0 for count in counted.values()), default=0)
    found = sorted(names, key=lambda name: name in NOWHERE)
    return [
        Area(
            position,
            _(name) if name in NOWHERE else name,
            counted.get(name),
            outlines.get(name, ""),
            _shade(counted.get(name), largest),
            middle(outlines[name]) if name in outlines else None,
        )
        for position, name in enumerate(found, start=1)
    ]


def ordered(found: list[Area], sort: str, numbered: bool) -> list[Said]:
    """The same as rows of a table, sorted by name or by count, the most first and what is hidden last."""
    rows = sorted(found, key=lambda area: area.name.casefold())
    if sort == "antal":
        rows.sort(key=lambda area: -(area.answers or 0))
    return [
        Said(
            area.numbered if numbered else area.name,
            area.answers,
            _("färre än 5") if area.answers is None else number(area.answers),
            [],
        )
        for area in rows
    ]


def led_to(page: PromisePage, slug: str) -> list[Said]:
    """The focus areas by answers, each with a way to what came of it."""
    rows = []
    for row in page.said:
        links = [
            (
                url_for("history.promise", kommun=slug, period=page.entry.period, number=promise.number),
                _("Löfte %(number)s", number=promise.number),
            )
            for promise in page.promises
            if row.label in promise.areas
        ]
        if not links and any(one["fokusomrade"] == row.label for one in page.not_now):
            links = [("#inte-nu", _("Inte nu"))]
        rows.append(row._replace(links=links))
    return rows


def sources(page: PromisePage) -> list[str]:
    """Where the numbers behind the goals come from, each once."""
    return list(dict.fromkeys(goal.source for goal in page.goals if goal.source))


def _shade(count: int | None, largest: int) -> int:
    return 0 if count is None else max(1, round(SHADES * count / largest))
