"""Starting a decision, and what each party says of a text: approved, signed on paper, or sent back."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.formatting import long_day
from medborgar.decisions import queries
from medborgar.decisions.models import Approval, ApprovalKind, Decision, SentBack
from medborgar.municipality.models import Body, Municipality, Party
from medborgar.municipality.periods import parse
from medborgar.municipality.queries import agreement
from medborgar.picture.models import Picture


def start(*, municipality: Municipality, picture: Picture, body: Body, by: Person) -> Decision:
    """Begin the decision for an established picture's period; one per period."""
    db.session.execute(select(Municipality.id).where(Municipality.id == municipality.id).with_for_update())
    if not picture.is_established:
        raise Refused(_("Lägesbilden är inte fastställd. Fastställ den innan ni beslutar."))
    taken = select(Decision.id).where(Decision.municipality_id == municipality.id, Decision.period == picture.period)
    if db.session.scalars(taken).first():
        raise Refused(_("Det finns redan ett beslut för den perioden."))
    covered = parse(picture.period)
    decision = Decision(
        municipality_id=municipality.id,
        period=picture.period,
        picture=picture,
        agreement=agreement(municipality),
        body=body,
        valid_from=covered.first,
        valid_to=covered.last,
        revision=1,
        deciders="",
    )
    db.session.add(decision)
    db.session.flush()
    audit.record(Event.DECISION_CREATE, actor=str(by.id), subject=decision.id, municipality_id=municipality.id)
    return decision


def approve(
    *, decision: Decision, party: Party, content_hash: str, signatory: str, ground: str, by: Person
) -> Approval:
    """Approve exactly one text for a party, by its signatory who is logged in."""
    return _give(
        Event.DECISION_APPROVE,
        decision,
        Approval(
            party=party,
            content_hash=content_hash,
            kind=ApprovalKind.LOGGED_IN,
            signatory=signatory,
            ground=ground,
            given=clock.today(),
            recorded_by=by,
        ),
    )


def register_approval(
    *,
    decision: Decision,
    party: Party,
    content_hash: str,
    signatory: str,
    ground: str,
    given: date,
    reference_number: str,
    document: str,
    by: Person,
) -> Approval:
    """Register that a party has approved exactly one text on a signed paper."""
    earliest = decision.decided or clock.today()
    if not earliest <= given <= clock.today():
        raise Refused(
            _(
                "Papperet kan vara undertecknat från %(first)s, då beslutet togs, till och med i dag, %(today)s.",
                first=long_day(earliest),
                today=long_day(clock.today()),
            ),
            field="given",
        )
    return _give(
        Event.DECISION_REGISTER_APPROVAL,
        decision,
        Approval(
            party=party,
            content_hash=content_hash,
            kind=ApprovalKind.REGISTERED,
            signatory=signatory,
            ground=ground,
            given=given,
            reference_number=reference_number,
            document=document,
            recorded_by=by,
        ),
    )


def send_back(*, decision: Decision, party: Party, content_hash: str, reason: str, by: Person) -> SentBack:
    """Say for a party what has to change before it can approve; too late once both have."""
    db.session.execute(select(Decision.id).where(Decision.id == decision.id).with_for_update())
    if len({one.party_id for one in queries.approvals_of(decision, content_hash)}) > 1:
        raise Refused(_("Båda parter har redan godkänt förslaget. Be samordnaren att ändra i beslutet."))
    sent = SentBack(
        decision_id=decision.id,
        party=party,
        content_hash=content_hash,
        reason=reason,
        sent=clock.now(),
        sent_by_id=by.id,
    )
    db.session.add(sent)
    _audit(Event.DECISION_SEND_BACK, decision, party, content_hash, by)
    return sent


def _give(event: Event, decision: Decision, approval: Approval) -> Approval:
    """Keep an approval: a party approves a text once, and nobody approves for both parties."""
    db.session.execute(select(Decision.id).where(Decision.id == decision.id).with_for_update())
    if any(one.party_id == approval.party.id for one in queries.approvals_of(decision, approval.content_hash)):
        raise Refused(_("%(party)s har redan godkänt den här texten.", party=approval.party.short_name))
    if queries.speaks_for_both(decision, approval):
        raise Refused(_("Du har godkänt för den andra parten. Ingen kan godkänna för båda."))
    approval.decision_id, approval.recorded = decision.id, clock.now()
    db.session.add(approval)
    _audit(event, decision, approval.party, approval.content_hash, approval.recorded_by)
    return approval


def _audit(event: Event, decision: Decision, party: Party, content_hash: str, by: Person) -> None:
    audit.record(
        event,
        actor=str(by.id),
        subject=decision.id,
        municipality_id=decision.municipality_id,
        side=party.side,
        hash=content_hash,
    )


def mark_promised(decision: Decision) -> None:
    """Remember that a decision's commitments have been published: from now on they can be withdrawn, not removed."""
    for priority in decision.priorities:
        for commitment in priority.commitments:
            commitment.promised = True
