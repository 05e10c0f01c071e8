"""The filter of the measures, in the address; what is not understood is left out, and said."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from medborgar.core.forms import PublicForm, options
from medborgar.municipality.models import Place
from medborgar.plan.fields import RowField
from medborgar.plan.models import MeasureKind
from medborgar.plan.names import PURPOSES, RESPONSIBLE, STATES
from medborgar.plan.queries import Filters

KINDS = {MeasureKind.MEASURE: _l("Planerade åtgärder"), MeasureKind.QUICK: _l("Snabba insatser")}


class FilterForm(PublicForm):
    """By state, purpose, who answers for it, kind and place; and those that are late."""

    lage = SelectField(_l("Läge"), choices=options(STATES, none=_l("Alla")), default="")
    syfte = SelectField(_l("Syfte"), choices=options(PURPOSES, none=_l("Alla")), default="")
    vem = SelectField(_l("Ansvarig"), choices=options(RESPONSIBLE, none=_l("Alla")), default="")
    slag = SelectField(_l("Slag"), choices=options(KINDS, none=_l("Alla")), default="")
    plats = RowField(_l("Plats"), none=_l("Alla"))
    sen = BooleanField(_l("Bara försenade"))

    def offer(self, places: Sequence[Place]) -> "FilterForm":
        """Let the places of this municipality be chosen."""
        self.plats.offer({place.id: place.name for place in places})
        return self

    @property
    def asked(self) -> dict[str, Any]:
        """What the address says of each filter."""
        said = {field.name: (field.raw_data or [""])[0] for field in self}
        return {name: value for name, value in said.items() if value}

    def filters(self, today: date) -> Filters:
        """What is looked for."""
        self.validate()
        found = {field.name: None if field.errors else field.data or None for field in self}
        return Filters(
            state=found["lage"],
            purpose=found["syfte"],
            responsible=found["vem"],
            kind=found["slag"],
            place=found["plats"],
            late_on=today if found["sen"] else None,
        )
