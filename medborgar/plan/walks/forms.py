"""What is said to a point of a walk, and a last look before everybody may read of it."""

from collections.abc import Collection, Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from medborgar.core.forms import DayField, VersionField, options, plain_text
from medborgar.intake.walks.models import WalkPoint
from medborgar.plan.fields import GuardedForm, RowField
from medborgar.plan.guard import stops
from medborgar.plan.models import Measure
from medborgar.plan.walks.actions import Said
from medborgar.plan.walks.models import WalkAnswer, WalkOutcome
from medborgar.plan.walks.words import ANSWERS

WORDS_MAX, FUNCTION_MAX = 1000, 120
FUNCTION_NEEDED, DAY_NEEDED = _l("Skriv vilken funktion som gör det"), _l("Skriv vilken dag det ska vara klart")


class OutcomeForm(GuardedForm):
    """Done, planned or not."""

    version = VersionField()  # how many outcomes there were when the page opened
    answer = RadioField(
        _l("Vad händer med punkten?"),
        choices=options(ANSWERS),
        validators=[InputRequired(_l("Välj vad som händer med punkten"))],
    )
    words = TextAreaField(
        _l("Berätta"),
        description=_l("Vad som är gjort, vad som ska göras, eller varför det inte görs. Alla kan läsa det."),
        **plain_text(WORDS_MAX, required=_l("Skriv vad som är gjort, vad som ska göras eller varför inte")),
    )
    owner = StringField(
        _l("Vilken funktion gör det?"),
        description=_l("Behövs när det är planerat. Till exempel Gatuchefen. Aldrig ett namn."),
        **plain_text(FUNCTION_MAX),
    )
    due = DayField(_l("Klart senast"), description=_l("Behövs när det är planerat."), validators=[Optional()])
    measure_id = RowField(
        _l("Hör det till en åtgärd eller insats i planen?"),
        none=_l("Nej"),
        description=_l("Då behöver du inte skriva funktion och dag: de hämtas därifrån."),
    )

    measures: Sequence[Measure] = ()

    @classmethod
    def of(
        cls,
        point: WalkPoint,
        before: Sequence[WalkOutcome],
        measures: Sequence[Measure],
        known: Collection[str],
        **more: Any,
    ) -> Self:
        """As the last outcome fills it; before the first, with whom those who walked thought of."""
        last = before[-1] if before else None
        form = cls(obj=last, **({"owner": point.owner} if last is None else {}), version=len(before), **more)
        form.measures = measures
        form.measure_id.offer({one.id: one.title for one in measures})
        return form.guard(known)

    def validate(self, extra_validators: Any = None) -> bool:
        """As every form; and what is planned says by whom and when, unless its measure does."""
        valid = super().validate(extra_validators)
        return all([valid, self._is_said("owner", FUNCTION_NEEDED), self._is_said("due", DAY_NEEDED)])

    @property
    def said(self) -> Said:
        """What was filled in, when it is valid."""
        return Said(
            WalkAnswer(self.answer.data), self.words.data or "", self.owner.data or "", self.due.data, self._measure
        )

    @property
    def _measure(self) -> Measure | None:
        return next((one for one in self.measures if one.id == self.measure_id.data), None)

    def _is_said(self, name: str, message: str) -> bool:
        field = self[name]
        said = field.data or field.errors or getattr(self._measure, name, None)
        if self.answer.data == WalkAnswer.PLANNED and not said:
            field.errors = [message]
        return not field.errors


class ProtocolForm(GuardedForm):
    """That what is shown may be read by everybody; what only looks like a person can be said to be none."""

    shown = HiddenField()

    def look(self, texts: Collection[str]) -> Self:
        """Ask of everything in the texts that looks like a person."""
        found = [one for text in texts for one in stops(text, self.free)]
        self.not_persons.choices = options({one.words: one.words for one in found if one.can_be_cleared})
        return self
