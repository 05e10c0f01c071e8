"""What became of one answer: the links of the chain walked forwards, from a resident's words to a result."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.languages import current
from medborgar.decisions.models import Commitment, Decision, PriorityProblem
from medborgar.followup.models import State
from medborgar.intake.models import Contribution
from medborgar.municipality.models import Municipality
from medborgar.picture.models import Picture, PictureContribution, ProblemContribution
from medborgar.publication.cards import PromiseView
from medborgar.publication.page import PromisePage, page_of
from medborgar.publication.public import chain, connect
from medborgar.publication.translation.reading import in_language
from medborgar.triage import queries as triage
from medborgar.triage.models import Message, Outcome, Review

UNDER_WAY = {State.PLAN, State.LATE, State.MISSING}


@dataclass(frozen=True)
class Led:
    """A promise that an answer led to, as it stands in public."""

    page: PromisePage
    promise: PromiseView

    @property
    def has_result(self) -> bool:
        """Whether anybody has told how some part of it went, not only how it goes."""
        return any(view.standing.reports and view.standing.state not in UNDER_WAY for view in self.promise.commitments)


@dataclass(frozen=True)
class AreaDecided:
    """A focus area in a published decision: the promises that are about it, or why there is none."""

    name: str
    promises: list[PromiseView]
    reason: str


@dataclass(frozen=True)
class Story:
    """One answer and all that has happened with it."""

    contribution: Contribution
    read: date | None
    review: Review | None
    picture: Picture | None
    decided: PromisePage | None  # the published decision that the picture led to
    led_to: list[Led]
    messages: Sequence[Message]
    question: Message | None

    @property
    def outcome(self) -> Outcome | None:
        """What staff made of it."""
        return Outcome(self.review.outcome) if self.review else None

    @property
    def about(self) -> list[str]:
        """The focus areas that it is about, in their order."""
        areas = [tag.focus_area for tag in self.review.tags] if self.review else []
        return [area.name for area in sorted(areas, key=attrgetter("position"))]

    @property
    def areas(self) -> list[AreaDecided]:
        """What was decided of each focus area that it is about."""
        if self.decided is None:
            return []
        reasons = {row["fokusomrade"]: row["skal"] for row in self.decided.not_now}
        translated = self.decided.entry.translated
        names = [translated.areas.get(name, name) if translated else name for name in self.about]
        return [
            AreaDecided(name, [one for one in self.decided.promises if name in one.areas], reasons.get(name, ""))
            for name in names
        ]


def story(municipality: Municipality, contribution: Contribution) -> Story:
    """Walk the chain; an answer that is the same as another goes on as that one."""
    review = triage.review_of(contribution.id)
    goes_on_as = review.same_as_id if review and review.same_as_id else contribution.id
    picture = _picture(goes_on_as)
    decided = _published(municipality, picture) if picture else None
    return Story(
        contribution=contribution,
        read=triage.first_opened(contribution.id),
        review=review,
        picture=picture,
        decided=decided,
        led_to=_led_to(decided, goes_on_as) if decided else [],
        messages=triage.messages(contribution.id),
        question=triage.open_question(contribution.id),
    )


def _picture(contribution_id: uuid.UUID) -> Picture | None:
    chosen = select(PictureContribution).where(PictureContribution.contribution_id == contribution_id)
    link = db.session.scalars(chosen.options(joinedload(PictureContribution.picture))).one_or_none()
    return link.picture if link else None


def _published(municipality: Municipality, picture: Picture) -> PromisePage | None:
    """What everybody can read of the decision that rests on a picture."""
    period = db.session.scalar(select(Decision.period).where(Decision.picture_id == picture.id))
    if period is None:
        return None
    with connect() as connection:
        entries = in_language(chain(connection, municipality.slug), current())
    promised = [entry for entry in entries if entry.is_promise and entry.period == period]
    return page_of(promised[-1], entries, clock.today()) if promised else None


def _led_to(page: PromisePage, contribution_id: uuid.UUID) -> list[Led]:
    """The promises whose problems name this answer among what they rest on.

    Known by their commitments, for a draft of the next version may have moved or renumbered them.
    """
    chosen = (
        select(Commitment.id)
        .join(PriorityProblem, PriorityProblem.priority_id == Commitment.priority_id)
        .join(ProblemContribution, ProblemContribution.problem_id == PriorityProblem.problem_id)
        .where(ProblemContribution.contribution_id == contribution_id)
    )
    commitments = {str(one) for one in db.session.scalars(chosen)}
    return [
        Led(page, promise)
        for promise in page.promises
        if any(one["id"] in commitments for one in page.entry.content[f"lofte-{promise.number}"]["ataganden"])
    ]
