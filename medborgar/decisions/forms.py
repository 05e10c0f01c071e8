"""The forms of a decision: their limits, and what to do when something is missing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, RadioField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from medborgar.core import clock
from medborgar.core.forms import (
    CheckboxesField,
    DayField,
    StaffForm,
    VersionField,
    as_id,
    as_id_or_none,
    options,
    plain_text,
)
from medborgar.core.permissions import Side
from medborgar.decisions.changes import CommitmentWords, Particulars, PriorityWords, due_outside
from medborgar.decisions.fields import NeededWhen, NumberField, text_when
from medborgar.decisions.models import Commitment, Decision, MetricKind, NotChosen, Performer, Priority
from medborgar.municipality.models import Body
from medborgar.municipality.periods import parse
from medborgar.picture.models import Picture, Problem, name_of

TITLE_MAX, WHY_MAX, WHAT_MAX, FUNCTION_MAX, UNIT_MAX, REASON_MAX, LIST_MAX = 120, 1000, 300, 120, 80, 500, 1000
PERFORMERS = {
    Performer.MUNICIPALITY: _l("Kommunen"),
    Performer.POLICE: _l("Polisen"),
    Performer.TOGETHER: _l("Kommunen och polisen tillsammans"),
}
METRICS = {MetricKind.NUMBER: _l("Ett antal"), MetricKind.DONE: _l("Gjort eller inte gjort")}
COMMITMENT_FIELDS = (
    "what",
    "responsible_municipality",
    "responsible_police",
    "unit",
    "baseline",
    "target",
    "due",
    "target_group",
    "is_public",
)
OWN_REASON = "eget"
REASONS = {
    "annan-ordning": _l("Hanteras i annan ordning."),
    "mer-angelaget": _l("Annat är mer angeläget den här perioden."),
    "kan-inte-paverka": _l("Vi kan inte påverka det tillräckligt just nu."),
    "vet-for-lite": _l("Vi vet för lite. Vi tar reda på mer inför nästa period."),
}


def _acts(side: Side) -> Any:
    return lambda form: form.performer.data in {side.value, Performer.TOGETHER.value}


def _counts(form: Any) -> bool:
    return form.metric_kind.data == MetricKind.NUMBER.value


class StartForm(StaffForm):
    """For which period, and by which body."""

    period = RadioField(
        _l("Vilken lägesbild bygger beslutet på?"),
        description=_l("Lägesbilden måste vara fastställd."),
        validators=[InputRequired(_l("Välj en lägesbild"))],
    )
    body_id = RadioField(
        _l("Vilket organ beslutar?"), coerce=as_id, validators=[InputRequired(_l("Välj vilket organ som beslutar"))]
    )

    def offer(self, pictures: Sequence[Picture], bodies: Sequence[Body]) -> "StartForm":
        """Let these pictures and bodies be chosen."""
        self.period.choices = options({picture.period: picture.name for picture in pictures})
        self.body_id.choices = options({body.id: body.name for body in bodies})
        return self


class VersionForm(StaffForm):
    """A button's: which version of the part it was pressed on."""

    version = VersionField()


