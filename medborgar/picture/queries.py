"""Reading pictures: which there are, which answers belong to one, and how many along each dimension. Never persons."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, Uuid, column, func, or_, select, values
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload, undefer

from medborgar.core.errors import NotFound, Refused
from medborgar.core.extensions import db
from medborgar.intake.models import Channel, Contribution, Extent, Voice
from medborgar.municipality.models import Area, FocusArea, FocusAreaSet, Municipality
from medborgar.municipality.periods import KEY
from medborgar.municipality.queries import predecessors
from medborgar.picture.models import (
    Cause,
    Picture,
    PictureContribution,
    Problem,
    ProblemContribution,
    Ranker,
    Ranking,
    ranked,
)
from medborgar.picture.writings import SharedContribution
from medborgar.triage.models import Outcome, Review, Tag

VOICES = {
    Voice.RESIDENT: _l("Invånare"),
    Voice.ASSOCIATION: _l("Föreningar"),
    Voice.ELECTED: _l("Förtroendevalda"),
    Voice.STAFF: _l("Medarbetare"),
}
CHANNELS = {
    Channel.WEB: _l("Webben"),
    Channel.PHONE: _l("Telefon"),
    Channel.MEETING: _l("Möte"),
    Channel.PAPER: _l("Papper"),
    Channel.WALK: _l("Trygghetsvandring"),
}
EXTENTS = {Extent.WHOLE: _l("Hela kommunen"), Extent.UNKNOWN: _l("Vet inte")}


@dataclass(frozen=True)
class Counts:
    """How many answers, in all and along each dimension, those without answers too; unsuppressed, for staff only."""

    total: int
    by_focus: list[tuple[FocusArea, int]]  # an answer may count in up to three
    by_area: list[tuple[str, int]]
    by_voice: list[tuple[str, int]]
    by_channel: list[tuple[str, int]]

    @property
    def silent(self) -> list[str]:
        """The areas and voices that nothing was heard from."""
        extents = {str(label) for label in EXTENTS.values()}
        return [label for label, number in [*self.by_area, *self.by_voice] if not number and label not in extents]


@dataclass(frozen=True)
class Grounds:
    """How many answers some problems rest on: an answer behind several of them counts once."""

    total: int
    residents: int
    by_focus: list[tuple[FocusArea, int]]  # those with answers only

    @property
    def others(self) -> int:
        """Answers by associations, elected and staff."""
        return self.total - self.residents


def pictures(municipality: Municipality) -> Sequence[Picture]:
    """Every picture of a municipality, the latest heard first."""
    chosen = select(Picture).where(Picture.municipality_id == municipality.id)
    return db.session.scalars(chosen.order_by(Picture.heard_to.desc(), Picture.period.desc())).all()


def established(municipality: Municipality) -> list[Picture]:
    """The pictures that are *fastställda*, the latest first."""
    return [picture for picture in pictures(municipality) if picture.is_established]


def latest_established(municipality: Municipality) -> Picture | None:
    """The last picture that was *fastställd*, None before the first."""
    return next(iter(established(municipality)), None)


def latest_before(picture: Picture) -> Picture | None:
    """The picture that another one goes on from: the last that was established."""
    chosen = select(Picture).where(
        Picture.municipality_id == picture.municipality_id, Picture.established.is_not(None), Picture.id != picture.id
    )
    return db.session.scalars(chosen.order_by(Picture.heard_to.desc(), Picture.period.desc()).limit(1)).one_or_none()


def for_period(municipality: Municipality, period: str) -> Picture:
    """The picture for a period's promise, with its focus areas; NotFound when it is none, NoResultFound without one."""
    if not KEY.fullmatch(period):
        raise NotFound("")
    chosen = select(Picture).where(Picture.municipality_id == municipality.id, Picture.period == period)
    return db.session.scalars(
        chosen.options(
            joinedload(Picture.focus_set).selectinload(FocusAreaSet.areas), joinedload(Picture.established_by)
        )
    ).one()


def to_edit(municipality: Municipality, period: str) -> Picture:
    """The picture for a period's promise; Refused when it is locked."""
    picture = for_period(municipality, period)
    if picture.is_established:
        raise Refused(locked())
    return picture


def locked() -> str:
    """What is said of a picture that can't be changed any more."""
    words: str = _("Lägesbilden är fastställd och kan inte ändras. Det som är nytt hör till nästa.")
    return words


def focus_area(picture: Picture, slug: str) -> FocusArea:
    """One of a picture's focus areas; NotFound when it has no such."""
    found = next((area for area in picture.focus_set.areas if area.slug == slug), None)
    if found is None:
        raise NotFound("")
    return found


def problems(picture: Picture) -> list[Problem]:
    """The problems of a picture in their order, each with its focus area and how many answers it rests on."""
    chosen = select(Problem).where(Problem.picture_id == picture.id)
    around = joinedload(Problem.focus_area), selectinload(Problem.causes), undefer(Problem.answers)
    return ranked(db.session.scalars(chosen.options(*around)))


def problem(picture: Picture, problem_id: uuid.UUID) -> Problem:
    """One problem of a picture, with the answers it rests on and its causes."""
    chosen = select(Problem).where(Problem.picture_id == picture.id, Problem.id == problem_id)
    return db.session.scalars(chosen.options(selectinload(Problem.grounds), selectinload(Problem.causes))).one()


