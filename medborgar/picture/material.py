"""What the parties work with: their own texts and what is shared of them, the joint ones, and the answers' wording."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from medborgar.core.extensions import db
from medborgar.intake.models import Contribution
from medborgar.municipality.models import Area, FocusArea, Party
from medborgar.picture.models import JointText, PartyText, Picture, SharedContribution, Sharing
from medborgar.picture.queries import answers_in, tagged
from medborgar.triage.models import Review

GROUNDS_SHOWN = 50


def own_texts(picture: Picture, party_id: uuid.UUID) -> dict[uuid.UUID, PartyText]:
    """What one party has written, by focus area: for that party's own eyes."""
    chosen = select(PartyText).where(PartyText.picture_id == picture.id, PartyText.party_id == party_id)
    return {text.focus_area_id: text for text in db.session.scalars(chosen)}


def shared_texts(picture: Picture) -> dict[uuid.UUID, dict[uuid.UUID, str]]:
    """What each party has shared, by party and focus area; what it has not is never fetched."""
    chosen = select(PartyText.party_id, PartyText.focus_area_id, PartyText.shared_text)
    found: dict[uuid.UUID, dict[uuid.UUID, str]] = defaultdict(dict)
    for party_id, area_id, text in db.session.execute(chosen.where(PartyText.picture_id == picture.id)):
        if text:
            found[party_id][area_id] = text
    return found


def joint_texts(picture: Picture) -> dict[uuid.UUID, JointText]:
    """What both parties say, by focus area."""
    chosen = select(JointText).where(JointText.picture_id == picture.id)
    return {text.focus_area_id: text for text in db.session.scalars(chosen)}


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
    return found


def sharings(picture: Picture) -> dict[uuid.UUID, Sharing]:
    """When each party last shared, and who reviewed it, by party."""
    chosen = select(Sharing).where(Sharing.picture_id == picture.id).options(joinedload(Sharing.reviewer))
    return {sharing.party_id: sharing for sharing in db.session.scalars(chosen.order_by(Sharing.shared))}


@dataclass(frozen=True)
class Unshared:
    """What a party has that the other can't read as it now stands: focus areas written on, and a number of answers."""

    areas: list[FocusArea]
    answers: int

    def __bool__(self) -> bool:
        return bool(self.areas or self.answers)


def unshared(picture: Picture, party_id: uuid.UUID) -> Unshared:
    """What *Dela* would let the other party read."""
    written = own_texts(picture, party_id)
    changed = {area_id for area_id, text in written.items() if text.text != (text.shared_text or "")}
    waiting = _number_of(unshared_answers(picture, party_id))
    return Unshared([area for area in picture.focus_set.areas if area.id in changed], waiting)


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
    chosen = _wordings(answers_in(picture, party_id), party_id)
    if area:
        chosen = chosen.where(_belongs_to(area))
    return _read(chosen.limit(size).offset((page - 1) * size)), _number_of(chosen)


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
