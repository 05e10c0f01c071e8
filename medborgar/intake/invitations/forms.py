"""Whom to invite: associations of the register, or functions with their addresses, one to a line."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, ValidationError

from medborgar.core.forms import CheckboxesField, StaffForm, options, plain_text
from medborgar.intake.associations.models import Association
from medborgar.intake.invitations.actions import Guest
from medborgar.outbox.addresses import normal_address

LINES_MAX, GUESTS_MOST, NAME_MAX = 20_000, 300, 120


class AssociationsForm(StaffForm):
    """Those of the register that take mail and are not invited yet."""

    associations = CheckboxesField(
        _l("Föreningar"), coerce=UUID, validators=[DataRequired(_l("Välj minst en förening"))]
    )

    def offer(self, found: Sequence[Association]) -> "AssociationsForm":
        """Let these be chosen."""
        self._found = found
        self.associations.choices = options({one.id: _named(one) for one in found})
        return self

    @property
    def guests(self) -> list[Guest]:
        """Those who were chosen."""
        chosen = set(self.associations.data or [])
        return [Guest(one.name, one.email, one) for one in self._found if one.id in chosen]


class LinesForm(StaffForm):
    """Functions and where they read mail."""

    lines = TextAreaField(
        _l("Vilka vill ni fråga?"),
        description=_l("En på varje rad: funktion eller uppdrag, semikolon, e-postadress. Inga namn på personer."),
        **plain_text(LINES_MAX, required=str(_l("Skriv minst en rad"))),
    )

    def validate_lines(self, field: TextAreaField) -> None:
        """Each line has a function and an address; every line that has not is told."""
        rows = list(_rows(field.data))
        faults = [number for number, guest in rows if guest is None]
        if faults:
            listed = ", ".join(map(str, faults))
            raise ValidationError(
                _("Rätta rad %(rows)s: skriv till exempel Rektor Valla skola; rektor@exempel.se", rows=listed)
            )
        if len(rows) > GUESTS_MOST:
            raise ValidationError(_("Bjud in högst %(most)s åt gången", most=GUESTS_MOST))

    @property
    def guests(self) -> list[Guest]:
        """Those who were written."""
        return [guest for _number, guest in _rows(self.lines.data) if guest]


def _rows(text: Any) -> Iterable[tuple[int, Guest | None]]:
    for number, line in enumerate((text or "").splitlines(), 1):
        name, _mark, address = (part.strip() for part in line.partition(";"))
        email = normal_address(address)
        if line.strip():
            yield number, Guest(name, email) if email and 0 < len(name) <= NAME_MAX else None


def _named(one: Association) -> str:
    places = ", ".join(area.name for area in one.areas)
    return f"{one.name} ({places})" if places else one.name
