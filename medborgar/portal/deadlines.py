"""What a year holds: gathered for one municipality, the rhythms and every single day that something is due on."""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from medborgar.core.extensions import db
from medborgar.core.formatting import span
from medborgar.decisions.models import Decision
from medborgar.followup.models import State as Promised
from medborgar.followup.queries import standings
from medborgar.followup.turns import turns
from medborgar.governance import queries as governance
from medborgar.governance.evidence import clocks
from medborgar.governance.models import ComingEvent
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.cadences import CadenceKind
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import cadences
from medborgar.plan.models import OPEN, Measure
from medborgar.plan.models import State as Way
from medborgar.portal.rhythm import State, due_state
from medborgar.portal.year import Item, Rhythm, occasions
from medborgar.publication.page import REPORT_WITHIN

ASKED = {Promised.PLAN, Promised.LATE, Promised.MISSING}  # somebody still has to tell


@dataclass(frozen=True)
class Between:
    """All that happens between two days."""

    rhythms: list[Rhythm]
    days: list[Item]

    @property
    def seldom(self) -> list[Item]:
        """What is worth a line of its own, day by day."""
        again = [item for rhythm in self.rhythms if not rhythm.is_often for item in rhythm.items]
        return sorted([*again, *self.days], key=lambda item: (item.day, item.title))

    @property
    def often(self) -> list[Rhythm]:
        """What comes every week or two."""
        return [rhythm for rhythm in self.rhythms if rhythm.is_often]

    @property
    def everything(self) -> list[Item]:
        """Every occasion, day by day."""
        again = [item for rhythm in self.rhythms for item in rhythm.items]
        return sorted([*again, *self.days], key=lambda item: (item.day, item.title))


def between(municipality: Municipality, first: date, last: date, today: date) -> Between:
    """Gather it."""
    done = governance.all_done(municipality)
    rhythms = [occasions(cadence, done, first, last, today) for cadence in cadences(municipality)]
    days = [
        *_commitments(municipality, today),
        *_measures(municipality, today),
        *_turns(municipality, today),
        *_results(municipality, today),
        *_agreements(municipality, today),
        *_law(municipality, today),
    ]
    going_on = [_event(event, today) for event in governance.coming_events(municipality, first, last)]
    return Between(rhythms, [item for item in days if first <= item.day <= last] + going_on)


def _commitments(municipality: Municipality, today: date) -> Iterator[Item]:
    held = [one for one in standings(municipality, today) if one.commitment.priority.decision.decided]
    asked = Counter(one.due for one in held if one.state in ASKED)
    for day, number in Counter(one.due for one in held).items():
        silent = asked[day]
        yield Item(
            key=_key(municipality, "åtaganden", day),
            day=day,
            title=ngettext("%(num)s åtagande ska vara klart", "%(num)s åtaganden ska vara klara", number),
            kind=CadenceKind.FOLLOWUP,
            state=due_state(day, today, done=not silent),
            endpoint="followup.index",
            note=ngettext("%(num)s är inte uppföljt", "%(num)s är inte uppföljda", silent) if silent else "",
        )


def _measures(municipality: Municipality, today: date) -> Iterator[Item]:
    chosen = select(Measure.due, Measure.state).where(
        Measure.municipality_id == municipality.id, Measure.state.not_in([Way.POSSIBLE, Way.CANCELLED])
    )
    held = [(day, state) for day, state in db.session.execute(chosen) if day]
    open_ones = Counter(day for day, state in held if state in OPEN)
    for day, number in Counter(day for day, _state in held).items():
        undone = open_ones[day]
        yield Item(
            key=_key(municipality, "åtgärder", day),
            day=day,
            title=ngettext("%(num)s åtgärd ska vara klar", "%(num)s åtgärder ska vara klara", number),
            kind=CadenceKind.PLAN_REVISION,
            state=due_state(day, today, done=not undone),
            endpoint="plan.index",
            note=ngettext("%(num)s är inte klar", "%(num)s är inte klara", undone) if undone else "",
        )


def _turns(municipality: Municipality, today: date) -> Iterator[Item]:
    """Measures, agreements and the method that somebody is to follow up by now."""
    for day, number in Counter(one.due for one in turns(municipality, today) if one.due).items():
        yield Item(
            key=_key(municipality, "uppföljningar", day),
            day=day,
            title=ngettext("%(num)s uppföljning ska lämnas", "%(num)s uppföljningar ska lämnas", number),
            kind=CadenceKind.FOLLOWUP,
            state=due_state(day, today, done=False),
            endpoint="followup.index",
            note=_("Åtgärder, överenskommelser och metoden"),
        )


def _results(municipality: Municipality, today: date) -> Iterator[Item]:
    """The day by which people are to be told how it went."""
    told = governance.told_after_period(municipality)
    chosen = select(Decision.period, Decision.valid_from, Decision.valid_to).where(
        Decision.municipality_id == municipality.id, Decision.decided.is_not(None)
    )
    for period, first, last in db.session.execute(chosen):
        day = last + REPORT_WITHIN
        yield Item(
            key=_key(municipality, f"resultat {period}", day),
            day=day,
            title=_("Berätta hur det gick %(span)s", span=span(first, last)),
            kind=CadenceKind.FOLLOWUP,
            state=due_state(day, today, done=period in told),
            endpoint="decisions.index",
        )


def _agreements(municipality: Municipality, today: date) -> Iterator[Item]:
    for one in db.session.scalars(select(Agreement).where(Agreement.municipality_id == municipality.id)):
        day = one.ended or one.valid_to
        if day:
            yield Item(
                key=_key(municipality, f"överenskommelse {one.id}", day),
                day=day,
                title=_("Överenskommelsen slutar gälla: %(title)s", title=one.title),
                kind=CadenceKind.AGREEMENT_REVIEW,
                state=State.PASSED if day < today else due_state(day, today, done=False),
                endpoint="agreements.index",
            )


def _law(municipality: Municipality, today: date) -> Iterator[Item]:
    found = clocks(municipality, today)
    for clock, kind, title in (
        (found.picture, CadenceKind.PICTURE, _("Lagen: lägesbilden ska vara uppdaterad")),
        (found.plan, CadenceKind.PLAN_REVISION, _("Lagen: åtgärdsplanen ska vara uppföljd")),
    ):
        if clock.due:
            yield Item(
                key=_key(municipality, f"lagen {kind}", clock.due),
                day=clock.due,
                title=title,
                kind=kind,
                state=due_state(clock.due, today, done=False),
                endpoint="law.staff",
            )


def _event(event: ComingEvent, today: date) -> Item:
    state = State.PASSED if event.last_day < today else due_state(max(event.first_day, today), today, done=False)
    return Item(
        key=uuid.uuid5(event.id, "dag"),
        day=event.first_day,
        title=event.title,
        kind=CadenceKind.OTHER,
        state=state,
        endpoint="coming.index",
        note=event.place.name if event.place else "",
        last=event.last_day,
    )


def _key(municipality: Municipality, what: str, day: date) -> uuid.UUID:
    return uuid.uuid5(municipality.id, f"{what} {day.isoformat()}")
