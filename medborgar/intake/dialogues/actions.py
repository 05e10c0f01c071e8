"""Making and running a dialogue: begun from a ready one or an earlier round, asked, closed, and answered for."""

import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import NotFound, Refused, Stale
from medborgar.core.extensions import db
from medborgar.intake.dialogues import queries
from medborgar.intake.dialogues.models import CHOICE_MAX, CHOICES_MOST, QUESTIONS_MOST, Question, QuestionKind
from medborgar.intake.dialogues.reading import Ready, lineage, ready
from medborgar.intake.models import Audience, Dialogue, Stage
from medborgar.municipality.models import Municipality, Party
from medborgar.municipality.queries import focus_set, predecessors

SLUG_MAX = 50
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Frame:
    """What is said of a dialogue."""

    title: str
    audience: str
    introduction: str
    source: str
    opens: date | None
    closes: date | None
    feedback_by: date | None
    cadence_id: uuid.UUID | None = None
    hand_in: str = ""


@dataclass(frozen=True)
class Asked:
    """What one question is."""

    kind: str
    words: str
    hint: str = ""
    choices: str = ""
    lowest: int | None = None
    highest: int | None = None
    lowest_name: str = ""
    highest_name: str = ""
    needed: bool = False
    source: str = ""
    focus_area_id: uuid.UUID | None = None


MEANT = ("kind", "words", "choices", "lowest", "highest", "lowest_name", "highest_name")


def begin(*, party: Party, title: str, by: Person | None, key: str = "", like: Dialogue | None = None) -> Dialogue:
    """Begin a dialogue of a party's: with the questions of a ready one, of an earlier round, or with none.

    Nobody begins the one whose time has come; the calendar does.
    """
    municipality = party.municipality
    made = ready().get(key)
    dialogue = Dialogue(
        municipality_id=municipality.id,
        slug=_free_slug(municipality, title),
        title=title,
        audience=made.audience if made else like.audience if like else Audience.EVERYBODY,
        introduction=made.introduction if made else like.introduction if like else "",
        source=made.source if made else like.source if like else "",
        hand_in=like.hand_in if like else "",
        receiving_party_id=party.id,
        copied_from_id=like.id if like else None,
    )
    db.session.add(dialogue)
    db.session.flush()
    db.session.add_all(
        _ready_questions(municipality, dialogue, key, made) if made else _copied(municipality, dialogue, like)
    )
    db.session.flush()
    _log(Event.DIALOGUE_BEGIN, dialogue, by)
    return dialogue


def save(*, dialogue: Dialogue, frame: Frame, version: int, by: Person) -> None:
    """Say who is asked, when, and when they hear what came of it; Stale when a colleague has saved since `version`."""
    _hold(dialogue)
    if dialogue.version != version:
        raise Stale(_("En kollega har sparat. Jämför och välj."))
    if dialogue.stage(clock.today()) is not Stage.DRAFT and frame.audience != dialogue.audience:
        raise Refused(_("Dialogen har öppnat. Börja en ny för att fråga några andra."), field="audience")
    if frame.opens and not queries.questions(dialogue):
        raise Refused(_("Lägg till en fråga innan dialogen öppnar."), field="opens")
    for name, value in asdict(frame).items():
        setattr(dialogue, name, value)
    _changed(dialogue, by)


def add_question(*, dialogue: Dialogue, asked: Asked, by: Person) -> Question:
    """Ask one thing more, last."""
    _hold(dialogue)
    place = {"dialogue_id": dialogue.id, "lineage": uuid.uuid4(), "meaning": 1, "position": _last(dialogue, asked)}
    question = Question(**place, asked=True, **asdict(asked))
    db.session.add(question)
    _changed(dialogue, by)
    return question


def change_question(*, dialogue: Dialogue, question: Question, asked: Asked, by: Person) -> None:
    """Ask it in another way. What has been answered keeps its meaning: then a new question takes its place."""
    _hold(dialogue)
    _one_place(queries.questions(dialogue), asked, question)
    if all(getattr(question, name) == getattr(asked, name) for name in MEANT):
        meaning = question.meaning
    else:
        meaning = _next_meaning(question.lineage)
    if meaning != question.meaning and queries.is_answered(question):
        question.asked = False
        kept = {"dialogue_id": dialogue.id, "lineage": question.lineage, "position": question.position}
        db.session.add(Question(**kept, meaning=meaning, asked=True, **asdict(asked)))
    else:
        for name, value in (asdict(asked) | {"meaning": meaning}).items():
            setattr(question, name, value)
    _changed(dialogue, by)


def move_question(*, dialogue: Dialogue, question: Question, up: bool, by: Person) -> None:
    """Ask it before the one above, or after the one below; where there is none nothing happens."""
    _hold(dialogue)
    found = list(queries.questions(dialogue))
    here = found.index(question)
    there = here - 1 if up else here + 1
    if 0 <= there < len(found):
        found[here].position, found[there].position = found[there].position, found[here].position
        _changed(dialogue, by)


def take_away(*, dialogue: Dialogue, question: Question, by: Person) -> None:
    """Ask it no more; whoever is answering just now still can, and what was answered is kept."""
    _hold(dialogue)
    if dialogue.opens and len(queries.questions(dialogue)) == 1:
        raise Refused(_("Dialogen behöver minst en fråga."))
    question.asked = False
    _changed(dialogue, by)


