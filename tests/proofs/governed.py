"""What a whole world also has: rumours met, meetings held, reports sent, briefings and evaluations."""

from typing import TYPE_CHECKING

from medborgar.core import clock
from medborgar.core.permissions import Role, Side
from medborgar.publication import announcing

if TYPE_CHECKING:
    from tests.proofs.worlds import World


def govern(world: "World") -> None:
    """Do it all once."""
    _a_rumour_is_met(world)


def _a_rumour_is_met(world: "World") -> None:
    words = announcing.Words(
        title="Larmet vid skolan",
        where="Norra skolan",
        known="Ingen är skadad.",
        unknown="Vad som utlöste larmet.",
        next_day=clock.today(),
        next_words="Klockan 15.",
        is_last=False,
    )
    by = world.people[Role.COMMUNICATOR, Side.MUNICIPALITY]
    announcing.announce(municipality=world.municipality, words=words, by=by)
