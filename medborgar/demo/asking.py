"""Rounds of questions to everybody: begun, opened, answered, and answered for."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from medborgar.core import clock
from medborgar.core.permissions import Side
from medborgar.demo.questions import DialoguePart
from medborgar.demo.world import World, token
from medborgar.intake import actions as intake
from medborgar.intake.dialogues import actions, queries
from medborgar.intake.dialogues.answering import AnswerForm, form_of, name_of
from medborgar.intake.dialogues.reading import lineage
from medborgar.intake.models import Audience, Dialogue, Voice
from medborgar.intake.queries import by_code
from medborgar.publication.results.actions import publish as publish_numbers
from medborgar.triage import actions as triage
from medborgar.triage.models import Outcome

AREA = "område"
READ = "Ditt svar är räknat i enkäten. Vad vi hörde står på dialogens sida."


def ask(world: World, part: DialoguePart) -> None:
    """Open a round today, like the last one of the same name if there has been any."""
    earlier = [one for one in queries.dialogues(world.municipality) if one.title == part.title]
    dialogue = actions.begin(
        party=world.party(Side.MUNICIPALITY),
        title=part.title,
        by=world.coordinator,
        key="" if earlier else part.ready,
        like=earlier[0] if earlier else None,
    )
    closes = clock.today() + timedelta(days=part.days - 1)
    frame = actions.Frame(
        title=part.title,
        audience=dialogue.audience,
        introduction=dialogue.introduction,
        source=dialogue.source,
        opens=clock.today(),
        closes=closes,
        feedback_by=closes + timedelta(days=part.feedback_after),
        hand_in=part.hand_in,
    )
    actions.save(dialogue=dialogue, frame=frame, version=dialogue.version, by=world.coordinator)
    world.dialogues.append(dialogue.slug)


def answer(world: World, part: DialoguePart, round_number: int, number: int) -> None:
    """Somebody answers."""
    dialogue = queries.find(world.municipality, world.dialogues[round_number])
    form = filled_in(world, dialogue, part.ready, part.everybody[number])
    secret = token(world.keys, world.municipality.slug, f"{dialogue.slug} {number}")
    kept: dict[str, Any] = {"keys": world.keys, "dialogue": dialogue, "answers": form.answers, "token": secret}
    code = _reported(world, kept) if dialogue.audience == Audience.STAFF else intake.submit(**kept)
    if part.heard:
        _read(world, code)


def filled_in(world: World, dialogue: Dialogue, ready: str, said: Mapping[str, str | list[str]]) -> AnswerForm:
    """The dialogue's form with these answers, by the keys of the ready one that it was begun from."""
    asked = queries.questions(dialogue)
    fields = {lineage(ready, key): value for key, value in said.items()}
    sent: MultiDict[str, object] = MultiDict(
        {name_of(one): fields[one.lineage] for one in asked if one.lineage in fields} | {"area": said.get(AREA, "")}
    )
    form = form_of(asked, list(world.areas.values()), sent)
    if not form.validate_on_whole():
        raise ValueError(f"{dialogue.slug}: {form.errors}")
    return form


def _reported(world: World, kept: dict[str, Any]) -> str:
    """Somebody of staff answers as such."""
    by = world.staff["rapportor"]
    return intake.register(**kept, source=intake.Source(clock.today(), voice=Voice.STAFF, registered_by=by.id), by=by)


def _read(world: World, code: str) -> None:
    """Somebody reads it; what it says is told in the feedback to all."""
    found = by_code(world.municipality, world.keys, code)
    if found is None:
        raise LookupError(code)
    judgement = triage.Judgement(
        masked_text=found.text,
        outcome=Outcome.PASSED_ON,
        reason=READ,
        same_as_id=None,
        place_id=None,
        note="",
        focus_area_ids=frozenset(),
        acute=False,
        acute_done="",
        acute_by="",
    )
    triage.open_to_review(contribution=found, by=world.coordinator)
    triage.review(contribution=found, judgement=judgement, version=0, by=world.coordinator)


def give_feedback(world: World, part: DialoguePart, round_number: int) -> None:
    """Say what was heard and what happens with it."""
    dialogue = queries.find(world.municipality, world.dialogues[round_number])
    actions.give_feedback(dialogue=dialogue, heard=part.heard, to_be_done=part.to_be_done, by=world.coordinator)


def publish(world: World, round_number: int) -> None:
    """Let everybody read the numbers."""
    dialogue = queries.find(world.municipality, world.dialogues[round_number])
    publish_numbers(dialogue=dialogue, by=str(world.coordinator.id))
