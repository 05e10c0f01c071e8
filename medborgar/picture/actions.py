"""Writing a picture: opening it, each party's own words, *Dela*, the joint words, and establishing it for ever."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import TypeVar

from flask_babel import gettext as _
from sqlalchemy import Uuid, delete, insert, literal, select, update

from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import clock_time, long_day
from medborgar.municipality.models import FocusArea, Municipality
from medborgar.municipality.periods import Period
from medborgar.municipality.queries import focus_set
from medborgar.picture import material, queries
from medborgar.picture.models import (
    JointText,
    PartyText,
    Picture,
    PictureContribution,
    Problem,
    ProblemContribution,
    SecrecyOutcome,
    SharedContribution,
    Sharing,
    heard_from,
)
from medborgar.triage import actions as triage

Row = TypeVar("Row", PartyText, JointText, Problem)


def open_picture(
    *,
    municipality: Municipality,
    period: Period,
    heard_to: date,
    not_heard: str = "",
    all_heard: bool = False,
    actor: str,
) -> Picture:
    """Begin the picture for a period's promise, where the last one was cut; one at a time."""
    db.session.execute(select(Municipality.id).where(Municipality.id == municipality.id).with_for_update())
    if still_open := next((p for p in queries.pictures(municipality) if not p.is_established), None):
        raise Refused(
            _("Fastställ först lägesbilden för %(period)s: nästa börjar där den slutar.", period=still_open.name)
        )
    picture = Picture(
        municipality_id=municipality.id,
        focus_set_id=focus_set(municipality, heard_to).id,
        not_heard=not_heard,
        all_heard=all_heard,
    )
    _hear(picture, municipality, period, heard_to)
    db.session.add(picture)
    db.session.flush()
    audit.record(Event.PICTURE_OPEN, actor=actor, subject=picture.id, municipality_id=municipality.id)
    return picture


def change_hearing(
    *,
    picture: Picture,
    municipality: Municipality,
    period: Period,
    heard_to: date,
    not_heard: str,
    all_heard: bool,
    actor: str,
) -> None:
    """Say for which period a picture is, until which day people were heard, and who was not."""
    ensure_open(picture)
    _hear(picture, municipality, period, heard_to)
    picture.not_heard, picture.all_heard = not_heard, all_heard
    _audit(Event.PICTURE_SAVE, picture, actor)


def ensure_open(picture: Picture) -> None:
    """Hold a picture until the transaction ends, so that writers take turns; Refused when it is locked for ever."""
    held = select(Picture).where(Picture.id == picture.id).with_for_update()
    if db.session.scalars(held.execution_options(populate_existing=True)).one().is_established:
        raise Refused(queries.locked())


def save_own_text(
    *, picture: Picture, party_id: uuid.UUID, area: FocusArea, text: str, version: int, actor: str
) -> PartyText:
    """Write a party's own words on a focus area, for its own eyes; Stale when a colleague has saved since `version`."""
    ensure_open(picture)
    place = {"picture_id": picture.id, "party_id": party_id, "focus_area_id": area.id}
    row = _latest(PartyText, **place) or PartyText(**place, version=0)
    _write(row, version, text=text)
    _audit(Event.PICTURE_SAVE, picture, actor, focus_area=area.slug, party=str(party_id))
    return row


@dataclass(frozen=True)
class JointWords:
    """What both parties say of a focus area, under the law's headings."""

    scope: str = ""
    consequences: str = ""
    other: str = ""
    analysis: str = ""


def save_joint_text(*, picture: Picture, area: FocusArea, words: JointWords, version: int, actor: str) -> JointText:
    """Write the joint words on a focus area; Stale when a colleague has saved since `version`."""
    ensure_open(picture)
    place = {"picture_id": picture.id, "focus_area_id": area.id}
    row = _latest(JointText, **place) or JointText(**place, version=0)
    _write(row, version, **asdict(words))
    _audit(Event.PICTURE_SAVE, picture, actor, focus_area=area.slug)
    return row


def share(
    *, picture: Picture, party_id: uuid.UUID, reviewer_id: uuid.UUID, outcome: SecrecyOutcome, paragraph: str = ""
) -> Sharing:
    """*Dela*: let the other party read what a party has, as it stands, after a secrecy review."""
    ensure_open(picture)
    if outcome is not SecrecyOutcome.NOTHING_SECRET and not paragraph:
        raise Refused(_("Skriv vilken paragraf prövningen bygger på."))
    waiting = material.unshared(picture, party_id)
    if not waiting:
        raise Refused(_("Det finns inget nytt att dela."))
    sharing = Sharing(
        picture_id=picture.id,
        party_id=party_id,
        reviewer_id=reviewer_id,
        shared=clock.now(),
        outcome=outcome,
        paragraph=paragraph,
    )
    db.session.add(sharing)
    db.session.flush()
    _let_read(picture, sharing)
    _audit(Event.PICTURE_SHARE, picture, str(reviewer_id), outcome=outcome.value, answers=waiting.answers)
    return sharing


