"""The forms of a picture: their limits, and what to do when something is missing."""

import uuid
from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from medborgar.core.forms import VersionField, needed_with, options, plain_text
from medborgar.municipality.models import FocusArea
from medborgar.municipality.periods import Period, parse
from medborgar.picture.actions import JointWords, ProblemWords
from medborgar.picture.models import SCALE, TEXT_MAX, TITLE_MAX, Bone, SecrecyOutcome, name_of

SEARCH_MAX = 100
NO_NAMES = _l("Skriv om platser och händelser. Skriv aldrig namn på personer.")
BONES = {
    Bone.VICTIM: _l("Brottsutsatt"),
    Bone.OFFENDER: _l("Gärningsperson"),
    Bone.PLACE: _l("Objekt eller plats"),
}
SECRECY = {
    SecrecyOutcome.MASKED: _l("Det som är sekretessbelagt är maskat"),
    SecrecyOutcome.SECRECY_BREAKING: _l("En sekretessbrytande bestämmelse gäller"),
}


def _id(value: str | uuid.UUID) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def _grade(value: str | int | None) -> int | None:
    return int(value) if value else None


BONE_OPTIONS = options(BONES, none=_l("Ingen orsak ännu"))
GRADES = options({str(number): str(number) for number in SCALE}, none=_l("Inte bedömt"))


class HearingForm(FlaskForm):
    """For which period, until which day people were heard, and who was not."""

    period = SelectField(_l("För vilken period ska löftet gälla?"), validators=[InputRequired(_l("Välj en period"))])
    heard_to = DateField(
        _l("Till och med vilken dag räknas svaren?"),
        description=_l("Svar som kommer senare hör till nästa lägesbild."),
        validators=[InputRequired(_l("Skriv vilken dag svaren räknas till och med"))],
    )
    not_heard = TextAreaField(
        _l("Vilka hördes inte, och vad gör ni åt det?"),
        description=_l("En per rad. Det här visas för alla när löftet publiceras."),
        **plain_text(TEXT_MAX),
    )
    all_heard = BooleanField(
        _l("Ingen grupp saknades"), description=_l("Kryssa bara om ni har sett efter. Även det visas för alla.")
    )

    def validate_all_heard(self, field: Field) -> None:
        """Nobody missing and somebody missing are not both true."""
        if field.data and self.not_heard.data:
            raise ValidationError(_l("Ta bort krysset, eller det ni skrev om vilka som inte hördes"))

    def offer(self, periods: list[Period]) -> "HearingForm":
        """Let these periods be chosen."""
        self.period.choices = options({period.key: name_of(period) for period in periods})
        return self

    @property
    def hearing(self) -> dict[str, Any]:
        """What was filled in, as the actions take it."""
        return {
            "period": parse(self.period.data),
            "heard_to": self.heard_to.data,
            "not_heard": self.not_heard.data,
            "all_heard": self.all_heard.data,
        }


