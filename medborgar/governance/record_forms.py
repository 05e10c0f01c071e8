"""What reports, briefings and evaluations are asked for: functions and organisations, never a person's name."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from medborgar.core import clock
from medborgar.core.formatting import span
from medborgar.core.forms import DayField, VersionField, options, plain_text
from medborgar.core.permissions import Side
from medborgar.decisions.fields import text_when
from medborgar.governance.models import Briefing, Evaluation, Recipient, Report
from medborgar.governance.recording import BriefingWords, EvaluationWords, ReportWords
from medborgar.governance.reporting import RECIPIENTS
from medborgar.picture.models import Picture
from medborgar.plan.fields import GuardedForm

TEXT_MAX, LINE_MAX, REFERENCE_MAX = 5000, 120, 60
SIDES = {Side.MUNICIPALITY: _l("Kommunen"), Side.POLICE: _l("Polisen")}


class ReportForm(GuardedForm):
    """Which period, to whom, and the sender's own words."""

    version = VersionField()
    period = SelectField(_l("Period"), validators=[InputRequired(_l("Välj period"))])
    recipient = RadioField(_l("Till vem?"), validators=[InputRequired(_l("Välj vem rapporten är till"))])
    addressee = StringField(
        _l("Vad heter mottagaren?"),
        description=_l("Om det är någon annan, till exempel Länsstyrelsen i Dalarna."),
        **text_when(LINE_MAX, lambda form: form.recipient.data == Recipient.OTHER, _l("Skriv vad mottagaren heter")),
    )
    comment = TextAreaField(_l("Egen kommentar"), description=_l("Står sist i rapporten."), **plain_text(TEXT_MAX))

    @classmethod
    def of(
        cls,
        report: Report | None,
        periods: Mapping[str, tuple[date, date]],
        known: Collection[str],
        **more: Any,
    ) -> "ReportForm":
        """The form of a report, or of a new one; any period with a decision can be reported."""
        form = cls(obj=report, **more)
        form.period.choices = options({key: span(*days) for key, days in periods.items()})
        form.recipient.choices = options(RECIPIENTS)
        return form.guard(known)

    @property
    def words(self) -> ReportWords:
        """What was filled in, as the action takes it."""
        return ReportWords(
            period=self.period.data or "",
            recipient=Recipient(self.recipient.data),
            addressee=self.addressee.data or "",
            comment=self.comment.data or "",
        )


class SendForm(FlaskForm):
    """The day on which a report was handed over: then it is frozen."""

    version = VersionField()
    sent = DayField(_l("Vilken dag lämnades den?"), validators=[InputRequired(_l("Skriv vilken dag"))])


class RegisterForm(FlaskForm):
    """Where the recipient keeps a report."""

    version = VersionField()
    section = StringField(_l("Paragraf"), description=_l("Till exempel KF § 14."), **plain_text(REFERENCE_MAX))
    reference_number = StringField(_l("Diarienummer"), **plain_text(REFERENCE_MAX))


class BriefingForm(GuardedForm):
    """When, where, who invited, which picture was shown, and which functions took part."""

    version = VersionField()
    held = DayField(_l("Vilken dag?"), validators=[InputRequired(_l("Skriv vilken dag genomgången var"))])
    host = RadioField(_l("Vem bjöd in?"), validators=[InputRequired(_l("Välj vem som bjöd in"))])
    where = StringField(_l("Var?"), description=_l("Till exempel Polishuset."), **plain_text(LINE_MAX))
    picture = SelectField(_l("Vilken lägesbild visades?"))
    participants = TextAreaField(
        _l("Vilka var med?"),
        description=_l("Funktioner, en på varje rad. Inga namn."),
        **plain_text(1000, required=_l("Skriv vilka funktioner som var med")),
    )
    exchanged = TextAreaField(_l("Vad kom fram?"), **plain_text(TEXT_MAX))

    @classmethod
    def of(
        cls, briefing: Briefing | None, pictures: Sequence[Picture], known: Collection[str], **more: Any
    ) -> "BriefingForm":
        """The form of a briefing, or of a new one."""
        shown = str(briefing.picture_id or "") if briefing else ""
        form = cls(obj=briefing, data={"picture": shown}, **more)
        form.host.choices = options(SIDES)
        form.picture.choices = options({one.id: one.name for one in pictures}, none=_l("Ingen"))
        return form.guard(known)

    def words(self, pictures: Iterable[Picture]) -> BriefingWords:
        """What was filled in, as the action takes it."""
        return BriefingWords(
            held=self.held.data or clock.today(),
            host=Side(self.host.data),
            where=self.where.data or "",
            picture=next((one for one in pictures if str(one.id) == self.picture.data), None),
            participants=self.participants.data or "",
            exchanged=self.exchanged.data or "",
        )


class EvaluationForm(GuardedForm):
    """What was evaluated, by whom, and what was learnt."""

    version = VersionField()
    subject = StringField(
        _l("Vad utvärderades?"),
        description=_l("Till exempel EST, eller överenskommelsen."),
        **plain_text(LINE_MAX, required=_l("Skriv vad som utvärderades")),
    )
    evaluators = TextAreaField(
        _l("Vilka utvärderade?"),
        description=_l("Organisationer eller funktioner, en på varje rad."),
        **plain_text(1000, required=_l("Skriv vilka som utvärderade")),
    )
    external = StringField(_l("Vem utifrån?"), description=_l("Till exempel Länsstyrelsen."), **plain_text(LINE_MAX))
    finished = DayField(_l("När blev den klar?"), validators=[InputRequired(_l("Skriv när den blev klar"))])
    reference = StringField(
        _l("Var finns rapporten?"), description=_l("Diarienummer eller arkiv."), **plain_text(LINE_MAX)
    )
    lessons = TextAreaField(_l("Vad lärde ni er?"), **plain_text(TEXT_MAX, required=_l("Skriv vad ni lärde er")))

    @classmethod
    def of(cls, evaluation: Evaluation | None, known: Collection[str], **more: Any) -> "EvaluationForm":
        """The form of an evaluation, or of a new one."""
        return cls(obj=evaluation, **more).guard(known)

    @property
    def words(self) -> EvaluationWords:
        """What was filled in, as the action takes it."""
        names = ("subject", "evaluators", "external", "reference", "lessons")
        said = {name: self[name].data or "" for name in names}
        return EvaluationWords(finished=self.finished.data or clock.today(), **said)