def ask_again(*, dialogue: Dialogue, question_id: uuid.UUID, by: Person) -> None:
    """Ask, last, what it has ceased to ask; what was answered then is counted with what is answered now."""
    _hold(dialogue)
    question = next((one for one in queries.ever_asked(dialogue) if one.id == question_id), None)
    if question is None:
        raise NotFound("")
    if question not in queries.asked_before(dialogue):
        raise Refused(_("Frågan ställs redan."))
    question.asked, question.position = True, _last(dialogue, question)
    _changed(dialogue, by)


def close(*, dialogue: Dialogue, by: Person) -> None:
    """Let yesterday have been its last day; one that opened today is open for the rest of it."""
    _hold(dialogue)
    if dialogue.stage(clock.today()) is not Stage.OPEN:
        raise Refused(_("Dialogen är inte öppen."))
    dialogue.closes = max(clock.today() - A_DAY, dialogue.opens or date.min)
    _changed(dialogue, by)


def give_feedback(*, dialogue: Dialogue, heard: str, to_be_done: str, by: Person) -> None:
    """Tell those who answered what was heard and what happens with it."""
    _hold(dialogue)
    if dialogue.stage(clock.today()) in {Stage.DRAFT, Stage.COMING}:
        raise Refused(_("Dialogen har inte öppnat än."))
    dialogue.heard, dialogue.to_be_done = heard, to_be_done
    dialogue.feedback_given = dialogue.feedback_given or clock.today()
    dialogue.version += 1
    _log(Event.DIALOGUE_FEEDBACK, dialogue, by)


def _ready_questions(municipality: Municipality, dialogue: Dialogue, key: str, made: Ready) -> Iterable[Question]:
    in_force = focus_set(municipality, clock.today()).areas
    areas = {area.slug: area.id for area in in_force}
    own = [area.name for area in in_force if len(area.name) <= CHOICE_MAX]
    for position, (name, one) in enumerate(made.questions.items(), start=1):
        yield Question(
            dialogue_id=dialogue.id,
            lineage=lineage(key, name),
            meaning=1,
            position=position,
            kind=one.kind,
            words=one.words,
            hint=one.hint,
            choices="\n".join([*(own[: CHOICES_MOST - len(one.choices)] if one.own_focus else []), *one.choices]),
            lowest=one.lowest,
            highest=one.highest,
            lowest_name=one.lowest_name,
            highest_name=one.highest_name,
            needed=one.needed,
            source=made.source,
            focus_area_id=areas.get(one.focus),
            asked=True,
        )


def _copied(municipality: Municipality, dialogue: Dialogue, like: Dialogue | None) -> Iterable[Question]:
    """The questions of an earlier round, known as the same; each belongs to the focus area that its own has become."""
    same = [*Asked.__dataclass_fields__, "lineage", "meaning", "position"]
    become = _successors(municipality)
    for one in queries.questions(like) if like else ():
        kept = {name: getattr(one, name) for name in same}
        kept["focus_area_id"] = become.get(one.focus_area_id, one.focus_area_id)
        yield Question(dialogue_id=dialogue.id, asked=True, **kept)


def _successors(municipality: Municipality) -> dict[uuid.UUID | None, uuid.UUID]:
    """The focus area in force by each that it goes on from."""
    goes_on = predecessors(focus_set(municipality, clock.today()).id)
    return {older: area for area, those in goes_on.items() for older in those}


def _last(dialogue: Dialogue, asked: Asked | Question) -> int:
    """The position after all that is asked; Refused when there is no room for one more like it."""
    found = queries.questions(dialogue)
    if len(found) >= QUESTIONS_MOST:
        raise Refused(_("En dialog kan ha högst %(most)s frågor.", most=QUESTIONS_MOST))
    _one_place(found, asked, None)
    return max((one.position for one in found), default=0) + 1


def _one_place(found: Iterable[Question], asked: Asked | Question, changed: Question | None) -> None:
    """An answer has one place."""
    others = [one for one in found if one.kind == QuestionKind.PLACE and one is not changed]
    if asked.kind == QuestionKind.PLACE and others:
        raise Refused(_("Dialogen frågar redan om en plats."), field="kind")


def _next_meaning(line: uuid.UUID) -> int:
    return (db.session.scalar(select(func.max(Question.meaning)).where(Question.lineage == line)) or 0) + 1


def _free_slug(municipality: Municipality, title: str) -> str:
    """What the address calls it: the title in plain letters, unlike every other's."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    wanted = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_MAX].strip("-") or "dialog"
    taken = set(db.session.scalars(select(Dialogue.slug).where(Dialogue.municipality_id == municipality.id)))
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _hold(dialogue: Dialogue) -> None:
    """Let writers of one dialogue take turns."""
    db.session.execute(select(Dialogue.id).where(Dialogue.id == dialogue.id).with_for_update())
    db.session.refresh(dialogue)


def _changed(dialogue: Dialogue, by: Person) -> None:
    dialogue.version += 1
    db.session.flush()
    _log(Event.DIALOGUE_SAVE, dialogue, by)


def _log(event: Event, dialogue: Dialogue, by: Person | None) -> None:
    audit.record(
        event,
        actor=str(by.id) if by else audit.BY_CALENDAR,
        subject=dialogue.id,
        municipality_id=dialogue.municipality_id,
    )
