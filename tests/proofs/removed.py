"""A part of what was published, removed by law."""

from typing import TYPE_CHECKING

from medborgar.core.permissions import Role, Side
from medborgar.publication.proof import removing

if TYPE_CHECKING:
    from tests.proofs.worlds import World


def remove_the_goals(world: "World") -> None:
    """Of the first entry, which has been corrected since."""
    about = removing.entry(world.municipality, 1)
    part = next(one for one in removing.removable(about) if one.name == "mal")
    removing.remove(
        municipality=world.municipality,
        about=about,
        section_id=part.id,
        ground="artikel 17",
        reference="KS 2027/1",
        side=Side.MUNICIPALITY,
        by=world.people[Role.RECORDS_OFFICER, Side.MUNICIPALITY],
    )
