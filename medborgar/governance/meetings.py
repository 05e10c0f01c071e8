"""Möten: the list, the page that makes itself, and what people add to it until its minutes are *justerade*."""

from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core import clock
from medborgar.core.errors import NotFound, Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.decisions.pages import save_part
from medborgar.governance import actions, queries
from medborgar.governance.agenda import agenda, days_of, window_of
from medborgar.governance.figures import figures
from medborgar.governance.forms import ApproveForm, MeetingDayForm, MeetingForm
from medborgar.governance.models import Meeting
from medborgar.municipality.models import Municipality, Party
from medborgar.municipality.periods import FIRST_YEAR, LAST_YEAR
from medborgar.plan import actions as plan
from medborgar.plan.forms import InsatsForm
from medborgar.plan.guard import known_names
from medborgar.plan.queries import offered as offered_to

blueprint = Blueprint("meetings", __name__, url_prefix="/<kommun>/intranat/moten")


@blueprint.get("")
@requires(Permission.MEETING_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """The meetings that are near, the coming first."""
    return _index(municipality, MeetingDayForm())


@blueprint.post("/nytt")
@requires(Permission.MEETING_WRITE)
def add(municipality: Municipality) -> ResponseReturnValue:
    """A meeting on another day than the rhythm's."""
    form = MeetingDayForm()
    if not form.validate():
        return _index(municipality, form)
    meeting = actions.add_meeting(municipality=municipality, day=form.day.data or clock.today(), by=current_user.person)
    db.session.commit()
    return _to(meeting.day)


@blueprint.get("/<day>")
@requires(Permission.MEETING_READ)
def show(municipality: Municipality, day: str) -> ResponseReturnValue:
    """The page of one meeting: made of what there is, or as it was *justerad*."""
    return _show(municipality, _day(municipality, day))


@blueprint.route("/<day>/skriv", methods=["GET", "POST"])
@requires(Permission.MEETING_WRITE)
def write(municipality: Municipality, day: str) -> ResponseReturnValue:
    """Who was there, what was said, what is told outward, when the next one is."""
    on = _day(municipality, day)

    def fill(**more: Any) -> MeetingForm:
        return MeetingForm.of(_open(municipality, on), known_names(municipality), **more)

    form = fill()
    if not form.validate_on_submit():
        return form_page("governance/meeting_form.html", form, day=on)
    save, back = partial(_save, municipality, on, form), url_for(".show", day=on.isoformat())
    return save_part(
        "governance/meeting_form.html", form, save=save, saved=partial(fill, formdata=None), back=back, day=on
    )


@blueprint.post("/<day>/siffror")
@requires(Permission.MEETING_WRITE)
def show_figures(municipality: Municipality, day: str) -> ResponseReturnValue:
    """Put one's own party's figures on the table."""
    on, party = _day(municipality, day), _party(municipality)
    counted = figures(municipality, party.id, window_of(days_of(municipality), on))
    meeting = actions.hold(municipality=municipality, day=on)
    actions.show_figures(meeting=meeting, party=party, figures=counted, by=current_user.person)
    db.session.commit()
    return _to(on)


@blueprint.route("/<day>/insats", methods=["GET", "POST"])
@requires(Permission.MEETING_WRITE)
def decide(municipality: Municipality, day: str) -> ResponseReturnValue:
    """Decide on an *insats* at the meeting: where, what, which function, by when."""
    on, party = _day(municipality, day), _party(municipality)
    _open(municipality, on)
    offered = offered_to(municipality, clock.today())
    form = InsatsForm.of(offered, known_names(municipality), party.side)
    if not form.validate_on_submit():
        return form_page("governance/meeting_measure.html", form, day=on, places=offered.places)
    try:
        measure = plan.add_insats(
            municipality=municipality, words=form.words(offered), cleared=form.cleared, by=current_user.person
        )
    except Refused as refused:
        db.session.rollback()
        return refused_page("governance/meeting_measure.html", form, refused, day=on, places=offered.places)
    meeting = actions.hold(municipality=municipality, day=on)
    actions.decide(meeting=meeting, measure=measure, by=current_user.person)
    db.session.commit()
    return _to(on)


@blueprint.post("/<day>/justera")
@requires(Permission.MEETING_WRITE)
def approve(municipality: Municipality, day: str) -> ResponseReturnValue:
    """Lock the minutes as they stand."""
    on = _day(municipality, day)
    meeting, form = queries.meeting_on(municipality, on), ApproveForm()
    if meeting is None:
        return _show(municipality, on, message=_("Ingen har skrivit något om mötet än."), status=422)
    minutes = agenda(municipality, on, days_of(municipality), meeting)
    try:
        actions.approve(meeting=meeting, version=form.version.data, minutes=minutes, by=current_user.person)
    except (Refused, Stale) as no:
        db.session.rollback()
        return _show(municipality, on, message=no.message, status=no.status)
    db.session.commit()
    return _to(on)


def _save(municipality: Municipality, on: date, form: MeetingForm) -> None:
    actions.write(
        municipality=municipality,
        meeting=actions.hold(municipality=municipality, day=on),
        version=form.version.data or 1,  # nobody had written anything
        words=form.words,
        cleared=form.cleared,
        by=current_user.person,
    )


def _index(municipality: Municipality, form: MeetingDayForm) -> ResponseReturnValue:
    days, today = days_of(municipality), clock.today()
    held = {meeting.day: meeting for meeting in days.written}
    rows = [(day, days.title(day), held.get(day)) for day in days.listed(today)]
    return form_page("governance/meetings.html", form, rows=rows, today=today, again=days.cadences)


def _show(municipality: Municipality, on: date, *, message: str = "", status: int = 200) -> ResponseReturnValue:
    meeting, days = queries.meeting_on(municipality, on), days_of(municipality)
    if meeting and meeting.is_approved:
        return page("governance/meeting.html", meeting=meeting, said=queries.read(meeting.minutes), day=on)
    party = _party(municipality, Permission.MEETING_READ)
    return page(
        "governance/meeting.html",
        status=status,
        message=message,
        meeting=meeting,
        day=on,
        said=agenda(municipality, on, days, meeting),
        party=party,
        own=figures(municipality, party.id, window_of(days, on)),
        can_approve=meeting is not None and on <= clock.today(),
    )


def _day(municipality: Municipality, day: str) -> date:
    """The day of an address, if there is a meeting then; NotFound for any other."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise NotFound("") from None
    if found.isoformat() != day or not FIRST_YEAR < found.year < LAST_YEAR:
        raise NotFound("")
    if not days_of(municipality).is_one(found):
        raise NotFound("")
    return found


def _open(municipality: Municipality, on: date) -> Meeting | None:
    """What has been written of a meeting; Refused when that is locked."""
    meeting = queries.meeting_on(municipality, on)
    if meeting and meeting.is_approved:
        raise Refused(_("Minnesanteckningen är justerad och kan inte ändras."))
    return meeting


def _party(municipality: Municipality, permission: Permission = Permission.MEETING_WRITE) -> Party:
    return municipality.party(access.acting_for(municipality, permission).side)


def _to(on: date) -> ResponseReturnValue:
    return redirect(url_for("meetings.show", day=on.isoformat()), 303)
