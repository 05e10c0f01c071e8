"""A walk whose points are reviewed, answered, and published with a photo."""

from datetime import date
from typing import Any

from medborgar.accounts.models import Person
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.intake.walks import actions as walking
from medborgar.intake.walks import queries as walked
from medborgar.intake.walks.models import Walk, WalkPoint
from medborgar.municipality.models import Municipality
from medborgar.plan.walks import actions, protocol, queries
from medborgar.plan.walks.actions import Said
from medborgar.plan.walks.models import WalkAnswer, WalkOutcome
from medborgar.triage import actions as triage
from medborgar.triage.actions import Judgement
from medborgar.triage.models import Outcome
from tests.intake.walks.worlds import a_photo, a_point, a_walk, in_days


def is_reviewed(
    point: WalkPoint, by: Person, words: str = "Lampan är trasig.", same_as: WalkPoint | None = None
) -> None:
    """Somebody reads it and writes its masked wording."""
    judgement = Judgement(
        masked_text=words,
        outcome=Outcome.SAME_AS if same_as else Outcome.PASSED_ON,
        reason="Till gatuchefen",
        same_as_id=same_as.contribution_id if same_as else None,
        place_id=None,
        note="",
        focus_area_ids=frozenset(),
    )
    triage.review(contribution=point.contribution, judgement=judgement, version=0, by=by)
    db.session.commit()


def is_answered(walk: Walk, point: WalkPoint, by: Person, answer: WalkAnswer, due: date | None = None) -> WalkOutcome:
    """Somebody says what becomes of it."""
    more: dict[str, Any] = {"owner": "Gatuchefen", "due": due or in_days(30)} if answer is WalkAnswer.PLANNED else {}
    seen = len(queries.outcomes(walk).get(point.id, []))
    said = Said(answer, f"Det här svarade vi: {answer}.", **more)
    outcome = actions.answer(walk=walk, point=point, seen=seen, said=said, by=by)
    db.session.commit()
    return outcome


def is_published(walk: Walk, by: Person) -> None:
    """Everybody may read what there is."""
    shown = protocol.fingerprint(protocol.content_of(walk, walked.points(walk), queries.reviewed(walk)))
    actions.publish(walk=walk, shown=shown, by=by)
    db.session.commit()


def a_published_walk(municipality: Municipality, by: Person, side: Side) -> Walk:
    """A party's, with a chosen photo, a point that is planned and one that nobody has answered or reviewed."""
    walk = a_walk(municipality, by, side, title=f"Vandring med {side}")
    point = a_point(walk, by)
    a_point(walk, by, "Ingen har granskat det här.")
    is_reviewed(point, by)
    is_answered(walk, point, by, WalkAnswer.PLANNED)
    walking.choose_photo(walk=walk, photo=a_photo(walk, point, by), chosen=True, by=by)
    is_published(walk, by)
    return walk
