"""Loading the demo: each municipality once, as a whole, through the site's own actions; never in production."""

from collections.abc import Sequence
from contextlib import ExitStack

from medborgar.accounts.queries import person_by_email
from medborgar.config import Mode
from medborgar.core import clock
from medborgar.core.formatting import grouped
from medborgar.core.keys import Keys
from medborgar.demo import corpus, people, story
from medborgar.demo.diary import Diary
from medborgar.demo.world import World, receipt
from medborgar.intake.actions import open_standing
from medborgar.municipality import loading, queries, reading
from medborgar.municipality.profile import Profile
from medborgar.publication import signing
from medborgar.publication.results.actions import publish_due

BY = "demo load"
PROFILES = ["sala", "falun", "eskilstuna", "alvdalen", "gavle", "ny"]
# Answers in Sala whose receipts a visitor can try.
TO_FOLLOW = {
    "parken-genvag": "ledde till ett löfte som är uppföljt",
    "akra-tjej": "ledde till ett löfte som gäller nu",
    "korridoren": "har fått en fråga",
}


class NotHere(Exception):  # noqa: N818 (reads as a sentence where it is raised)
    """The site is set up for production: invented answers must never stand among people's own."""


def load(mode: Mode, keys: Keys, slugs: Sequence[str] = PROFILES) -> list[str]:
    """Make the demo of those municipalities that are not there; which were made. NotHere in production.

    All of them are lived together, day by day, so that everything in the log stands in order.
    """
    if mode is Mode.PRODUCTION:
        raise NotHere
    missing = {slug: reading.read(reading.find(slug)) for slug in slugs if not _is_there(slug)}
    diary = Diary(clock.today())
    with ExitStack() as past:
        if missing:
            past.enter_context(
                clock.at(min(story.begins(diary.today, one.municipality.rhythm) for one in missing.values()))
            )
        worlds = [_world(keys, profile) for profile in missing.values()]
    for world in worlds:
        if corpus.has_story(world.municipality.slug):
            story.write(diary, world)
    diary.live()
    publish_due()
    return list(missing)


def welcome(keys: Keys, slugs: Sequence[str] = PROFILES) -> str:
    """How to log in, and the receipts that a visitor can try."""
    width = max(len(post.address) for post in people.STAFF)
    lines = [
        f"\nLogga in på /logga-in. Lösenordet är {people.PASSWORD} för alla:",
        *(f"  {post.address:{width}}  {post.function}" for post in people.STAFF),
        f"Efter namnet: {', '.join(f'@{slug}.example' for slug in slugs)}.",
        f"Till exempel {people.STAFF[0].email(slugs[0])}.",
    ]
    if "sala" in slugs:
        lines += ["\nFölj ett svar på /sala/folj med någon av koderna:"]
        lines += [f"  {grouped(receipt(keys, 'sala', key))}  {what}" for key, what in TO_FOLLOW.items()]
    return "\n".join(lines)


def _is_there(slug: str) -> bool:
    return person_by_email(people.STAFF[0].email(slug)) is not None


def _world(keys: Keys, profile: Profile) -> World:
    municipality = loading.load(profile, by=BY).municipality
    signing.make_keys(municipality.slug)
    return World(
        keys=keys,
        municipality=municipality,
        dialogue=open_standing(municipality),
        staff=people.let_in(municipality, by=BY),
        areas={area.slug: area for area in queries.areas(municipality)},
        places={place.name: place for place in queries.places(municipality)},
        focus_areas={area.slug: area for area in queries.focus_set(municipality, clock.today()).areas},
    )
