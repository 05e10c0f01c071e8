"""A text is put forward, both parties approve it, and it is published; a slip is put right; reports follow."""

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.languages import LANGUAGES
from medborgar.core.permissions import Side
from medborgar.decisions import actions as decisions
from medborgar.decisions.models import Decision
from medborgar.demo.corpus import DecisionPart, Slip
from medborgar.demo.deciding import reword, the_commitment, the_decision
from medborgar.demo.world import World
from medborgar.municipality.periods import Period
from medborgar.publication import actions
from medborgar.publication.models import Proposal
from medborgar.publication.public import chain
from medborgar.publication.queries import current_proposal
from medborgar.publication.translation import actions as translating
from medborgar.publication.translation.content import slots


def propose(world: World, period: Period) -> None:
    """Put the decision's text forward."""
    actions.propose(municipality=world.municipality, decision=the_decision(world, period), by=world.coordinator)


def approve(world: World, period: Period, part: DecisionPart) -> None:
    """The municipality's signatory approves, logged in."""
    decision, party = the_decision(world, period), world.party(Side.MUNICIPALITY)
    decisions.approve(
        decision=decision,
        party=party,
        content_hash=_proposal(decision).content_hash,
        signatory=party.signatory,
        ground=_ground(decision, part),
        by=world.staff["undertecknare-kommun"],
    )


def register_paper(world: World, period: Period, part: DecisionPart) -> None:
    """The police have signed a paper, and the records officer registers it."""
    decision, party = the_decision(world, period), world.party(Side.POLICE)
    decisions.register_approval(
        decision=decision,
        party=party,
        content_hash=_proposal(decision).content_hash,
        signatory=party.signatory,
        ground=_ground(decision, part),
        given=clock.today(),
        reference_number=part.reference,
        document="Kommunarkivet, akten om medborgarlöftet",
        by=world.staff["registrator"],
    )


def publish(world: World, period: Period) -> None:
    """Publish what both have approved."""
    decision = the_decision(world, period)
    actions.publish_promise(
        municipality=world.municipality,
        decision=decision,
        shown_hash=_proposal(decision).content_hash,
        by=world.staff["kommunikator"],
    )


def correct(world: World, period: Period, slip: Slip) -> None:
    """Put a spelling right: one named person per party says that nothing else has changed."""
    decision = the_decision(world, period)
    wrong = the_commitment(world, decision, slip.commitment).what
    reword(world, decision, slip.commitment, wrong.replace(slip.before, slip.after))
    proposal = actions.propose(
        municipality=world.municipality, decision=decision, by=world.coordinator, note=slip.note, editorial=True
    )
    for side, signatory in ((Side.MUNICIPALITY, "undertecknare-kommun"), (Side.POLICE, "undertecknare-polis")):
        actions.confirm_editorial(proposal=proposal, party=world.party(side), by=world.staff[signatory])
    publish(world, period)


def tell_how_it_goes(world: World, period: Period) -> None:
    """Publish what has been reported since the last time."""
    actions.publish_follow_ups(
        municipality=world.municipality, decision=the_decision(world, period), by=world.staff["kommunikator"]
    )


def translate(world: World, period: Period, code: str, texts: dict[str, str]) -> None:
    """Publish a promise in another language."""
    promised = [one for one in chain(db.session.connection(), world.municipality.slug) if one.is_promise]
    found: dict[str, dict[str, str]] = {}
    for slot in slots(promised[-1].content):
        found.setdefault(slot.part, {})[slot.key] = texts.get(slot.swedish, "")
    translating.publish(
        municipality=world.municipality,
        decision=the_decision(world, period),
        of=promised[-1],
        language=LANGUAGES[code],
        words=found,
        side=Side.MUNICIPALITY,
        by=world.staff["kommunikator"],
    )


def _proposal(decision: Decision) -> Proposal:
    proposal = current_proposal(decision)
    if proposal is None:
        raise LookupError(decision.period)
    return proposal


def _ground(decision: Decision, part: DecisionPart) -> str:
    return f"{decision.body.name}, {part.section}"
