"""What there is where a promise has been published, before a story begins. Run as a program: a profile and a period."""

import sys
from datetime import timedelta

from medborgar.app import create_app
from medborgar.cli import cli
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.decisions import actions as decisions
from medborgar.demo.people import let_in
from medborgar.municipality.periods import parse
from medborgar.municipality.queries import by_slug
from medborgar.publication import actions as publication
from tests.decided import a_decision

DECIDED_BEFORE = timedelta(days=10)  # the period begins
SIGN = {Side.MUNICIPALITY: "undertecknare-kommun", Side.POLICE: "undertecknare-polis"}


def main(profile: str, period: str) -> None:
    """Load the profile, open the accounts, and take a decision through to the page that everybody reads."""
    with clock.at(parse(period).first - DECIDED_BEFORE):
        cli(["database", "upgrade"], standalone_mode=False)
        cli(["municipality", "load", profile], standalone_mode=False)
        with create_app().app_context():
            _promise(profile, period)
            db.session.commit()


def _promise(profile: str, period: str) -> None:
    municipality = by_slug(profile)
    people = let_in(municipality, by="test")
    decision = a_decision(municipality, people["samordnare"], period=period)
    proposal = publication.propose(municipality=municipality, decision=decision, by=people["samordnare"])
    for side, address in SIGN.items():
        decisions.approve(
            decision=decision,
            party=municipality.party(side),
            content_hash=proposal.content_hash,
            signatory=municipality.party(side).signatory,
            ground="Styrgruppen § 14",
            by=people[address],
        )
    publication.publish_promise(
        municipality=municipality,
        decision=decision,
        shown_hash=proposal.content_hash,
        by=people["kommunikator"],
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
