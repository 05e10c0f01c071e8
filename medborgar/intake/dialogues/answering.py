"""The form that a dialogue's questions make, and what a filled-in one says."""

from collections.abc import Sequence
from typing import Any, TypeVar

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from medborgar.core.formatting import long_day
from medborgar.core.forms import CheckboxesField, DayField, PublicForm, options, plain_text
from medborgar.core.languages import as_swedish
from medborgar.intake.actions import Answers, Chosen
from medborgar.intake.dialogues.models import Question, QuestionKind
from medborgar.intake.forms import EXTENTS
from medborgar.intake.models import PLACE_MAX, WHOLE_MAX, Extent, Kind
from medborgar.municipality.models import Area

TEXT_MAX = 2000
YES_NO = {"ja": _l("Ja"), "nej": _l("Nej"), "vet-inte": _l("Vet inte")}
NEEDED = _l("Svara på frågan")
AREA = "area"


Made = TypeVar("Made", bound="AnswerForm")


class AnswerForm(PublicForm):
    """Made for each dialogue: its questions are fields."""

    token = HiddenField()

    questions: Sequence[Question]
    areas: Sequence[Area]

    @property
    def answers(self) -> Answers:
        """What it says, when it is valid; whoever answers nothing has said nothing."""
        with force_locale("sv"):  # staff read it, in whatever language it was asked
            words = [f"{one.words}\n{self.in_words(one)}" for one in self.questions if self.in_words(one)]
        placed = next((one for one in self.questions if one.kind == QuestionKind.PLACE), None)
        code = (self[AREA].data or "") if placed else ""
        area_id = next((area.id for area in self.areas if area.slug == code), None)
        extent = Extent.AREA if area_id else Extent(code) if code in set(EXTENTS) else Extent.UNKNOWN
        return Answers(
            kind=Kind.DIALOGUE,
            text="\n\n".join(words),
            place=(self.said(placed) or "") if placed else "",
            extent=extent,
            area_id=area_id,
            day_part=None,
            frequency=None,
            chosen=tuple(Chosen(one.id, value) for one in self.questions for value in self._values(one)),
        )

    def said(self, question: Question) -> Any:
        """What stands in the field of a question."""
        return self[name_of(question)].data

    def in_words(self, question: Question) -> str:
        """What was answered, as staff read it; the place stands for itself."""
        said = self.said(question)
        match QuestionKind(question.kind):
            case QuestionKind.PLACE:
                return ""
            case QuestionKind.TEXT:
                return str(said or "")
            case QuestionKind.DATE:
                return long_day(said) if said else ""
            case QuestionKind.SCALE:
                return on_scale(question, said) if said else ""
            case _:
                chosen = said if isinstance(said, list) else [said]
                return ", ".join(str(label) for value, label in choices_of(question).items() if value in chosen)

    def validate_on_whole(self) -> bool:
        """Whether it is right in every field, and not too much in all."""
        if not self.validate():
            return False
        if len(self.answers.text) > WHOLE_MAX:
            self.form_errors.append(_("Korta dina svar: tillsammans får de ha högst %(most)s tecken", most=WHOLE_MAX))
        return not self.form_errors

    def _values(self, question: Question) -> list[str]:
        said = self.said(question)
        match QuestionKind(question.kind):
            case QuestionKind.TEXT:
                return [""] if said else []
            case QuestionKind.PLACE:
                return [""] if said or self[AREA].data else []
            case QuestionKind.MANY:
                return list(dict.fromkeys(said or []))
            case QuestionKind.DATE:
                return [said.isoformat()] if said else []
            case _:
                return [said] if said else []


def name_of(question: Question) -> str:
    """What a question's field is called: not its number, which others may get while somebody answers."""
    return f"q{question.id.hex}"


def form_of(questions: Sequence[Question], areas: Sequence[Area], data: Any) -> AnswerForm:
    """The form of these questions, filled with what was sent."""
    return made_of(AnswerForm, questions, areas, data)


def made_of(
    base: type[Made], questions: Sequence[Question], areas: Sequence[Area], data: Any, *, prefix: str = ""
) -> Made:
    """A form that asks these questions beside what its class asks; several on one page differ by their prefix."""
    fields: dict[str, Any] = {name_of(one): _field(one) for one in questions}
    if any(one.kind == QuestionKind.PLACE for one in questions):
        choices = options({area.slug: as_swedish(area.name) for area in areas} | EXTENTS)
        fields[AREA] = RadioField(_l("Vilket område gäller det?"), choices=choices, validators=[Optional()])
    form: Made = type("OneAnswerForm", (base,), fields)(data, prefix=prefix)
    form.questions, form.areas = questions, areas
    return form


def _field(question: Question) -> Field:
    label, hint, choices = as_swedish(question.words), as_swedish(question.hint), options(choices_of(question))
    needed = [InputRequired(NEEDED)] if question.needed else [Optional()]
    match QuestionKind(question.kind):
        case QuestionKind.TEXT:
            return TextAreaField(label, description=hint, **_words(question, TEXT_MAX))
        case QuestionKind.PLACE:
            return StringField(label, description=hint, **_words(question, PLACE_MAX))
        case QuestionKind.DATE:
            return DayField(label, description=hint, validators=needed)
        case QuestionKind.MANY:
            return CheckboxesField(label, description=hint, choices=choices, validators=needed)
        case _:
            return RadioField(label, description=hint, choices=choices, validators=needed)


def _words(question: Question, most: int) -> dict[str, Any]:
    return plain_text(most, required=str(NEEDED) if question.needed else "")


def choices_of(question: Question) -> dict[str, Any]:
    """What can be chosen, by its value; nothing where words are written."""
    if question.kind == QuestionKind.YES_NO:
        return YES_NO
    if question.kind == QuestionKind.SCALE:
        return _scale(question)
    return {line: as_swedish(line) for line in question.choices.splitlines()}


def on_scale(question: Question, step: str) -> str:
    """A step of a scale with how far it goes, and what its ends mean."""
    named = [(question.lowest, question.lowest_name), (question.highest, question.highest_name)]
    ends = ", ".join(f"{end} = {name}" for end, name in named if name)
    said = _("%(step)s av %(highest)s", step=step, highest=question.highest)
    return f"{said} ({ends})" if ends else str(said)


def _scale(question: Question) -> dict[str, str]:
    first, last = question.lowest or 0, question.highest or 0
    names = {first: question.lowest_name, last: question.highest_name}
    return {str(step): as_swedish(f"{step} {names.get(step, '')}".strip()) for step in range(first, last + 1)}