class PriorityForm(StaffForm):
    """What is prioritised, why, and which problems it answers to."""

    version = VersionField()
    title = StringField(
        _l("Vad prioriterar ni?"),
        description=_l("Vad, inte hur. Till exempel: Ljust och tryggt vid stationen."),
        **plain_text(TITLE_MAX, required=_l("Skriv vad ni prioriterar")),
    )
    why = TextAreaField(
        _l("Varför?"),
        description=_l("Det här visas för alla, under ”Därför valde vi det här”."),
        **plain_text(WHY_MAX, required=_l("Skriv varför ni väljer det")),
    )
    public_health = TextAreaField(
        _l("Vad betyder det för folkhälsan?"), description=_l("Visas för alla."), **plain_text(LIST_MAX)
    )
    follows_id = SelectField(
        _l("Fortsätter det ett tidigare löfte?"),
        description=_l("Då kan alla följa löftet från period till period."),
        coerce=as_id_or_none,
        choices=[],
    )
    problem_ids = CheckboxesField(_l("Vilka problem svarar det på?"), coerce=as_id, choices=[])
    check = SubmitField(_l("Kontrollera ordvalet"))

    @classmethod
    def of(
        cls, priority: Priority | None, problems: Sequence[Problem], earlier: Sequence[Priority], **more: Any
    ) -> Any:
        """The form as a priority fills it; an empty one for a new."""
        chosen = [link.problem_id for link in priority.problems] if priority else []
        form = cls(obj=priority, problem_ids=chosen, **more)
        form.problem_ids.choices = options({problem.id: problem.title for problem in problems})
        promised = {one.id: f"{one.title} ({name_of(parse(one.decision.period))})" for one in earlier}
        form.follows_id.choices = options(promised, none=_l("Nej, det är nytt"))
        return form

    @property
    def words(self) -> PriorityWords:
        """What was filled in, as the action takes it."""
        return PriorityWords(
            title=self.title.data or "",
            why=self.why.data or "",
            public_health=self.public_health.data or "",
            follows_id=self.follows_id.data,
        )


class CommitmentForm(StaffForm):
    """Who does what, how one can tell, and by when."""

    version = VersionField()
    performer = RadioField(
        _l("Vem gör det?"), choices=options(PERFORMERS), validators=[InputRequired(_l("Välj vem som gör det"))]
    )
    what = TextAreaField(
        _l("Vad ska göras?"),
        description=_l(
            "Skriv vad, så att alla förstår. Skriv inte hur, när polisen patrullerar eller med vilka metoder."
        ),
        **plain_text(WHAT_MAX, required=_l("Skriv vad som ska göras")),
    )
    responsible_municipality = StringField(
        _l("Ansvarig funktion hos kommunen"),
        description=_l("Om kommunen gör det. En funktion, till exempel Gatuchefen, aldrig ett namn."),
        **text_when(FUNCTION_MAX, _acts(Side.MUNICIPALITY), _l("Skriv vilken funktion hos kommunen som ansvarar")),
    )
    responsible_police = StringField(
        _l("Ansvarig funktion hos polisen"),
        description=_l("Om polisen gör det. En funktion, till exempel Gruppchefen, aldrig ett namn."),
        **text_when(FUNCTION_MAX, _acts(Side.POLICE), _l("Skriv vilken funktion hos polisen som ansvarar")),
    )
    metric_kind = RadioField(
        _l("Hur märks det att löftet hålls?"),
        choices=options(METRICS),
        validators=[InputRequired(_l("Välj hur det märks att löftet hålls"))],
    )
    target = NumberField(
        _l("Mål"),
        description=_l("Om det är ett antal. Till exempel 24."),
        validators=[NeededWhen(_counts, _l("Skriv målet som ett tal"))],
    )
    unit = StringField(
        _l("Vad räknas?"),
        description=_l("Om det är ett antal. Till exempel: lampor är bytta."),
        **text_when(UNIT_MAX, _counts, _l("Skriv vad som räknas")),
    )
    baseline = NumberField(_l("Läget i dag"), description=_l("Om ni vet det. Till exempel 0."))
    due = DayField(_l("Klart senast"), validators=[InputRequired(_l("Skriv vilken dag det ska vara klart"))])
    target_group = StringField(
        _l("Målgrupp"), description=_l("Till exempel: unga som rör sig i centrum."), **plain_text(FUNCTION_MAX)
    )
    is_public = BooleanField(
        _l("Visa åtagandet för alla i löftet"), default=True, description=_l("Annars syns det bara på intranätet.")
    )
    check = SubmitField(_l("Kontrollera ordvalet"))
    decision: Decision

    @classmethod
    def of(cls, decision: Decision, commitment: Commitment | None, **more: Any) -> Any:
        """The form as a commitment fills it; an empty one for a new."""
        form = cls(obj=commitment, **more)
        form.decision = decision
        return form

    @property
    def words(self) -> CommitmentWords:
        """What was filled in, as the action takes it."""
        return CommitmentWords(
            performer=Performer(self.performer.data),
            metric_kind=MetricKind(self.metric_kind.data),
            **{name: self[name].data for name in COMMITMENT_FIELDS},
        )

    def validate_due(self, field: Field) -> None:
        """Within the time that the decision speaks of."""
        if isinstance(field.data, date) and not self.decision.can_be_due(field.data):
            raise ValidationError(due_outside(self.decision))


