"""What the parties work with: their own texts and what is shared of them, the joint ones, and the answers' wording."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from medborgar.core.extensions import db
from medborgar.intake.models import Contribution
from medborgar.municipality.models import Area, FocusArea, Municipality, Party
from medborgar.picture import queries
from medborgar.picture.models import Picture, Ranking
from medborgar.picture.queries import answers_in, tagged
from medborgar.picture.rules import Grades, without_causes
from medborgar.picture.writings import (
    JointText,
    JointTextDay,
    JointWords,
    OwnWords,
    PartyText,
    PictureImage,
    SharedContribution,
    Sharing,
)
from medborgar.triage.models import Review

GROUNDS_SHOWN = 50


def own_texts(picture: Picture, party_id: uuid.UUID) -> dict[uuid.UUID, PartyText]:
    """What one party has written, by focus area: for that party's own eyes."""
    chosen = select(PartyText).where(PartyText.picture_id == picture.id, PartyText.party_id == party_id)
    return {text.focus_area_id: text for text in db.session.scalars(chosen)}


@dataclass(frozen=True)
class Shared:
    """What a party has let the other read, as it stood when it was last shared."""

    texts: dict[uuid.UUID, OwnWords]  # by focus area
    rankings: dict[uuid.UUID, Grades]  # by problem or place


NOTHING_SHARED = Shared({}, {})


def own(picture: Picture, party_id: uuid.UUID) -> Shared:
    """What *Dela* would let the other party read of a party's own words and weighing, as they now stand."""
    by = db.session.get_one(Party, party_id).side
    weighed = select(Ranking).where(Ranking.picture_id == picture.id, Ranking.by == by)
    return Shared(
        {area_id: text.words for area_id, text in own_texts(picture, party_id).items() if not text.words.is_empty},
        {row.problem_id or row.place_id: Grades.of(row) for row in db.session.scalars(weighed)},  # type: ignore[misc]  # one of them is there
    )


def packed(picture: Picture, party_id: uuid.UUID) -> str:
    """The same, to be kept with the sharing: JSON."""
    return pack(own(picture, party_id))


def pack(found: Shared) -> str:
    """What is shared, as JSON."""
    return json.dumps(
        {
            "texts": {str(key): asdict(words) for key, words in found.texts.items()},
            "rankings": {str(key): asdict(grades) for key, grades in found.rankings.items()},
        },
        ensure_ascii=False,
    )


def shared(picture: Picture) -> dict[uuid.UUID, Shared]:
    """What each party has shared, by party; what it has not is never fetched."""
    latest = [sharing.id for sharing in sharings(picture).values()]
    chosen = select(Sharing.party_id, Sharing.material).where(Sharing.id.in_(latest))
    return {party_id: _unpacked(material) for party_id, material in db.session.execute(chosen)}


def _unpacked(material: str) -> Shared:
    found = json.loads(material)
    return Shared(
        {uuid.UUID(key): OwnWords(**words) for key, words in found["texts"].items()},
        {uuid.UUID(key): Grades(**grades) for key, grades in found["rankings"].items()},
    )


def registrations(picture: Picture) -> dict[tuple[uuid.UUID, uuid.UUID], Sharing]:
    """Which parties' words the other has written down from a document, by party and focus area."""
    chosen = select(PartyText).where(PartyText.picture_id == picture.id, PartyText.registered_in_id.is_not(None))
    around = joinedload(PartyText.registered_in).joinedload(Sharing.reviewer)
    return {
        (text.party_id, text.focus_area_id): text.registered_in
        for text in db.session.scalars(chosen.options(around))
        if text.registered_in
    }


def joint_texts(picture: Picture) -> dict[uuid.UUID, JointText]:
    """What both parties say, by focus area."""
    chosen = select(JointText).where(JointText.picture_id == picture.id).options(joinedload(JointText.focus_area))
    return {text.focus_area_id: text for text in db.session.scalars(chosen)}


