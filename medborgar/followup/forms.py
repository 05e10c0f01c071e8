"""The form of a follow-up: the agreement's questions, in figures and words."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from medborgar.core import clock
from medborgar.core.formatting import number
from medborgar.core.forms import DayField, VersionField, options, plain_text, tidy
from medborgar.decisions.fields import NeededWhen, NumberField, text_when
from medborgar.decisions.models import Commitment, MetricKind
from medborgar.followup.actions import new_due_outside
from medborgar.followup.models import EXPLAINED, Result, Subject, can_be_new_due
from medborgar.followup.subjects import promised_by
from medborgar.followup.words import RESULTS
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.models import Municipality
from medborgar.outbox.addresses import normal_address
from medborgar.plan.models import Measure

TEXT_MAX, REASON_MAX, FUNCTION_MAX, LINE_MAX = 1000, 500, 200, 200
# What can be said of each, and how it is asked: a measure is given up in the plan, and an agreement is never ready.
ASKED: dict[type, tuple[str, tuple[Result, ...]]] = {
    Commitment: (_l("Hur går det?"), tuple(Result)),
    Measure: (_l("Hur går det?"), (Result.ONGOING, Result.LATE, Result.DONE, Result.PARTLY, Result.NOT_DONE)),
    Agreement: (_l("Har ni gjort det ni kom överens om?"), (Result.DONE, Result.PARTLY, Result.NOT_DONE)),
    Municipality: (_l("Har ni arbetat som metoden säger?"), (Result.DONE, Result.PARTLY, Result.NOT_DONE)),
}


def _is_late(form: Any) -> bool:
    return form.result.data == Result.LATE.value


def _is_counted(form: Any) -> bool:
    return form.before.data is not None or form.value.data is not None


def _is_explained(form: Any) -> bool:
    return form.result.data in set(EXPLAINED)


class ContactForm(FlaskForm):
    """A function and its e-mail address; without an address it gets no mail."""

    version = VersionField()
    function = StringField(
        _l("Funktion"),
        description=_l("Skriv den precis som i åtagandet, till exempel Gatuchefen."),
        **plain_text(FUNCTION_MAX, required=_l("Skriv vilken funktion det gäller")),
    )
    email = StringField(
        _l("E-postadress"),
        description=_l("Helst funktionens egen, inte en persons. Lämna tomt för att ta bort den som finns."),
        filters=[tidy],
    )

    def validate_email(self, field: Field) -> None:
        """One address, or none."""
        address = normal_address(field.data) if field.data else ""
        if address is None:
            field.data = "".join(letter for letter in field.data if letter.isprintable())
            raise ValidationError(_l("Skriv en e-postadress, till exempel namn@exempel.se"))
        field.data = address


class FollowUpForm(FlaskForm):
    """How something goes, for one party."""

    result = RadioField(validators=[InputRequired(_l("Välj hur det går"))])
    counted = StringField(
        _l("Vad har ni räknat?"),
        description=_l("Till exempel: anmälda skadegörelser vid stationen. Skriv sedan hur många före och efter."),
        **text_when(LINE_MAX, _is_counted, _l("Skriv vad ni har räknat")),
    )
    before = NumberField(_l("Före"))
    value = NumberField(_l("Mätvärdet i dag"))
    done = TextAreaField(
        _l("Vad har gjorts?"),
        description=_l("Skriv så att alla förstår. Skriv aldrig namn på personer."),
        **plain_text(TEXT_MAX, required=_l("Skriv vad som har gjorts")),
    )
    cooperated = TextAreaField(_l("Vilka har samverkat?"), **plain_text(REASON_MAX))
    effects = TextAreaField(
        _l("Vilka effekter ser ni?"), description=_l("Före och efter, i siffror och ord."), **plain_text(TEXT_MAX)
    )
    cause = TextAreaField(_l("Vad förklarar resultatet?"), **plain_text(TEXT_MAX))
    otherwise = TextAreaField(
        _l("Vad annat kan ha spelat in?"), description=_l("Till exempel årstiden."), **plain_text(TEXT_MAX)
    )
    reason = TextAreaField(
        _l("Varför blev det så?"),
        description=_l("Om det är försenat, delvis gjort, inte gjort eller återkallat."),
        **text_when(REASON_MAX, _is_explained, _l("Skriv varför det blev så")),
    )
    new_due = DayField(
        _l("Nytt datum"),
        description=_l("Om det är försenat. När ska det vara klart?"),
        validators=[NeededWhen(_is_late, _l("Skriv det nya datumet"))],
    )
    own_system = StringField(
        _l("Var står det i ert eget uppföljningssystem?"),
        description=_l("Till exempel ett diarienummer. Visas bara på intranätet."),
        **plain_text(LINE_MAX),
    )
    reported_to = StringField(
        _l("Till vem har ni rapporterat?"),
        description=_l("Till exempel ledningsgruppen den 3 maj. Visas bara på intranätet."),
        **plain_text(LINE_MAX),
    )
    promised: date

    @classmethod
    def of(cls, subject: Subject, **more: Any) -> "FollowUpForm":
        """The form for one subject: of a commitment it asks for a number when it is measured by one."""
        form = cls(**more)
        form.promised = promised_by(subject) or clock.today()
        question, results = ASKED[type(subject)]
        form.result.label.text, form.result.choices = question, options({one: RESULTS[one] for one in results})
        if Result.LATE not in results:
            del form.new_due
        if isinstance(subject, Commitment):
            form.count_as(subject)
        else:
            form.value.label.text = _l("Efter")
        return form

    def count_as(self, commitment: Commitment) -> None:
        """Ask only for what a commitment is measured by: it says itself what that is, and what it was before."""
        del self.counted, self.before
        if commitment.metric_kind != MetricKind.NUMBER:
            del self.value
            return
        unit, target = commitment.unit, number(commitment.target)
        self.value.description = _l("Det som räknas: %(unit)s. Målet är %(target)s.", unit=unit, target=target)

    @property
    def words(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        known = {field.name: field.data for field in self if field.name != "csrf_token"}
        return known | {"result": Result(self.result.data)}

    def validate_new_due(self, field: Field) -> None:
        """Later than the day that was promised, and than today."""
        if _is_late(self) and not can_be_new_due(field.data, self.promised, clock.today()):
            raise ValidationError(new_due_outside(self.promised))
