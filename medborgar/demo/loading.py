"""Loading the demo: once, as a whole, through the site's own actions; never in production."""

from medborgar.accounts.queries import person_by_email
from medborgar.config import Mode
from medborgar.core import clock
from medborgar.core.formatting import grouped
from medborgar.core.keys import Keys
from medborgar.demo import people, story
from medborgar.demo.diary import Diary
from medborgar.demo.world import World, receipt
from medborgar.intake.actions import open_standing
from medborgar.municipality import loading, queries, reading

BY = "demo load"
PROFILE = "sala"
# Answers whose receipts a visitor can try.
TO_FOLLOW = {
    "parken-genvag": "ledde till ett löfte som är uppföljt",
    "akra-tjej": "ledde till ett löfte som gäller nu",
    "korridoren": "har fått en fråga",
}


class NotHere(Exception):  # noqa: N818 (reads as a sentence where it is raised)
    """The site is set up for production: invented answers must never stand among people's own."""


def load(mode: Mode, keys: Keys) -> bool:
    """Make the demo unless it is there; whether it was made. NotHere in production."""
    if mode is Mode.PRODUCTION:
        raise NotHere
    if person_by_email(people.STAFF[0].email):
        return False
    diary = Diary(clock.today())
    with clock.at(story.begins(diary.today)):
        world = _world(keys)
    story.write(diary, world)
    diary.live()
    return True


def welcome(keys: Keys) -> str:
    """How to log in, and the receipts that a visitor can try."""
    width = max(len(member.email) for member in people.STAFF)
    return "\n".join(
        [
            f"\nLogga in på /logga-in. Lösenordet är {people.PASSWORD} för alla:",
            *(f"  {member.email:{width}}  {member.function}" for member in people.STAFF),
            f"\nFölj ett svar på /{PROFILE}/folj med någon av koderna:",
            *(f"  {grouped(receipt(keys, key))}  {what}" for key, what in TO_FOLLOW.items()),
        ]
    )


def _world(keys: Keys) -> World:
    municipality = loading.load(reading.read(reading.find(PROFILE)), by=BY).municipality
    return World(
        keys=keys,
        municipality=municipality,
        dialogue=open_standing(municipality),
        staff=people.let_in(municipality, by=BY),
        areas={area.slug: area for area in queries.areas(municipality)},
        places={place.name: place for place in queries.places(municipality)},
        focus_areas={area.slug: area for area in queries.focus_set(municipality, clock.today()).areas},
    )
