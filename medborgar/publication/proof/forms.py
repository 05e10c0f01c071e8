"""Taking away a published part."""

import uuid

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired

from medborgar.core.forms import StaffForm, plain_text

GROUND_MAX, REFERENCE_MAX = 200, 60


class RemovalForm(StaffForm):
    """Which part, by which law, and who decided."""

    part = RadioField(
        _l("Vilken del ska tas bort?"),
        validators=[InputRequired(_l("Välj vilken del som ska tas bort"))],
        validate_choice=False,
    )
    ground = StringField(
        _l("Lagrum"),
        description=_l("Publiceras. Till exempel artikel 17 i dataskyddsförordningen. Skriv inget om personen."),
        **plain_text(GROUND_MAX, required=_l("Skriv vilket lagrum beslutet stöder sig på")),
    )
    reference = StringField(
        _l("Beslutets diarienummer"),
        description=_l("Publiceras."),
        **plain_text(REFERENCE_MAX, required=_l("Skriv beslutets diarienummer")),
    )

    def offer(self, parts: dict[uuid.UUID, str]) -> "RemovalForm":
        """Let one of these be chosen."""
        self.part.choices = [(str(key), label) for key, label in parts.items()]
        return self

    @property
    def section_id(self) -> uuid.UUID | None:
        """The part that was chosen; None when what was sent is no part at all."""
        try:
            return uuid.UUID(self.part.data)
        except ValueError:
            return None
