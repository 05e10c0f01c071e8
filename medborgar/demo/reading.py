"""Staff read what came in: open, mask, tag, say what becomes of it, reply or ask."""

from functools import reduce

from medborgar.demo.corpus import Told
from medborgar.demo.world import World
from medborgar.intake.models import Contribution
from medborgar.triage import actions, queries
from medborgar.triage.models import MessageKind


def read(world: World, told: Told) -> None:
    """Open an answer."""
    actions.open_to_review(contribution=_answer(world, told), by=world.reader(told.receiver))


def review(world: World, told: Told) -> None:
    """Open it, say what becomes of it, and write back."""
    answer, by = _answer(world, told), world.reader(told.receiver)
    actions.open_to_review(contribution=answer, by=by)
    actions.review(contribution=answer, judgement=_judgement(world, told), version=0, by=by)
    if told.reply:
        actions.write_back(contribution=answer, kind=MessageKind.REPLY, text=told.reply, by=by)
    if told.question:
        actions.write_back(contribution=answer, kind=MessageKind.QUESTION, text=told.question, by=by)


def answer(world: World, told: Told) -> None:
    """Whoever wrote answers the question."""
    contribution = _answer(world, told)
    if question := queries.open_question(contribution.id):
        actions.answer(contribution=contribution, question=question, text=told.answer)


def _judgement(world: World, told: Told) -> actions.Judgement:
    return actions.Judgement(
        masked_text=reduce(lambda text, mask: text.replace(*mask), told.masks.items(), told.text),
        outcome=told.outcome,
        reason=told.reason,
        same_as_id=world.answers[told.same_as] if told.same_as else None,
        place_id=world.places[told.spot].id if told.spot else None,
        note="",
        focus_area_ids=frozenset(world.focus_areas[slug].id for slug in told.tags),
        acute=told.acute is not None,
        acute_done=told.acute.done if told.acute else "",
        acute_by=told.acute.by if told.acute else "",
    )


def _answer(world: World, told: Told) -> Contribution:
    return queries.anywhere(world.municipality, world.answers[told.key])
