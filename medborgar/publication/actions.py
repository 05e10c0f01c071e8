"""Proposing a version, confirming a correction, and publishing: the next entry of the municipality's chain."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.decisions.actions import mark_promised
from medborgar.decisions.completeness import missing
from medborgar.decisions.models import Approval, Decision, Priority
from medborgar.followup.models import FollowUp
from medborgar.followup.queries import is_over
from medborgar.municipality.models import Municipality, Party
from medborgar.picture.figures.beside import figures
from medborgar.picture.queries import counts, grounds
from medborgar.plan.models import Measure
from medborgar.plan.queries import carrying
from medborgar.publication import queries
from medborgar.publication.canonical import content_hash, content_of, frozen, sections, thawed
from medborgar.publication.chain import append
from medborgar.publication.content import content
from medborgar.publication.difference import is_editorial
from medborgar.publication.models import Confirmation, Proposal, Publication, PublicationKind, PublishedFollowUp
from medborgar.triage.actions import tell_of


def draft(municipality: Municipality, decision: Decision) -> dict[str, Any]:
    """The public content of a decision as it stands."""
    behind = {p.id: grounds([link.problem for link in p.problems]) for p in decision.priorities}
    return content(municipality, decision, counts(decision.picture), behind, figures(decision.picture))


def propose(
    *, municipality: Municipality, decision: Decision, by: Person, note: str = "", editorial: bool = False
) -> Proposal:
    """Freeze the decision's public content as a new version, for both parties to approve.

    An editorial version corrects the one before: nothing but spelling may differ, and approvals carry over once one
    named person per party has confirmed it. Refused while something is missing.
    """
    if gaps := missing(decision):
        raise Refused(" ".join(gap.sentence for gap in gaps))
    found = draft(municipality, decision)
    earlier = next(iter(queries.proposals(decision)), None)
    if earlier and earlier.revision == decision.revision and not queries.sent_back(decision, earlier):
        raise Refused(_("Det här är redan framlagt. Ändra något först, eller vänta på att båda parter svarar."))
    if editorial:
        _check_editorial(earlier, found, note)
    parts = sections(found)
    proposal = Proposal(
        decision=decision,
        number=(earlier.number if earlier else 0) + 1,
        revision=decision.revision,
        sections=frozen(parts),
        content_hash=content_hash(parts),
        made=clock.now(),
        made_by=by,
        corrects=earlier if editorial else None,
        note=note,
    )
    db.session.add(proposal)
    audit.record(
        Event.DECISION_PROPOSE,
        actor=str(by.id),
        subject=decision.id,
        municipality_id=municipality.id,
        number=proposal.number,
        hash=proposal.content_hash,
    )
    return proposal


def confirm_editorial(*, proposal: Proposal, party: Party, by: Person) -> None:
    """Say for one party that a correction changes nothing but spelling."""
    if proposal.corrects is None:
        raise Refused(_("Det här förslaget är ingen redaktionell rättelse."))
    done = queries.confirmations(proposal)
    if any(one.party_id == party.id or one.person_id == by.id for one in done):
        raise Refused(_("Rättelsen är redan bekräftad av den parten eller av dig."))
    db.session.add(Confirmation(proposal_id=proposal.id, party=party, person=by, confirmed=clock.now()))
    audit.record(
        Event.DECISION_CONFIRM_EDITORIAL,
        actor=str(by.id),
        subject=proposal.decision_id,
        municipality_id=party.municipality_id,
        number=proposal.number,
        side=party.side,
    )


def publish_promise(*, municipality: Municipality, decision: Decision, shown_hash: str, by: Person) -> Publication:
    """Publish the current version, approved by both parties; `shown_hash` is what the publisher had before them."""
    proposal = queries.current_proposal(decision)
    if proposal is None or proposal.content_hash != shown_hash:
        raise Stale(_("Texten har ändrats sedan du öppnade sidan. Läs det nya förslaget och försök igen."))
    approvals = queries.standing_approvals(proposal)
    if {approval.party.side for approval in approvals} != {party.side for party in municipality.parties}:
        raise Refused(_("Båda parter måste godkänna samma text innan den publiceras."))
    before = queries.promises_of(decision)
    parts = thawed(proposal.sections)
    if before and before[-1].facts["innehall"] == proposal.content_hash:
        raise Stale(_("Det här förslaget är redan publicerat. Du behöver inte göra något mer."))
    mark_promised(decision)
    if not proposal.corrects:
        _tell_those_who_told(decision)
    return append(
        municipality=municipality,
        about=decision,
        parts=parts,
        kind=PublicationKind.CORRECTION if proposal.corrects and before else PublicationKind.PROMISE,
        version=len(before) + 1,
        by=by,
        signed_by=Side,
        facts={"godkannanden": _signed(approvals), "rattelse": _correction(proposal)},
    )


def publish_follow_ups(*, municipality: Municipality, decision: Decision, by: Person) -> Publication:
    """Publish what has been reported since the last time, as the next entry."""
    if not queries.promises_of(decision):
        raise Refused(_("Löftet är inte publicerat än."))
    waiting = queries.unpublished_follow_ups(decision)
    if not waiting:
        raise Refused(_("Det finns ingen ny uppföljning att publicera: allt är redan publicerat."))
    publication = append(
        municipality=municipality,
        about=decision,
        parts=sections(reports(decision, waiting)),
        kind=PublicationKind.FOLLOW_UP,
        version=queries.reports_published(decision) + 1,
        by=by,
        signed_by={Side(one.party.side) for one in waiting},
        facts={},
    )
    db.session.add_all(PublishedFollowUp(follow_up_id=one.id, publication_id=publication.id) for one in waiting)
    reported = {one.commitment.priority_id for one in waiting if one.commitment}
    tell_of(queries.told_about(Priority.id.in_(reported)), is_an_end=is_over(decision, clock.today()))
    return publication


def reports(decision: Decision, waiting: Sequence[FollowUp]) -> dict[str, dict[str, Any]]:
    """The public content of a promise's follow-ups, part by part: allow-listed fields, nothing else."""
    measures = carrying(decision) if waiting else {}
    return {
        f"uppfoljning-{index}": _report(one, measures.get(one.commitment_id, []))
        for index, one in enumerate(waiting, start=1)
    }


