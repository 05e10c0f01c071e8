"""Approving, sending back, registering a paper, proposing and publishing."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from medborgar.core import clock
from medborgar.core.forms import DayField, VersionField, needed_with, plain_text
from medborgar.decisions.fields import NeededWhen, text_when
from medborgar.plan.fields import GuardedForm
from medborgar.publication.announcing import Words

GROUND_MAX, REFERENCE_MAX, DOCUMENT_MAX, REASON_MAX, NOTE_MAX = 120, 60, 200, 1000, 300
TITLE_MAX, EVENT_MAX = 120, 1500


class ShownForm(FlaskForm):
    """What was shown when the button was pressed, by its hash."""

    shown = HiddenField(validators=[InputRequired()])


class ApproveForm(ShownForm):
    """An approval by a signatory who is logged in."""

    ground = StringField(
        _l("Beslutet du stöder dig på"),
        description=_l("Till exempel Styrgruppen § 14."),
        **plain_text(GROUND_MAX, required=_l("Skriv vilket beslut du stöder dig på")),
    )


class PaperForm(ShownForm):
    """An approval on signed paper, registered by staff."""

    ground = StringField(
        _l("Beslut som undertecknaren stöder sig på"),
        description=_l("Till exempel Styrgruppen § 14."),
        **plain_text(GROUND_MAX, required=_l("Skriv vilket beslut undertecknaren stöder sig på")),
    )
    given = DayField(
        _l("När skrevs det under?"),
        validators=[InputRequired(_l("Skriv datumet, till exempel 2027-03-22"))],
    )
    reference = StringField(_l("Diarienummer"), **plain_text(REFERENCE_MAX, required=_l("Skriv diarienumret")))
    document = StringField(
        _l("Var finns det undertecknade papperet?"),
        description=_l("Till exempel Kommunarkivet, pärm 4."),
        **plain_text(DOCUMENT_MAX, required=_l("Skriv var papperet finns")),
    )


class SendBackForm(ShownForm):
    """Sending a version back, with what has to change."""

    reason = TextAreaField(
        _l("Vad behöver ändras?"),
        description=_l("Då blir det ett nytt förslag, och båda får godkänna igen."),
        **plain_text(REASON_MAX, required=_l("Skriv vad som behöver ändras")),
    )


class ProposeForm(FlaskForm):
    """Laying a version before the parties."""

    editorial = BooleanField(
        _l("Det här är en redaktionell rättelse"),
        description=_l(
            "Bara stavning eller en länk. Godkännandena gäller då fortfarande, när en person per part bekräftat."
        ),
    )
    note = StringField(
        _l("Vad är ändrat?"),
        description=_l("Behövs när det är en redaktionell rättelse."),
        **needed_with("editorial", NOTE_MAX, _l("Skriv vad rättelsen gäller.")),
    )


class CommentForm(GuardedForm):
    """What is said of an event: what is known, what is not, and when more will be said."""

    version = VersionField()
    shown = HiddenField()  # empty until it has been looked through
    title = StringField(
        _l("Vad gäller det?"),
        description=_l("Till exempel Ryktet om skolan i Ransta. Skriv inga namn på personer."),
        **plain_text(TITLE_MAX, required=_l("Skriv vad det gäller")),
    )
    where = StringField(_l("Var?"), **plain_text(TITLE_MAX))
    known = TextAreaField(
        _l("Vi vet"),
        description=_l("Bara det som är säkert. Peka inte ut någon."),
        **plain_text(EVENT_MAX, required=_l("Skriv vad ni vet")),
    )
    unknown = TextAreaField(_l("Vi vet inte"), **plain_text(EVENT_MAX, required=_l("Skriv vad ni inte vet")))
    next_day = DayField(
        _l("Vilken dag kommer nästa besked?"),
        description=_l("Om det inte är det sista."),
        validators=[NeededWhen(lambda form: not form.is_last.data, _l("Skriv vilken dag nästa besked kommer"))],
    )
    next_words = StringField(_l("Mer om nästa besked"), description=_l("Till exempel Klockan 15."), **plain_text(120))
    is_last = BooleanField(_l("Det här är det sista beskedet"))
    changed = StringField(
        _l("Vad är nytt eller rättat?"),
        description=_l("Det står överst, med dagens datum. Den gamla versionen finns kvar."),
        **text_when(NOTE_MAX, lambda form: form.version.data > 0, _l("Skriv vad som är nytt eller rättat")),
    )

    @property
    def words(self) -> Words:
        """What was filled in, as the action takes it."""
        return Words(**{name: self[name].data for name in Words.__dataclass_fields__})

    def validate_next_day(self, field: Field) -> None:
        """Today or later."""
        if field.data and not self.is_last.data and field.data < clock.today():
            raise ValidationError(_l("Nästa besked kan inte komma en dag som har gått"))
