"""The public promise: current, every period's, exact versions, archive, as page and JSON."""

from datetime import date

from flask import Blueprint, g, make_response, render_template, request
from flask.wrappers import Response

from medborgar.core.crossing import for_other_sites
from medborgar.core.errors import NotFound
from medborgar.core.papers import PDF, NoPango
from medborgar.core.permissions import public as everybody
from medborgar.core.sheets import CSV
from medborgar.municipality.periods import Rhythm, period_of
from medborgar.publication.cards import SIDES, party
from medborgar.publication.difference import changes_of
from medborgar.publication.document import document
from medborgar.publication.events import current_comments
from medborgar.publication.feed import CONTENT_TYPE, feed
from medborgar.publication.history.gaps import Gap, gap_of, gaps
from medborgar.publication.outcomes import ORDER, Filter, as_csv, asked, name, table
from medborgar.publication.outcomes import outcomes as every_outcome
from medborgar.publication.page import PromisePage, all_pages, page_asked, page_before, period_after
from medborgar.publication.portable import portable
from medborgar.publication.public import Entry
from medborgar.publication.renditions import ready_made, serve
from medborgar.publication.translation.reading import read

blueprint = Blueprint("publication", __name__, url_prefix="/<kommun>")


@blueprint.get("/medborgarlofte")
@everybody
@ready_made
def current(kommun: str) -> Response:
    """The promise that holds now."""
    return serve(kommun, lambda today: _page(kommun, today, None, None))


@blueprint.get("/medborgarlofte.json")
@everybody
@ready_made
@for_other_sites
def current_document(kommun: str) -> Response:
    """The same as JSON."""
    return serve(kommun, lambda today: _document(kommun, today, None, None))


@blueprint.get("/medborgarlofte.pdf")
@everybody
@ready_made
def current_portable(kommun: str) -> Response:
    """The same as PDF, for whoever needs a paper."""
    return serve(kommun, lambda today: _portable(kommun, today, None, None))


@blueprint.get("/medborgarlofte/<period>")
@everybody
@ready_made
def period(kommun: str, period: str) -> Response:
    """A period's promise at its permanent address."""
    return serve(kommun, lambda today: _page(kommun, today, period, None))


@blueprint.get("/medborgarlofte/<period>.json")
@everybody
@ready_made
@for_other_sites
def period_document(kommun: str, period: str) -> Response:
    """The same as JSON."""
    return serve(kommun, lambda today: _document(kommun, today, period, None))


@blueprint.get("/medborgarlofte/<period>.pdf")
@everybody
@ready_made
def period_portable(kommun: str, period: str) -> Response:
    """The same as PDF."""
    return serve(kommun, lambda today: _portable(kommun, today, period, None))


@blueprint.get("/medborgarlofte/<period>/v<int:version>")
@everybody
@ready_made
def exact(kommun: str, period: str, version: int) -> Response:
    """Exactly one version, with what it changed from the one before."""
    return serve(kommun, lambda today: _page(kommun, today, period, version))


@blueprint.get("/medborgarlofte/<period>/v<int:version>.json")
@everybody
@ready_made
@for_other_sites
def exact_document(kommun: str, period: str, version: int) -> Response:
    """The same as JSON."""
    return serve(kommun, lambda today: _document(kommun, today, period, version))


@blueprint.get("/medborgarlofte/<period>/v<int:version>.pdf")
@everybody
@ready_made
def exact_portable(kommun: str, period: str, version: int) -> Response:
    """The same as PDF."""
    return serve(kommun, lambda today: _portable(kommun, today, period, version))


@blueprint.get("/medborgarlofte.atom")
@everybody
@ready_made
@for_other_sites
def news(kommun: str) -> Response:
    """What is new: promises, corrections, follow-ups and event comments, for a feed reader."""
    return serve(kommun, lambda today: _news(kommun, today))


@blueprint.get("/arkiv")
@everybody
@ready_made
def archive(kommun: str) -> Response:
    """Every promise since the first, and how it went."""
    return serve(kommun, lambda today: _archive(kommun, today))