def _report(follow_up: FollowUp, measures: Sequence[Measure]) -> dict[str, Any]:
    return {
        "atagande": str(follow_up.commitment_id),
        "sida": follow_up.party.side,
        "dag": follow_up.reported.isoformat(),
        "resultat": follow_up.result,
        "nytt_datum": follow_up.new_due.isoformat() if follow_up.new_due else None,
        "gjort": follow_up.done,
        "samverkat": follow_up.cooperated,
        "effekter": follow_up.effects,
        "orsak": "\n".join(filter(None, [follow_up.cause, follow_up.otherwise])),
        "varde": follow_up.value,
        "skal": follow_up.reason,
        "atgarder": [_as_it_stands(measure) for measure in measures if measure.is_public],
    }


def _as_it_stands(measure: Measure) -> dict[str, Any]:
    return {
        "vad": measure.title,
        "ansvarig": measure.responsible,
        "funktion": measure.owner,
        "aktor": measure.partner.organisation.name if measure.partner else "",
        "lage": measure.state,
        "klart_senast": measure.due.isoformat() if measure.due else None,
    }


def _tell_those_who_told(decision: Decision) -> None:
    """Whoever is in the picture is told; for those whose problems were not chosen it ends here."""
    tell_of(queries.in_picture(decision), is_an_end=True)
    tell_of(queries.told_about(Priority.decision_id == decision.id))


def _signed(approvals: Sequence[Approval]) -> list[dict[str, Any]]:
    return [
        {
            "sida": approval.party.side,
            "funktion": approval.signatory,
            "grund": approval.ground,
            "dag": approval.given.isoformat(),
            "satt": approval.kind,
            "innehall": approval.content_hash,
        }
        for approval in sorted(approvals, key=lambda approval: approval.party.side)
    ]


def _correction(proposal: Proposal) -> dict[str, Any] | None:
    if proposal.corrects is None:
        return None
    return {
        "anledning": proposal.note,
        "rattar": proposal.corrects.content_hash,
        "bekraftat": [
            {"sida": one.party.side, "funktion": one.person.function}
            for one in sorted(queries.confirmations(proposal), key=lambda one: one.party.side)
        ],
    }


def _check_editorial(earlier: Proposal | None, found: dict[str, Any], note: str) -> None:
    if earlier is None:
        raise Refused(_("Det finns inget tidigare förslag att rätta."))
    if not note:
        raise Refused(_("Skriv vad rättelsen gäller."))
    if not is_editorial(content_of(thawed(earlier.sections)), found):
        raise Refused(_("Bara stavning och länkar får ändras i en rättelse. Lägg fram ett vanligt förslag."))