@dataclass(frozen=True)
class ProblemWords:
    """What is said of a problem: what it is, where its cause lies, and how it ranks."""

    title: str
    description: str = ""
    cause_bone: str | None = None  # a Bone
    cause: str = ""
    cause_rests_on: str = ""
    need: int | None = None
    need_reason: str = ""
    influence: int | None = None
    influence_reason: str = ""


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
    row = _latest(Problem, **place) or Problem(**place, version=0)
    _write(row, version, focus_area_id=area.id, **asdict(words))
    row.grounds = [ground for ground in row.grounds if ground.contribution_id in grounds]
    known = {ground.contribution_id for ground in row.grounds}
    row.grounds.extend(ProblemContribution(contribution_id=answer) for answer in grounds - known)
    audit.record(
        Event.PROBLEM_SAVE, actor=actor, subject=row.id, municipality_id=picture.municipality_id, answers=len(grounds)
    )
    return row


def establish(*, picture: Picture, party_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Lock a picture for ever and link the answers it rests on: those that both parties can read."""
    ensure_open(picture)
    if obstacles := material.obstacles(picture, party_id):
        raise Refused(" ".join(obstacles))
    answers = queries.answers_in(picture).add_columns(literal(picture.id, Uuid))
    db.session.execute(insert(PictureContribution).from_select(["contribution_id", "picture_id"], answers))
    linked = select(PictureContribution.contribution_id).where(PictureContribution.picture_id == picture.id)
    triage.lock_reviews(contributions=linked)
    _drop_grounds_outside(picture)
    picture.established, picture.established_by_id = clock.today(), person_id
    _audit(Event.PICTURE_ESTABLISH, picture, str(person_id))


def _hear(picture: Picture, municipality: Municipality, period: Period, heard_to: date) -> None:
    if any(other.period == period.key and other.id != picture.id for other in queries.pictures(municipality)):
        raise Refused(_("Det finns redan en lägesbild för den perioden."), field="period")
    begins = heard_from(queries.latest_established(municipality), period)
    if not begins <= heard_to <= clock.today():
        raise Refused(
            _(
                "Välj en dag från %(first)s till och med i dag, %(today)s",
                first=long_day(begins),
                today=long_day(clock.today()),
            ),
            field="heard_to",
        )
    picture.period, picture.heard_from, picture.heard_to = period.key, begins, heard_to


def _latest(kind: type[Row], **place: uuid.UUID) -> Row | None:
    chosen = select(kind).filter_by(**place).execution_options(populate_existing=True)
    return db.session.scalars(chosen).one_or_none()


def _write(row: PartyText | JointText | Problem, version: int, **words: object) -> None:
    if row.version != version:
        raise Stale(_("En kollega sparade %(time)s. Jämför och välj.", time=row.saved_at))
    for name, value in words.items():
        setattr(row, name, value)
    row.version, row.saved_at = version + 1, clock_time(clock.now())
    db.session.add(row)


def _let_read(picture: Picture, sharing: Sharing) -> None:
    own = PartyText.picture_id == picture.id, PartyText.party_id == sharing.party_id
    db.session.execute(update(PartyText).where(*own).values(shared_text=PartyText.text))
    waiting = material.unshared_answers(picture, sharing.party_id)
    outdated = SharedContribution.contribution_id.in_(select(waiting.subquery().c.id))
    db.session.execute(delete(SharedContribution).where(outdated))
    rows = waiting.add_columns(literal(sharing.id, Uuid))
    db.session.execute(
        insert(SharedContribution).from_select(["contribution_id", "review_version", "sharing_id"], rows)
    )


def _drop_grounds_outside(picture: Picture) -> None:
    """An answer whose review has changed may have left the picture after it was chosen."""
    linked = select(PictureContribution.contribution_id).where(PictureContribution.picture_id == picture.id)
    db.session.execute(
        delete(ProblemContribution).where(
            ProblemContribution.problem_id.in_(select(Problem.id).where(Problem.picture_id == picture.id)),
            ProblemContribution.contribution_id.not_in(linked),
        )
    )


def _audit(event: Event, picture: Picture, actor: str, **details: str | int) -> None:
    audit.record(event, actor=actor, subject=picture.id, municipality_id=picture.municipality_id, **details)