class OwnTextForm(FlaskForm):
    """A party's own words on one focus area."""

    version = VersionField()
    text = TextAreaField(_l("Er egen lägesbild"), description=NO_NAMES, **plain_text(TEXT_MAX))

    @property
    def written(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        return {"text": self.text.data, "version": self.version.data}


class JointTextForm(FlaskForm):
    """The joint words, under the headings of lag (2023:196) 4 §."""

    version = VersionField()
    scope = TextAreaField(
        _l("Omfattning"), description=_l("Vilken brottslighet, hur mycket, var och när?"), **plain_text(TEXT_MAX)
    )
    consequences = TextAreaField(
        _l("Konsekvenser"), description=_l("För dem som drabbas och för samhället."), **plain_text(TEXT_MAX)
    )
    other = TextAreaField(
        _l("Andra uppgifter av betydelse"), description=_l("Till exempel om folkhälsa."), **plain_text(TEXT_MAX)
    )
    analysis = TextAreaField(
        _l("Analys"),
        description=_l("Varför ser det ut så? Utan analys kan lägesbilden inte fastställas."),
        **plain_text(TEXT_MAX),
    )

    @property
    def words(self) -> JointWords:
        """What was filled in, as the action takes it."""
        return JointWords(**{field.name: self[field.name].data for field in fields(JointWords)})


class ShareForm(FlaskForm):
    """A secrecy review that found something: what was done, and the paragraph it rests on."""

    outcome = RadioField(
        _l("Vad kom prövningen fram till?"),
        choices=options(SECRECY),
        validators=[InputRequired(_l("Välj vad prövningen kom fram till"))],
    )
    paragraph = StringField(
        _l("Kapitel och paragraf i offentlighets- och sekretesslagen"),
        **plain_text(TITLE_MAX, required=_l("Skriv kapitel och paragraf, till exempel 10 kap. 2 §")),
    )


class CheckboxesField(SelectMultipleField):
    """Some of many, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ProblemForm(FlaskForm):
    """A problem: what it is, what it rests on, one cause, and how it ranks."""

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
        _l("Vilka svar vilar problemet på?"), coerce=_id, choices=[], validate_choice=False
    )
    cause_bone = RadioField(
        _l("Var ligger orsaken?"),
        choices=options(BONES, none=_l("Ingen orsak ännu")),
        coerce=lambda value: value or None,
    )
    cause = TextAreaField(
        _l("Orsak"), **needed_with("cause_bone", TEXT_MAX, _l("Skriv orsaken, eller välj Ingen orsak ännu"))
    )
    cause_rests_on = TextAreaField(
        _l("Vad bygger ni orsaken på?"),
        description=_l("Till exempel svaren ovan, en mätning eller forskning."),
        **needed_with("cause", TEXT_MAX, _l("Skriv vad orsaken bygger på")),
    )
    need = SelectField(_l("Behov av insats"), choices=GRADES, coerce=_grade, description=_l("5 är störst."))
    need_reason = TextAreaField(
        _l("Varför är behovet så stort?"), **needed_with("need", TEXT_MAX, _l("Skriv varför behovet är så stort"))
    )
    influence = SelectField(_l("Möjlighet att påverka"), choices=GRADES, coerce=_grade, description=_l("5 är störst."))
    influence_reason = TextAreaField(
        _l("Varför går det att påverka så?"),
        **needed_with("influence", TEXT_MAX, _l("Skriv varför det går att påverka så")),
    )

    def offer(self, areas: list[FocusArea]) -> "ProblemForm":
        """Let these focus areas be chosen."""
        self.area_slug.choices = options({area.slug: area.name for area in areas})
        return self

    @property
    def words(self) -> ProblemWords:
        """What was filled in, as the action takes it."""
        return ProblemWords(**{field.name: self[field.name].data for field in fields(ProblemWords)})

    def validate_area_slug(self, field: Field) -> None:
        """Answers are chosen where one sees which focus area they are of."""
        if self.contribution_ids.data and self.answers_of.data not in {"", None, field.data}:
            raise ValidationError(_l("Du har bytt fokusområde. Se efter vilka svar problemet vilar på och spara igen"))

    def validate_cause_bone(self, field: Field) -> None:
        """A cause lies somewhere."""
        if self.cause.data and not field.data:
            raise ValidationError(_l("Välj var orsaken ligger"))


def both_texts(form: FlaskForm, saved: object) -> tuple[str, str]:
    """What a colleague has saved and what this form holds, under their labels, wherever the two differ."""
    known = [field for field in form if hasattr(saved, field.name) and field.name != "version"]
    differing = [(field, getattr(saved, field.name)) for field in known if field.data != getattr(saved, field.name)]
    return (
        "\n\n".join(_in_words(field, theirs) for field, theirs in differing),
        "\n\n".join(_in_words(field, field.data) for field, _ in differing),
    )


def _in_words(field: Field, value: Any) -> str:
    if isinstance(value, list):
        value = ngettext("%(num)s svar", "%(num)s svar", len(value))
    elif isinstance(field, SelectField):
        value = next((label for key, label, *_ in field.iter_choices() if field.coerce(key) == value), "")
    return f"{field.label.text}\n{value}"
