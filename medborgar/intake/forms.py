"""What a form of the open dialogue accepts: text to 2,000 characters, a place to 200, the rest from lists."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, StopValidation, ValidationError

from medborgar.core import clock
from medborgar.core.forms import DayField, PublicForm, needed_with, options, plain_text, tidy
from medborgar.core.languages import as_swedish
from medborgar.intake.actions import Answers, Source
from medborgar.intake.models import (
    ACUTE_MAX,
    PLACE_MAX,
    TEXT_MAX,
    Channel,
    DayPart,
    Extent,
    Frequency,
    Kind,
    Voice,
)
from medborgar.municipality.models import Area
from medborgar.outbox.addresses import normal_address

KINDS = {
    Kind.UNSAFE: _l("Något som gör mig otrygg"),
    Kind.SAFE: _l("En plats som är trygg"),
    Kind.PROPOSAL: _l("Ett förslag"),
    Kind.COMING: _l("Något som är på väg att hända"),
}
SAID = KINDS | {Kind.DIALOGUE: _l("Svar i en dialog")}
EXTENTS = {Extent.WHOLE: _l("Hela kommunen"), Extent.UNKNOWN: _l("Jag vet inte")}
DAY_PARTS = {DayPart.DAY: _l("Dag"), DayPart.EVENING: _l("Kväll"), DayPart.NIGHT: _l("Natt")}
FREQUENCIES = {
    Frequency.ONCE: _l("En gång"),
    Frequency.SOMETIMES: _l("Ibland"),
    Frequency.OFTEN: _l("Ofta"),
}
CHANNELS = {
    Channel.PHONE: _l("Telefon"),
    Channel.MEETING: _l("Möte"),
    Channel.PAPER: _l("Papper"),
    Channel.WALK: _l("Trygghetsvandring"),
}
VOICES = {
    Voice.RESIDENT: _l("Invånare"),
    Voice.ASSOCIATION: _l("Förening"),
    Voice.ELECTED: _l("Förtroendevald"),
    Voice.STAFF: _l("Medarbetare"),
}
A_YEAR = timedelta(days=366)


class Reply(StrEnum):
    """How somebody wants to hear what happens."""

    NO = "nej"
    MAIL = "epost"


REPLIES = {Reply.NO: _l("Nej"), Reply.MAIL: _l("Ja, med e-post")}


class OnlyWhenAsked:
    """An address is asked for when mail is wanted; else what stands there is not kept, right or wrong."""

    field_flags = MappingProxyType({"sometimes": True})  # its label must not say that it can be left out

    def __call__(self, form: Any, field: Field) -> None:
        """Forget an address that is not wanted."""
        if form.reply.data != Reply.MAIL:
            field.data, field.errors = "", []
            raise StopValidation


class OneAddress:
    """Exactly one e-mail address, kept as mail servers want it."""

    def __call__(self, form: Form, field: Field) -> None:  # noqa: ARG002 (WTForms' signature)
        """Refuse anything else, shown without what nobody types."""
        address = normal_address(field.data or "")
        if address is None:
            field.data = "".join(letter for letter in field.data or "" if letter.isprintable())
            raise ValidationError(_l("Skriv en e-postadress, till exempel namn@exempel.se"))
        field.data = address


class _Questions:
    """The questions that everybody is asked."""

    kind = RadioField(
        _l("Vad handlar det om?"),
        choices=options(KINDS),
        default=Kind.UNSAFE.value,
        validators=[InputRequired(_l("Välj vad du vill berätta om"))],
    )
    text = TextAreaField(
        _l("Berätta"),
        description=_l("Skriv med egna ord. Några meningar räcker. Skriv inte namn på andra personer."),
        **plain_text(TEXT_MAX, required=_l("Skriv vad du vill berätta")),
    )
    place = StringField(
        _l("Plats"), description=_l("Till exempel en gata, en park eller en hållplats."), **plain_text(PLACE_MAX)
    )
    area = RadioField(
        _l("Vilket område gäller det?"),
        validators=[InputRequired(_l("Välj ett område. Välj Jag vet inte om du är osäker"))],
    )
    day_part = RadioField(_l("När på dygnet?"), choices=options(DAY_PARTS), validate_choice=False)
    frequency = RadioField(_l("Hur ofta?"), choices=options(FREQUENCIES), validate_choice=False)

    def offer(self: Any, areas: Sequence[Area]) -> None:
        """Let the areas of this municipality be chosen."""
        self.area.choices = options({area.slug: as_swedish(area.name) for area in areas} | EXTENTS)
        self._areas = {area.slug: area.id for area in areas}

    def answers(self: Any) -> Answers:
        """What the form says, when it is valid."""
        area_id: uuid.UUID | None = self._areas.get(self.area.data)
        return Answers(
            kind=Kind(self.kind.data),
            text=self.text.data,
            place=self.place.data,
            extent=Extent.AREA if area_id else Extent(self.area.data),
            area_id=area_id,
            day_part=self.day_part.data or None,
            frequency=self.frequency.data or None,
        )

    def validate_day_part(self, field: RadioField) -> None:
        """One of the list, or nothing."""
        _one_of(DAY_PARTS, field, _l("Välj dag, kväll eller natt, eller hoppa över frågan"))

    def validate_frequency(self, field: RadioField) -> None:
        """One of the list, or nothing."""
        _one_of(FREQUENCIES, field, _l("Välj hur ofta, eller hoppa över frågan"))


class TellForm(_Questions, PublicForm):
    """The open form, on three pages: the answers of the other pages travel along as hidden fields."""

    token = HiddenField()
    reply = RadioField(_l("Vill du ha svar?"), choices=options(REPLIES), default=Reply.NO.value)
    email = EmailField(
        _l("Din e-postadress"),
        description=_l(
            "Vi förvarar den för sig och visar den inte för den som läser ditt svar. "
            "Den blir en allmän handling: den som begär ut den kan ha rätt att få den. "
            "Du kan sluta när du vill. Då raderar vi den."
        ),
        filters=[tidy],
        validators=[OnlyWhenAsked(), OneAddress()],
    )

    @property
    def reply_to(self) -> str:
        """Where mail goes, when the form is valid; nothing when nobody wants any."""
        return self.email.data or ""

    def validate_only(self, names: Iterable[str]) -> bool:
        """Check the fields of one page."""
        faults = [name for name in names if not self[name].validate(self, _inline(self, name))]
        return not faults


class ReplyForm(PublicForm):
    """Another address to send to."""

    email = EmailField(
        _l("Ny e-postadress"), filters=[tidy], validators=[InputRequired(_l("Skriv den nya adressen")), OneAddress()]
    )


class HowItCame:
    """By which other way than the web it came, whose voice it is, when, and whether something was done at once."""

    channel = SelectField(
        _l("Hur kom det?"),
        choices=options(CHANNELS, none=_l("Välj")),
        validators=[InputRequired(_l("Välj hur det kom"))],
    )
    voice = SelectField(
        _l("Vem berättade?"),
        choices=options(VOICES, none=_l("Välj")),
        validators=[InputRequired(_l("Välj vem som berättade"))],
    )
    received = DayField(
        _l("Vilken dag kom det?"), validators=[InputRequired(_l("Skriv dagen, till exempel 2027-01-14"))]
    )

    acute = BooleanField(
        _l("Det är akut"), description=_l("Något behövde göras genast. Svaret kommer då först i inkorgen.")
    )
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

    def validate_received(self: Any, field: DayField) -> None:
        """Not in the future and not more than a year ago."""
        if field.data and not clock.today() - A_YEAR <= field.data <= clock.today():
            raise ValidationError(_l("Dagen ska vara i dag eller högst ett år tillbaka"))

    def source(self: Any, *, party_id: uuid.UUID, registered_by: uuid.UUID) -> Source:
        """How it came, when the form is valid."""
        return Source(
            received=self.received.data or clock.today(),
            channel=Channel(self.channel.data),
            voice=Voice(self.voice.data),
            registered_by=registered_by,
            acute=self.acute.data,
            acute_done=(self.acute.data and self.acute_done.data) or "",
            acute_by=(self.acute.data and self.acute_by.data) or "",
            receiving_party_id=party_id,
        )


class RegisterForm(_Questions, HowItCame, FlaskForm):
    """What somebody told by another way, registered by staff."""

    token = HiddenField()


def _one_of(known: dict[Any, Any], field: RadioField, message: str) -> None:
    if field.data and field.data not in set(known):
        raise ValidationError(message)


def _inline(form: Form, name: str) -> list[Any]:
    check = getattr(type(form), f"validate_{name}", None)
    return [check] if check else []
