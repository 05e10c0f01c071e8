"""The forms of the method: agreements with their steps and goals, rhythms, introduction and focus areas."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from medborgar.core import clock
from medborgar.core.formatting import long_day
from medborgar.core.forms import VersionField, options, plain_text
from medborgar.core.permissions import Side
from medborgar.municipality import queries
from medborgar.municipality.agreements import StepState
from medborgar.municipality.cadences import OFTEN
from medborgar.municipality.forms import SECTION, SECTION_HINT
from medborgar.municipality.models import FocusAreaSet, Municipality
from medborgar.municipality.periods import Rhythm
from medborgar.municipality.row_form import (
    QUOTE_MAX,
    TEXT_MAX,
    RowForm,
    day,
    functions,
    line,
    lines,
    one_of,
    one_row,
    order,
)
from medborgar.municipality.words import CADENCES, PURPOSES, RHYTHMS, SIDES, STEP_STATES

ONE_EACH = _l("En per rad.")
QUOTE = _l("Citat")
QUOTE_HINT = _l("Dokumentets egna ord, ordagrant. Lämna tomt om det är vårt val.")
KEY_MAX = 40


class AgreementForm(RowForm):
    """An agreement: what it is about, how long it holds and who follows it up."""

    title = StringField(_l("Titel"), **line(_l("Skriv vad överenskommelsen heter")))
    years = StringField(_l("År"), description=_l("Som i dokumentet, till exempel 2019/2020."), **line(_l("Skriv år")))
    signed = day(_l("Undertecknad"))
    valid_from = day(_l("Gäller från och med"))
    valid_to = day(_l("Gäller till och med"))
    open_ended = BooleanField(_l("Gäller tills vidare"))
    terms = TextAreaField(_l("Så sägs den upp"), **plain_text(TEXT_MAX))
    reviewer_municipality = StringField(
        _l("Följs upp hos kommunen av"), description=_l("En befattning, inte ett namn."), **line()
    )
    reviewer_police = StringField(
        _l("Följs upp hos polisen av"), description=_l("En befattning, inte ett namn."), **line()
    )
    purposes = TextAreaField(_l("Syften"), description=ONE_EACH, **lines(_l("Skriv minst ett syfte")))
    areas = TextAreaField(_l("Områden"), description=ONE_EACH, **lines(_l("Skriv minst ett område")))
    target_groups = TextAreaField(_l("Målgrupper"), description=ONE_EACH, **lines())
    sources = TextAreaField(_l("Underlag"), description=_l("Det lägesbilden ska bygga på. En per rad."), **lines())
    principles = TextAreaField(_l("Så berättar vi"), description=ONE_EACH, **lines())
    document = StringField(_l("Dokument"), description=_l("Var det undertecknade finns."), **line())
    reference = StringField(_l("Diarienummer"), **line())

    def validate_valid_to(self, field: Field) -> None:
        """The last day comes after the first, and an agreement without end has none."""
        if field.data and self.open_ended.data:
            raise ValidationError(_l("Ta bort dagen, eller krysset vid tills vidare"))
        if field.data and self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(_l("Skriv en dag efter den då den börjar gälla"))


class InAgreementForm(RowForm):
    """What belongs to an agreement."""

    agreement_id = one_row(_l("Överenskommelse"), missing=_l("Välj vilken överenskommelse det hör till"))

    def offer(self, row: Any, municipality: Municipality) -> None:  # noqa: ARG002 (as in the form of any row)
        """The municipality's agreements."""
        found = {agreement.id: agreement.title for agreement in queries.agreements(municipality)}
        self.agreement_id.choices = options(found, none=_l("Välj"))


class ClauseForm(InAgreementForm):
    """A step of the method."""

    title = StringField(_l("Rubrik"), **line(_l("Skriv en rubrik")))
    text = TextAreaField(_l("Med våra ord"), **plain_text(TEXT_MAX, required=_l("Skriv vad ni gör i steget")))
    quote = TextAreaField(QUOTE, description=QUOTE_HINT, **plain_text(QUOTE_MAX))
    section = StringField(SECTION, description=SECTION_HINT, **line(_l("Skriv var det står")))
    position = order()


class GoalForm(InAgreementForm):
    """A goal of an agreement."""

    text = TextAreaField(_l("Mål"), **plain_text(TEXT_MAX, required=_l("Skriv målet")))
    indicator = StringField(
        _l("Mätetal"), description=_l("Mätetalets nyckel, om det finns ett."), **plain_text(KEY_MAX)
    )
    quote = TextAreaField(QUOTE, description=QUOTE_HINT, **plain_text(QUOTE_MAX))
    section = StringField(SECTION, description=SECTION_HINT, **line(_l("Skriv var det står")))
    position = order()


class CadenceForm(RowForm):
    """Something that comes again."""

    title = StringField(_l("Vad?"), **line(_l("Skriv vad som återkommer")))
    kind = one_of(_l("Slag"), CADENCES, missing=_l("Välj vad det är för slag"))
    recurrence = one_of(
        _l("Hur ofta?"),
        {f"{every} {unit}": words for (every, unit), words in OFTEN.items()},
        missing=_l("Välj hur ofta det återkommer"),
    )
    starts = day(_l("Första gången"), _l("Lämna tomt så räknas det från varje veckas, månads eller periods början."))
    recipient = StringField(_l("Till vem?"), description=_l("Den som får det eller är inbjuden."), **line())
    quote = TextAreaField(QUOTE, description=QUOTE_HINT, **plain_text(QUOTE_MAX))
    section = StringField(SECTION, description=SECTION_HINT, **line())
    ended = day(_l("Återkommer inte från och med"))


