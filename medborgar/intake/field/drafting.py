"""A report while it is written: several events, of which one is open on the page and the others travel along."""

import re
from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from medborgar.intake.actions import Answers
from medborgar.intake.dialogues.answering import made_of, name_of
from medborgar.intake.dialogues.models import Question
from medborgar.intake.field.forms import EventForm
from medborgar.municipality.models import Area

EVENTS_MOST = 10
KEY = re.compile(r"[1-9]\d{0,8}")  # by which the fields of one event are told from another's
Sent = MultiDict[str, str]


class Draft:
    """The events as they were sent; `here` is the key of the one that is open."""

    def __init__(self, asked: Sequence[Question], ever_asked: Sequence[Question], areas: Sequence[Area], sent: Sent):
        self._asked, self._areas, self._sent = asked, areas, sent
        self._left = [one for one in ever_asked if not one.asked]
        keys = dict.fromkeys(key for key in sent.getlist("handelse") if KEY.fullmatch(key))
        self.events = {key: self._event(key) for key in list(keys)[:EVENTS_MOST] or ["1"]}
        here = sent.get("har", "")
        self.here = here if here in self.events else next(reversed(self.events))

    @property
    def form(self) -> EventForm:
        """The event that is open."""
        return self.events[self.here]

    @property
    def others(self) -> dict[str, EventForm]:
        """Those that are not."""
        return {key: form for key, form in self.events.items() if key != self.here}

    @property
    def number(self) -> int:
        """Which of them is open, counted from 1."""
        return list(self.events).index(self.here) + 1

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been written of any."""
        return all(form.is_blank for form in self.events.values())

    @property
    def is_full(self) -> bool:
        """Whether no more events have room in one report."""
        return len(self.events) >= EVENTS_MOST

    @property
    def answers(self) -> list[Answers]:
        """What the events say, when they are valid."""
        return [form.answers for form in self.events.values()]

    def open(self, key: str) -> None:
        """Turn to one of them, if it is there."""
        self.here = key if key in self.events else self.here

    def add(self) -> None:
        """Begin one more, after the others."""
        if not self.is_full:
            self.here = str(max(map(int, self.events), default=0) + 1)
            self.events[self.here] = self._event(self.here)

    def take_away(self, key: str) -> None:
        """Let one go; the last one leaves an empty one."""
        if list(self.events) == [key]:
            self.add()
        self.events.pop(key, None)
        self.here = next(reversed(self.events))

    def is_right(self) -> bool:
        """Whether every event can be kept; one that is empty beside others goes, and a faulty one is opened."""
        filled = {key: form for key, form in self.events.items() if not form.is_blank}
        self.events = filled or {self.here: self.form}
        faulty = next((key for key, form in self.events.items() if not form.can_be_kept()), None)
        self.here = faulty or next(reversed(self.events))
        return faulty is None

    def _event(self, key: str) -> EventForm:
        """One event: what is asked, and what has just ceased to be, if it was answered before that."""
        left = [one for one in self._left if self._sent.get(f"h{key}-{name_of(one)}")]
        form = made_of(EventForm, [*self._asked, *left], self._areas, self._sent, prefix=f"h{key}-")
        del form.token  # the report has one
        return form
