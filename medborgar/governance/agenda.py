"""The page that makes itself: what a meeting has before it, as plain words that can be kept when it is *justerat*."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from medborgar.core import clock
from medborgar.core.formatting import long_day, near_day, near_span
from medborgar.followup.models import FollowUp, Result
from medborgar.followup.pages import in_short
from medborgar.followup.queries import latest_of_measures
from medborgar.governance import queries
from medborgar.governance.figures import Window
from medborgar.governance.models import ComingEvent, Meeting, lines
from medborgar.municipality.cadences import Cadence, CadenceKind, occurrences
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import cadences
from medborgar.picture.models import Problem
from medborgar.plan.models import Measure, State
from medborgar.plan.names import STATES
from medborgar.plan.pages import status_of
from medborgar.plan.queries import recent_insatser

AHEAD = timedelta(days=28)  # what is coming
LISTED_BACK, LISTED_AHEAD = timedelta(days=120), timedelta(days=45)
WITHOUT_RHYTHM = timedelta(days=14)
PROBLEMS_MOST = 5
UNDER_WAY = {Result.ONGOING, Result.LATE}


@dataclass(frozen=True)
class Days:
    """When a municipality meets: by its rhythms, and on the days that somebody has written something of."""

    cadences: Sequence[Cadence]
    written: Sequence[Meeting]

    def planned(self, first: date, last: date) -> list[date]:
        """The days of the rhythms between two days."""
        return sorted({day for cadence in self.cadences for day in occurrences(cadence, first, last)})

    def listed(self, today: date) -> list[date]:
        """The days to choose between, the latest first."""
        planned = self.planned(today - LISTED_BACK, today + LISTED_AHEAD)
        return sorted({*planned, *(meeting.day for meeting in self.written)}, reverse=True)

    def is_one(self, day: date) -> bool:
        """Whether there is a meeting on a day."""
        return any(meeting.day == day for meeting in self.written) or day in self.planned(day, day)

    def before(self, day: date) -> date:
        """The last meeting before a day that was held; before the first, the last that was planned."""
        held = [meeting.day for meeting in self.written if meeting.day < day]
        planned = self.planned(day - LISTED_BACK, day - timedelta(days=1))
        return max(held, default=planned[-1] if planned else day - WITHOUT_RHYTHM)

    def after(self, day: date) -> date | None:
        """The next one by the rhythms."""
        return next(iter(self.planned(day + timedelta(days=1), day + LISTED_BACK)), None)

    def title(self, day: date) -> str:
        """What the meetings of a day are called."""
        return " · ".join(one.title for one in self.cadences if occurrences(one, day, day))


def days_of(municipality: Municipality) -> Days:
    """When it meets; two queries."""
    again = [one for one in cadences(municipality) if one.kind == CadenceKind.MEETING]
    return Days(again, queries.meetings(municipality))


def window_of(days: Days, day: date) -> Window:
    """The days whose reports a meeting looks at."""
    return Window(days.before(day), day)


def agenda(municipality: Municipality, day: date, days: Days, meeting: Meeting | None) -> dict[str, Any]:
    """All that both parties can see of a meeting, in words and with Swedish keys."""
    since = days.before(day)
    decided = [link.measure for link in meeting.measures] if meeting else []
    next_day = (meeting and meeting.next_day) or days.after(day)
    before = recent_insatser(municipality, since=since, but={one.id for one in decided})
    told = latest_of_measures(municipality)
    return {
        "rubrik": days.title(day),
        "dag": long_day(day),
        "sedan": long_day(since),
        "narvaro": lines(meeting.attendance) if meeting else [],
        "insatser": [_measure(one, told.get(one.id)) | _went(told.get(one.id)) for one in before],
        "siffror": _shown(meeting),
        "handelser": [_event(one) for one in queries.coming_events(municipality, day, day + AHEAD)],
        "problem": [_problem(one) for one in queries.heaviest_problems(municipality, PROBLEMS_MOST)],
        "anteckningar": meeting.notes if meeting else "",
        "beslut": [_measure(one, told.get(one.id)) for one in decided],
        "berattas": meeting.told if meeting else "",
        "nasta": long_day(next_day) if next_day else "",
    }


def _shown(meeting: Meeting | None) -> dict[str, Any]:
    """What the parties have put on the table, by side."""
    return {one.party.side: queries.read(one.figures) for one in queries.figures_of(meeting)} if meeting else {}


def _measure(measure: Measure, told: FollowUp | None) -> dict[str, Any]:
    """One insats; of a late one that nobody has said is over, how it stands says which day has gone."""
    today = clock.today()
    is_late = measure.is_late(today) and (told is None or told.result in UNDER_WAY)
    return {
        "titel": measure.title,
        "lage": status_of(measure, today)["label"] if is_late else str(STATES[State(measure.state)]),
        "ansvarig": measure.owner,
        "plats": measure.place.name if measure.place else "",
        "klart": near_day(measure.due) if measure.due and not is_late else "",
    }


def _went(told: FollowUp | None) -> dict[str, str]:
    return {"gick": in_short(told) if told else ""}


def _event(event: ComingEvent) -> dict[str, Any]:
    when = near_span(event.first_day, event.last_day)
    return {"titel": event.title, "nar": when, "plats": event.place.name if event.place else "", "not": event.note}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "titel": problem.title,
        "fokus": problem.focus_area.name,
        "behov": problem.need,
        "paverkan": problem.influence,
    }
