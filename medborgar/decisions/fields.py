"""Fields that a decision's forms need: a number as Swedes write it, and a text that only some answers ask for."""

import re
from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from medborgar.core.formatting import number
from medborgar.core.forms import plain_text

NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,2})?")
SPACES = str.maketrans("", "", " \u00a0\u202f")


class NumberField(Field):
    """A number from nought, with a decimal comma or point and spaces between thousands; what was typed is kept."""

    widget = TextInput()
    data: float | None

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; an empty field is no number."""
        self.typed = (valuelist[0] if valuelist else "").strip()
        digits = self.typed.translate(SPACES)
        if digits and not NUMBER.fullmatch(digits):
            self.data = None
            raise ValueError(_l("Skriv ett tal med siffror, till exempel 12 eller 12,5"))
        self.data = float(digits.replace(",", ".")) if digits else None

    def _value(self) -> str:
        return number(self.data) if self.typed is None else self.typed


class NeededWhen:
    """Refuse an empty field with `message` when `applies` says that it is needed; its label never says *frivilligt*."""

    field_flags = {"required": True}

    def __init__(self, applies: Callable[[Any], bool], message: str) -> None:
        self.applies, self.message = applies, message

    def __call__(self, form: Form, field: Field) -> None:
        """Stop at an empty field: with a message where something is needed, content where nothing is."""
        if any(str(typed).strip() for typed in field.raw_data or []):
            return
        field.errors = []
        raise StopValidation(self.message if self.applies(form) else "")


def text_when(max_length: int, applies: Callable[[Any], bool], message: str) -> dict[str, Any]:
    """Arguments for a text that is needed when `applies` says so."""
    text = plain_text(max_length)
    return text | {"validators": [NeededWhen(applies, message), *text["validators"]]}
