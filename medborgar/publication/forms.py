"""Approving, sending back, registering a paper, proposing and publishing."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired

from medborgar.core.forms import plain_text

GROUND_MAX, REFERENCE_MAX, DOCUMENT_MAX, REASON_MAX, NOTE_MAX = 120, 60, 200, 1000, 300


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
    given = DateField(
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
    note = StringField(_l("Vad är ändrat?"), **plain_text(NOTE_MAX))