def cause(problem: Problem, cause_id: uuid.UUID) -> Cause:
    """One cause of a problem."""
    return db.session.scalars(select(Cause).where(Cause.problem_id == problem.id, Cause.id == cause_id)).one()


def rankings(picture: Picture, by: Iterable[Ranker]) -> dict[tuple[str, uuid.UUID | None], Ranking]:
    """How the problems and places of a picture are weighed, by who weighs and what."""
    chosen = select(Ranking).where(Ranking.picture_id == picture.id, Ranking.by.in_(list(by)))
    return {(row.by, row.problem_id or row.place_id): row for row in db.session.scalars(chosen)}


def heard_by_day(picture: Picture, party_id: uuid.UUID) -> dict[date, int]:
    """How many of a picture's answers came on each day, seen with a party's eyes."""
    return _tally(Contribution.received, answers_in(picture, party_id))


def answers_by_place(picture: Picture, party_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """How many of a picture's answers were tagged with each place, seen with a party's eyes."""
    answers = answers_in(picture, party_id)
    counted = select(Review.place_id, func.count()).where(
        Review.contribution_id.in_(answers), Review.place_id.is_not(None)
    )
    return {place_id: number for place_id, number in db.session.execute(counted.group_by(Review.place_id)) if place_id}


def answers_in(picture: Picture, party_id: uuid.UUID | None = None) -> Select[uuid.UUID]:
    """Ids of the answers in a picture; while it is open, a party's own and whatever is shared, or the shared alone."""
    if picture.is_established:
        linked = PictureContribution.contribution_id == Contribution.id
        return (
            select(Contribution.id)
            .join(PictureContribution, linked)
            .where(PictureContribution.picture_id == picture.id)
        )
    return (
        select(Contribution.id)
        .join(Review, Review.contribution_id == Contribution.id)
        .where(
            Contribution.municipality_id == picture.municipality_id,
            Contribution.received <= picture.heard_to,
            Review.outcome == Outcome.IN_PICTURE,
            Contribution.id.not_in(select(PictureContribution.contribution_id)),
            or_(
                Contribution.receiving_party_id == party_id,
                Contribution.id.in_(select(SharedContribution.contribution_id)),
            ),
        )
    )


def tagged(focus_set_id: uuid.UUID) -> Select[uuid.UUID, uuid.UUID]:
    """Answers and the focus areas of one set they belong to; a tag of an older set counts where its area goes on."""
    pairs = [(older, area) for area, those in predecessors(focus_set_id).items() for older in those]
    goes_on = values(column("older", Uuid), column("area", Uuid), name="goes_on").data(pairs).cte()
    return (
        select(Review.contribution_id, goes_on.c.area.label("focus_area_id"))
        .join(Tag, Tag.review_id == Review.id)
        .join(goes_on, goes_on.c.older == Tag.focus_area_id)
        .distinct()
    )


def counts(picture: Picture, party_id: uuid.UUID | None = None) -> Counts:
    """Count a picture's answers, in one query per dimension; `party_id` says whose eyes an open one is seen with."""
    answers = answers_in(picture, party_id)
    focus = _by_focus(picture.focus_set_id, answers)
    voices, channels = _tally(Contribution.voice, answers), _tally(Contribution.channel, answers)
    return Counts(
        total=sum(voices.values()),
        by_focus=[(area, focus.get(area.id, 0)) for area in picture.focus_set.areas],
        by_area=_by_area(picture, answers),
        by_voice=[(str(label), voices.get(voice, 0)) for voice, label in VOICES.items()],
        by_channel=[(str(label), channels.get(channel, 0)) for channel, label in CHANNELS.items()],
    )


def grounds(problems: Sequence[Problem]) -> Grounds:
    """Count the answers that these problems of one picture rest on together."""
    if not problems:
        return Grounds(0, 0, [])
    rests_on = select(ProblemContribution.contribution_id).where(
        ProblemContribution.problem_id.in_([problem.id for problem in problems])
    )
    chosen = select(Contribution.id).where(Contribution.id.in_(rests_on))
    voices = _tally(Contribution.voice, chosen)
    focus = _by_focus(problems[0].focus_area.set_id, chosen)
    areas = db.session.scalars(select(FocusArea).where(FocusArea.id.in_(focus)).order_by(FocusArea.position))
    return Grounds(sum(voices.values()), voices.get(Voice.RESIDENT, 0), [(area, focus[area.id]) for area in areas])


def _tally(column: InstrumentedAttribute[Any], answers: Select[uuid.UUID]) -> dict[Any, int]:
    counted = answers.with_only_columns(column, func.count()).group_by(column)
    return dict(db.session.execute(counted).all())


def _by_area(picture: Picture, answers: Select[uuid.UUID]) -> list[tuple[str, int]]:
    tally, elsewhere = _tally(Contribution.area_id, answers), _tally(Contribution.extent, answers)
    chosen = select(Area).where(Area.municipality_id == picture.municipality_id).order_by(Area.position)
    return [
        *((area.name, tally.get(area.id, 0)) for area in db.session.scalars(chosen)),
        *((str(label), elsewhere.get(extent, 0)) for extent, label in EXTENTS.items()),
    ]


def _by_focus(focus_set_id: uuid.UUID, answers: Select[uuid.UUID]) -> dict[uuid.UUID, int]:
    tags = tagged(focus_set_id).subquery()
    counted = select(tags.c.focus_area_id, func.count()).where(tags.c.contribution_id.in_(answers))
    return dict(db.session.execute(counted.group_by(tags.c.focus_area_id)).all())
