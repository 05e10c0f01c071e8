"""A dialogue that is open, with one question of every kind, and somebody's answer to it."""

from datetime import timedelta

from flask import current_app
from werkzeug.datastructures import MultiDict

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.intake import actions as intake
from medborgar.intake.dialogues import actions, queries
from medborgar.intake.dialogues.actions import Asked, Frame
from medborgar.intake.dialogues.answering import AnswerForm, form_of, name_of
from medborgar.intake.dialogues.models import Question, QuestionKind
from medborgar.intake.models import Audience, Dialogue
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas

CHOICES = "På dagen\nPå kvällen\nPå natten"
EVERY_KIND = [
    Asked(kind=QuestionKind.TEXT, words="Vad skulle göra det tryggare?"),
    Asked(kind=QuestionKind.ONE, words="Hur har det ändrats?", choices="Tryggare\nSom förut\nOtryggare"),
    Asked(kind=QuestionKind.MANY, words="När är det otryggt?", choices=CHOICES),
    Asked(kind=QuestionKind.SCALE, words="Hur tryggt är det?", lowest=1, highest=4, highest_name="Tryggt", needed=True),
    Asked(kind=QuestionKind.YES_NO, words="Har du varit där?"),
    Asked(kind=QuestionKind.PLACE, words="Vilken plats tänker du på?"),
    Asked(kind=QuestionKind.DATE, words="Vilken dag var det?"),
]


def a_dialogue(
    municipality: Municipality,
    by: Person,
    *asked: Asked,
    title: str = "Hur tryggt är det?",
    side: Side = Side.MUNICIPALITY,
) -> Dialogue:
    """One that asks everybody these questions, one of each kind if none are said, from today for two weeks."""
    dialogue = actions.begin(party=municipality.party(side), title=title, by=by)
    for one in asked or EVERY_KIND:
        actions.add_question(dialogue=dialogue, asked=one, by=by)
    frame = Frame(
        title=title,
        audience=Audience.EVERYBODY,
        introduction="Vi vill veta.",
        source="",
        opens=clock.today(),
        closes=clock.today() + timedelta(days=14),
        feedback_by=clock.today() + timedelta(days=30),
    )
    actions.save(dialogue=dialogue, frame=frame, version=dialogue.version, by=by)
    db.session.commit()
    return dialogue


def the_question(dialogue: Dialogue, kind: QuestionKind) -> Question:
    """Its question of a kind."""
    return next(one for one in queries.questions(dialogue) if one.kind == kind)


def said_in(dialogue: Dialogue, **said: object) -> dict[str, object]:
    """What a browser sends, each answer by its question's kind."""
    by_kind = {one.kind: name_of(one) for one in queries.questions(dialogue)}
    return {by_kind[QuestionKind[kind.upper()]]: value for kind, value in said.items()}


def is_answered(municipality: Municipality, dialogue: Dialogue, token: str, keys, **said: object) -> str:
    """Somebody answers; the receipt's code."""
    form: AnswerForm = form_of(queries.questions(dialogue), areas(municipality), MultiDict(said_in(dialogue, **said)))
    assert form.validate(), form.errors
    code = intake.submit(keys=keys, dialogue=dialogue, answers=form.answers, token=token)
    db.session.commit()
    return code


def an_answered_dialogue(municipality: Municipality, by: Person, side: Side) -> Dialogue:
    """A party's, open, and answered by somebody."""
    dialogue = a_dialogue(municipality, by, title=f"Det frågar {side}", side=side)
    token = f"dialog {municipality.slug} {side}".ljust(40, "x")
    is_answered(municipality, dialogue, token, current_app.config["KEYS"], scale="3", many="På dagen")
    return dialogue
