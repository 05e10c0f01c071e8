"""The form of a place."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired

from medborgar.core.forms import VersionField, options, plain_text
from medborgar.municipality.models import Area, Place

NAME_MAX = 100


class PlaceForm(FlaskForm):
    """A name of at most 100 characters, and the area that the place lies in."""

    version = VersionField()
    name = StringField(
        _l("Platsens namn"),
        description=_l("Så som folk säger, till exempel Stora torget."),
        **plain_text(NAME_MAX, required=_l("Skriv vad platsen heter")),
    )
    area = RadioField(_l("Delområde"), validators=[InputRequired(_l("Välj det delområde som platsen ligger i"))])

    @classmethod
    def of(cls, place: Place | None, areas: Sequence[Area]) -> "PlaceForm":
        """The form of a place, or of one that does not exist yet."""
        form = cls(data={"name": place.name, "area": place.area.slug, "version": place.version} if place else None)
        form.area.choices = options({area.slug: area.name for area in areas})
        return form
