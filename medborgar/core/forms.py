"""What forms share: words that are only words, and the version of a row that a form was made from."""

import unicodedata
import uuid
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Field, Form, HiddenField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the types
from wtforms.form import BaseForm
from wtforms.i18n import DummyTranslations
from wtforms.meta import DefaultMeta
from wtforms.validators import DataRequired, Length, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from medborgar.core.errors import DomainError
from medborgar.core.languages import current
from medborgar.core.persons import identity_numbers

UNKEEPABLE = {"Cc", "Cs"}  # control characters, NUL among them, and halves of a surrogate pair
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)
UNREAD = "\ufffd"  # what stands where bytes were no text
KEPT = "\n\t"
PLAIN = {
    "Inte ett giltigt val": _l("Välj något i listan"),
    "Inte ett giltigt heltal": _l("Skriv ett heltal, till exempel 12"),
    "Inte ett giltigt datum": _l("Skriv datumet som år, månad och dag, till exempel 2027-03-22"),
}
UNSEEN = {"Cf", "Zl", "Zp", "Zs"}  # what joins, parts and spaces letters, and is nothing without them
BLANKS = "\u2800\u3164\uffa0\u115f\u1160"  # letters by name, and nothing to see


class PublicForm(Form):
    """A form without a session: without one there is no Flask-WTF, and so no language, unless we say so."""

    class Meta(DefaultMeta):
        """Its messages' language: the page's, which WTForms itself has Swedish and English words in."""

        locales = ("sv",)

        def get_translations(self, form: Any) -> Any:
            """The Swedish words, or none for the English ones they are made of."""
            return super().get_translations(form) if current().is_swedish else DummyTranslations()


class NamesNoNumber(Form):
    """Whatever it is about, nobody's personal identity number has a place in it."""

    def validate(self, extra_validators: Any = None) -> bool:
        """As every form, and every text once more."""
        valid = super().validate(extra_validators)
        texts = [one for one in self if isinstance(one, StringField) and not isinstance(one, HiddenField)]
        return all([valid, *map(_names_no_number, texts)])


class StaffForm(NamesNoNumber, FlaskForm):
    """What staff write."""


def _names_no_number(field: Field) -> bool:
    found = identity_numbers(field.data or "")
    field.errors = [*field.errors, *(_l("Ta bort %(words)s: det är ett personnummer.", words=one) for one in found)]
    return not found


def plain_text(max_length: int, *, required: str = "") -> dict[str, Any]:
    """Arguments for a field of plain text: at most so many characters, tidied; with `required`, what to say of none."""
    length = Length(max=max_length, message=_l("Korta texten: den har %(length)d tecken och får ha högst %(max)d"))
    validators = [DataRequired(required)] if required else []
    return {"filters": [tidy], "validators": [*validators, only_text, length]}


class NeededWith:
    """A field that is needed when another one is filled in; `message` says so."""

    field_flags = MappingProxyType({"sometimes": True})  # its label must not say that it can be left out

    def __init__(self, other: str, message: str) -> None:
        self.other, self.message = other, message

    def __call__(self, form: Form, field: Field) -> None:
        """Refuse an empty field beside a filled one."""
        if form[self.other].data and not field.data:
            raise ValidationError(self.message)


def needed_with(other: str, max_length: int, message: str) -> dict[str, Any]:
    """Arguments for a field of plain text that is needed when another field is filled in."""
    text = plain_text(max_length)
    return text | {"validators": [*text["validators"], NeededWith(other, message)]}


def options(labels: Mapping[Any, Any], *, none: Any = "") -> list[Any]:
    """Choices for a field, from values and what they are called; `none` is what an empty choice is called."""
    chosen = [SelectChoice(str(value), label) for value, label in labels.items()]
    return [SelectChoice("", none), *chosen] if none else chosen


def as_id(value: uuid.UUID | str) -> uuid.UUID:
    """The id that a page carried; ValueError for what is none, and so no valid choice."""
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def as_id_or_none(value: uuid.UUID | str | None) -> uuid.UUID | None:
    """As `as_id`, where nothing may be chosen."""
    return as_id(value) if value else None


def chosen(field: Any) -> str:
    """What the chosen option of a field is called; nothing when none is."""
    return next((str(label) for value, label, is_chosen, _ in field.iter_choices() if is_chosen), "")


def plainly(error: object) -> str:
    """A fault in plain words, where the forms' own library speaks of values and validity."""
    return str(PLAIN.get(str(error), error))


def left_out(form: Form) -> list[str]:
    """The filters of an address that were not understood, each with why."""
    return [f"{field.label.text}: {plainly(field.errors[0])}" for field in form if field.errors]


def blame(form: Form, refusal: DomainError) -> None:
    """Tell a form's reader why it was refused: at the field whose fault it is, if it is one's."""
    if refusal.field in form:
        form[refusal.field].errors = [refusal.message]
    else:
        form.form_errors.append(refusal.message)


def tidy(text: str | None) -> str:
    """Text without space around it, in composed letters, lines ended alike; nothing when there is nothing to see."""
    tidied = unicodedata.normalize("NFC", (text or "").replace("\r\n", "\n").replace("\r", "\n").strip())
    return tidied if any(map(_is_seen, tidied)) else ""


def keepable(text: str) -> str:
    """Text without what nobody types and not every database can keep."""
    return "".join(letter for letter in text if not _is_unkeepable(letter))


def only_text(form: Form, field: Field) -> None:  # noqa: ARG001 (WTForms' signature)
    """Refuse what nobody types and not every database can keep, shown as �; and what came in a wrong encoding."""
    written = field.data or ""
    field.data = "".join(UNREAD if _is_unkeepable(letter) else letter for letter in written)
    if field.data != written:
        raise ValidationError(_l("Ta bort tecken som inte syns: texten har sådana som inte går att spara"))
    if UNREAD in written:
        raise ValidationError(_l("Skriv om där det står �: några tecken gick inte att läsa"))


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in UNSEEN and letter not in BLANKS and letter not in KEPT


def _is_unkeepable(letter: str) -> bool:
    return unicodedata.category(letter) in UNKEEPABLE and letter not in KEPT


class CheckboxesField(SelectMultipleField):
    """Some of many, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DayField(DateField):
    """A day that the site can count with; its own rules speak first, of what is a day at all."""

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 (WTForms' signature)
        """Ask nothing more of what could not be read."""
        if self.process_errors and "".join(self.raw_data or []).strip():
            raise StopValidation

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:  # noqa: ARG002 (WTForms' signature)
        """Refuse a day of other centuries."""
        if self.data and not self.errors and not FIRST_DAY <= self.data <= LAST_DAY:
            raise ValidationError(_l("Skriv en dag från och med 1990 till och med 2199"))


class VersionField(Field):
    """The version of the row that a form was made from; 0 when there was none, -1 for what is no version."""

    widget = HiddenInput()
    data: int

    def process_data(self, value: int | None) -> None:
        """Take the row's version."""
        self.data = value or 0

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the version that the page carried."""
        digits = valuelist[0] if valuelist else ""
        self.data = int(digits) if digits.isdecimal() and len(digits) < 10 else -1

    def _value(self) -> str:
        return str(self.data)
