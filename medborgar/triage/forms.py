"""What a review and an inbox filter accept."""

import uuid
from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from medborgar.core.formatting import long_day
from medborgar.core.forms import DayField, PublicForm, StaffForm, VersionField, needed_with, options, plain_text
from medborgar.intake.forms import SAID
from medborgar.intake.models import ACUTE_MAX, WHOLE_MAX, Dialogue
from medborgar.municipality.models import Area, FocusArea, Place
from medborgar.triage.actions import Judgement
from medborgar.triage.models import REPLY_MAX, TAGS_MAX, Outcome, Purpose, Review
from medborgar.triage.queries import Filters

REASON_MAX, NOTE_MAX, WORDS_MAX, PAGES_MAX = 500, 1000, 100, 10_000

OUTCOMES = {
    Outcome.IN_PICTURE: _l("Med i lägesbilden"),
    Outcome.DONE_DIRECTLY: _l("Åtgärdat direkt"),
    Outcome.PASSED_ON: _l("Lämnat vidare"),
    Outcome.SAME_AS: _l("Samma sak som ett annat svar"),
    Outcome.ELSEWHERE: _l("Hör till någon annan"),
}
PURPOSES = {
    Purpose.AGAIN: _l("Jag behöver granska om svaret"),
    Purpose.REPLY: _l("Jag behöver svara den som skrev"),
}
STATES = {"att-lasa": _l("Att läsa"), "svarat": _l("Nytt svar på er fråga"), "klara": _l("Klara"), "alla": _l("Alla")}


class _Words:
    """What goes to whoever wrote."""

    reply = TextAreaField(
        _l("Svar till den som skrev"),
        description=_l("Visas exakt så här när koden används."),
        **plain_text(REPLY_MAX),
    )
    question = TextAreaField(
        _l("Fråga till den som skrev"),
        description=_l("Den som skrev kan svara utan att säga vem det är."),
        **plain_text(REPLY_MAX),
    )


