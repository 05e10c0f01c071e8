"""What the coordinator writes: a dialogue's frame, its questions, and what those who answered are told."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional, ValidationError

from medborgar.core.forms import DayField, StaffForm, VersionField, as_id_or_none, options, plain_text
from medborgar.intake.dialogues.actions import Asked, Frame
from medborgar.intake.dialogues.models import CHOICE_MAX, CHOICES_MOST, SCALE, Question, QuestionKind
from medborgar.intake.dialogues.reading import ready
from medborgar.intake.dialogues.words import when
from medborgar.intake.models import Audience, Dialogue
from medborgar.municipality.cadences import Cadence
from medborgar.municipality.models import FocusArea

TITLE_MAX, WORDS_MAX, HINT_MAX, NAME_MAX, TEXT_MAX = 120, 200, 300, 60, 2000
AUDIENCES = {
    Audience.EVERYBODY: _l("Alla"),
    Audience.ASSOCIATIONS: _l("Inbjudna föreningar"),
    Audience.ELECTED: _l("Förtroendevalda"),
    Audience.STAFF: _l("Medarbetare"),
}
KINDS = {
    QuestionKind.TEXT: _l("Egna ord"),
    QuestionKind.ONE: _l("Ett val"),
    QuestionKind.MANY: _l("Flera val"),
    QuestionKind.SCALE: _l("Skala"),
    QuestionKind.YES_NO: _l("Ja, nej eller vet inte"),
    QuestionKind.PLACE: _l("Plats och område"),
    QuestionKind.DATE: _l("Dag"),
}
LISTED = {QuestionKind.ONE, QuestionKind.MANY}

IN_SCALE = NumberRange(
    SCALE.start,
    SCALE.stop - 1,
    _l("Skriv ett tal från %(first)s till %(last)s", first=SCALE.start, last=SCALE.stop - 1),
)


class BeginForm(StaffForm):
    """What to call it, and what to begin from."""

    title = StringField(
        _l("Vad ska dialogen heta?"), **plain_text(TITLE_MAX, required=_l("Skriv vad dialogen ska heta"))
    )
    start = SelectField(_l("Börja från"), default="")

    def offer(self, earlier: Sequence[Dialogue]) -> "BeginForm":
        """Let it begin from a ready one, or as a copy of an earlier round."""
        made = {f"mall:{key}": _l("Mall: %(title)s", title=one.title) for key, one in ready().items()}
        rounds = {
            f"som:{one.slug}": _l("Kopia av: %(title)s (%(when)s)", title=one.title, when=when(one)) for one in earlier
        }
        self.start.choices = options(made | rounds, none=_l("Inga frågor"))
        return self

    @property
    def from_ready(self) -> str:
        """The key of the ready one, if that is what it begins from."""
        return (self.start.data or "").removeprefix("mall:") if (self.start.data or "").startswith("mall:") else ""

    @property
    def from_earlier(self) -> str:
        """The address part of the earlier round, if that is what it begins from."""
        return (self.start.data or "").removeprefix("som:") if (self.start.data or "").startswith("som:") else ""


class FrameForm(StaffForm):
    """Who is asked, when, and when they hear what came of it."""

    version = VersionField()
    title = StringField(_l("Rubrik"), **plain_text(TITLE_MAX, required=_l("Skriv en rubrik")))
    audience = SelectField(_l("Vilka frågar ni?"), choices=options(AUDIENCES))
    introduction = TextAreaField(
        _l("Inledning"),
        description=_l("Varför ni frågar och vad som händer med svaren."),
        **plain_text(TEXT_MAX),
    )
    source = StringField(_l("Varifrån kommer frågorna?"), **plain_text(WORDS_MAX))
    hand_in = StringField(
        _l("Var lämnas svar på papper?"),
        description=_l("Står på pappersblanketten, till exempel: Receptionen i kommunhuset eller biblioteket."),
        **plain_text(WORDS_MAX),
    )
    opens = DayField(_l("Öppnar"), description=_l("Tomt så länge den är ett utkast."), validators=[Optional()])
    closes = DayField(
        _l("Sista dag"), description=_l("Tomt om den ska vara öppen tills vidare."), validators=[Optional()]
    )
    feedback_by = DayField(
        _l("Återkoppling senast"),
        description=_l("Den dag då de som svarat ska få veta vad som händer."),
        validators=[Optional()],
    )
    cadence_id = SelectField(
        _l("Upprepas"),
        description=_l("Nästa omgång öppnar av sig själv, med samma frågor och samma inbjudna."),
        coerce=as_id_or_none,
    )

    def offer(self, cadences: Sequence[Cadence]) -> "FrameForm":
        """Let it come again as one of these does."""
        self.cadence_id.choices = options({one.id: f"{one.title}: {one.often}" for one in cadences}, none=_l("Nej"))
        return self

    def validate_cadence_id(self, field: SelectField) -> None:
        """What never ends can't begin again."""
        if field.data and not self.closes.data:
            raise ValidationError(_l("Skriv vilken dag den stänger, så vet vi hur länge nästa omgång är öppen"))

    def validate_closes(self, field: DayField) -> None:
        """Not before it opens, and not without opening."""
        if field.data and not self.opens.data:
            raise ValidationError(_l("Skriv också vilken dag dialogen öppnar"))
        if field.data and self.opens.data and field.data < self.opens.data:
            raise ValidationError(_l("Sista dagen kan inte komma före den dag då dialogen öppnar"))

    def validate_feedback_by(self, field: DayField) -> None:
        """Not before it closes."""
        if field.data and self.closes.data and field.data < self.closes.data:
            raise ValidationError(_l("Återkopplingen kan inte komma före sista dagen"))

    @property
    def frame(self) -> Frame:
        """What was filled in."""
        return Frame(
            title=self.title.data or "",
            audience=self.audience.data,
            introduction=self.introduction.data or "",
            source=self.source.data or "",
            opens=self.opens.data,
            closes=self.closes.data,
            feedback_by=self.feedback_by.data,
            cadence_id=self.cadence_id.data,
            hand_in=self.hand_in.data or "",
        )