def joint_days(picture: Picture) -> list[tuple[uuid.UUID, date, JointWords]]:
    """What both parties said of each focus area at the end of each day on which they wrote, in the order of days."""
    chosen = select(JointTextDay).join(JointTextDay.text).where(JointText.picture_id == picture.id)
    ordered = chosen.options(contains_eager(JointTextDay.text)).order_by(JointTextDay.day)
    return [(row.text.focus_area_id, row.day, row.words) for row in db.session.scalars(ordered)]


def images(picture: Picture, party_id: uuid.UUID) -> Sequence[PictureImage]:
    """The images of a picture that a party may see: its own, what the other has shared, and both parties'."""
    chosen = _images(picture, party_id).order_by(PictureImage.added, PictureImage.id)
    return db.session.scalars(chosen).all()


def image(picture: Picture, image_id: uuid.UUID, party_id: uuid.UUID) -> PictureImage:
    """One of them."""
    return db.session.scalars(_images(picture, party_id).where(PictureImage.id == image_id)).one()


def _images(picture: Picture, party_id: uuid.UUID) -> Select[PictureImage]:
    return select(PictureImage).where(
        PictureImage.picture_id == picture.id,
        or_(
            PictureImage.party_id.is_(None),
            PictureImage.party_id == party_id,
            PictureImage.shared_in_id.is_not(None),
        ),
    )


def without_own(picture: Picture, area: FocusArea) -> list[Party]:
    """The parties that have not shared their own words on a focus area, where the method wants those first."""
    municipality = db.session.get_one(Municipality, picture.municipality_id)
    if not municipality.own_first:
        return []
    said = shared(picture)
    return [party for party in municipality.parties if area.id not in said.get(party.id, NOTHING_SHARED).texts]


def own_first(silent: Sequence[Party]) -> str:
    """What is said when the joint words come too early."""
    names = _(" och ").join(party.short_name for party in silent)
    return _("Den egna lägesbilden kommer först: %(names)s har inte delat sin om det här fokusområdet.", names=names)


def without_analysis(picture: Picture) -> list[FocusArea]:
    """The focus areas that still lack an analysis."""
    texts = joint_texts(picture)
    return [area for area in picture.focus_set.areas if area.id not in texts or not texts[area.id].analysis]


def obstacles(picture: Picture, party_id: uuid.UUID) -> list[str]:
    """What a party must do before it can establish a picture, in sentences; nothing when it can."""
    found = [_("Analysen av %(area)s är inte skriven.", area=area.name) for area in without_analysis(picture)]
    if unshared(picture, party_id):
        found.append(_("Er egen lägesbild är inte delad som den ser ut nu. Dela den först."))
    if not picture.says_who_was_not_heard:
        found.append(_("Ni har inte skrivit vilka som inte hördes, eller att ingen grupp saknades."))
    causes_first = db.session.get_one(Municipality, picture.municipality_id).causes_first
    return found + (without_causes(queries.problems(picture), causes_first=True) if causes_first else [])


def sharings(picture: Picture) -> dict[uuid.UUID, Sharing]:
    """When each party last shared, and who reviewed it, by party."""
    chosen = select(Sharing).where(Sharing.picture_id == picture.id).options(joinedload(Sharing.reviewer))
    return {sharing.party_id: sharing for sharing in db.session.scalars(chosen.order_by(Sharing.shared))}


@dataclass(frozen=True)
class Unshared:
    """What a party has that the other can't see as it now stands: words, weighing, images, and a number of answers."""

    areas: list[FocusArea]
    rankings: int
    images: int
    answers: int

    def __bool__(self) -> bool:
        return bool(self.areas or self.rankings or self.images or self.answers)


def unshared(picture: Picture, party_id: uuid.UUID) -> Unshared:
    """What *Dela* would let the other party read."""
    now, then = own(picture, party_id), shared(picture).get(party_id, NOTHING_SHARED)
    areas = [area for area in picture.focus_set.areas if now.texts.get(area.id) != then.texts.get(area.id)]
    rankings = sum(grades != then.rankings.get(key) for key, grades in now.rankings.items())
    own_images = [one for one in images(picture, party_id) if one.party_id == party_id and not one.shared_in_id]
    return Unshared(areas, rankings, len(own_images), _number_of(unshared_answers(picture, party_id)))


