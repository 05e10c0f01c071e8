"""How far every decision has come, from its first proposal to what the public reads: for lists and for Att göra."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.permissions import Side
from medborgar.decisions.models import SentBack
from medborgar.decisions.queries import sent_back_texts
from medborgar.municipality.models import Municipality
from medborgar.publication import queries
from medborgar.publication.models import Proposal


class Step(StrEnum):
    """Where a decision stands, once something has been laid before the parties; the value is its mark."""

    RETURNED = "not_done"
    WAITING = "late"
    READY = "plan"
    PUBLISHED = "done"
    CHANGED = "partly"
    OVERTAKEN = "missing"


LABELS = {
    Step.RETURNED: _l("Skickat tillbaka"),
    Step.WAITING: _l("Väntar på godkännande"),
    Step.READY: _l("Kan publiceras"),
    Step.PUBLISHED: _l("Publicerat"),
    Step.CHANGED: _l("Ändrat efter publiceringen"),
    Step.OVERTAKEN: _l("Ändrat sedan det lades fram"),
}


@dataclass(frozen=True)
class Stage:
    """Where a decision stands: the step, a sentence on it, whom it waits for, and what was said if it was sent back."""

    step: Step
    sentence: str
    waits_for: frozenset[Side] = field(default_factory=frozenset)
    fell: frozenset[Side] = field(default_factory=frozenset)  # who had approved what holds no longer
    sent_back: SentBack | None = None

    @property
    def code(self) -> str:
        """Its mark."""
        return self.step.value

    @property
    def label(self) -> str:
        """It in a few words."""
        return str(LABELS[self.step])


def stages(municipality: Municipality) -> dict[uuid.UUID, Stage]:
    """How far every decision has come that something has been laid forth of; the rest are drafts."""
    public, back = queries.promised_texts(municipality), sent_back_texts(municipality)
    return {
        decision_id: _stage(proposal, public.get(decision_id), back.get(proposal.content_hash))
        for decision_id, proposal in queries.newest_proposals(municipality).items()
    }


def _stage(proposal: Proposal, public: str | None, back: SentBack | None) -> Stage:
    is_current = proposal.revision == proposal.decision.revision
    if is_current and proposal.content_hash == public:
        return Stage(
            Step.PUBLISHED, _("Löftet är publicerat. Det du ändrar här gäller först när båda har godkänt det.")
        )
    if back:
        return Stage(Step.RETURNED, returned_words(proposal, back), sent_back=back)
    if is_current:
        return _laid_forth(proposal)
    if public:
        return Stage(Step.CHANGED, _("Det som är ändrat sedan publiceringen gäller först när båda har godkänt det."))
    return _overtaken(proposal)


def _overtaken(proposal: Proposal) -> Stage:
    """Changed since it was laid forth: whatever was approved of it holds no longer."""
    parties = [one.party for one in queries.standing_approvals(proposal)]
    words = _(
        "Förslag %(number)s gäller inte längre: något är ändrat sedan det lades fram. Lägg fram det igen.",
        number=proposal.number,
    )
    if parties:
        names = _(" och ").join(party.short_name for party in parties)
        words = _("%(words)s %(names)s hade godkänt det och behöver godkänna på nytt.", words=words, names=names)
    return Stage(Step.OVERTAKEN, words, fell=frozenset(Side(party.side) for party in parties))


def _laid_forth(proposal: Proposal) -> Stage:
    waits_for = frozenset(Side) - {Side(one.party.side) for one in queries.standing_approvals(proposal)}
    if not waits_for:
        return Stage(Step.READY, _("Båda har godkänt förslag %(number)s. Det kan publiceras.", number=proposal.number))
    words = _(
        "Förslag %(number)s väntar på godkännande. Ändrar du något gäller det inte längre.", number=proposal.number
    )
    return Stage(Step.WAITING, words, waits_for)


def returned_words(proposal: Proposal, back: SentBack) -> str:
    """That a version was sent back, and what that means."""
    words: str = _(
        "%(party)s har skickat tillbaka förslag %(number)s. Det väntar inte på godkännande längre. "
        "Ändra det som behövs och lägg fram ett nytt förslag.",
        party=back.party.short_name,
        number=proposal.number,
    )
    return words
