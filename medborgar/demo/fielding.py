"""Units report to the meeting, round by round; and the coordinator enters what came on paper."""

from datetime import timedelta

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.permissions import Side
from medborgar.demo.asking import filled_in
from medborgar.demo.questions import DialoguePart, RoundPart, UnitPart
from medborgar.demo.world import READERS, World, token
from medborgar.intake.actions import Source
from medborgar.intake.dialogues import actions as dialogues
from medborgar.intake.dialogues.queries import find, focus_of
from medborgar.intake.field import actions
from medborgar.intake.models import Channel, Dialogue, Voice
from medborgar.intake.queries import by_code
from medborgar.triage import actions as triage
from medborgar.triage.models import Outcome

READY, TITLE = "est-rapport", "Rapport till mötet"


def open_round(world: World, part: RoundPart) -> None:
    """Open a round today, like the last one if there has been any."""
    earlier = find(world.municipality, world.rounds[-1]) if world.rounds else None
    dialogue = dialogues.begin(
        party=world.party(Side.MUNICIPALITY),
        title=TITLE,
        by=world.coordinator,
        key="" if earlier else READY,
        like=earlier,
    )
    frame = dialogues.Frame(
        title=TITLE,
        audience=dialogue.audience,
        introduction=dialogue.introduction,
        source=dialogue.source,
        opens=clock.today(),
        closes=clock.today() + timedelta(days=part.days - 1),
        feedback_by=None,
    )
    dialogues.save(dialogue=dialogue, frame=frame, version=dialogue.version, by=world.coordinator)
    world.rounds.append(dialogue.slug)


def report(world: World, round_number: int, number: int, part: UnitPart, *, is_read: bool) -> None:
    """A unit tells of what has happened, or that nothing has; its party's reader has read it."""
    dialogue, by = find(world.municipality, world.rounds[round_number]), world.staff[part.by]
    side = Side.POLICE if by is world.reader(Side.POLICE) else Side.MUNICIPALITY
    codes = actions.report(
        keys=world.keys,
        dialogue=dialogue,
        reporter=actions.Reporter(world.party(side).id, part.unit, by),
        events=[filled_in(world, dialogue, READY, one).answers for one in part.events],
        token=token(world.keys, world.municipality.slug, f"{dialogue.slug} {number}"),
    )
    for code in codes if is_read else ():
        _read(world, code, world.staff[READERS[side]])


def enter(world: World, part: DialoguePart, round_number: int, number: int) -> None:
    """The coordinator enters what somebody filled in on paper."""
    dialogue: Dialogue = find(world.municipality, world.dialogues[round_number])
    by = world.coordinator
    actions.enter(
        keys=world.keys,
        dialogue=dialogue,
        answers=filled_in(world, dialogue, part.ready, part.on_paper[number]).answers,
        source=Source(
            received=clock.today(),
            channel=Channel.PAPER,
            voice=Voice.RESIDENT,
            registered_by=by.id,
            receiving_party_id=dialogue.receiving_party_id,
        ),
        unit="",
        token=token(world.keys, world.municipality.slug, f"{dialogue.slug} papper {number}"),
        by=by,
    )


def _read(world: World, code: str, by: Person) -> None:
    """It goes into the picture, under the focus area that the unit chose."""
    found = by_code(world.municipality, world.keys, code)
    if found is None:
        raise LookupError(code)
    judgement = triage.Judgement(
        masked_text=found.text,
        outcome=Outcome.IN_PICTURE,
        reason="",
        same_as_id=None,
        place_id=None,
        note="",
        focus_area_ids=frozenset(focus_of(found)),
    )
    triage.open_to_review(contribution=found, by=by)
    triage.review(contribution=found, judgement=judgement, version=0, by=by)
