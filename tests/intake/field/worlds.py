"""A round that staff report in, a unit that has, and an answer that staff have entered for somebody."""

from datetime import timedelta
from typing import Any

from flask import current_app
from werkzeug.datastructures import MultiDict

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.actions import Source
from medborgar.intake.dialogues import actions as dialogues
from medborgar.intake.dialogues.answering import form_of, name_of
from medborgar.intake.dialogues.models import Question
from medborgar.intake.dialogues.queries import questions
from medborgar.intake.dialogues.reading import lineage
from medborgar.intake.field import actions
from medborgar.intake.models import Channel, Contribution, Dialogue, Voice
from medborgar.intake.queries import by_code
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas
from tests.intake.dialogues.worlds import said_in

EVENT: dict[str, Any] = {"vad": "Hot och våld", "beskriv": "Bråk vid kiosken."}


def a_round(municipality: Municipality, by: Person, *, side: Side = Side.MUNICIPALITY, days: int = 14) -> Dialogue:
    """The report to the next meeting, open from today."""
    party = municipality.party(side)
    dialogue = dialogues.begin(party=party, title="Rapport till mötet", by=by, key="est-rapport")
    frame = dialogues.Frame(
        title=dialogue.title,
        audience=dialogue.audience,
        introduction=dialogue.introduction,
        source=dialogue.source,
        opens=clock.today(),
        closes=clock.today() + timedelta(days=days),
        feedback_by=None,
    )
    dialogues.save(dialogue=dialogue, frame=frame, version=dialogue.version, by=by)
    db.session.commit()
    return dialogue


def asked_as(dialogue: Dialogue, key: str) -> Question:
    """The ready round's question of that key."""
    return next(one for one in questions(dialogue) if one.lineage == lineage("est-rapport", key))


def event(dialogue: Dialogue, number: int = 1, *, area: str | None = None, **said: str) -> dict[str, str]:
    """What a browser sends of one event."""
    fields = {f"h{number}-{name_of(asked_as(dialogue, key))}": value for key, value in said.items()}
    return fields | ({f"h{number}-area": area} if area else {})


def a_report(dialogue: Dialogue, by: Person, side: Side, *, unit: str = "", token: str = "", **said: str) -> list[str]:
    """A unit's report: one event, or nothing; the receipt codes."""
    asked = questions(dialogue)
    sent = {name_of(asked_as(dialogue, key)): value for key, value in said.items()}
    party = next(one for one in by.assignments if one.party.side == side).party
    form = form_of(asked, areas(party.municipality), MultiDict(sent))
    reporter = actions.Reporter(party.id, unit or by.function, by)
    codes = actions.report(
        keys=current_app.config["KEYS"],
        dialogue=dialogue,
        reporter=reporter,
        events=[form.answers] if said else [],
        token=token or f"rapport {dialogue.id} {by.id} {unit}",
    )
    db.session.commit()
    return codes


def a_reported_round(municipality: Municipality, by: Person, reporter: Person) -> Dialogue:
    """A round in which one unit has told of something, and another has said that there is nothing."""
    dialogue = a_round(municipality, by)
    a_report(dialogue, reporter, Side.MUNICIPALITY, **EVENT)
    a_report(dialogue, by, Side.MUNICIPALITY, unit="Badhuset")
    return dialogue


def in_the_field(
    people: dict[tuple[Role, Side], Person], dialogues: dict[Side, Dialogue]
) -> tuple[Dialogue, dict[Side, Contribution]]:
    """The municipality's round, reported in; and for each side an answer to its dialogue, entered for somebody."""
    by, reporter = people[Role.COORDINATOR, Side.MUNICIPALITY], people[Role.REPORTER, Side.MUNICIPALITY]
    found = a_reported_round(dialogues[Side.MUNICIPALITY].receiving_party.municipality, by, reporter)
    return found, {side: an_entered_answer(one, people[Role.COORDINATOR, side]) for side, one in dialogues.items()}


def an_entered_answer(dialogue: Dialogue, by: Person) -> Contribution:
    """What somebody filled in on paper, entered by staff."""
    municipality = dialogue.receiving_party.municipality
    sent = said_in(dialogue, scale="2", text="Fler lampor.", place="Stationen")
    form = form_of(questions(dialogue), areas(municipality), MultiDict(sent))
    source = Source(
        received=clock.today(),
        channel=Channel.PAPER,
        voice=Voice.RESIDENT,
        registered_by=by.id,
        receiving_party_id=dialogue.receiving_party_id,
    )
    keys = current_app.config["KEYS"]
    kept = {"keys": keys, "dialogue": dialogue, "answers": form.answers, "source": source, "by": by}
    code = actions.enter(**kept, unit="", token=f"papper {dialogue.id}")
    db.session.commit()
    found = by_code(municipality, keys, code)
    assert found
    return found
