"""What the forms of Inställningar share: a field has the name of the attribute it is about."""

import re
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, Form, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from medborgar.core.formatting import long_day
from medborgar.core.forms import DayField, VersionField, chosen, options, plain_text, tidy
from medborgar.municipality.models import Municipality

LINE_MAX, QUOTE_MAX, TEXT_MAX, ORDER_MAX = 200, 300, 2000, 999
FUNCTION = re.compile(r"[^:]+: .+")


class RowForm(FlaskForm):
    """The form of one row, and the version of the row that it was made from."""

    version = VersionField()

    @classmethod
    def of(cls, row: Any, municipality: Municipality, **given: Any) -> "RowForm":
        """The form of a row; with `formdata=None` as the row stands, whatever was sent."""
        form = cls(obj=row, **given)
        form.offer(row, municipality)
        return form

    def offer(self, row: Any, municipality: Municipality) -> None:
        """Let what this municipality has be chosen."""

    @property
    def values(self) -> dict[str, Any]:
        """What is said of each attribute."""
        return {field.name: field.data for field in self if field.name not in {"version", "csrf_token"}}

    @property
    def words(self) -> dict[str, str]:
        """The same in words, by the fields' labels."""
        return {str(field.label.text): _words(field) for field in self if field.name in self.values}


def differences(one: RowForm, other: RowForm) -> tuple[str, str]:
    """Where two forms of a row say different things: what each says."""
    theirs, mine = one.words, other.words
    apart = [label for label in mine if theirs[label] != mine[label]] or list(mine)
    texts = ["\n".join(f"{label}: {words[label] or '–'}" for label in apart) for words in (theirs, mine)]
    return texts[0], texts[1]


def line(required: str = "") -> dict[str, Any]:
    """Arguments for a field of one line."""
    return plain_text(LINE_MAX, required=required)


def lines(required: str = "") -> dict[str, Any]:
    """Arguments for a field of several lines, of which empty ones are left out."""
    return plain_text(TEXT_MAX, required=required) | {"filters": [tidy, _without_empty_lines]}


def day(label: str, hint: str = "", *, missing: str = "") -> DayField:
    """A field for a day of these centuries; one that can be left out has no `missing`."""
    needed = InputRequired(missing) if missing else Optional()
    return DayField(label, description=hint, validators=[needed])


def order() -> IntegerField:
    """Where in the list a row stands."""
    between = NumberRange(0, ORDER_MAX, _l("Skriv ett heltal mellan %(min)s och %(max)s"))
    return IntegerField(
        _l("Ordning"),
        description=_l("Ett heltal. Lägst står först."),
        validators=[InputRequired(between.message), between],
    )


def one_of(label: str, words: Mapping[Any, Any], *, missing: str = "", none: str = "", hint: str = "") -> SelectField:
    """A field for one of several codes; with `none`, what it is called to choose nothing."""
    return SelectField(
        label,
        choices=options(words, none=none or _l("Välj")),
        coerce=_code,
        description=hint,
        validators=[Optional() if none else InputRequired(missing)],
    )


def one_row(label: str, *, missing: str = "", hint: str = "") -> SelectField:
    """A field for one of several rows, which the form is offered; one that can be left out has no `missing`."""
    validators = [InputRequired(missing)] if missing else [Optional()]
    return SelectField(label, coerce=_id, description=hint, validators=validators)


def few(label: str, words: Mapping[Any, Any], missing: str) -> RadioField:
    """A field for one of few codes, all in sight."""
    return RadioField(label, choices=options(words), coerce=str, validators=[InputRequired(missing)])


def functions(form: Form, field: Field) -> None:  # noqa: ARG001 (WTForms' signature)
    """Lines that each name an operation and its function."""
    if not all(FUNCTION.fullmatch(one) for one in (field.data or "").splitlines()):
        raise ValidationError(
            _l("Skriv verksamhet, kolon och befattning på varje rad. Till exempel Polisen: kommunpolisen")
        )


def _without_empty_lines(text: str | None) -> str:
    return "\n".join(filter(None, (one.strip() for one in (text or "").splitlines())))


def _id(value: str | uuid.UUID | None) -> uuid.UUID | str | None:
    """The id that a page carried; what is none stays as it is, and is no valid choice."""
    try:
        return uuid.UUID(str(value)) if value else None
    except ValueError:
        return str(value)


def _code(value: str | None) -> str | None:
    return str(value) if value else None


def _words(field: Any) -> str:
    match field:
        case BooleanField():
            return str(_l("Ja") if field.data else _l("Nej"))
        case SelectField():
            return chosen(field)
        case _ if isinstance(field.data, date):
            return long_day(field.data)
        case _ if isinstance(field.data, list):
            return ", ".join(str(label) for _, label, is_chosen, _ in field.iter_choices() if is_chosen)
        case _:
            return str("" if field.data is None else field.data)
