"""The forms of a problem: what it rests on, its causes, and how it is weighed, as a place is."""

from dataclasses import fields

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import InputRequired, ValidationError

from medborgar.core.forms import CheckboxesField, StaffForm, VersionField, as_id, needed_with, options, plain_text
from medborgar.municipality.models import FocusArea
from medborgar.picture.forms import NO_NAMES
from medborgar.picture.models import SCALE, TEXT_MAX, TITLE_MAX, Bone
from medborgar.picture.rules import Grades
from medborgar.picture.weighing import CauseWords, ProblemWords

SEARCH_MAX = 100
BONES = {
    Bone.VICTIM: _l("Brottsutsatt"),
    Bone.OFFENDER: _l("Gärningsperson"),
    Bone.PLACE: _l("Objekt eller plats"),
}
ASKS = {  # what leads to a cause, by its bone; of groups and places, never of anybody
    Bone.VICTIM: _l("Vilka grupper drabbas, och vad i deras vardag gör dem utsatta? Vad skulle skydda dem?"),
    Bone.OFFENDER: _l("Vad lockar eller driver, i vilka åldrar och sammanhang? Vad saknas i stället? Aldrig enskilda."),
    Bone.PLACE: _l("Vad i platsen gör det lätt: ljus, insyn, öppettider, ordning, vem som har ansvar?"),
}


def _grade(value: str | int | None) -> int | None:
    return int(value) if value else None


GRADES = options(
    {
        str(number): words
        for number, words in zip(SCALE, [_l("1, minst"), _l("2"), _l("3"), _l("4"), _l("5, störst")], strict=True)
    }
)


class ProblemForm(StaffForm):
    """A problem: what it is, and what it rests on."""

    version = VersionField()
    title = StringField(
        _l("Problemet i en mening"),
        description=NO_NAMES,
        **plain_text(TITLE_MAX, required=_l("Skriv problemet i en mening")),
    )
    description = TextAreaField(_l("Beskrivning"), **plain_text(TEXT_MAX))
    area_slug = SelectField(_l("Fokusområde"), validators=[InputRequired(_l("Välj ett fokusområde"))])
    answers_of = HiddenField()  # the focus area whose answers are on the page
    search = StringField(_l("Sök ord i svaren"), **plain_text(SEARCH_MAX))
    show = SubmitField(_l("Visa svar"))
    contribution_ids = CheckboxesField(
        _l("Vilka svar vilar problemet på?"), coerce=as_id, choices=[], validate_choice=False
    )

    def offer(self, areas: list[FocusArea]) -> "ProblemForm":
        """Let these focus areas be chosen."""
        self.area_slug.choices = options({area.slug: area.name for area in areas})
        return self

    def validate_area_slug(self, field: Field) -> None:
        """Answers are chosen where one sees which focus area they are of."""
        if self.contribution_ids.data and self.answers_of.data not in {"", None, field.data}:
            raise ValidationError(_l("Du har bytt fokusområde. Se efter vilka svar problemet vilar på och spara igen"))

    @property
    def words(self) -> ProblemWords:
        """What was filled in, as the action takes it."""
        return ProblemWords(**{field.name: self[field.name].data for field in fields(ProblemWords)})


class CauseForm(StaffForm):
    """A cause: where it lies, five whys on the way to it, what it is, and what that rests on."""

    version = VersionField()
    bone = RadioField(
        _l("Var ligger orsaken?"), choices=options(BONES), validators=[InputRequired(_l("Välj var orsaken ligger"))]
    )
    whys = TextAreaField(
        _l("Fem varför"),
        description=_l("En hjälp på vägen: fråga varför fem gånger och skriv ett svar per rad."),
        **plain_text(TEXT_MAX),
    )
    what = TextAreaField(
        _l("Orsaken"),
        description=NO_NAMES,
        **plain_text(TEXT_MAX, required=_l("Skriv vad orsaken är")),
    )
    rests_on = TextAreaField(
        _l("Vad bygger ni det på?"),
        description=_l("Till exempel svaren, ett mätetal, en trygghetsvandring eller forskning."),
        **plain_text(TEXT_MAX, required=_l("Skriv vad orsaken bygger på")),
    )

    @property
    def words(self) -> CauseWords:
        """What was filled in, as the action takes it."""
        return CauseWords(**{field.name: self[field.name].data for field in fields(CauseWords)})


class RankingForm(StaffForm):
    """How a problem or a place is weighed, with reasons; together also whether it is one of the few to go on with."""

    version = VersionField()
    need = RadioField(
        _l("Hur stort är behovet av insats?"),
        choices=GRADES,
        coerce=_grade,
        validators=[InputRequired(_l("Välj hur stort behovet är"))],
    )
    need_reason = TextAreaField(
        _l("Varför är behovet så stort?"), **plain_text(TEXT_MAX, required=_l("Skriv varför behovet är så stort"))
    )
    influence = RadioField(
        _l("Hur stor är möjligheten att påverka?"),
        choices=GRADES,
        coerce=_grade,
        validators=[InputRequired(_l("Välj hur stor möjligheten är"))],
    )
    influence_reason = TextAreaField(
        _l("Varför går det att påverka så?"),
        **plain_text(TEXT_MAX, required=_l("Skriv varför det går att påverka så")),
    )
    chosen = BooleanField(_l("Det här går vi vidare med"))
    chosen_reason = TextAreaField(
        _l("Varför just det här?"), **needed_with("chosen", TEXT_MAX, _l("Skriv varför ni går vidare med just det här"))
    )

    @property
    def grades(self) -> Grades:
        """What was filled in, as the action takes it."""
        return Grades(**{field.name: self[field.name].data for field in fields(Grades)})