def unshared_answers(picture: Picture, party_id: uuid.UUID) -> Select[uuid.UUID, int]:
    """A party's answers in the picture that are not shared in their present wording: id and the review's version."""
    return (
        select(Contribution.id, Review.version)
        .join(Review, Review.contribution_id == Contribution.id)
        .outerjoin(SharedContribution, SharedContribution.contribution_id == Contribution.id)
        .where(
            Contribution.id.in_(answers_in(picture, party_id)),
            Contribution.receiving_party_id == party_id,
            or_(
                SharedContribution.contribution_id.is_(None),
                SharedContribution.review_version != Review.version,
            ),
        )
    )


@dataclass(frozen=True)
class Answer:
    """An answer in its masked wording; none when it has changed since it was shared."""

    id: uuid.UUID
    received: date
    party: str
    voice: str
    area: str | None
    wording: str | None


def answers(
    picture: Picture, party_id: uuid.UUID, area: FocusArea | None, *, page: int, size: int
) -> tuple[list[Answer], int]:
    """One page (from 1) of the answers in a picture, the latest first, and how many there are on all pages."""
    chosen = answers_in(picture, party_id)
    return read_answers(chosen.where(_belongs_to(area)) if area else chosen, party_id, page=page, size=size)


def read_answers(chosen: Select[uuid.UUID], party_id: uuid.UUID, *, page: int, size: int) -> tuple[list[Answer], int]:
    """One page (from 1) of some answers as a party may read them, the latest first, and how many there are in all."""
    wordings = _wordings(chosen, party_id)
    return _read(wordings.limit(size).offset((page - 1) * size)), _number_of(wordings)


def possible_grounds(
    picture: Picture, area: FocusArea, *, chosen: Sequence[uuid.UUID], search: str = ""
) -> tuple[list[Answer], int]:
    """Shared answers that a problem may rest on: the chosen, then the latest of the focus area; and how many it has."""
    shared = _wordings(answers_in(picture))
    others = shared.where(Contribution.id.not_in(chosen), _belongs_to(area))
    if search:
        others = others.where(_wording(None).icontains(search, autoescape=True))
    kept = shared.where(Contribution.id.in_(chosen))
    return _read(kept) + _read(others.limit(GROUNDS_SHOWN)), _number_of(others)


def are_shared(picture: Picture, contribution_ids: set[uuid.UUID]) -> bool:
    """Whether all of these are answers in the picture that both parties can read."""
    return _number_of(answers_in(picture).where(Contribution.id.in_(contribution_ids))) == len(contribution_ids)


def _wordings(answers: Select[uuid.UUID], party_id: uuid.UUID | None = None) -> Select[*tuple[Any, ...]]:
    """The answers as a party may read them, by columns: nobody's own words are fetched from the database."""
    return (
        select(
            Contribution.id,
            Contribution.received,
            Party.short_name,
            Contribution.voice,
            Area.name,
            _wording(party_id),
        )
        .join(Review, Review.contribution_id == Contribution.id)
        .join(Party, Party.id == Contribution.receiving_party_id)
        .outerjoin(Area, Area.id == Contribution.area_id)
        .outerjoin(SharedContribution, SharedContribution.contribution_id == Contribution.id)
        .where(Contribution.id.in_(answers))
        .order_by(Contribution.received.desc(), Contribution.id)
    )


def _wording(party_id: uuid.UUID | None) -> ColumnElement[str | None]:
    reviewed_for_secrecy = SharedContribution.review_version == Review.version
    return case((or_(reviewed_for_secrecy, Contribution.receiving_party_id == party_id), Review.masked_text))


def _belongs_to(area: FocusArea) -> ColumnElement[bool]:
    tags = tagged(area.set_id).subquery()
    return Contribution.id.in_(select(tags.c.contribution_id).where(tags.c.focus_area_id == area.id))


def _read(chosen: Select[*tuple[Any, ...]]) -> list[Answer]:
    return [Answer(*row) for row in db.session.execute(chosen)]


def _number_of(chosen: Select[*tuple[Any, ...]]) -> int:
    return db.session.scalar(select(func.count()).select_from(chosen.order_by(None).subquery())) or 0
