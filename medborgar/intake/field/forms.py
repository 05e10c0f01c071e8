"""What staff fill in: an event they report, and an answer that somebody else gave."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField
from wtforms.validators import ValidationError

from medborgar.core import clock
from medborgar.core.formatting import long_day
from medborgar.core.forms import DayField, NamesNoNumber, plain_text
from medborgar.intake.dialogues.answering import AREA, AnswerForm, made_of, name_of
from medborgar.intake.dialogues.models import Question, QuestionKind
from medborgar.intake.forms import A_YEAR, HowItCame
from medborgar.intake.models import Audience, Contribution, Dialogue, Voice
from medborgar.municipality.models import Area

UNIT_MAX = 200
STACK_MOST = 500  # so many answers one stack remembers
VOICE_OF = {
    Audience.EVERYBODY: Voice.RESIDENT,
    Audience.ASSOCIATIONS: Voice.ASSOCIATION,
    Audience.ELECTED: Voice.ELECTED,
    Audience.STAFF: Voice.STAFF,
}


class EventForm(NamesNoNumber, AnswerForm):
    """One event of a report: the round's questions once."""

    def can_be_kept(self) -> bool:
        """Whether it is right in every field, and says something."""
        if self.validate_on_whole() and not self.answers.chosen:
            self.form_errors.append(_("Svara på en fråga. Har inget hänt? Välj Inget att rapportera"))
        return not self.errors

    @property
    def in_short(self) -> str:
        """What was answered, in one line."""
        return " · ".join(" ".join(words.split()) for words in map(self.in_words, self.questions) if words)

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all has been written or chosen, rightly or wrongly."""
        names = [*map(name_of, self.questions), AREA]
        return not any(str(part).strip() for name in names if name in self for part in self[name].raw_data or [])


class EntryForm(NamesNoNumber, HowItCame, AnswerForm):
    """An answer that somebody else gave: how it came, and what was answered."""

    unit = StringField(
        _l("Vilken enhet rapporterar?"),
        description=_l("Funktionen, till exempel Rektorn i Ransta. Inget namn på en person."),
        **plain_text(UNIT_MAX, required=_l("Skriv vilken enhet som rapporterar")),
    )
    stack = HiddenField()  # what has been entered in this sitting, the latest first

    dialogue: Dialogue

    def validate_received(self, field: DayField) -> None:
        """While the dialogue was open, and not more than a year ago."""
        first = max(self.dialogue.opens or clock.today(), clock.today() - A_YEAR)
        last = min(self.dialogue.closes or clock.today(), clock.today())
        if field.data and not first <= field.data <= last:
            days = {"first": long_day(first), "last": long_day(last)}
            raise ValidationError(_("Skriv en dag då dialogen var öppen: från %(first)s till %(last)s", **days))

    @property
    def from_unit(self) -> str:
        """The unit that reports, where staff are asked."""
        return (self.unit.data or "") if "unit" in self else ""

    @property
    def entered(self) -> list[uuid.UUID]:
        """The ids of what has been entered in this sitting; what is no id is none."""
        found = []
        for written in (self.stack.data or "").split(",")[:STACK_MOST]:
            try:
                found.append(uuid.UUID(written))
            except ValueError:
                continue
        return found


def entry_form(dialogue: Dialogue, questions: Sequence[Question], areas: Sequence[Area], data: Any) -> EntryForm:
    """The form for one answer to a dialogue; which unit it is from is asked of staff only."""
    form = made_of(EntryForm, questions, areas, data)
    form.dialogue = dialogue
    if dialogue.audience != Audience.STAFF:
        del form.unit
    return form


def first_of_a_stack(dialogue: Dialogue) -> MultiDict[str, Any]:
    """What stands in the form before anything has been entered: today, and the voice of those who are asked."""
    last = min(dialogue.closes or clock.today(), clock.today())
    return MultiDict({"received": last.isoformat(), "voice": VOICE_OF[Audience(dialogue.audience)].value})


def next_of_the_stack(form: EntryForm, kept: uuid.UUID) -> MultiDict[str, Any]:
    """What stands in the form after one has been kept: day, way, voice and place stay, the answers go."""
    names = ["received", "channel", "voice", "unit", AREA]
    names += [name_of(one) for one in form.questions if one.kind == QuestionKind.PLACE]
    said: MultiDict[str, Any] = MultiDict()
    for name in names:
        if name in form:
            said.setlist(name, form[name].raw_data or [])
    said["stack"] = ",".join(one.hex for one in [kept, *form.entered][:STACK_MOST])
    return said


def as_entered(contribution: Contribution, values: dict[uuid.UUID, list[str]], questions: Sequence[Question]) -> Any:
    """What must be filled in for it to become this contribution; the free words stand between the questions."""
    said: MultiDict[str, Any] = MultiDict(
        {
            "received": contribution.received.isoformat(),
            "channel": contribution.channel,
            "voice": contribution.voice,
            "acute_done": contribution.acute_done,
            "acute_by": contribution.acute_by,
        }
        | ({"acute": "y"} if contribution.acute else {})
    )
    answered = [one for one in questions if one.id in values]
    words = free_words(contribution.text, [one for one in answered if one.kind != QuestionKind.PLACE])
    for one in answered:
        match QuestionKind(one.kind):
            case QuestionKind.PLACE:
                said[name_of(one)] = contribution.place
                said[AREA] = contribution.area.slug if contribution.area else contribution.extent
            case QuestionKind.TEXT:
                said[name_of(one)] = words.get(one.words, "")
            case _:
                said.setlist(name_of(one), values[one.id])
    return said


def free_words(text: str, answered: Sequence[Question]) -> dict[str, str]:
    """What stands under each question in an answer's text, in whatever order they were asked then."""
    heads = sorted((f"{one.words}\n" for one in answered), key=text.find)
    found, rest = {}, text.removeprefix(heads[0]) if heads else ""
    for head, following in zip(heads, [*heads[1:], ""], strict=True):
        words, _between, rest = rest.partition(f"\n\n{following}") if following else (rest, "", "")
        found[head.removesuffix("\n")] = words
    return found
