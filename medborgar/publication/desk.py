"""What the page of a decision's version needs to know: gathered once, for one municipality and period."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from medborgar.core import clock
from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Actor, Permission, Side
from medborgar.decisions.completeness import Remark, missing
from medborgar.decisions.models import Approval, Decision, SentBack
from medborgar.followup.models import FollowUp
from medborgar.municipality.models import Municipality
from medborgar.publication import queries
from medborgar.publication.actions import draft, reports
from medborgar.publication.canonical import content_of, thawed
from medborgar.publication.difference import changes
from medborgar.publication.models import Confirmation, Proposal, Publication, PublicationKind
from medborgar.publication.page import PromisePage, page_of
from medborgar.publication.public import Entry, chain
from medborgar.publication.stages import returned_words


@dataclass(frozen=True)
class Desk:
    """A decision as it is about to be approved and published."""

    municipality: Municipality
    decision: Decision
    proposal: Proposal | None  # None when the last one was sent back, or something has been edited since
    proposals: Sequence[Proposal]
    page: PromisePage
    changes: list[dict[str, Any]]
    missing: list[Remark]
    approvals: dict[str, Approval]
    confirmations: dict[str, Confirmation]
    sent_back: SentBack | None
    published: Sequence[Publication]
    waiting: Sequence[FollowUp]
    reports: dict[str, dict[str, Any]]  # what the public will read of those that wait

    @property
    def is_approved(self) -> bool:
        """Whether both parties have approved the current version."""
        return len(self.approvals) == len(self.municipality.parties)

    @property
    def is_published(self) -> bool:
        """Whether the current version is what the public reads now."""
        shown = self.published[-1].facts["innehall"] if self.published else None
        return self.proposal is not None and self.proposal.content_hash == shown

    @property
    def can_publish(self) -> bool:
        """Whether the current version lacks nothing but being published."""
        return self.is_approved and not self.is_published

    @property
    def news(self) -> list[tuple[FollowUp, dict[str, Any]]]:
        """Each follow-up that waits, with what the public will read of it."""
        return list(zip(self.waiting, self.reports.values(), strict=True))

    @property
    def has_news(self) -> bool:
        """Whether there are follow-ups of what has been promised to publish."""
        return bool(self.published and self.waiting)

    def can_approve(self, side: Side) -> bool:
        """Whether one party's signatory can say yes to the current version here; a correction is confirmed instead."""
        return self.waits_for(side) and not (self.proposal and self.proposal.corrects)

    def asks_of(self, actor: Actor) -> bool:
        """Whether the page holds a form with which this person approves, confirms or publishes."""
        here = self.municipality.id
        approves = any(self.waits_for(side) and actor.holds(Permission.DECISION_APPROVE, here, side) for side in Side)
        return approves or (actor.holds(Permission.PUBLISH, here) and (self.can_publish or self.has_news))

    def waits_for(self, side: Side) -> bool:
        """Whether one party still has to approve the current version."""
        return self.proposal is not None and side not in self.approvals


def desk_of(municipality: Municipality, decision: Decision) -> Desk:
    """Gather it."""
    versions = queries.proposals(decision)
    last = versions[0] if versions else None
    back = queries.sent_back(decision, last) if last else None
    current = last if last and last.revision == decision.revision and not back else None
    approvals = list(queries.standing_approvals(current)) if current else []
    content = content_of(thawed(current.sections)) if current else draft(municipality, decision)
    waiting = queries.unpublished_follow_ups(decision)
    coming = reports(decision, waiting)
    older = versions[1:2] if current else versions[:1]
    return Desk(
        municipality=municipality,
        decision=decision,
        proposal=current,
        proposals=versions,
        page=_preview(municipality, decision, content, approvals, coming),
        changes=changes(content_of(thawed(older[0].sections)), content) if older else [],
        missing=[] if current else missing(decision),
        approvals={approval.party.side: approval for approval in approvals},
        confirmations={one.party.side: one for one in queries.confirmations(current)} if current else {},
        sent_back=back,
        published=queries.promises_of(decision),
        waiting=waiting,
        reports=coming,
    )


def find_proposal(decision: Decision, shown: str) -> Proposal:
    """The current version, if it is what was shown; Stale when the text has changed since."""
    current = queries.current_proposal(decision)
    if current is not None and current.content_hash == shown:
        return current
    last = next(iter(queries.proposals(decision)), None)
    back = queries.sent_back(decision, last) if last else None
    if last and back and last.content_hash == shown:
        raise Stale(returned_words(last, back))
    raise Stale(_("Texten har ändrats sedan du öppnade sidan. Läs det nya förslaget och försök igen."))


def _preview(
    municipality: Municipality,
    decision: Decision,
    content: dict[str, Any],
    approvals: list[Approval],
    coming: dict[str, dict[str, Any]],
) -> PromisePage:
    """The page as the public will read it: with what has been told of it, and what waits to be."""
    signed = [
        {"sida": approval.party.side, "funktion": approval.signatory, "dag": approval.given.isoformat()}
        for approval in approvals
    ]
    told = chain(db.session.connection(), municipality.slug)
    shown = _entry(decision, PublicationKind.PROMISE, content, {"godkannanden": signed, "rattelse": None})
    return page_of(shown, [*told, _entry(decision, PublicationKind.FOLLOW_UP, coming, {})], clock.today())


def _entry(decision: Decision, kind: PublicationKind, content: dict[str, Any], manifest: dict[str, Any]) -> Entry:
    return Entry(
        number=0,
        kind=kind,
        period=decision.period,
        version=0,
        published=clock.today(),
        hash="",
        manifest=manifest,
        content=content,
    )