class QuestionForm(StaffForm):
    """One question."""

    kind = SelectField(_l("Hur svarar man?"), choices=options(KINDS))
    words = StringField(_l("Fråga"), **plain_text(WORDS_MAX, required=_l("Skriv frågan")))
    hint = StringField(_l("Hjälp till den som svarar"), **plain_text(HINT_MAX))
    choices = TextAreaField(
        _l("Val"), description=_l("Ett val på varje rad. Bara för ett eller flera val."), **plain_text(TEXT_MAX)
    )
    lowest = IntegerField(_l("Skalan börjar på"), validators=[Optional(), IN_SCALE])
    lowest_name = StringField(_l("Lägst betyder"), **plain_text(NAME_MAX))
    highest = IntegerField(_l("Skalan slutar på"), validators=[Optional(), IN_SCALE])
    highest_name = StringField(_l("Högst betyder"), **plain_text(NAME_MAX))
    needed = BooleanField(_l("Måste besvaras"))
    source = StringField(_l("Varifrån kommer frågan?"), **plain_text(WORDS_MAX))
    focus_area_id = SelectField(_l("Fokusområde"), coerce=as_id_or_none, default=None)

    def offer(self, areas: Sequence[FocusArea]) -> "QuestionForm":
        """Let it belong to a focus area."""
        self.focus_area_id.choices = options({area.id: area.name for area in areas}, none=_l("Inget"))
        return self

    def validate_choices(self, field: TextAreaField) -> None:
        """Two or more, each once and not too long, where there is something to choose."""
        if self.kind.data not in LISTED:
            field.data = ""
            return
        found = [line.strip() for line in (field.data or "").splitlines() if line.strip()]
        if len(found) < 2:
            raise ValidationError(_l("Skriv minst två val, ett på varje rad"))
        if len(found) > CHOICES_MOST:
            raise ValidationError(_l("Skriv högst %(most)s val", most=CHOICES_MOST))
        if len(set(found)) < len(found):
            raise ValidationError(_l("Skriv varje val en gång"))
        if max(map(len, found)) > CHOICE_MAX:
            raise ValidationError(_l("Korta valen till högst %(most)s tecken", most=CHOICE_MAX))
        field.data = "\n".join(found)

    def validate_kind(self, field: SelectField) -> None:
        """A scale has two ends, and nothing else has any."""
        if field.data != QuestionKind.SCALE:
            self.lowest.data = self.highest.data = None
            self.lowest_name.data = self.highest_name.data = ""
        elif self.lowest.data is None or self.highest.data is None or self.highest.data <= self.lowest.data:
            raise ValidationError(_l("Skriv var skalan börjar och slutar, till exempel 1 och 4"))

    @classmethod
    def of(cls, question: Question | None, areas: Sequence[FocusArea]) -> "QuestionForm":
        """Filled with what it is now."""
        names = Asked.__dataclass_fields__
        data = {name: getattr(question, name) for name in names} if question else {"kind": QuestionKind.TEXT.value}
        return cls(data=data).offer(areas)

    @property
    def asked(self) -> Asked:
        """What was filled in."""
        said: dict[str, Any] = {name: self[name].data for name in Asked.__dataclass_fields__}
        return Asked(**said)


class FeedbackForm(StaffForm):
    """What those who answered are told."""

    heard = TextAreaField(
        _l("Det här hörde vi"),
        description=_l("Med egna ord. Skriv inget som visar vem som svarat vad."),
        **plain_text(TEXT_MAX, required=_l("Skriv vad ni hörde")),
    )
    to_be_done = TextAreaField(
        _l("Det här händer nu"), **plain_text(TEXT_MAX, required=_l("Skriv vad som händer med det"))
    )
