"""A round to associations: they are in the register, get a mailed invitation, write question by question, and send."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial

from medborgar.core import clock
from medborgar.core.permissions import Side
from medborgar.demo.asking import filled_in
from medborgar.demo.diary import Diary
from medborgar.demo.questions import AssociationPart, InvitedRoundPart
from medborgar.demo.world import World
from medborgar.intake.associations import actions as associations
from medborgar.intake.associations.checking import Entry
from medborgar.intake.associations.queries import asked
from medborgar.intake.dialogues import actions as dialogues
from medborgar.intake.dialogues.queries import dialogues as every_dialogue
from medborgar.intake.dialogues.queries import find, questions
from medborgar.intake.dialogues.reading import lineage
from medborgar.intake.invitations import actions, queries
from medborgar.intake.invitations.actions import Guest, Written
from medborgar.intake.models import Dialogue

READY = "foreningar"


def write(diary: Diary, world: World, part: InvitedRoundPart) -> None:
    """The round on its days; each association answers a day after the one before."""
    opened = diary.today - timedelta(days=part.since)
    diary.on(opened, partial(invite, world, part))
    for number, one in enumerate(part.associations, start=2):
        if one.said:
            diary.on(min(opened + timedelta(days=number), diary.today), partial(answer, world, part, one))
    if part.heard:
        diary.on(opened + timedelta(days=part.days + part.feedback_after - 1), partial(give_feedback, world, part))


def invite(world: World, part: InvitedRoundPart) -> None:
    """Fill the register, make the round, and invite all of it."""
    for one in part.associations:
        entry = Entry(one.name, one.email, contact=one.contact, may_be_named=True)
        associations.save(
            municipality=world.municipality, association=None, entry=entry, version=0, by=world.coordinator
        )
    dialogue = dialogues.begin(party=world.party(Side.MUNICIPALITY), title=part.title, by=world.coordinator, key=READY)
    closes = clock.today() + timedelta(days=part.days - 1)
    frame = dialogues.Frame(
        title=part.title,
        audience=dialogue.audience,
        introduction=dialogue.introduction,
        source=dialogue.source,
        opens=clock.today(),
        closes=closes,
        feedback_by=closes + timedelta(days=part.feedback_after),
    )
    dialogues.save(dialogue=dialogue, frame=frame, version=dialogue.version, by=world.coordinator)
    guests = [Guest(one.name, one.email, one) for one in asked(world.municipality)]
    actions.invite(municipality=world.municipality, dialogue=dialogue, guests=guests, by=world.coordinator)


def answer(world: World, part: InvitedRoundPart, one: AssociationPart) -> None:
    """An association writes, and sends unless it has only begun."""
    dialogue = _round(world, part)
    invitation = next(found for found in queries.invitations(dialogue) if found.name == one.name)
    for question in questions(dialogue):
        said = {key: text for key, text in one.said.items() if lineage(READY, key) == question.lineage}
        if said:
            names = queries.names_of(question)
            written = Written(fields=dict(_fields(names, said)), version=0, page="", done=True)
            actions.write(invitation=invitation, question=question, written=written)
    if one.sends:
        answers = filled_in(world, dialogue, READY, one.said).answers
        actions.send(municipality=world.municipality, invitation=invitation, answers=answers)


def give_feedback(world: World, part: InvitedRoundPart) -> None:
    """Say what was heard and what happens with it."""
    heard = {"heard": part.heard, "to_be_done": part.to_be_done}
    dialogues.give_feedback(dialogue=_round(world, part), **heard, by=world.coordinator)


def _fields(names: list[str], said: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    yield from ((name, [text]) for name, text in zip(names, said.values(), strict=False))


def _round(world: World, part: InvitedRoundPart) -> Dialogue:
    slug = next(one.slug for one in every_dialogue(world.municipality) if one.title == part.title)
    return find(world.municipality, slug)