class ReviewForm(_Words, StaffForm):
    """Masked wording to 12,000 characters, one to three focus areas, an outcome with its reason."""

    version = VersionField()
    masked_text = TextAreaField(
        _l("Så här får andra läsa det"),
        description=_l("Byt ut namn, adresser, nummer och annat som pekar ut någon, till exempel mot [namn]."),
        **plain_text(WHOLE_MAX, required=_l("Skriv hur texten får läsas")),
    )
    focus = SelectMultipleField(
        _l("Fokusområden"),
        description=_l("Välj ett till tre. Behövs när svaret är med i lägesbilden."),
        coerce=uuid.UUID,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    place = SelectField(_l("Plats"), coerce=lambda value: uuid.UUID(value) if value else None)
    outcome = RadioField(
        _l("Vad blir det av svaret?"),
        choices=options(OUTCOMES),
        validators=[InputRequired(_l("Välj vad det blir av svaret"))],
    )
    reason = TextAreaField(
        _l("Därför"),
        description=_l("Den som skrev läser det här. Behövs inte när svaret är med i lägesbilden."),
        **plain_text(REASON_MAX),
    )
    same_as = SelectField(
        _l("Samma sak som"),
        description=_l("Behövs när svaret är samma sak som ett annat."),
        coerce=lambda value: uuid.UUID(value) if value else None,
    )
    acute = BooleanField(_l("Det var akut"))
    acute_done = StringField(
        _l("Vad gjordes genast?"),
        description=_l("Behövs när det är akut."),
        **needed_with("acute", ACUTE_MAX, _l("Skriv vad som gjordes")),
    )
    acute_by = StringField(
        _l("Vilken funktion gjorde det?"),
        description=_l("Behövs när det är akut."),
        **needed_with("acute", ACUTE_MAX, _l("Skriv vilken funktion som gjorde det")),
    )
    note = TextAreaField(_l("Anteckning för er egen skull"), **plain_text(NOTE_MAX))

    def offer(self, focus: Sequence[FocusArea], places: Sequence[Place], same: Sequence[Review]) -> None:
        """Let what this municipality has be chosen."""
        self.focus.choices = options({area.id: area.name for area in focus})
        self.place.choices = options({place.id: place.name for place in places}, none=_l("Ingen särskild plats"))
        names = {review.contribution_id: review.masked_text[:60] for review in same}
        self.same_as.choices = options(names, none=_l("Välj svar"))

    def show(self, review: Review) -> None:
        """Fill in what has been saved."""
        self.version.data, self.masked_text.data = review.version, review.masked_text
        self.focus.data = [tag.focus_area_id for tag in review.tags]
        self.place.data, self.same_as.data = review.place_id, review.same_as_id
        self.outcome.data, self.reason.data, self.note.data = review.outcome, review.reason, review.note

    @property
    def judgement(self) -> Judgement:
        """What the form says, when it is valid."""
        return Judgement(
            masked_text=self.masked_text.data or "",
            outcome=Outcome(self.outcome.data),
            reason=self.reason.data or "",
            same_as_id=self.same_as.data,
            place_id=self.place.data,
            note=self.note.data or "",
            focus_area_ids=frozenset(self.focus.data or []),
            acute=self.acute.data,
            acute_done=self.acute_done.data or "",
            acute_by=self.acute_by.data or "",
        )

    def validate_focus(self, field: SelectMultipleField) -> None:
        """One to three when the answer counts in the picture, else none to three."""
        if len(field.data or []) > TAGS_MAX:
            raise ValidationError(_l("Välj högst tre fokusområden"))
        if self.outcome.data == Outcome.IN_PICTURE and not field.data:
            raise ValidationError(_l("Välj minst ett fokusområde"))

    def validate_reason(self, field: TextAreaField) -> None:
        """Every end is told with its reason."""
        if self.outcome.data not in {Outcome.IN_PICTURE, None} and not field.data:
            raise ValidationError(_l("Skriv varför, så att den som skrev får veta"))

    def validate_same_as(self, field: SelectField) -> None:
        """Which one, when it is the same as another."""
        if self.outcome.data == Outcome.SAME_AS and not field.data:
            raise ValidationError(_l("Välj vilket svar det är samma sak som"))


class WriteForm(_Words, StaffForm):
    """Words to whoever wrote, when the review is done: a reply, a question or both."""

    def validate_reply(self, field: TextAreaField) -> None:
        """One of them."""
        if not field.data and not self.question.data:
            raise ValidationError(_l("Skriv ett svar eller en fråga"))


class OriginalForm(StaffForm):
    """Why somebody needs the words as they came."""

    purpose = RadioField(
        _l("Varför behöver du läsa originalet?"),
        choices=options(PURPOSES),
        validators=[InputRequired(_l("Välj varför du behöver läsa originalet"))],
    )


class FilterForm(PublicForm):
    """The inbox's filter, in the address; what is not understood is left out, and said."""

    lage = SelectField(_l("Läge"), choices=options(STATES), default="att-lasa")
    omrade = SelectField(_l("Delområde"), default="")
    slag = SelectField(_l("Slag"), choices=options(SAID, none=_l("Alla")), default="")
    fokus = SelectField(_l("Fokusområde"), default="")
    dialog = SelectField(_l("Dialog"), default="")
    ord = StringField(_l("Ord i granskad text"), **plain_text(WORDS_MAX))
    fran = DayField(_l("Från och med"), validators=[Optional()])
    till = DayField(_l("Till och med"), validators=[Optional()])
    sida = IntegerField(_l("Sida"), validators=[Optional()])

    def offer(self, areas: Sequence[Area], focus: Sequence[FocusArea], dialogues: Sequence[Dialogue]) -> None:
        """Let what this municipality has be chosen, and its party's dialogues."""
        self.dialog.choices = options({one.slug: _named(one) for one in dialogues}, none=_l("Alla"))
        self.omrade.choices = options({area.slug: area.name for area in areas}, none=_l("Alla"))
        self.fokus.choices = options({area.slug: area.name for area in focus}, none=_l("Alla"))

    def validate_till(self, field: DayField) -> None:
        """Not before the first day."""
        if field.data and self.fran.data and field.data < self.fran.data:
            raise ValidationError(_l("Dagen ska vara samma som Från och med, eller senare"))

    @property
    def asked(self) -> dict[str, Any]:
        """What the address says of each filter, but for the page."""
        said = {name: (self[name].raw_data or [""])[0] for name in self.data if name != "sida"}
        return {name: value for name, value in said.items() if value}

    @property
    def filters(self) -> Filters:
        """What is looked for."""
        self.validate()
        found: dict[str, Any] = {name: None if self[name].errors else self[name].data for name in self.data}
        return Filters(
            state=found["lage"] or "att-lasa",
            area=found["omrade"] or "",
            kind=found["slag"] or "",
            focus=found["fokus"] or "",
            dialogue=found["dialog"] or "",
            words=found["ord"] or "",
            since=found["fran"],
            until=found["till"],
            page=min(max(found["sida"] or 1, 1), PAGES_MAX),
        )


def _named(dialogue: Dialogue) -> str:
    """What a dialogue is called, and which round of it."""
    return f"{dialogue.title}, {long_day(dialogue.opens)}" if dialogue.opens else dialogue.title


class DaysForm(PublicForm):
    """Between which days something came in."""

    fran = DayField(_l("Från och med"), validators=[InputRequired(_l("Skriv första dagen"))])
    till = DayField(_l("Till och med"), validators=[InputRequired(_l("Skriv sista dagen"))])


class FeedbackForm(StaffForm):
    """What came of what was reported, to one unit or to all."""

    unit = SelectField(_l("Till vem?"), choices=[])
    text = TextAreaField(
        _l("Vad hände med det som rapporterades?"),
        description=_l("Skriv om platser och händelser, aldrig namn på personer."),
        **plain_text(REPLY_MAX, required=_l("Skriv vad som hände")),
    )

    def offer(self, units: Sequence[str]) -> Self:
        """Let these units be chosen."""
        self.unit.choices = options({one: one for one in units}, none=_l("Alla som har rapporterat"))
        return self
