"""What is written of a walk: before it, at each point on the way, and of a photo."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from medborgar.core import clock
from medborgar.core.forms import CheckboxesField, DayField, StaffForm, VersionField, as_id_or_none, options, plain_text
from medborgar.intake.forms import EXTENTS, VOICES
from medborgar.intake.models import PLACE_MAX, Extent, Kind
from medborgar.intake.walks.actions import Frame, Seen
from medborgar.intake.walks.models import Walk, WalkPoint, read_groups
from medborgar.intake.walks.words import FEELINGS, LIGHTS
from medborgar.municipality.models import Area, Place

TITLE_MAX, TEXT_MAX, PROPOSAL_MAX, FUNCTION_MAX, ALT_MAX = 120, 1000, 500, 120, 300
TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3])[.:]?(?P<minute>[0-5]\d)")
YEARS = timedelta(days=730)
UNKNOWN = {Extent.UNKNOWN: EXTENTS[Extent.UNKNOWN]}


class WalkForm(StaffForm):
    """Where, when, in what light and with whom."""

    version = VersionField()
    title = StringField(
        _l("Vad ska vandringen heta?"),
        description=_l("Till exempel: Trygghetsvandring kring Stora torget."),
        **plain_text(TITLE_MAX, required=_l("Skriv vad vandringen ska heta")),
    )
    day = DayField(_l("Vilken dag?"), validators=[InputRequired(_l("Skriv dagen, till exempel 2027-11-14"))])
    starts = StringField(
        _l("Vilken tid börjar den?"),
        description=_l("Till exempel 18.30."),
        **plain_text(5, required=_l("Skriv tiden, till exempel 18.30")),
    )
    light = RadioField(
        _l("Hur är ljuset?"), choices=options(LIGHTS), validators=[InputRequired(_l("Välj hur ljuset är"))]
    )
    route = TextAreaField(
        _l("Vilken väg går ni?"),
        description=_l("Gator och platser i ordning, med egna ord."),
        **plain_text(TEXT_MAX, required=_l("Skriv vilken väg ni går")),
    )
    area_ids = CheckboxesField(_l("Vilka områden går ni igenom?"))
    participants = TextAreaField(
        _l("Vilka är med?"),
        description=_l("En organisation på varje rad, och hur många. Till exempel: Hyresgästföreningen, 6. Inga namn."),
        **plain_text(TEXT_MAX, required=_l("Skriv vilka som är med, en organisation på varje rad")),
    )
    voice = SelectField(
        _l("Vems röst är det mest?"),
        description=_l("Så räknas punkterna i lägesbilden."),
        choices=options(VOICES, none=_l("Välj")),
        validators=[InputRequired(_l("Välj vems röst det mest är"))],
    )
    answer_by = DayField(
        _l("Svar på punkterna senast"),
        description=_l("Den dag då varje punkt ska ha fått ett svar. Sedan visas det som försenat."),
        validators=[Optional()],
    )

    offered: Sequence[Area] = ()

    @classmethod
    def of(cls, walk: Walk | None, areas: Sequence[Area], **more: Any) -> "WalkForm":
        """As a walk fills it; for a new one nearly empty. Areas that it goes through can be kept."""
        kept = walk.areas if walk else []
        form = cls(obj=walk, area_ids=[str(one.id) for one in kept], **more)
        form.offered = [*areas, *(one for one in kept if one not in areas)]
        form.area_ids.choices = options({one.id: one.name for one in form.offered})
        return form

    def validate_day(self, field: DayField) -> None:
        """Near enough to be planned, or to be remembered."""
        if field.data and abs(field.data - clock.today()) > YEARS:
            raise ValidationError(_l("Skriv en dag inom två år från i dag"))

    def validate_starts(self, field: StringField) -> None:
        """Hours and minutes, however they are parted."""
        found = TIME.fullmatch(field.data or "")
        if found is None:
            raise ValidationError(_l("Skriv tiden som timme och minut, till exempel 18.30"))
        field.data = f"{int(found['hour']):02}.{found['minute']}"

    def validate_participants(self, field: TextAreaField) -> None:
        """A number on every line, and each organisation once."""
        groups = read_groups(field.data or "")
        if groups is None:
            raise ValidationError(_l("Skriv ett antal sist på varje rad, till exempel: Hyresgästföreningen, 6"))
        if len({one.name.casefold() for one in groups}) < len(groups):
            raise ValidationError(_l("Skriv varje organisation en gång"))
        field.data = "\n".join(one.words for one in groups)

    def validate_answer_by(self, field: DayField) -> None:
        """Not before the walk."""
        if field.data and self.day.data and field.data < self.day.data:
            raise ValidationError(_l("Välj en dag som inte är före vandringen"))

    @property
    def frame(self) -> Frame:
        """What was filled in, when it is valid."""
        chosen = set(self.area_ids.data or [])
        said: dict[str, Any] = {
            name: self[name].data for name in Frame.__dataclass_fields__ if name not in {"areas", "day"}
        }
        return Frame(
            **said, day=self.day.data or clock.today(), areas=[one for one in self.offered if str(one.id) in chosen]
        )


class PointForm(StaffForm):
    """A point on the way, quickly written on a phone."""

    token = HiddenField()
    kind = RadioField(
        _l("Hur är det här?"),
        choices=options(FEELINGS),
        validators=[InputRequired(_l("Välj otryggt eller tryggt"))],
    )
    place_id = SelectField(_l("Plats"), coerce=as_id_or_none, default=None)
    place = StringField(
        _l("Var, med egna ord?"), description=_l("Till exempel: busskuren mot norr."), **plain_text(PLACE_MAX)
    )
    area = SelectField(_l("Område"), description=_l("Behövs om du inte väljer en plats."))
    text = TextAreaField(
        _l("Vad ser ni?"),
        description=_l("Skriv om platsen, aldrig om en person."),
        **plain_text(TEXT_MAX, required=_l("Skriv vad ni ser")),
    )
    proposal = TextAreaField(_l("Vad kan göras?"), **plain_text(PROPOSAL_MAX))
    owner = StringField(
        _l("Vem skulle kunna göra det?"),
        description=_l("En funktion, till exempel Gatuchefen. Aldrig ett namn."),
        **plain_text(FUNCTION_MAX),
    )

    areas: Sequence[Area] = ()
    places: Sequence[Place] = ()

    @classmethod
    def after(cls, last: WalkPoint | None, walk: Walk, areas: Sequence[Area], places: Sequence[Place]) -> "PointForm":
        """For the next point, in the area of the last one, or the first that the walk goes through."""
        near = last.contribution.area if last else next(iter(walk.areas), None)
        form = cls(area=near.slug if near else "")
        form.areas, form.places = areas, places
        form.area.choices = options({one.slug: one.name for one in areas} | UNKNOWN, none=_l("Välj område"))
        form.place_id.choices = options({one.id: one.name for one in places}, none=_l("Ingen av platserna"))
        return form

    def validate_area(self, field: SelectField) -> None:
        """Needed where the place does not say it."""
        if not field.data and not self.place_id.data:
            raise ValidationError(_l("Välj ett område eller en plats"))

    @property
    def seen(self) -> Seen:
        """What was filled in, when it is valid."""
        return Seen(
            kind=Kind(self.kind.data),
            text=self.text.data or "",
            proposal=self.proposal.data or "",
            owner=self.owner.data or "",
            place=next((one for one in self.places if one.id == self.place_id.data), None),
            place_words=self.place.data or "",
            area_id=next((one.id for one in self.areas if one.slug == self.area.data), None),
        )


class PhotoForm(StaffForm):
    """A photo, and words for those who do not see it."""

    alt = StringField(
        _l("Beskriv bilden för den som inte ser den"),
        description=_l("Vad visar den, och vad är viktigt i den?"),
        **plain_text(ALT_MAX, required=_l("Beskriv bilden för den som inte ser den")),
    )
    file = FileField(
        _l("Bild"),
        description=_l("Ta ett foto eller välj en jpg-, png- eller webp-fil på högst 12 MB."),
        validators=[FileRequired(_l("Välj en bild"))],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """As every form; a file never comes back with the page, so whoever has more to mend chooses it again."""
        valid = super().validate(extra_validators)
        if self.alt.errors and not self.file.errors:
            self.file.errors = [_l("Välj bilden igen: den följer inte med när något annat fattas")]
        return valid
