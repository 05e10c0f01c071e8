"""Writing a picture: opening it, each party's own words, the joint words, and establishing it for ever."""

import uuid
from dataclasses import asdict
from datetime import date
from typing import Any, Protocol, TypeVar

from flask_babel import gettext as _
from sqlalchemy import Uuid, delete, insert, literal, select

from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import Model, db
from medborgar.core.formatting import clock_time, long_day
from medborgar.municipality.models import FocusArea, Municipality
from medborgar.municipality.periods import Period
from medborgar.municipality.queries import focus_set
from medborgar.picture import material, queries
from medborgar.picture.figures import beside
from medborgar.picture.models import (
    Picture,
    PictureContribution,
    Problem,
    ProblemContribution,
    heard_from,
)
from medborgar.picture.writings import JointText, JointTextDay, JointWords, OwnWords, PartyText, Sharing
from medborgar.triage import actions as triage

Row = TypeVar("Row", bound=Model)


class Written(Protocol):
    """A row that people write in."""

    version: Any
    saved_at: Any


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
    if municipality.rolls:
        _carry_on(picture)
    record(Event.PICTURE_OPEN, picture, actor)
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
    record(Event.PICTURE_SAVE, picture, actor)


def ensure_open(picture: Picture) -> None:
    """Hold a picture until the transaction ends, so that writers take turns; Refused when it is locked for ever."""
    held = select(Picture).where(Picture.id == picture.id).with_for_update()
    if db.session.scalars(held.execution_options(populate_existing=True)).one().is_established:
        raise Refused(queries.locked())


def save_own_text(
    *,
    picture: Picture,
    party_id: uuid.UUID,
    area: FocusArea,
    words: OwnWords,
    version: int,
    registered_in: Sharing | None = None,  # when the other party writes them down, from a document
    actor: str,
) -> PartyText:
    """Write a party's own words on a focus area, for its own eyes; Stale when a colleague has saved since `version`."""
    ensure_open(picture)
    place = {"picture_id": picture.id, "party_id": party_id, "focus_area_id": area.id}
    row = latest(PartyText, **place) or PartyText(**place, version=0)
    write(row, version, **asdict(words), registered_in=registered_in)
    record(Event.PICTURE_SAVE, picture, actor, focus_area=area.slug, party=str(party_id))
    return row


def save_joint_text(*, picture: Picture, area: FocusArea, words: JointWords, version: int, actor: str) -> JointText:
    """Write the joint words on a focus area; Stale when a colleague has saved since `version`.

    Refused where the method lets each party make its own picture first, until both have shared theirs.
    """
    ensure_open(picture)
    if silent := material.without_own(picture, area):
        raise Refused(material.own_first(silent))
    place = {"picture_id": picture.id, "focus_area_id": area.id}
    row = latest(JointText, **place) or JointText(**place, version=0)
    write(row, version, **asdict(words))
    _keep_day(row)
    record(Event.PICTURE_SAVE, picture, actor, focus_area=area.slug)
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
    beside.freeze(picture)
    picture.established, picture.established_by_id = clock.today(), person_id
    record(Event.PICTURE_ESTABLISH, picture, str(person_id))


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


def latest(kind: type[Row], **place: object) -> Row | None:
    """The row in its place, as a colleague may have left it a moment ago."""
    chosen = select(kind).filter_by(**place).execution_options(populate_existing=True)
    return db.session.scalars(chosen).one_or_none()


def write(row: Written, version: int, **words: object) -> None:
    """Write words in a row; Stale when a colleague has saved since `version`. What nobody has saved is never stale."""
    if row.version not in {0, version}:
        raise Stale(_("En kollega sparade %(time)s. Jämför och välj.", time=row.saved_at))
    for name, value in words.items():
        setattr(row, name, value)
    row.version, row.saved_at = row.version + 1, clock_time(clock.now())
    db.session.add(row)


def record(event: Event, picture: Picture, actor: str, **details: str | int) -> None:
    """Log what was done to a picture."""
    audit.record(event, actor=actor, subject=picture.id, municipality_id=picture.municipality_id, **details)


def _keep_day(row: JointText) -> None:
    """What was said at the end of each day is what a rolling picture is read from."""
    db.session.flush()
    place = {"joint_text_id": row.id, "day": clock.today()}
    kept = latest(JointTextDay, **place) or JointTextDay(**place)
    for name, value in asdict(row.words).items():
        setattr(kept, name, value)
    db.session.add(kept)


def _carry_on(picture: Picture) -> None:
    """A rolling picture goes on where the last one was frozen, each focus area in its successor."""
    last = queries.latest_before(picture)
    here = {area.id for area in picture.focus_set.areas}
    for text in material.joint_texts(last).values() if last else ():
        area_id = text.focus_area_id if text.focus_area_id in here else text.focus_area.successor_id
        if area_id in here:
            here.remove(area_id)
            row = JointText(picture_id=picture.id, focus_area_id=area_id, version=0)
            write(row, 0, **asdict(text.words))
            _keep_day(row)


def _drop_grounds_outside(picture: Picture) -> None:
    """An answer whose review has changed may have left the picture after it was chosen."""
    linked = select(PictureContribution.contribution_id).where(PictureContribution.picture_id == picture.id)
    db.session.execute(
        delete(ProblemContribution).where(
            ProblemContribution.problem_id.in_(select(Problem.id).where(Problem.picture_id == picture.id)),
            ProblemContribution.contribution_id.not_in(linked),
        )
    )
