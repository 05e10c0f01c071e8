"""Att göra: what waits for whoever is logged in, along the chain; each kind only for those whose task it is."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from medborgar.accounts.queries import functions
from medborgar.core import clock
from medborgar.core.formatting import lower_first, short_day
from medborgar.core.permissions import Actor, Permission
from medborgar.decisions.models import Decision
from medborgar.decisions.queries import all_decisions
from medborgar.followup.models import State
from medborgar.followup.pages import named, turn_status
from medborgar.followup.queries import standings
from medborgar.followup.subjects import name_of
from medborgar.followup.turns import turns
from medborgar.intake.associations.queries import waiting
from medborgar.intake.dialogues.queries import dialogues
from medborgar.intake.field import queries as field
from medborgar.municipality.models import Municipality
from medborgar.outbox import queries as outbox
from medborgar.outbox.models import MailState
from medborgar.picture.material import obstacles
from medborgar.picture.models import Picture
from medborgar.picture.queries import pictures
from medborgar.plan.walks.queries import late as late_walks
from medborgar.portal.leading import meetings, words_to_the_public
from medborgar.publication.queries import follow_ups_to_publish, last_results
from medborgar.publication.stages import Stage, Step, stages
from medborgar.triage import feedback_queries as feedback
from medborgar.triage.queries import answered, unread

SOON = timedelta(days=14)
FRESH = timedelta(days=30)
NOT_OVER = timedelta(days=120)  # until then a decision can still be written and approved; publishing never lapses
UNFINISHED = {Step.RETURNED, Step.CHANGED, Step.OVERTAKEN}


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
        *_field_reports(municipality, actor),
        *_feedback(municipality, actor),
        *_dialogues(municipality, actor),
        *_associations(municipality, actor),
        *_walks(municipality, actor),
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


def _feedback(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    """To read, for whoever reports; to write, when there is something to tell since the last time."""
    grant = actor.grant_in(municipality.id, Permission.CONTRIBUTION_REGISTER)
    if grant is None:
        return
    if not actor.holds(Permission.CONTRIBUTION_REVIEW, municipality.id):
        for one in feedback.to_unit(grant.party_id, functions([actor.id])[actor.id], since=clock.today() - FRESH):
            label = _("Återkoppling från %(function)s", function=lower_first(one.author.function))
            yield Task(label, url_for("feedback.index"), short_day(one.sent))
        return
    told = last_results(municipality)
    if told and feedback.units(grant.party_id) and not feedback.to_unit(grant.party_id, since=told):
        state = _("Resultat publicerat %(day)s", day=short_day(told))
        yield Task(_("Återkoppla till dem som har rapporterat"), url_for("feedback.write"), state)


def _field_reports(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    """The rounds that one's unit has not been heard from in; not for whoever leads them."""
    grant, today = actor.grant_in(municipality.id, Permission.CONTRIBUTION_REGISTER), clock.today()
    if grant is None or actor.holds(Permission.DIALOGUE_WRITE, municipality.id):
        return
    unit = functions([actor.id])[actor.id]
    for one in field.rounds(municipality, grant.party_id, today):
        if not field.has_reported(one, grant.party_id, unit, today):
            state = _("Senast %(day)s", day=short_day(one.closes)) if one.closes else _("Öppen")
            yield Task(_("Rapportera: %(title)s", title=one.title), url_for("field.write", slug=one.slug), state)