class ReasonForm(StaffForm):
    """Why a focus area is not chosen: a ready reason, or one's own."""

    version = VersionField()
    choice = RadioField(
        _l("Varför väljs det inte nu?"),
        choices=options(REASONS | {OWN_REASON: _l("Eget skäl")}),
        validators=[InputRequired(_l("Välj ett skäl"))],
    )
    own = TextAreaField(
        _l("Eget skäl"),
        description=_l("Om inget av skälen passar. Det visas för alla, under ”Därför inte nu”."),
        **text_when(REASON_MAX, lambda form: form.choice.data == OWN_REASON, _l("Skriv skälet")),
    )

    @classmethod
    def of(cls, saved: NotChosen | None, **more: Any) -> Any:
        """The form as a reason fills it; an empty one for none."""
        words = saved.reason if saved else ""
        ready = next((code for code, reason in REASONS.items() if str(reason) == words), None)
        own = OWN_REASON if words else None
        return cls(version=saved.version if saved else 0, choice=ready or own, own="" if ready else words, **more)

    @property
    def reason(self) -> str:
        """The reason in words."""
        return str(REASONS.get(self.choice.data, self.own.data))


class ParticularsForm(StaffForm):
    """Which body decided, when, who took part, who presented it, who disagreed."""

    version = VersionField()
    body_id = RadioField(_l("Organ"), coerce=as_id, validators=[InputRequired(_l("Välj vilket organ som beslutar"))])
    decided = DayField(
        _l("När togs beslutet?"), description=_l("Behövs innan ni kan lägga fram."), validators=[Optional()]
    )
    deciders = TextAreaField(
        _l("Vilka beslutade?"),
        description=_l("Funktioner, en per rad. Aldrig namn. Behövs innan ni kan lägga fram."),
        **plain_text(LIST_MAX),
    )
    presenter = StringField(_l("Föredragande"), description=_l("En funktion."), **plain_text(FUNCTION_MAX))
    dissent = TextAreaField(_l("Avvikande mening"), **plain_text(LIST_MAX))
    other_plans = TextAreaField(
        _l("Mål och planer som det hör ihop med"),
        description=_l("Till exempel kommunens mål, polisens verksamhetsplan eller länsstyrelsens uppdrag."),
        **plain_text(LIST_MAX),
    )
    decision: Decision

    @classmethod
    def of(cls, decision: Decision, bodies: Sequence[Body], **more: Any) -> Any:
        """The form as the decision fills it."""
        form = cls(obj=decision, **more)
        form.decision, form.body_id.choices = decision, options({body.id: body.name for body in bodies})
        return form

    def particulars(self, bodies: Sequence[Body]) -> Particulars:
        """What was filled in, as the action takes it."""
        return Particulars(
            body=next(body for body in bodies if body.id == self.body_id.data),
            decided=self.decided.data,
            deciders=self.deciders.data or "",
            presenter=self.presenter.data or "",
            dissent=self.dissent.data or "",
            other_plans=self.other_plans.data or "",
        )

    def validate_decided(self, field: Field) -> None:
        """After people were heard, and not in the future."""
        if field.data and not self.decision.picture.heard_from <= field.data <= clock.today():
            raise ValidationError(_("Välj en dag från det att svaren började räknas till och med i dag"))