@blueprint.get("/uppfoljning")
@everybody
@ready_made
def outcomes(kommun: str) -> Response:
    """Every commitment since the start, and how it went."""
    chosen = asked(request.args)
    return serve(kommun, lambda today: _outcomes(kommun, today, chosen), asked=chosen.key)


@blueprint.get("/uppfoljning.csv")
@everybody
@ready_made
@for_other_sites
def outcomes_file(kommun: str) -> Response:
    """The same, as a file for a spreadsheet."""
    return serve(kommun, lambda today: _outcomes_file(kommun, today))


@blueprint.errorhandler(NoPango)
def no_pango(_missing: NoPango) -> tuple[str, int, dict[str, str]]:
    """Say where the same words are, and what whoever runs the site can do."""
    page_address = request.path.removesuffix(".pdf")
    return render_template("publication/no_pdf.html", page_address=page_address), 503, {"Cache-Control": "no-store"}


def _page(slug: str, today: date, period_key: str | None, version: int | None) -> Response:
    chain = read(slug)
    page = page_asked(chain, today, period_key, version)
    if not page:
        return _without_promise(chain, today, period_key)
    return make_response(
        render_template(
            "publication/promise.html",
            municipality=g.municipality,
            page=page,
            exact=version,
            before=page_before(page, chain, today),
            after=period_after(page, chain),
            changes=changes_of(page.entry, chain) if version else [],
            gaps=_gaps_beside(page, chain, today) if version is None else [],
            comments=current_comments(chain, today) if version is None else [],
        )
    )


def _gaps_beside(page: PromisePage, chain: list[Entry], today: date) -> list[Gap]:
    """The periods without a promise right before and right after this one."""
    before = page_before(page, chain, today)
    beside = {page.period, before.period if before else None}
    return [gap for gap in gaps(chain, today) if gap.before in beside and page.period in {gap.before, gap.after}]


def _without_promise(chain: list[Entry], today: date, period_key: str | None) -> Response:
    """What is said where there is no promise: of a period in between, or before the first one."""
    if period_key is None:
        coming = period_of(today, Rhythm(g.municipality.rhythm)).next
        return make_response(render_template("publication/none.html", municipality=g.municipality, coming=coming))
    gap = gap_of(chain, period_key, today)
    if gap is None:
        raise NotFound("")
    return make_response(render_template("publication/history/gap.html", municipality=g.municipality, gap=gap))


def _document(slug: str, today: date, period_key: str | None, version: int | None) -> Response:
    chain = read(slug)
    page = page_asked(chain, today, period_key, version)
    if not page:
        raise NotFound("")
    response: Response = make_response(document(page, chain))
    response.content_type = "application/json; charset=utf-8"
    return response


def _portable(slug: str, today: date, period_key: str | None, version: int | None) -> Response:
    chain = read(slug)
    page = page_asked(chain, today, period_key, version)
    if not page:
        raise NotFound("")
    body = portable(g.municipality, page, exact=version, before=page_before(page, chain, today))
    return Response(body, content_type=PDF)


def _news(slug: str, today: date) -> Response:
    chain = read(slug)
    return Response(feed(g.municipality, chain, today), content_type=CONTENT_TYPE)


def _archive(slug: str, today: date) -> Response:
    chain = read(slug)
    pages = all_pages(chain, today)
    return make_response(
        render_template(
            "publication/archive.html",
            municipality=g.municipality,
            pages=pages,
            chain=chain[::-1],
            gaps=gaps(chain, today)[::-1],
        )
    )


def _outcomes(slug: str, today: date, chosen: Filter) -> Response:
    every = every_outcome(all_pages(read(slug), today))
    return make_response(
        render_template(
            "publication/outcomes.html",
            municipality=g.municipality,
            every=every,
            found=[one for one in every if chosen.lets(one)],
            rows=table(slug, every),
            filter=chosen,
            states=[(state, name(state)) for state in ORDER],
            sides=[(side, party(side)) for side in SIDES],
            years=sorted({one.page.period.first.year for one in every}, reverse=True),
        )
    )


def _outcomes_file(slug: str, today: date) -> Response:
    return Response(as_csv(every_outcome(all_pages(read(slug), today))), content_type=f"{CSV}; charset=utf-8")
