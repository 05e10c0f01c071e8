"""The forms of the police's cycles: their days, and what they say of a municipality."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from medborgar.core.forms import CheckboxesField, DayField, VersionField, as_id, options, plain_text
from medborgar.decisions.models import Priority
from medborgar.plan.cycles import CyclePart
from medborgar.plan.cycling import LONGEST, CycleWords
from medborgar.plan.fields import GuardedForm

TEXT_MAX = 1500


class BeginCycleForm(FlaskForm):
    """From which day to which."""

    first_day = DayField(_l("Från och med"), validators=[InputRequired(_l("Skriv första dagen"))])
    last_day = DayField(_l("Till och med"), validators=[InputRequired(_l("Skriv sista dagen"))])

    def validate_last_day(self, field: Field) -> None:
        """Not before the first, and not much later."""
        first = self.first_day.data
        if isinstance(first, date) and isinstance(field.data, date):
            if field.data < first:
                raise ValidationError(_l("Välj en sista dag som inte är före den första"))
            if field.data - first >= LONGEST:
                raise ValidationError(_l("En inriktning varar högst fem veckor"))


class CycleForm(GuardedForm):
    """What and why, never how; how the last one went, in figures and words; what the municipality says."""

    version = VersionField()
    included = CheckboxesField(_l("Vilka av löftets prioriteringar är med?"), coerce=as_id, choices=[])
    why = TextAreaField(
        _l("Vad prioriteras här, och varför?"),
        description=_l(
            "Vad och varför, inte hur. Skriv om platser och händelser, aldrig om personer eller uppgifter ur ärenden."
        ),
        **plain_text(TEXT_MAX),
    )
    figures = TextAreaField(
        _l("Den förra inriktningen i siffror"),
        description=_l("Till exempel: 14 fotpass, 3 trygghetsvandringar."),
        **plain_text(TEXT_MAX),
    )
    outcome = TextAreaField(
        _l("Den förra inriktningen i ord"),
        description=_l("Vad gjordes, och vad tror ni att det ledde till?"),
        **plain_text(TEXT_MAX),
    )
    feedback = TextAreaField(
        _l("Återkoppling från kommunen"),
        description=_l("Det som kommunen vill att polisen tar med sig."),
        **plain_text(TEXT_MAX),
    )

    @classmethod
    def of(cls, part: CyclePart | None, priorities: Sequence[Priority], known: Collection[str], **more: Any) -> Any:
        """The form as a part fills it; an empty one for a new."""
        included = [one.priority_id for one in part.included] if part else []
        texts = {name: getattr(part, name) if part else "" for name in ("why", "figures", "outcome", "feedback")}
        form = cls(version=part.version if part else 0, included=included, **texts, **more)
        form.included.choices = options({one.id: one.title for one in priorities})
        return form.guard(known)

    def words(self, priorities: Sequence[Priority]) -> CycleWords:
        """What was filled in, as the action takes it."""
        return CycleWords(
            included=tuple(one for one in priorities if one.id in (self.included.data or [])),
            why=self.why.data or "",
            figures=self.figures.data or "",
            outcome=self.outcome.data or "",
            feedback=self.feedback.data or "",
        )
