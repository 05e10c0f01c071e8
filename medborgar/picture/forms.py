"""The forms of a picture's words: their limits, and what to do when something is missing."""

from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    Field,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, ValidationError

from medborgar.core import clock
from medborgar.core.conflicts import ASIDE
from medborgar.core.forms import DayField, StaffForm, VersionField, options, plain_text
from medborgar.municipality.periods import Period, parse
from medborgar.picture.models import TEXT_MAX, TITLE_MAX, name_of
from medborgar.picture.sharing import Paper
from medborgar.picture.writings import CONFIDENCES, TRENDS, JointWords, OwnWords, SecrecyOutcome

ALT_MAX = 300
NO_NAMES = _l("Skriv om platser och händelser. Skriv aldrig namn på personer.")
SECRECY = {
    SecrecyOutcome.MASKED: _l("Det som är sekretessbelagt är maskat"),
    SecrecyOutcome.SECRECY_BREAKING: _l("En sekretessbrytande bestämmelse gäller"),
}


class HearingForm(StaffForm):
    """For which period, until which day people were heard, and who was not."""

    period = SelectField(_l("För vilken period ska löftet gälla?"), validators=[InputRequired(_l("Välj en period"))])
    heard_to = DayField(
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


class JudgedForm(StaffForm):
    """What everybody who writes of a focus area is asked: public health, which way it goes, and how one knows."""

    version = VersionField()
    public_health = TextAreaField(
        _l("Folkhälsa"),
        description=_l("Hur påverkas hälsa, sömn, rörelse och livskvalitet? Vad säger folkhälsoenkäter?"),
        **plain_text(TEXT_MAX),
    )
    trend = RadioField(
        _l("Åt vilket håll går det?"),
        choices=options(TRENDS, none=_l("Vi vet inte")),
        coerce=lambda value: value or None,
    )
    confidence = RadioField(
        _l("Hur säkra är ni?"),
        choices=options(CONFIDENCES, none=_l("Inte bedömt")),
        coerce=lambda value: value or None,
    )
    sources = TextAreaField(
        _l("Källor"),
        description=_l("En per rad, till exempel NTU 2026 eller kommunens felanmälan."),
        **plain_text(TEXT_MAX),
    )
    consulted = TextAreaField(
        _l("Vilka har ni talat med?"),
        description=_l("Funktioner och grupper, en per rad, till exempel vaktmästaren. Aldrig namn."),
        **plain_text(TEXT_MAX),
    )


class OwnTextForm(JudgedForm):
    """A party's own words on one focus area."""

    text = TextAreaField(_l("Er egen lägesbild"), description=NO_NAMES, **plain_text(TEXT_MAX))

    @property
    def words(self) -> OwnWords:
        """What was filled in, as the action takes it."""
        return OwnWords(**{field.name: self[field.name].data for field in fields(OwnWords)})


class JointTextForm(JudgedForm):
    """The joint words, under the headings of lag (2023:196) 4 § and the method's own."""

    problem = TextAreaField(
        _l("Problem"), description=_l("Vad är det som inte är bra, för vilka?"), **plain_text(TEXT_MAX)
    )
    goal = TextAreaField(_l("Mål"), description=_l("Hur ska det bli i stället?"), **plain_text(TEXT_MAX))
    scope = TextAreaField(
        _l("Omfattning"), description=_l("Vilken brottslighet, hur mycket, var och när?"), **plain_text(TEXT_MAX)
    )
    consequences = TextAreaField(
        _l("Konsekvenser"), description=_l("För dem som drabbas och för samhället."), **plain_text(TEXT_MAX)
    )
    other = TextAreaField(_l("Andra uppgifter av betydelse"), **plain_text(TEXT_MAX))
    analysis = TextAreaField(
        _l("Analys"),
        description=_l("Varför ser det ut så? Utan analys kan lägesbilden inte fastställas."),
        **plain_text(TEXT_MAX),
    )

    @property
    def words(self) -> JointWords:
        """What was filled in, as the action takes it."""
        return JointWords(**{field.name: self[field.name].data for field in fields(JointWords)})


class ShareForm(StaffForm):
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


class RegisterForm(OwnTextForm):
    """The other party's own words, and the document that they stand in."""

    text = TextAreaField(_l("Deras lägesbild"), description=NO_NAMES, **plain_text(TEXT_MAX))
    handed_over_by = StringField(
        _l("Vem hos dem lämnade underlaget?"),
        description=_l("En funktion, till exempel kommunpolisen. Aldrig ett namn."),
        **plain_text(TITLE_MAX, required=_l("Skriv vilken funktion som lämnade underlaget")),
    )
    document = StringField(
        _l("Vilket dokument?"),
        description=_l("Titel och diarienummer, så att det går att hitta."),
        **plain_text(TITLE_MAX, required=_l("Skriv vilket dokument det kommer från")),
    )
    document_day = DayField(_l("Dokumentets datum"), validators=[InputRequired(_l("Skriv dokumentets datum"))])
    outcome = RadioField(
        _l("Vad kom deras sekretessprövning fram till?"),
        choices=options({SecrecyOutcome.NOTHING_SECRET: _l("Inget är sekretessbelagt"), **SECRECY}),
        validators=[InputRequired(_l("Välj vad prövningen kom fram till"))],
    )
    paragraph = StringField(
        _l("Kapitel och paragraf i offentlighets- och sekretesslagen"),
        description=_l("Om något är sekretessbelagt."),
        **plain_text(TITLE_MAX),
    )

    def validate_text(self, field: Field) -> None:
        """There is something to register."""
        if not field.data:
            raise ValidationError(_l("Skriv det som står i dokumentet"))

    def validate_document_day(self, field: Field) -> None:
        """A document is not from the future."""
        if field.data > clock.today():
            raise ValidationError(_l("Skriv ett datum som inte ligger i framtiden"))

    def validate_paragraph(self, field: Field) -> None:
        """A review that found something says by which paragraph."""
        if self.outcome.data in set(SECRECY) and not field.data:
            raise ValidationError(_l("Skriv kapitel och paragraf, till exempel 10 kap. 2 §"))

    @property
    def paper(self) -> Paper:
        """The document, as the action takes it."""
        return Paper(
            handed_over_by=self.handed_over_by.data or "",
            document=self.document.data or "",
            document_day=self.document_day.data or clock.today(),
            outcome=SecrecyOutcome(self.outcome.data),
            paragraph=self.paragraph.data or "",
        )


class ImageForm(StaffForm):
    """An image, and words for those who do not see it."""

    file = FileField(
        _l("Bild"),
        description=_l(
            "En jpg-, png- eller webp-fil på högst 12 MB. Inga människor eller bilar som går att känna igen."
        ),
        validators=[FileRequired(_l("Välj en bild"))],
    )
    alt = StringField(
        _l("Beskriv bilden för den som inte ser den"),
        description=_l("Vad visar den, och vad är viktigt i den?"),
        **plain_text(ALT_MAX, required=_l("Beskriv bilden för den som inte ser den")),
    )
    caption = StringField(_l("Bildtext"), **plain_text(ALT_MAX))


def both_texts(form: FlaskForm, saved: object) -> tuple[str, str]:
    """What a colleague has saved and what this form holds, under their labels, wherever the two differ."""
    known = [field for field in form if hasattr(saved, field.name) and field.name not in {"version", *ASIDE}]
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
    return f"{field.label.text}\n{value or _l('Inget')}"
