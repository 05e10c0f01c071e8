"""One focus area at a time: each party's own words and the joint words; and *Dela*, after a secrecy review."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.core.persons import traces
from medborgar.municipality.models import FocusArea, Municipality, Party
from medborgar.municipality.queries import areas, places
from medborgar.picture import actions, material, queries, sharing
from medborgar.picture.figures import beside
from medborgar.picture.forms import JointTextForm, OwnTextForm, ShareForm
from medborgar.picture.models import Picture
from medborgar.picture.pages import conflict_page, party_of
from medborgar.picture.writings import JointWords, SecrecyOutcome

blueprint = Blueprint("picture_texts", __name__, url_prefix="/<kommun>/intranat/lagesbild/<period>")


@blueprint.get("/omrade/<slug>")
@requires(Permission.PICTURE_READ)
def area(municipality: Municipality, period: str, slug: str) -> ResponseReturnValue:
    """What is written on a focus area: one's own words, what the other party has shared, and the joint words."""
    picture, party = queries.for_period(municipality, period), party_of(municipality, Permission.PICTURE_READ)
    focus = queries.focus_area(picture, slug)
    own, joint = material.own_texts(picture, party.id), material.joint_texts(picture)
    images = [one for one in material.images(picture, party.id) if one.focus_area_id == focus.id]
    return page(
        "picture/area.html",
        party=party,
        own=mine.words if (mine := own.get(focus.id)) and not mine.words.is_empty else None,
        joint=joint.get(focus.id),
        images=images,
        **_around(picture, focus),
    )


@blueprint.route("/omrade/<slug>/eget", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_OWN)
def own(municipality: Municipality, period: str, slug: str) -> ResponseReturnValue:
    """Write one's own party's words on a focus area."""
    picture, party = queries.to_edit(municipality, period), party_of(municipality, Permission.PICTURE_WRITE_OWN)
    focus = queries.focus_area(picture, slug)
    form = OwnTextForm(obj=material.own_texts(picture, party.id).get(focus.id))
    around = {"party": party, **_around(picture, focus)}
    if not form.validate_on_submit():
        return form_page("picture/own.html", form, **around)
    try:
        actions.save_own_text(
            picture=picture,
            party_id=party.id,
            area=focus,
            words=form.words,
            version=form.version.data,
            actor=access.actor().id,
        )
    except Stale as stale:
        saved = material.own_texts(picture, party.id)[focus.id]
        return conflict_page("picture/own.html", form, stale, saved, **around)
    db.session.commit()
    return _to_area(picture, focus)


@blueprint.route("/omrade/<slug>/gemensam", methods=["GET", "POST"])
@requires(Permission.PICTURE_WRITE_JOINT)
def joint(municipality: Municipality, period: str, slug: str) -> ResponseReturnValue:
    """Write the joint words on a focus area, with what both parties have shared beside them."""
    picture = queries.to_edit(municipality, period)
    focus = queries.focus_area(picture, slug)
    saved = material.joint_texts(picture).get(focus.id)
    form = JointTextForm(obj=saved or JointWords(problem=focus.problem, goal=focus.goal))
    around = {**_around(picture, focus), "silent": material.without_own(picture, focus)}
    if not form.validate_on_submit():
        return form_page("picture/joint.html", form, **around)
    try:
        actions.save_joint_text(
            picture=picture, area=focus, words=form.words, version=form.version.data, actor=access.actor().id
        )
    except Refused as refusal:
        return refused_page("picture/joint.html", form, refusal, **around)
    except Stale as stale:
        saved = material.joint_texts(picture)[focus.id]
        return conflict_page("picture/joint.html", form, stale, saved, **around)
    db.session.commit()
    return _to_area(picture, focus)


@blueprint.route("/dela", methods=["GET", "POST"])
@requires(Permission.PICTURE_SHARE)
def share(municipality: Municipality, period: str) -> ResponseReturnValue:
    """Say what *Dela* lets the other party read; share it when the review found something and says what was done."""
    form = ShareForm()
    if not form.validate_on_submit():
        return _before_sharing(municipality, period, form)
    return _share(municipality, period, form, SecrecyOutcome(form.outcome.data), form.paragraph.data or "")


@blueprint.post("/dela/inget")
@requires(Permission.PICTURE_SHARE)
def share_nothing_secret(municipality: Municipality, period: str) -> ResponseReturnValue:
    """*Dela* in one click: nothing in it is secret."""
    return _share(municipality, period, ShareForm(formdata=None), SecrecyOutcome.NOTHING_SECRET, "")


def _share(
    municipality: Municipality, period: str, form: ShareForm, outcome: SecrecyOutcome, paragraph: str
) -> ResponseReturnValue:
    picture, party = queries.to_edit(municipality, period), party_of(municipality, Permission.PICTURE_SHARE)
    reviewer = access.person_id()
    try:
        sharing.share(picture=picture, party_id=party.id, reviewer_id=reviewer, outcome=outcome, paragraph=paragraph)
    except Refused as refusal:
        form.form_errors.append(refusal.message)
        return _before_sharing(municipality, period, form)
    db.session.commit()
    return redirect(url_for("picture.show", period=period), 303)


def _before_sharing(municipality: Municipality, period: str, form: ShareForm) -> ResponseReturnValue:
    picture, party = queries.to_edit(municipality, period), party_of(municipality, Permission.PICTURE_SHARE)
    return form_page(
        "picture/share.html",
        form,
        picture=picture,
        party=party,
        unshared=material.unshared(picture, party.id),
        pointed_out=_pointed_out(picture, party),
    )


def _pointed_out(picture: Picture, party: Party) -> list[str]:
    """The words of a party's own texts that look as if they point somebody out: for the review before *Dela*."""
    written = "\n".join(one.words.text for one in material.own_texts(picture, party.id).values())
    here = party.municipality
    known = [*(area.name for area in areas(here)), *(place.name for place in places(here))]
    return [one.words for one in traces(written, known)]


def _around(picture: Picture, focus: FocusArea) -> dict[str, Any]:
    return {
        "picture": picture,
        "area": focus,
        "shared": {party_id: found.texts for party_id, found in material.shared(picture).items()},
        "registered": {key[0]: found for key, found in material.registrations(picture).items() if key[1] == focus.id},
        "figures": beside.about(beside.figures(picture), focus.id),
    }


def _to_area(picture: Picture, focus: FocusArea) -> ResponseReturnValue:
    return redirect(url_for(".area", period=picture.period, slug=focus.slug), 303)
