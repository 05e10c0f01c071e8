"""A round that has closed, and whose numbers everybody reads."""

from medborgar.accounts.models import Person
from medborgar.core.extensions import db
from medborgar.intake.models import Dialogue
from medborgar.municipality.models import Municipality
from medborgar.publication.results import actions
from tests.picture.results.worlds import a_closed_round, everyone

MANY = everyone(
    (6, {"scale": "1", "yes_no": "ja", "area": "centrum", "text": "Hemliga ord."}),
    (9, {"scale": "2", "yes_no": "nej", "area": "norrby"}),
    (12, {"scale": "3", "yes_no": "ja", "area": "centrum"}),
    (5, {"scale": "4", "many": ["På dagen"], "area": "soderby"}),
    (2, {"scale": "4", "one": "Tryggare", "area": "hela"}),
    (2, {"scale": "4", "one": "Otryggare", "area": "vet-inte"}),
)


def a_published_round(municipality: Municipality, by: Person) -> Dialogue:
    """Of everybody, a while ago."""
    dialogue = a_closed_round(municipality, by, *MANY, title=f"Det svarade {municipality.slug}")
    actions.publish(dialogue=dialogue, by=str(by.id))
    db.session.commit()
    return dialogue
