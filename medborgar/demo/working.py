"""When a municipality's staff do what they do beside the promise."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from medborgar.demo import asking, fielding, governing, inviting, measuring, planning, walking, work
from medborgar.demo.diary import Diary, after, workday
from medborgar.demo.questions import DialoguePart, RoundPart
from medborgar.demo.work import CommentPart, Work
from medborgar.demo.world import World
from medborgar.governance.agenda import days_of
from medborgar.municipality.periods import Period
from medborgar.municipality.queries import cadences
from medborgar.plan.cycles import length_by
from medborgar.plan.models import State

MEETINGS_BACK = timedelta(days=800)


def write(diary: Diary, world: World, heard: Sequence[Period]) -> None:
    """Write down all of it; the promises are those of the periods after the first three in which people were heard."""
    todo = work.of(world.municipality.slug)
    for figure in todo.indicators:
        measuring.write(diary, world, figure, heard[0].first)
    for plan in todo.plans:
        planning.write(diary, world, heard[plan.number - 1].next, plan)
    for report in todo.reports:
        period = heard[report.number - 1].next
        day = workday(after(period.first, report.day, diary.today))
        diary.on(day, partial(governing.report, world, period, report))
    _meet(diary, world, todo)
    _comment(diary, world, todo.comments)
    _direct(diary, world, todo)
    for briefing in todo.briefings:
        day = diary.today - timedelta(days=briefing.since)
        shown = heard[1] if day > heard[2].first else heard[0]
        diary.on(workday(day), partial(governing.brief, world, briefing, shown.next))
    for feedback in todo.feedback:
        diary.on(workday(diary.today - timedelta(days=feedback.since)), partial(governing.write_back, world, feedback))
    _hear(diary, world, todo)
    for evaluation in todo.evaluations:
        diary.on(
            workday(diary.today - timedelta(days=evaluation.since)), partial(governing.evaluate, world, evaluation)
        )


def _meet(diary: Diary, world: World, todo: Work) -> None:
    """Meetings are on the days of the municipality's own rhythm."""
    days = days_of(world.municipality).planned(diary.today - MEETINGS_BACK, diary.today)
    for part in sorted(todo.meetings, key=lambda one: -one.back):
        diary.on(held := days[-1 - part.back], partial(governing.meet, world, part))
        for insats in part.decided:
            finished = held + timedelta(days=insats.within - 1)
            if insats.done and finished <= diary.today:
                diary.on(finished, partial(planning.move, world, insats.title, State.DONE))
    for event in todo.events:
        diary.on(diary.today, partial(governing.expect, world, event))


def _comment(diary: Diary, world: World, comments: Sequence[CommentPart]) -> None:
    """Words with one title are of one event."""
    numbers = {title: number for number, title in enumerate(dict.fromkeys(one.title for one in comments), start=1)}
    said: Counter[str] = Counter()
    for part in comments:
        day = diary.today - timedelta(days=part.since)
        diary.on(day, partial(governing.comment, world, numbers[part.title], said[part.title], part))
        said[part.title] += 1


def _direct(diary: Diary, world: World, todo: Work) -> None:
    """Cycles follow each other; the last one is the one of this week."""
    monday, length = diary.today - timedelta(days=diary.today.weekday()), length_by(cadences(world.municipality))
    for part in sorted(todo.cycles, key=lambda one: -one.back):
        diary.on(monday - part.back * length, partial(governing.direct, world, part))


def _hear(diary: Diary, world: World, todo: Work) -> None:
    """Everybody, those who walk, those who report, and the associations."""
    _ask(diary, world, todo.dialogues)
    for walk in todo.walks:
        walking.write(diary, world, walk)
    _report(diary, world, todo.rounds)
    for invited in todo.invited:
        inviting.write(diary, world, invited)


def _ask(diary: Diary, world: World, dialogues: Sequence[DialoguePart]) -> None:
    """Rounds in the order they opened; people answer over the days that each is open."""
    for number, part in enumerate(sorted(dialogues, key=lambda one: -one.since)):
        opened = diary.today - timedelta(days=part.since)
        diary.on(opened, partial(asking.ask, world, part))
        for index in range(len(part.everybody)):
            day = min(opened + timedelta(days=index % part.days), diary.today)
            diary.on(day, partial(asking.answer, world, part, number, index))
        for index in range(len(part.on_paper)):
            diary.on(
                min(opened + timedelta(days=part.days - 1), diary.today),
                partial(fielding.enter, world, part, number, index),
            )
        if part.published is not None:
            closed = opened + timedelta(days=part.days + part.published)
            diary.on(closed, partial(asking.publish, world, number))
        if part.heard:
            told = opened + timedelta(days=part.days + part.feedback_after - 1)
            diary.on(told, partial(asking.give_feedback, world, part, number))


def _report(diary: Diary, world: World, rounds: Sequence[RoundPart]) -> None:
    """Rounds in the order they opened; of those that are over, everything has been read."""
    for number, part in enumerate(sorted(rounds, key=lambda one: -one.since)):
        opened = diary.today - timedelta(days=part.since)
        diary.on(opened, partial(fielding.open_round, world, part))
        is_over = opened + timedelta(days=part.days) <= diary.today
        for index, one in enumerate(part.reports):
            day = min(opened + timedelta(days=one.day), diary.today)
            diary.on(day, partial(fielding.report, world, number, index, one, is_read=is_over))
