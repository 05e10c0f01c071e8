"""The forms of a plan's version: the picture it rests on, and who decided it."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, StringField
from wtforms.validators import InputRequired, ValidationError

from medborgar.core import clock
from medborgar.core.forms import CheckboxesField, DayField, VersionField, as_id, options, plain_text
from medborgar.municipality.models import Body
from medborgar.picture.models import Picture
from medborgar.plan.models import ActionPlan, Measure, State
from medborgar.plan.planning import PlanDecision
from medborgar.plan.words import gaps

REFERENCE_MAX = 60


class BeginForm(FlaskForm):
    """On which picture the next version rests."""

    period = RadioField(
        _l("Vilken lägesbild bygger planen på?"), validators=[InputRequired(_l("Välj en lägesbild"))], choices=[]
    )

    def offer(self, pictures: Sequence[Picture]) -> "BeginForm":
        """Let these pictures be chosen."""
        self.period.choices = options({picture.period: picture.name for picture in pictures})
        return self


class DecideForm(FlaskForm):
    """Which body decided which measures, when, and where that is written."""

    version = VersionField()
    chosen = CheckboxesField(
        _l("Vilka tänkbara åtgärder beslutades?"),
        description=_l("De andra finns kvar i planen som tänkbara."),
        coerce=as_id,
        choices=[],
    )
    body_id = RadioField(
        _l("Vilket organ beslutade?"), coerce=as_id, validators=[InputRequired(_l("Välj vilket organ som beslutade"))]
    )
    decided = DayField(_l("När togs beslutet?"), validators=[InputRequired(_l("Skriv vilken dag beslutet togs"))])
    section = StringField(
        _l("Paragraf i protokollet"),
        description=_l("Till exempel § 45."),
        **plain_text(REFERENCE_MAX, required=_l("Skriv paragrafen, till exempel § 45")),
    )
    reference_number = StringField(_l("Diarienummer"), **plain_text(REFERENCE_MAX, required=_l("Skriv diarienumret")))
    valid_from = DayField(
        _l("Från vilken dag gäller planen?"), validators=[InputRequired(_l("Skriv vilken dag planen börjar gälla"))]
    )
    plan: ActionPlan

    @classmethod
    def of(cls, plan: ActionPlan, bodies: Sequence[Body], *, causes_first: bool) -> "DecideForm":
        """Every measure that lacks nothing is chosen to begin with; what the others lack stands beside them."""
        possible = [entry.measure for entry in plan.entries if entry.measure.state == State.POSSIBLE]
        lacking = {one.id: gaps(one, causes_first=causes_first) for one in possible}
        ready = [one.id for one in possible if not lacking[one.id]]
        form = cls(version=plan.revision, chosen=ready, body_id=bodies[0].id if bodies else None)
        form.plan = plan
        form.chosen.choices = options({one.id: _called(one, lacking[one.id]) for one in possible})
        form.body_id.choices = options({body.id: body.name for body in bodies})
        return form

    def said(self, bodies: Sequence[Body]) -> PlanDecision:
        """What was filled in, as the action takes it."""
        if self.decided.data is None or self.valid_from.data is None:
            raise ValueError("only a valid form says anything")
        return PlanDecision(
            body=next(body for body in bodies if body.id == self.body_id.data),
            decided=self.decided.data,
            section=self.section.data or "",
            reference_number=self.reference_number.data or "",
            valid_from=self.valid_from.data,
        )

    def validate_decided(self, field: Field) -> None:
        """After the picture was established, and not in the future."""
        established = self.plan.picture.established
        if field.data and established and not established <= field.data <= clock.today():
            raise ValidationError(_l("Välj en dag från det att lägesbilden fastställdes till och med i dag"))

    def validate_valid_from(self, field: Field) -> None:
        """Not before it was decided."""
        if field.data and self.decided.data and field.data < self.decided.data:
            raise ValidationError(_l("Planen kan inte gälla innan den är beslutad"))


def _called(measure: Measure, lacking: list[Any]) -> str:
    """A measure's title, and what it lacks."""
    if not lacking:
        return measure.title
    words: str = _("%(title)s (saknar %(gaps)s)", title=measure.title, gaps=", ".join(lacking))
    return words
