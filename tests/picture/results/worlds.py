"""Rounds that many have answered."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import current_app
from werkzeug.datastructures import MultiDict

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.intake import actions as intake
from medborgar.intake.dialogues import actions, queries
from medborgar.intake.dialogues.answering import form_of
from medborgar.intake.models import Audience, Channel, Contribution, Dialogue, Voice
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas
from medborgar.triage import actions as triage
from medborgar.triage.models import Outcome
from tests.intake.dialogues.worlds import a_dialogue, said_in

Said = dict[str, Any]
TODAY = date(2027, 5, 11)


def a_closed_round(
    municipality: Municipality,
    by: Person,
    *everybody: Said,
    title: str = "Hur tryggt är det?",
    opened: date | None = None,
    like: Dialogue | None = None,
    audience: Audience = Audience.EVERYBODY,
    side: Side = Side.MUNICIPALITY,
) -> Dialogue:
    """One that has closed, with one question of each kind or those of another, and what everybody said."""
    if like is None:
        dialogue = a_dialogue(municipality, by, title=title, side=side)
    else:
        dialogue = actions.begin(party=municipality.party(side), title=title, by=by, like=like)
    dialogue.opens = opened or clock.today() - timedelta(days=20)
    dialogue.closes, dialogue.audience = dialogue.opens + timedelta(days=10), audience
    for number, said in enumerate(everybody):
        answers(municipality, dialogue, by, f"{dialogue.slug} {number}", **said)
    db.session.commit()
    return dialogue


def answers(
    municipality: Municipality,
    dialogue: Dialogue,
    by: Person,
    token: str,
    *,
    area: str = "",
    voice: Voice = Voice.RESIDENT,
    channel: Channel = Channel.WEB,
    **said: object,
) -> None:
    """Somebody answers, however it comes."""
    sent: MultiDict[str, object] = MultiDict(said_in(dialogue, **said) | {"area": area})
    form = form_of(queries.questions(dialogue), areas(municipality), sent)
    assert form.validate(), form.errors
    source = intake.Source(dialogue.opens or clock.today(), channel=channel, voice=voice, registered_by=by.id)
    keys = current_app.config["KEYS"]
    intake.register(keys=keys, dialogue=dialogue, answers=form.answers, source=source, token=token, by=by)


def everyone(*groups: tuple[int, Said]) -> Sequence[Said]:
    """So many who say the same."""
    return [said for number, said in groups for _ in range(number)]


def reviews(contribution: Contribution, masked: str, by: Person) -> None:
    """Somebody reads an answer and says how others may read it."""
    judgement = triage.Judgement(
        masked_text=masked,
        outcome=Outcome.PASSED_ON,
        reason="Räknat.",
        same_as_id=None,
        place_id=None,
        note="",
        focus_area_ids=frozenset(),
    )
    triage.open_to_review(contribution=contribution, by=by)
    triage.review(contribution=contribution, judgement=judgement, version=0, by=by)
    db.session.commit()


def answers_to(dialogue: Dialogue) -> list[Contribution]:
    """What has come in."""
    return db.session.query(Contribution).filter_by(dialogue_id=dialogue.id).order_by(Contribution.text).all()
