"""The forms of who and where: the municipality, its parties, partners, bodies, areas and places."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Regexp, ValidationError

from medborgar.core.formatting import number
from medborgar.core.forms import options, plain_text, tidy
from medborgar.municipality import queries
from medborgar.municipality.colours import (
    DARK_PAPER,
    LEAST_CONTRAST,
    LIGHT_PAPER,
    contrast,
    is_colour,
    nearest_passing,
    passes,
)
from medborgar.municipality.framing import MOST, sites, tidied
from medborgar.municipality.models import Municipality
from medborgar.municipality.row_form import TEXT_MAX, RowForm, day, few, line, lines, one_of, one_row, order
from medborgar.municipality.words import BODIES, ORGANISATIONS, ROLLING

NAME_MAX, SERVES_MAX = 100, 30
ENDED = _l("Används inte från och med")
KEPT = _l("Det som redan hör hit finns kvar. Det kan bara inte väljas längre.")
SECTION = _l("Var står det?")
SECTION_HINT = _l("Avsnittet i dokumentet, eller «Vårt val».")
NO_PERSONS = _l("En per rad: en befattning, eller organisation: befattning. Aldrig namn på personer.")


class MunicipalityForm(RowForm):
    """The municipality: what it is called, how it looks and how its method is set."""

    name = StringField(_l("Kommunens namn"), **line(_l("Skriv kommunens namn")))
    county = StringField(_l("Län"), **line(_l("Skriv vilket län")))
    scb_code = StringField(
        _l("Kommunkod"),
        description=_l("Fyra siffror, från SCB."),
        validators=[InputRequired(_l("Skriv kommunkoden")), Regexp("[0-9]{4}$", message=_l("Skriv fyra siffror"))],
    )
    email = StringField(
        _l("E-post dit folk kan skriva"),
        validators=[
            InputRequired(_l("Skriv en e-postadress")),
            Regexp(r"[^@\s]{1,100}@[^@\s]+\.[^@\s]{2,60}$", message=_l("Skriv en e-postadress, som namn@kommun.se")),
        ],
    )
    notice = TextAreaField(
        _l("Text om förlagan"),
        description=_l("Visas överst på Så arbetar vi. Töm den när sidan säger det som gäller hos er."),
        **plain_text(TEXT_MAX),
    )
    most_priorities = few(_l("Så många prioriteringar får ett beslut ha"), {3: _l("Högst tre"), 5: _l("Högst fem")}, "")
    own_first = BooleanField(
        _l("Egen lägesbild först"),
        description=_l("Den gemensamma får inte skrivas om ett fokusområde förrän båda parter har delat sin egen."),
    )
    causes_first = BooleanField(
        _l("Orsaker före plan"), description=_l("En åtgärd får inte planeras förrän problemets orsaker är beskrivna.")
    )
    rolls = one_of(_l("Löpande lägesbild"), ROLLING, none=_l("Bara en för varje period"))
    accent = StringField(_l("Färg"), description=_l("Skrivs som #0B4F5C."), **line(_l("Skriv en färg")))
    accent_dark = StringField(
        _l("Färg i mörkt läge"), description=_l("Skrivs som #86CBD6."), **line(_l("Skriv en färg"))
    )

    embed_from = TextAreaField(
        _l("Webbplatser som får visa löftet i en ram"),
        description=_l("En adress per rad, som https://www.kommun.se. Utan någon får ingen annan webbplats göra det."),
        **plain_text(TEXT_MAX) | {"filters": [tidy, tidied]},
    )

    @property
    def values(self) -> dict[str, Any]:
        """As said, with the number as a number."""
        return super().values | {"most_priorities": int(self.most_priorities.data)}

    def validate_accent(self, field: Field) -> None:
        """Text in it must be readable on light paper."""
        _must_be_readable(field, LIGHT_PAPER)

    def validate_accent_dark(self, field: Field) -> None:
        """And on dark."""
        _must_be_readable(field, DARK_PAPER)

    def validate_embed_from(self, field: Field) -> None:
        """Each a site, and not too many for a browser to be told."""
        found = (field.data or "").splitlines()
        if wrong := [one for one in found if one not in sites(field.data)]:
            raise ValidationError(
                _("Skriv bara webbplatsens adress, som https://www.kommun.se. Rätta: %(wrong)s", wrong=wrong[0])
            )
        if len(found) > MOST:
            raise ValidationError(_("Högst %(most)s webbplatser", most=MOST))


def _must_be_readable(field: Field, paper: str) -> None:
    if not is_colour(field.data):
        raise ValidationError(_l("Skriv färgen som # och sex tecken, till exempel #0B4F5C"))
    if not passes(field.data, paper):
        raise ValidationError(
            _(
                "Färgen syns för dåligt: %(found)s:1, minst %(least)s:1 behövs. Närmast som går är %(nearest)s",
                found=number(round(contrast(field.data, paper), 1)),
                least=number(LEAST_CONTRAST),
                nearest=nearest_passing(field.data, paper),
            )
        )


class PartyForm(RowForm):
    """One of the two that sign."""

    short_name = StringField(_l("Kort namn"), **line(_l("Skriv vad parten kallas")))
    signatory = StringField(
        _l("Vem skriver under?"),
        description=_l("En befattning, inte ett namn."),
        **line(_l("Skriv vilken befattning som skriver under")),
    )
    signatory_ours = BooleanField(
        _l("Vår standard"), description=_l("Kryssa om dokumentet inte säger vem som skriver under.")
    )


class OrganisationForm(RowForm):
    """An organisation."""

    name = StringField(_l("Namn"), **line(_l("Skriv organisationens namn")))
    serves = IntegerField(
        _l("Antal kommuner"),
        description=_l("Hur många kommuner den arbetar i."),
        validators=[
            InputRequired(_l("Skriv ett antal")),
            NumberRange(1, SERVES_MAX, _l("Skriv ett heltal mellan %(min)s och %(max)s")),
        ],
    )


class PartnerForm(RowForm):
    """Somebody who takes part without signing."""

    organisation_name = StringField(_l("Organisation"), **line(_l("Skriv vilken organisation det är")))
    organisation_kind = one_of(_l("Slag"), ORGANISATIONS, missing=_l("Välj vad det är för slags organisation"))
    task = TextAreaField(_l("Vad gör de?"), **plain_text(TEXT_MAX, required=_l("Skriv vad de gör")))
    section = StringField(SECTION, description=SECTION_HINT, **line())
    position = order()
    ended = day(_l("Inte med från och med"))


class BodyForm(RowForm):
    """A body, who appointed it and who sits there."""

    kind = one_of(_l("Slag"), BODIES, missing=_l("Välj vad det är för slags organ"))
    name = StringField(_l("Namn"), **line(_l("Skriv vad organet heter")))
    task = TextAreaField(_l("Uppgift"), **plain_text(TEXT_MAX, required=_l("Skriv vad organet gör")))
    appointed_by_id = one_row(_l("Utses av"), hint=_l("Fyll i om ett annat organ utser det."))
    seat_lines = TextAreaField(_l("Ledamöter"), description=NO_PERSONS, **lines())
    section = StringField(SECTION, description=SECTION_HINT, **line())
    position = order()
    ended = day(_l("Finns inte från och med"))

    def offer(self, row: Any, municipality: Municipality) -> None:
        """The other bodies, but for those that this one appointed."""
        others = list(queries.bodies(municipality))
        if row.id:
            others = [body for body in others if row.id not in {body.id, body.appointed_by_id}]
        if row.appointed_by and row.appointed_by not in others:
            others.append(row.appointed_by)
        self.appointed_by_id.choices = options({body.id: body.name for body in others}, none=_l("Ingen"))


class AreaForm(RowForm):
    """A part of the municipality."""

    name = StringField(
        _l("Delområdets namn"),
        description=_l("Så som de som bor där säger."),
        **plain_text(NAME_MAX, required=_l("Skriv vad delområdet heter")),
    )
    position = order()
    ended = day(ENDED, KEPT)


class PlaceForm(RowForm):
    """A name of at most 100 characters, and the area that the place lies in."""

    name = StringField(
        _l("Platsens namn"),
        description=_l("Så som folk säger, till exempel Stora torget."),
        **plain_text(NAME_MAX, required=_l("Skriv vad platsen heter")),
    )
    area_id = one_row(_l("Delområde"), missing=_l("Välj det delområde som platsen ligger i"))
    hot_spot = BooleanField(_l("Hot spot"), description=_l("En plats där det händer mer än på andra."))
    keeper = StringField(_l("Förvaltare"), description=_l("Den som sköter platsen: en organisation."), **line())
    ended = day(ENDED, KEPT)

    def offer(self, row: Any, municipality: Municipality) -> None:
        """The areas that are in use, and the one it lies in."""
        areas = {area.id: area.name for area in queries.areas(municipality)}
        if row.area and row.area_id not in areas:
            areas[row.area_id] = row.area.name
        self.area_id.choices = options(areas, none=_l("Välj"))
