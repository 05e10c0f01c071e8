"""A promise from beginning to end, two versions compared, and the picture behind it: public, from the chain alone."""

import re
from datetime import date

from flask import Blueprint, g, make_response, render_template, request
from flask.wrappers import Response
from flask_babel import gettext as _

from medborgar.core.errors import NotFound
from medborgar.core.permissions import public as everybody
from medborgar.followup.models import State
from medborgar.municipality.periods import parse
from medborgar.picture.models import name_of
from medborgar.publication.cards import told
from medborgar.publication.history import picture as pictures
from medborgar.publication.history.compare import compare as compared
from medborgar.publication.history.compare import versions
from medborgar.publication.history.kinship import Promised, kin
from medborgar.publication.history.measures import carried
from medborgar.publication.history.metrics import measured
from medborgar.publication.history.timeline import result_name, timeline
from medborgar.publication.page import PromisePage, all_pages, page_asked, promise_page
from medborgar.publication.public import Entry, outlines
from medborgar.publication.renditions import ready_made, serve
from medborgar.publication.translation.reading import read

blueprint = Blueprint("history", __name__, url_prefix="/<kommun>")

VERSION = re.compile(r"(?:(?P<period>[0-9a-z-]{4,9})-)?v(?P<version>[1-9][0-9]{0,4})", re.ASCII)
Chosen = tuple[str, int] | None  # a version: its period and number


@blueprint.get("/medborgarlofte/<period>/lofte/<int:number>")
@everybody
@ready_made
def promise(kommun: str, period: str, number: int) -> Response:
    """One promise, from what was said to how it went, and what it continues."""
    return serve(kommun, lambda today: _promise(kommun, today, period, number))


@blueprint.get("/medborgarlofte/<period>/jamfor")
@everybody
@ready_made
def compare(kommun: str, period: str) -> Response:
    """What differs between two published versions, of the same period or not."""
    chosen = [_asked(request.args.get(name, ""), period) for name in ("fran", "till")]
    return serve(kommun, lambda today: _compare(kommun, today, period, chosen), asked=f"{chosen}")


@blueprint.get("/lagesbild")
@everybody
@ready_made
def present_picture(kommun: str) -> Response:
    """The picture behind the promise that holds now."""
    sort = _sort()
    return serve(kommun, lambda today: _picture(kommun, today, None, sort), asked=sort)


@blueprint.get("/medborgarlofte/<period>/lagesbild")
@everybody
@ready_made
def picture(kommun: str, period: str) -> Response:
    """The picture behind a period's promise."""
    sort = _sort()
    return serve(kommun, lambda today: _picture(kommun, today, period, sort), asked=sort)


def _sort() -> str:
    asked = request.args.get("sortera", "")
    return asked if asked in pictures.SORTS else "antal"


def _asked(text: str, period: str) -> Chosen:
    """A version as an address names it: v2 of the page's own period, or 2027-kv1-v2; NotFound for anything else."""
    if not text:
        return None
    found = VERSION.fullmatch(text)
    if not found:
        raise NotFound(_no_version())
    return found["period"] or period, int(found["version"])


def _no_version() -> str:
    words: str = _("Det finns ingen sådan version. Alla versioner står under Alla löften.")
    return words


def _promise(slug: str, today: date, period: str, number: int) -> Response:
    chain = read(slug)
    page = promise_page(chain, period, today)
    if page is None or f"lofte-{number}" not in page.entry.content:
        raise NotFound("")
    view = next((one for one in page.promises if one.number == number), None)
    if view is None:
        return _rendered("gone", page=page, number=number)
    one = Promised(page, view)
    return _rendered(
        "promise",
        one=one,
        happened=timeline(one, chain, slug),
        kin=kin(all_pages(chain, today), one),
        measured=measured(view.commitments, page.period.first),
        carried=list(carried(view.commitments)),
        said=[row for row in page.said if row.label in view.areas],
        withdrawn=_withdrawn(one),
        told=told,
        result_name=result_name,
    )


def _withdrawn(one: Promised) -> list[tuple[str, date, str]]:
    """Who has taken all of it back, when and why, each once; nothing while some of it holds."""
    standings = [view.standing for view in one.promise.commitments]
    if not all(standing.state is State.WITHDRAWN for standing in standings):
        return []
    said = [report for standing in standings for report in standing.latest_of_each]
    return list(dict.fromkeys((one.side, one.reported, one.facts["skal"] or told(one)) for one in said))


def _compare(slug: str, today: date, period: str, chosen: list[Chosen]) -> Response:
    chain = read(slug)
    page = promise_page(chain, period, today)
    if page is None:
        raise NotFound("")
    every = versions(chain)
    old, new = (_version(every, one) for one in chosen)
    new = new or page.entry
    old = old or _before(every, new)
    return _rendered(
        "compare",
        period=period,
        versions=every,
        found=compared(old, new, chain) if old else None,
        name=_version_name,
    )


def _version(every: list[Entry], chosen: Chosen) -> Entry | None:
    if chosen is None:
        return None
    found = next((entry for entry in every if (entry.period, entry.version) == chosen), None)
    if found is None:
        raise NotFound(_no_version())
    return found


def _before(every: list[Entry], new: Entry) -> Entry | None:
    """The version before of the same period, else the last that was published before it."""
    earlier = [entry for entry in every if entry.number < new.number]
    return next((entry for entry in earlier if entry.period == new.period), earlier[0] if earlier else None)


def _version_name(entry: Entry) -> str:
    words: str = _("version %(version)s för %(period)s", version=entry.version, period=name_of(parse(entry.period)))
    return words


def _picture(slug: str, today: date, period: str | None, sort: str) -> Response:
    chain = read(slug)
    page = page_asked(chain, today, period)
    if page is None:
        if period:
            raise NotFound("")
        return _rendered("no_picture")
    return _rendered("picture", **_of_picture(slug, page, sort), pages=all_pages(chain, today))


def _of_picture(slug: str, page: PromisePage, sort: str) -> dict[str, object]:
    areas = pictures.areas(page, outlines(slug))
    has_map = any(area.outline for area in areas)
    return {
        "page": page,
        "sort": sort,
        "areas": areas,
        "has_map": has_map,
        "rows": pictures.ordered(areas, sort, numbered=has_map) if page.answers["delomraden"] else [],
        "led_to": pictures.led_to(page, slug),
        "sources": pictures.sources(page),
    }


def _rendered(template: str, **around: object) -> Response:
    return make_response(render_template(f"publication/history/{template}.html", municipality=g.municipality, **around))
