"""Att göra: what waits for whoever is logged in, along the chain; each kind only for those whose task it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from medborgar.core import clock
from medborgar.core.formatting import short_day
from medborgar.core.permissions import Actor, Permission, Side
from medborgar.decisions.models import Decision
from medborgar.decisions.queries import all_decisions
from medborgar.followup.models import State
from medborgar.followup.queries import standings
from medborgar.municipality.models import Municipality
from medborgar.outbox import queries as outbox
from medborgar.outbox.models import MailState
from medborgar.picture.material import without_analysis
from medborgar.picture.models import Picture
from medborgar.picture.queries import pictures
from medborgar.portal.leading import meetings, words_to_the_public
from medborgar.publication.desk import Desk, desk_of
from medborgar.triage.queries import answered, unread

SOON = timedelta(days=14)
NOT_OVER = timedelta(days=120)  # a decision is watched until its results are told


@dataclass(frozen=True)
class Task:
    """One thing to do: what, where, and how pressing."""

    label: str
    href: str
    state: str
    note: str = ""
    done: bool = False


def todo(municipality: Municipality, actor: Actor) -> list[Task]:
    """What waits for this person here, in the order of the chain."""
    return [
        *_inbox(municipality, actor),
        *_picture(municipality, actor),
        *_decisions(municipality, actor),
        *_reports(municipality, actor),
        *_outbox(municipality, actor),
        *_leading(municipality, actor),
    ]


def _inbox(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    grant = actor.grant_in(municipality.id, Permission.CONTRIBUTION_READ)
    waiting = unread(municipality, grant.party_id) if grant else 0
    if waiting:
        label = ngettext("Läs %(num)s svar i inkorgen", "Läs %(num)s svar i inkorgen", waiting)
        yield Task(label, url_for("triage.inbox"), _("Nytt"))
    replies = answered(municipality, grant.party_id) if grant else 0
    if replies:
        label = ngettext("%(num)s svar på era frågor", "%(num)s svar på era frågor", replies)
        yield Task(label, url_for("triage.inbox", lage="svarat"), _("Nytt"))


def _picture(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    if not actor.holds(Permission.PICTURE_WRITE_JOINT, municipality.id):
        return
    found = pictures(municipality)
    for picture in found:
        if not picture.is_established:
            yield _open_picture(picture)
    if all(picture.is_established for picture in found):
        yield Task(_("Börja nästa lägesbild"), url_for("picture.index"), _("Kan börja"))


def _open_picture(picture: Picture) -> Task:
    missing = len(without_analysis(picture))
    state = ngettext("%(num)s analys saknas", "%(num)s analyser saknas", missing) if missing else _("Kan fastställas")
    label = _("Lägesbilden för %(period)s", period=picture.name)
    return Task(label, url_for("picture.show", period=picture.period), state)


def _decisions(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    if not actor.holds(Permission.DECISION_READ, municipality.id):
        return
    since = clock.today() - NOT_OVER
    for decision in all_decisions(municipality):
        if decision.valid_to >= since:
            yield from _one_decision(municipality, actor, decision)


def _one_decision(municipality: Municipality, actor: Actor, decision: Decision) -> Iterator[Task]:
    desk = desk_of(municipality, decision)
    review = url_for("publication_staff.proposal", period=decision.period)
    name = _("Beslutet för %(first)s–%(last)s", first=short_day(decision.valid_from), last=short_day(decision.valid_to))
    may_write = actor.holds(Permission.DECISION_WRITE, municipality.id)
    if desk.proposal is None and may_write:
        yield Task(name, url_for("decisions.edit", period=decision.period), _("Inte framlagt"), _returned(desk))
    for side in Side:
        if desk.waits_for(side) and actor.holds(Permission.DECISION_APPROVE, municipality.id, side):
            yield Task(name, review, _("Väntar på ditt godkännande"))
    if not actor.holds(Permission.PUBLISH, municipality.id):
        return
    if desk.is_approved and not desk.is_published:
        yield Task(name, review, _("Kan publiceras"))
    if desk.published and desk.waiting:
        count = len(desk.waiting)
        yield Task(
            name, review, ngettext("%(num)s uppföljning att publicera", "%(num)s uppföljningar att publicera", count)
        )


def _returned(desk: Desk) -> str:
    if desk.sent_back is None:
        return ""
    return _(
        "%(party)s skickade tillbaka: %(reason)s", party=desk.sent_back.party.short_name, reason=desk.sent_back.reason
    )


def _reports(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    grant = actor.grant_in(municipality.id, Permission.FOLLOWUP_WRITE)
    if grant is None:
        return
    today = clock.today()
    for one in standings(municipality, today, grant.side):
        if one.state is State.MISSING or (one.state in {State.PLAN, State.LATE} and one.due - today <= SOON):
            late = one.state is State.MISSING
            state = _("Uppföljning saknas") if late else _("Klart senast %(day)s", day=short_day(one.due))
            yield Task(one.commitment.what, url_for("followup.index"), state)


def _outbox(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    if not actor.holds(Permission.OUTBOX_MANAGE, municipality.id):
        return
    found = outbox.counts(municipality.id)
    if lost := found[MailState.GIVEN_UP]:
        label = ngettext("%(num)s mejl gick inte fram", "%(num)s mejl gick inte fram", lost)
        yield Task(label, url_for("outbox.index", lage=MailState.GIVEN_UP), _("Försök igen"))
    if filed := found[MailState.FILED]:
        label = ngettext("%(num)s mejl blev en fil", "%(num)s mejl blev filer", filed)
        yield Task(label, url_for("outbox.index", lage=MailState.FILED), _("E-postserver saknas"))
    if outbox.is_still():
        yield Task(_("Mejlen skickas inte just nu"), url_for("outbox.index"), _("Står still"))


def _leading(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    today = clock.today()
    for label, href, state in (
        *meetings(municipality, actor, today),
        *words_to_the_public(municipality, actor, today),
    ):
        yield Task(label, href, state)