class StepForm(RowForm):
    """A step by which a method is brought into use."""

    phase = StringField(_l("Fas"), **line(_l("Skriv vad steget heter")))
    text = TextAreaField(_l("Beskrivning"), **plain_text(TEXT_MAX))
    responsible = TextAreaField(
        _l("Ansvariga"),
        description=_l("En per rad: verksamhet: befattning. Till exempel Räddningstjänsten: insatschefen."),
        **lines() | {"validators": [*lines()["validators"], functions]},
    )
    planned = day(_l("Planerat till"))
    state = one_of(_l("Läge"), STEP_STATES, missing=_l("Välj hur långt det har kommit"))
    done = day(_l("Klart den"))
    quote = TextAreaField(QUOTE, description=QUOTE_HINT, **plain_text(QUOTE_MAX))
    section = StringField(SECTION, description=SECTION_HINT, **line())
    position = order()

    def validate_state(self, field: Field) -> None:
        """What is done has a day."""
        if field.data == StepState.DONE and not self.done.data:
            raise ValidationError(_l("Skriv också vilken dag det blev klart"))

    def validate_done(self, field: Field) -> None:
        """And nothing else has."""
        if field.data and self.state.data != StepState.DONE:
            raise ValidationError(_l("Ta bort dagen, eller välj läget Klart"))


class FocusSetForm(RowForm):
    """A version of the template of focus areas."""

    title = StringField(_l("Rubrik"), **line(_l("Skriv vad mallen heter")))
    ours = BooleanField(_l("Vår standard"), description=_l("Kryssa om dokumentet inte nämner fokusområdena."))
    questions_ours = BooleanField(
        _l("Frågorna är våra"), description=_l("Kryssa om dokumentet nämner områdena men inte frågar något.")
    )


class FocusAreaForm(RowForm):
    """A focus area; in a version that has not begun, also which older ones it goes on from."""

    name = StringField(_l("Namn"), **line(_l("Skriv vad fokusområdet heter")))
    question = TextAreaField(_l("Fråga"), **plain_text(TEXT_MAX, required=_l("Skriv vad ni frågar")))
    problem = TextAreaField(_l("Problem"), **plain_text(TEXT_MAX))
    goal = TextAreaField(_l("Mål"), **plain_text(TEXT_MAX))
    purpose = one_of(_l("Syfte"), PURPOSES, none=_l("Inte angivet"))
    ongoing = TextAreaField(_l("Pågående aktiviteter"), description=ONE_EACH, **lines())
    possible = TextAreaField(_l("Tänkbara aktiviteter"), description=ONE_EACH, **lines())
    position = order()
    succeeds = SelectMultipleField(
        _l("Fortsätter på"),
        description=_l("Välj flera om de slås ihop. Ett område som ingen fortsätter på upphör."),
        coerce=str,
    )

    def offer(self, row: Any, municipality: Municipality) -> None:
        """The areas of the version before, while it can be said."""
        before = queries.set_before(municipality, row.set_id)
        if before is None or not queries.is_coming(municipality, row.set_id):
            del self.succeeds
            return
        self.succeeds.choices = options({area.id: area.name for area in before.areas})
        if not self.is_submitted():
            self.succeeds.data = [str(area.id) for area in before.areas if row.id and area.successor_id == row.id]


class RevisionForm(FlaskForm):
    """A new version of the template, from a day to come."""

    title = StringField(_l("Vad heter den nya versionen?"), **line(_l("Skriv vad mallen heter")))
    valid_from = day(
        _l("Från och med vilken dag gäller den?"),
        _l("Lägesbilder som redan har börjat behåller sin version."),
        missing=_l("Skriv en dag"),
    )

    @classmethod
    def of(cls, latest: FocusAreaSet) -> "RevisionForm":
        """The form, with the present title."""
        return cls(data={"title": latest.title})

    @property
    def values(self) -> dict[str, Any]:
        """What is said of the new version."""
        return {"title": self.title.data, "valid_from": self.valid_from.data}


class RhythmForm(FlaskForm):
    """Another rhythm, from a day on which it can begin."""

    change = RadioField(_l("Vad ska gälla i stället?"), validators=[InputRequired(_l("Välj en rytm och en dag"))])

    @classmethod
    def of(cls, days: dict[Rhythm, list[Any]]) -> "RhythmForm":
        """The form, with the days on which each rhythm can begin."""
        form = cls()
        form.change.choices = options(
            {f"{rhythm} {one}": f"{RHYTHMS[rhythm]}, från {long_day(one)}" for rhythm in days for one in days[rhythm]}
        )
        return form


class NoticeForm(FlaskForm):
    """That one party has given notice: who, when it was given, and the first day without an agreement."""

    version = VersionField()
    terminated_by = RadioField(
        _l("Vem har sagt upp den?"),
        choices=options(SIDES),
        validators=[InputRequired(_l("Välj vem som har sagt upp den"))],
    )
    terminated = day(_l("Vilken dag sades den upp?"), missing=_l("Skriv vilken dag"))
    ended = day(_l("Från och med vilken dag gäller den inte?"), missing=_l("Skriv vilken dag"))

    @property
    def values(self) -> dict[str, Any]:
        """Who gave notice, when, and what it means."""
        side, given = Side(self.terminated_by.data), self.terminated.data
        return {"version": self.version.data, "side": side, "given": given, "ended": self.ended.data}

    def validate_terminated(self, field: Field) -> None:
        """Notice has been given already."""
        if field.data and field.data > clock.today():
            raise ValidationError(_l("Skriv dagen då den sades upp, i dag eller tidigare"))

    def validate_ended(self, field: Field) -> None:
        """It ends after notice."""
        if field.data and self.terminated.data and field.data < self.terminated.data:
            raise ValidationError(_l("Skriv en dag efter uppsägningen"))
