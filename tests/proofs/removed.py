"""A part of what was published, removed by law."""

from medborgar.accounts.models import Person
from medborgar.core.permissions import Side
from medborgar.municipality.models import Municipality
from medborgar.publication.models import Publication
from medborgar.publication.proof import removing


def remove(municipality: Municipality, name: str, by: Person, *, of: int = 1) -> Publication:
    """A part of an entry, the first unless another is meant."""
    about = removing.entry(municipality, of)
    (part,) = (one for one in removing.removable(about) if one.name == name)
    return removing.remove(
        municipality=municipality,
        about=about,
        section_id=part.id,
        ground="artikel 17",
        reference="KS 2027/1",
        side=Side.MUNICIPALITY,
        by=by,
    )
