"""What a meeting's forms accept: words with limits, days, and never a person's name."""

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from medborgar.core import clock
from medborgar.core.forms import DayField, VersionField, options, plain_text
from medborgar.governance.actions import EventWords, MeetingWords
from medborgar.governance.models import ComingEvent, Meeting
from medborgar.municipality.models import Place
from medborgar.municipality.periods import FIRST_YEAR, LAST_YEAR
from medborgar.plan.fields import GuardedForm

FUNCTIONS_MAX, TEXT_MAX, TITLE_MAX, NOTE_MAX = 1000, 5000, 120, 500


def _has_a_page(form: FlaskForm, field: Field) -> None:  # noqa: ARG001 (WTForms' signature)
    if field.data and not FIRST_YEAR < field.data.year < LAST_YEAR:
        raise ValidationError(_l("Skriv en dag från och med 2001 till och med 2198"))


class MeetingForm(GuardedForm):
    """What people add to a meeting's page."""

    version = VersionField()
    attendance = TextAreaField(
        _l("Vilka var med?"), description=_l("Funktioner, en på varje rad. Inga namn."), **plain_text(FUNCTIONS_MAX)
    )
    notes = TextAreaField(
        _l("Anteckningar"), description=_l("Platser och händelser. Aldrig namn på personer."), **plain_text(TEXT_MAX)
    )
    told = TextAreaField(_l("Vad berättas utåt, och av vem?"), **plain_text(1000))
    next_day = DayField(
        _l("Nästa möte"), description=_l("Om det inte är när rytmen säger."), validators=[Optional(), _has_a_page]
    )

    @classmethod
    def of(cls, meeting: Meeting | None, known: Collection[str], **more: Any) -> "MeetingForm":
        """The form of a meeting, or of one that nobody has written anything of."""
        return cls(obj=meeting, **more).guard(known)

    @property
    def words(self) -> MeetingWords:
        """What was filled in, as the action takes it."""
        return MeetingWords(
            attendance=self.attendance.data or "",
            notes=self.notes.data or "",
            told=self.told.data or "",
            next_day=self.next_day.data,
        )


class ApproveForm(FlaskForm):
    """Locking the minutes as they stood when the page was opened."""

    version = VersionField()


class MeetingDayForm(FlaskForm):
    """A meeting on another day than the rhythm's."""

    day = DayField(_l("Vilken dag?"), validators=[InputRequired(_l("Skriv vilken dag mötet är")), _has_a_page])


class EventForm(GuardedForm):
    """What is coming: what, where, when."""

    version = VersionField()
    title = StringField(
        _l("Vad händer?"),
        description=_l("Till exempel Marknad eller Derby."),
        **plain_text(TITLE_MAX, required=_l("Skriv vad som händer")),
    )
    place = SelectField(_l("Plats"))
    first_day = DayField(_l("Första dagen"), validators=[InputRequired(_l("Skriv vilken dag det börjar"))])
    last_day = DayField(_l("Sista dagen"), description=_l("Om det är fler än en."), validators=[Optional()])
    note = TextAreaField(_l("Att tänka på"), **plain_text(NOTE_MAX))

    @classmethod
    def of(cls, event: ComingEvent | None, places: Sequence[Place], known: Collection[str], **more: Any) -> "EventForm":
        """The form of an event, or of a new one."""
        form = cls(obj=event, data={"place": str(event.place_id or "")} if event else None, **more)
        form.place.choices = options({place.id: place.name for place in places}, none=_l("Ingen särskild plats"))
        return form.guard(known)

    def words(self, places: Sequence[Place]) -> EventWords:
        """What was filled in, as the action takes it."""
        return EventWords(
            title=self.title.data or "",
            place=next((place for place in places if str(place.id) == self.place.data), None),
            first_day=self.first_day.data or clock.today(),
            last_day=self.last_day.data or self.first_day.data or clock.today(),
            note=self.note.data or "",
        )
