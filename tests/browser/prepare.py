"""What there is in Sala before a story begins: its profile, and the people who work there. Run as a program."""

from datetime import date

from medborgar.app import create_app
from medborgar.cli import cli
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.demo.people import let_in
from medborgar.municipality.queries import by_slug

SALA_WORKS_SINCE = date(2027, 1, 11)


def main() -> None:
    """Make the tables and load the profile as an administrator does, and open the accounts."""
    with clock.at(SALA_WORKS_SINCE):
        cli(["database", "upgrade"], standalone_mode=False)
        cli(["municipality", "load", "sala"], standalone_mode=False)
        with create_app().app_context():
            let_in(by_slug("sala"), by="test")
            db.session.commit()


if __name__ == "__main__":
    main()
