"""Lägesbilden: opening it, one page of evidence, the answers it rests on, and *Fastställ*."""

import uuid
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import FocusArea, Municipality
from medborgar.municipality.periods import Period, parse
from medborgar.picture import actions, material, queries
from medborgar.picture.forms import HearingForm
from medborgar.picture.models import Picture
from medborgar.picture.pages import PAGE_SIZE, page_number, pages, party_of
from medborgar.picture.queries import Counts

blueprint = Blueprint("picture", __name__, url_prefix="/<kommun>/intranat/lagesbild")


@blueprint.get("")
@requires(Permission.PICTURE_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every picture, the latest first."""
    return page("picture/index.html", pictures=queries.pictures(municipality))


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_JOINT)
def start(municipality: Municipality) -> ResponseReturnValue:
    """Begin the picture for a coming period: the next one, unless said otherwise."""
    offered = _without_picture(municipality)
    form = HearingForm(data={"period": offered[0].key, "heard_to": clock.today()}).offer(offered)
    if not form.validate_on_submit():
        return form_page("picture/hearing.html", form)
    try:
        picture = actions.open_picture(municipality=municipality, actor=access.actor().id, **form.hearing)
    except Refused as refusal:
        return refused_page("picture/hearing.html", form, refusal)
    db.session.commit()
    return redirect(url_for(".show", period=picture.period), 303)


@blueprint.get("/<period>")
@requires(Permission.PICTURE_READ)
def show(municipality: Municipality, period: str) -> ResponseReturnValue:
    """One picture: who was heard, how many answers, what is written, and what remains to do."""
    picture, party = queries.for_period(municipality, period), party_of(municipality, Permission.PICTURE_READ)
    counts = queries.counts(picture, party.id)
    return page(
        "picture/show.html",
        picture=picture,
        party=party,
        counts=counts,
        tables=_tables(counts),
        areas=_areas(picture),
        sharings=material.sharings(picture),
        unshared=material.unshared(picture, party.id),
        problems=queries.problems(picture),
    )


@blueprint.route("/<period>/tid", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_JOINT)
def hearing(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Change the period, the last day that is counted, and who was not heard."""
    picture = queries.to_edit(municipality, period)
    form = HearingForm(obj=picture).offer(sorted({*_periods(municipality), parse(picture.period)}))
    if not form.validate_on_submit():
        return form_page("picture/hearing.html", form, picture=picture)
    try:
        actions.change_hearing(municipality=municipality, picture=picture, actor=access.actor().id, **form.hearing)
    except Refused as refusal:
        return refused_page("picture/hearing.html", form, refusal, picture=picture)
    db.session.commit()
    return redirect(url_for(".show", period=picture.period), 303)


@blueprint.get("/<period>/inlagg")
@requires(Permission.PICTURE_READ)
def answers(municipality: Municipality, period: str) -> ResponseReturnValue:
    """The answers in their masked wording: a party's own, and what the other has shared."""
    picture, party = queries.for_period(municipality, period), party_of(municipality, Permission.PICTURE_READ)
    slug = request.args.get("fokusomrade")
    area = queries.focus_area(picture, slug) if slug else None
    number = page_number()
    rows, total = material.answers(picture, party.id, area, page=number, size=PAGE_SIZE)
    return page(
        "picture/answers.html",
        picture=picture,
        area=area,
        answers=rows,
        voices=queries.VOICES,
        pages=pages(number, len(rows), total, lambda to: _link(picture, area, to)),
    )


@blueprint.route("/<period>/faststall", methods=["GET", "POST"])
@requires(Permission.PICTURE_ESTABLISH)
def establish(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Ask whether to lock the picture for ever, and lock it; what is missing is listed."""
    picture, party = queries.for_period(municipality, period), party_of(municipality, Permission.PICTURE_ESTABLISH)
    if request.method == "POST" and not picture.is_established:
        try:
            actions.establish(picture=picture, party_id=party.id, person_id=access.person_id())
        except Refused:
            if not picture.is_established:
                return _before_establishing(picture, party.id, status=422)
        db.session.commit()
    if picture.is_established:  # by this press, by the one before it, or by a colleague: the page says when
        return redirect(url_for(".show", period=period), 303)
    return _before_establishing(picture, party.id)


def _link(picture: Picture, area: FocusArea | None, to: int) -> str:
    return url_for(".answers", period=picture.period, fokusomrade=area.slug if area else None, sida=to)


def _before_establishing(picture: Picture, party_id: uuid.UUID, *, status: int = 200) -> Response:
    return page(
        "picture/establish.html",
        status=status,
        picture=picture,
        obstacles=material.obstacles(picture, party_id),
        answers=queries.counts(picture).total,
        failed=status != 200,
    )


def _periods(municipality: Municipality) -> tuple[Period, Period]:
    """The one that runs and the one to come, which may have another rhythm."""
    running = municipality.calendar.period_of(clock.today())
    return running, municipality.calendar.after(running)


def _without_picture(municipality: Municipality) -> list[Period]:
    """The periods that a picture can be begun for: the next that has none, and the running one if it has none."""
    taken = {picture.period for picture in queries.pictures(municipality)}
    running, coming = _periods(municipality)
    while coming.key in taken:
        coming = municipality.calendar.after(coming)
    return [coming] if running.key in taken else [coming, running]


def _areas(picture: Picture) -> list[dict[str, Any]]:
    missing, texts = set(material.without_analysis(picture)), material.joint_texts(picture)
    return [
        {
            "label": area.name,
            "note": texts[area.id].trend_words if area.id in texts else "",
            "href": url_for("picture_texts.area", period=picture.period, slug=area.slug),
            "state": _("Analys saknas") if area in missing else _("Analyserat"),
            "done": area not in missing,
        }
        for area in picture.focus_set.areas
    ]


def _tables(counts: Counts) -> list[dict[str, Any]]:
    focus = [(area.name, number) for area, number in counts.by_focus]
    return [
        _table(_("Fokusområden: ett svar kan gälla flera"), _("Fokusområde"), focus),
        _table(_("Delområden"), _("Delområde"), counts.by_area),
        _table(_("Vilka som har svarat"), _("Röst"), counts.by_voice),
        _table(_("Hur svaren har kommit"), _("Väg"), counts.by_channel),
    ]


def _table(caption: str, head: str, pairs: list[tuple[str, int]]) -> dict[str, Any]:
    ordered = sorted(pairs, key=lambda pair: -pair[1])
    rows = [{"label": label, "number": number, "text": str(number)} for label, number in ordered]
    return {"caption": caption, "head": [head, _("Svar")], "rows": rows}
