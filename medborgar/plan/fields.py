"""What the forms of the plan share: ids of rows to choose among, and texts in which nobody is pointed out."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, HiddenField, SelectField, StringField

from medborgar.core.forms import CheckboxesField, options
from medborgar.plan.guard import explained, stops


def row_id(value: str | uuid.UUID | None) -> uuid.UUID | None:
    """The id that was chosen, None for the empty choice."""
    return uuid.UUID(str(value)) if value else None


class RowField(SelectField):
    """One of several rows, or none of them."""

    def __init__(self, label: str, *, none: str, **more: Any) -> None:
        super().__init__(label, coerce=row_id, choices=[], **more)
        self.none = none

    def offer(self, named: Mapping[uuid.UUID, str]) -> None:
        """Let these rows be chosen, by their ids and what they are called."""
        self.choices = options(named, none=self.none)


class GuardedForm(FlaskForm):
    """A form whose texts may point nobody out; what only looks like a person can be said to be none."""

    not_persons = CheckboxesField(
        _l("Är det här ingen person?"),
        description=_l(
            "Kryssa för det som är en plats, en funktion eller något annat. Valet sparas med vem som gjorde det."
        ),
        choices=[],
        validate_choice=False,
    )
    free: Collection[str] = ()

    def guard(self, known: Collection[str]) -> Self:
        """Let these names be written."""
        self.free = known
        return self

    @property
    def cleared(self) -> set[str]:
        """What somebody says is no person."""
        return set(self.not_persons.data or [])

    def validate(self, extra_validators: Any = None) -> bool:
        """As every form, and every text once more for whom it points out."""
        valid = super().validate(extra_validators)
        texts = [one for one in self if isinstance(one, StringField) and not isinstance(one, EmailField | HiddenField)]
        found = {field.name: stops(field.data or "", self.free) for field in texts}
        clearable = [one.words for traces in found.values() for one in traces if one.can_be_cleared]
        self.not_persons.choices = options({words: words for words in clearable})
        return all([valid, *(self._is_free(field, found[field.name]) for field in texts)])

    def _is_free(self, field: Field, found: list[Any]) -> bool:
        left = [one for one in found if not (one.can_be_cleared and one.words in self.cleared)]
        field.errors = [*field.errors, *(explained(one) for one in left)]
        return not left
