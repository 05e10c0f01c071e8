"""Writing problems: what they rest on, their causes, how they and places are weighed, and which few are chosen."""

import uuid
from dataclasses import asdict, dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.municipality.models import FocusArea, Municipality, Place
from medborgar.picture import material
from medborgar.picture.actions import ensure_open, latest, write
from medborgar.picture.models import Cause, Picture, Problem, ProblemContribution, Ranker, Ranking
from medborgar.picture.rules import Grades


@dataclass(frozen=True)
class ProblemWords:
    """What is said of a problem."""

    title: str
    description: str = ""


def save_problem(
    *,
    picture: Picture,
    area: FocusArea,
    words: ProblemWords,
    grounds: set[uuid.UUID],
    version: int = 0,
    problem_id: uuid.UUID | None = None,  # a new one has none
    actor: str,
) -> Problem:
    """Write a problem and the shared answers it rests on; Stale when a colleague has saved since `version`."""
    ensure_open(picture)
    if not material.are_shared(picture, grounds):
        raise Refused(_("Ett problem kan bara vila på svar som är delade och med i lägesbilden."))
    place = {"picture_id": picture.id, "id": problem_id or uuid.uuid4()}
    row = latest(Problem, **place) or Problem(**place, version=0)
    write(row, version, focus_area_id=area.id, **asdict(words))
    row.grounds = [ground for ground in row.grounds if ground.contribution_id in grounds]
    known = {ground.contribution_id for ground in row.grounds}
    row.grounds.extend(ProblemContribution(contribution_id=answer) for answer in grounds - known)
    _record(Event.PROBLEM_SAVE, picture, row.id, actor, answers=len(grounds))
    return row


@dataclass(frozen=True)
class CauseWords:
    """What is said of a cause."""

    bone: str  # a Bone
    what: str
    rests_on: str
    whys: str = ""


def save_cause(
    *,
    picture: Picture,
    problem: Problem,
    words: CauseWords,
    version: int = 0,
    cause_id: uuid.UUID | None = None,  # a new one has none
    actor: str,
) -> Cause:
    """Write a cause of a problem; Stale when a colleague has saved since `version`."""
    ensure_open(picture)
    place = {"problem_id": problem.id, "id": cause_id or uuid.uuid4()}
    row = latest(Cause, **place) or Cause(**place, version=0)
    write(row, version, **asdict(words))
    _record(Event.CAUSE_SAVE, picture, problem.id, actor, bone=words.bone)
    return row


def remove_cause(*, picture: Picture, cause: Cause, actor: str) -> None:
    """Take a cause away that turned out to be none."""
    ensure_open(picture)
    _record(Event.CAUSE_REMOVE, picture, cause.problem_id, actor)
    db.session.delete(cause)


def rank(
    *,
    picture: Picture,
    municipality: Municipality,
    subject: Problem | Place,
    by: Ranker,
    grades: Grades,
    chosen: bool = False,
    chosen_reason: str = "",
    version: int = 0,
    actor: str,
) -> Ranking:
    """Weigh a problem or a place, for one party or together; together it may be chosen, if not too many are.

    Stale when a colleague has saved since `version`.
    """
    ensure_open(picture)
    place = {"picture_id": picture.id, "by": by.value, **_subject(subject)}
    row = latest(Ranking, **place) or Ranking(**place, version=0)
    is_chosen = chosen and by is Ranker.TOGETHER
    write(row, version, **asdict(grades), chosen=is_chosen, chosen_reason=chosen_reason if is_chosen else "")
    db.session.flush()
    if is_chosen and _chosen(picture, subject) > municipality.most_priorities:
        raise Refused(
            _("Högst %(most)s får väljas. Ta bort valet av något annat först.", most=municipality.most_priorities)
        )
    _record(Event.RANKING_SAVE, picture, subject.id, actor, by=by.value, chosen=is_chosen)
    return row


def _subject(subject: Problem | Place) -> dict[str, uuid.UUID]:
    return {"problem_id" if isinstance(subject, Problem) else "place_id": subject.id}


def _chosen(picture: Picture, like: Problem | Place) -> int:
    """How many problems, or how many places, are chosen."""
    column = Ranking.problem_id if isinstance(like, Problem) else Ranking.place_id
    counted = select(func.count()).where(Ranking.picture_id == picture.id, Ranking.chosen, column.is_not(None))
    return db.session.scalar(counted) or 0


def _record(event: Event, picture: Picture, subject: uuid.UUID, actor: str, **details: str | int | bool) -> None:
    audit.record(event, actor=actor, subject=subject, municipality_id=picture.municipality_id, **details)