def _dialogues(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    """What those who answered have been promised to hear, from two weeks before."""
    grant = actor.grant_in(municipality.id, Permission.DIALOGUE_WRITE)
    for one in dialogues(municipality, grant.party_id) if grant else ():
        if one.feedback_by and one.feedback_given is None and one.feedback_by <= clock.today() + SOON:
            late = one.owes_feedback(clock.today())
            state = _("Försenat") if late else _("Senast %(day)s", day=short_day(one.feedback_by))
            label = _("Återkoppla till dem som svarade: %(title)s", title=one.title)
            yield Task(label, url_for("dialogues_staff.feedback", slug=one.slug), state)


def _associations(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    """Those who have asked to be invited."""
    if actor.holds(Permission.DIALOGUE_WRITE, municipality.id) and (number := waiting(municipality)):
        label = ngettext("%(num)s förening vill vara med", "%(num)s föreningar vill vara med", number)
        yield Task(label, url_for("associations_staff.index"), _("Väntar på svar"))


def _walks(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    """Safety walks with points that are late."""
    grant = actor.grant_in(municipality.id, Permission.WALK_WRITE)
    for slug, title, number in late_walks(municipality, grant.party_id, clock.today()) if grant else ():
        label = ngettext(
            "Svara på %(num)s punkt: %(title)s", "Svara på %(num)s punkter: %(title)s", number, title=title
        )
        yield Task(label, url_for("walk_outcomes.show", slug=slug), _("Försenat"))


def _picture(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    grant = actor.grant_in(municipality.id, Permission.PICTURE_WRITE_JOINT)
    if grant is None:
        return
    found = pictures(municipality)
    for picture in found:
        if not picture.is_established:
            yield _open_picture(picture, grant.party_id)
    if all(picture.is_established for picture in found):
        yield Task(_("Börja nästa lägesbild"), url_for("picture.index"), _("Kan börja"))


def _open_picture(picture: Picture, party_id: uuid.UUID) -> Task:
    state = _("Kan fastställas")
    if lacking := len(obstacles(picture, party_id)):
        state = ngettext("%(num)s sak saknas", "%(num)s saker saknas", lacking)
    label = _("Lägesbilden för %(period)s", period=picture.name)
    return Task(label, url_for("picture.show", period=picture.period), state)


def _decisions(municipality: Municipality, actor: Actor) -> Iterator[Task]:
    if not actor.holds(Permission.DECISION_READ, municipality.id):
        return
    found, reports = stages(municipality), follow_ups_to_publish(municipality)
    since = clock.today() - NOT_OVER
    for decision in all_decisions(municipality):
        stage = found.get(decision.id)
        if decision.valid_to >= since:
            yield from _to_decide(municipality, actor, decision, stage)
        if actor.holds(Permission.PUBLISH, municipality.id):
            yield from _to_publish(decision, stage, reports.get(decision.id, 0))


def _to_decide(municipality: Municipality, actor: Actor, decision: Decision, stage: Stage | None) -> Iterator[Task]:
    name, review = _about(decision)
    if stage is None or stage.step in UNFINISHED:
        if actor.holds(Permission.DECISION_WRITE, municipality.id):
            yield _to_write(decision, stage)
        for side in stage.fell if stage else ():
            if actor.holds(Permission.DECISION_APPROVE, municipality.id, side):
                yield Task(name, review, _("Ändrat sedan du godkände"))
        return
    for side in stage.waits_for:
        if actor.holds(Permission.DECISION_APPROVE, municipality.id, side):
            yield Task(name, review, _("Väntar på ditt godkännande"))


def _to_write(decision: Decision, stage: Stage | None) -> Task:
    name, review = _about(decision)
    if stage and stage.sent_back:
        who, reason = stage.sent_back.party.short_name, stage.sent_back.reason
        words = _("%(party)s skickade tillbaka: %(reason)s", party=who, reason=reason)
        return Task(name, f"{review}#tillbaka", stage.label, words)
    state = stage.label if stage and stage.step is Step.OVERTAKEN else _("Inte framlagt")
    return Task(name, url_for("decisions.edit", period=decision.period), state)


def _to_publish(decision: Decision, stage: Stage | None, reports: int) -> Iterator[Task]:
    name, review = _about(decision)
    if stage and stage.step is Step.READY:
        yield Task(name, review, stage.label)
    if reports:
        state = ngettext("%(num)s uppföljning att publicera", "%(num)s uppföljningar att publicera", reports)
        yield Task(name, review, state)


def _about(decision: Decision) -> tuple[str, str]:
    """What a decision is called, and where it is reviewed."""
    review = url_for("publication_staff.proposal", period=decision.period)
    return _("Beslutet för %(period)s", period=decision.name), review


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
    for turn in turns(municipality, today):
        if turn.due and grant.side in turn.sides:
            href = url_for("followup.report", **named(turn.subject))
            yield Task(name_of(turn.subject), href, turn_status(turn, today).label)


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
