"""A municipality's story, dated back from today: three periods of listening and promising, and a fourth begun.

People are heard in one period and promised the next. A picture is cut some weeks before the period ends, so that
the promise is there when the next one begins.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from medborgar.core.permissions import Side
from medborgar.demo import corpus, deciding, picturing, publishing, reading, reporting, telling, working
from medborgar.demo.corpus import DecisionPart, PicturePart, PromisePart, Telling, Told
from medborgar.demo.diary import Deed, Diary, after, workday
from medborgar.demo.world import World
from medborgar.municipality.periods import Period, Rhythm, period_of

CUT_BEFORE_END = 17
READ_WITHIN = 2
Step = tuple[int, Deed]  # so many days after something, and what is done then


def begins(today: date, rhythm: Rhythm) -> date:
    """The first day of the story of a municipality with that rhythm."""
    return _heard(today, rhythm)[0].first


def write(diary: Diary, world: World) -> None:
    """Write down everything that happens."""
    slug = world.municipality.slug
    heard = _heard(diary.today, Rhythm(world.municipality.rhythm))
    for number, period in enumerate(heard, start=1):
        _listen(diary, world, period, corpus.told(slug, number))
        _promise(diary, world, period.next, corpus.promise(slug, number), heard[-1])
        for code, texts in corpus.translations(slug, number).items():
            deed = partial(publishing.translate, world, period.next, code, texts)
            _keep(diary, period.last - timedelta(days=CUT_BEFORE_END), [(13, deed)])
    working.write(diary, world, heard)


def _heard(today: date, rhythm: Rhythm) -> list[Period]:
    """The four periods in which people tell, the running one last."""
    running = period_of(today, rhythm)
    return [running.previous.previous.previous, running.previous.previous, running.previous, running]


def _listen(diary: Diary, world: World, period: Period, everybody: list[Told]) -> None:
    for told in everybody:
        day = _day(diary.today, period, told)
        read_on = min(workday(day + timedelta(days=READ_WITHIN)), diary.today)
        diary.on(day, partial(telling.tell, world, told))
        match told.state:
            case "läst":
                diary.on(read_on, partial(reading.read, world, told))
            case "granskad":
                diary.on(read_on, partial(reading.review, world, told))
        if told.answer:
            diary.on(read_on + timedelta(days=1), partial(reading.answer, world, told))


def _promise(diary: Diary, world: World, period: Period, part: PromisePart, running: Period) -> None:
    cut = period.previous.last - timedelta(days=CUT_BEFORE_END)
    if part.decision is None:
        _keep(diary, diary.today, _begun(world, period, part.picture))
        return
    _keep(diary, cut, _pictured(world, period, part.picture))
    _keep(diary, cut, _decided(world, period, part.decision))
    if slip := part.decision.slip:
        _keep(diary, period.first, [(slip.day, partial(publishing.correct, world, period, slip))])
    for entry in part.tellings:
        day = period.first + timedelta(days=entry.day)
        if not entry.is_awaited or workday(day) <= diary.today:
            _keep(diary, day, _told_of(world, period, entry, running))


def _begun(world: World, period: Period, part: PicturePart) -> Iterator[Step]:
    """Both write; the municipality has shared what it has, the police not yet."""
    yield 0, partial(picturing.begin, world, period, part)
    yield 0, partial(picturing.write_own, world, period, Side.MUNICIPALITY, part.municipality)
    yield 0, partial(picturing.share, world, period, Side.MUNICIPALITY)
    yield 0, partial(picturing.write_own, world, period, Side.POLICE, part.police)
    yield 0, partial(picturing.write_joint, world, period, part)


def _pictured(world: World, period: Period, part: PicturePart) -> Iterator[Step]:
    yield 0, partial(picturing.begin, world, period, part)
    for side, words in ((Side.MUNICIPALITY, part.municipality), (Side.POLICE, part.police)):
        yield 3, partial(picturing.write_own, world, period, side, words)
        yield 4, partial(picturing.share, world, period, side)
    yield 5, partial(picturing.write_joint, world, period, part)
    yield 6, partial(picturing.establish, world, period)


def _decided(world: World, period: Period, part: DecisionPart) -> Iterator[Step]:
    yield 7, partial(deciding.decide, world, period, part)
    yield 8, partial(publishing.propose, world, period)
    yield 9, partial(publishing.approve, world, period, part)
    yield 10, partial(publishing.register_paper, world, period, part)
    yield 12, partial(publishing.publish, world, period)


def _told_of(world: World, period: Period, entry: Telling, running: Period) -> Iterator[Step]:
    for part in entry.reports:
        yield -2, partial(reporting.report, world, period, part, running)

    if entry.is_published:
        yield 0, partial(publishing.tell_how_it_goes, world, period)


def _keep(diary: Diary, start: date, steps: Iterable[Step]) -> None:
    for days, deed in steps:
        diary.on(workday(start + timedelta(days=days)), deed)


def _day(today: date, period: Period, told: Told) -> date:
    if told.days_ago is not None:
        return max(period.first, today - timedelta(days=told.days_ago))
    return after(period.first, told.day or 0, period.last)
