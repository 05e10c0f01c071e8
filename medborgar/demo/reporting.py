"""Each party reports how its commitments go."""

from datetime import timedelta

from medborgar.core.permissions import Side
from medborgar.demo.corpus import ReportPart
from medborgar.demo.deciding import the_commitment, the_decision
from medborgar.demo.world import World
from medborgar.followup import actions
from medborgar.municipality.periods import Period

OWNER = {Side.MUNICIPALITY: "atgardsagare", Side.POLICE: "kommunpolis"}


def report(world: World, period: Period, part: ReportPart, running: Period) -> None:
    """Report one commitment for one party; what is late is promised anew around the running period's end."""
    actions.report(
        subject=the_commitment(world, the_decision(world, period), part.commitment),
        party=world.party(part.side),
        new_due=None if part.late_until is None else running.last + timedelta(days=part.late_until),
        by=world.staff[OWNER[part.side]],
        **part.model_dump(exclude={"commitment", "side", "late_until"}),
    )
