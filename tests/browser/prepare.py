"""What there is in Sala before a browser test begins: its profile, and the people who work there. Run as a program."""

from datetime import date

from medborgar.accounts import actions as accounts
from medborgar.app import create_app
from medborgar.cli import cli
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.municipality.queries import by_slug

PASSWORD = "en lagom lång lösenfras"
SALA_WORKS_SINCE = date(2027, 1, 11)

STAFF = {
    "Sanna Samordnare": (Role.COORDINATOR, Side.MUNICIPALITY),
    "Kalle Kommunpolis": (Role.MUNICIPAL_POLICE, Side.POLICE),
    "Ulla Undertecknare": (Role.SIGNATORY, Side.MUNICIPALITY),
    "Katarina Kommunikatör": (Role.COMMUNICATOR, Side.MUNICIPALITY),
    "Åke Åtgärdsägare": (Role.MEASURE_OWNER, Side.MUNICIPALITY),
    "Göran Granskare": (Role.AUDITOR, Side.MUNICIPALITY),
    "Ada Administratör": (Role.ADMINISTRATOR, Side.MUNICIPALITY),
}


def address_of(name: str) -> str:
    """Where that person gets mail."""
    return f"{name.split(maxsplit=1)[0].lower()}@sala.example"


def main() -> None:
    """Make the tables and load the profile as an administrator does, and open the accounts."""
    with clock.at(SALA_WORKS_SINCE):
        cli(["database", "upgrade"], standalone_mode=False)
        cli(["municipality", "load", "sala"], standalone_mode=False)
        _open_accounts()


def _open_accounts() -> None:
    with create_app().app_context():
        municipality = by_slug("sala")
        for name, (role, side) in STAFF.items():
            person = accounts.create_person(
                email=address_of(name), name=name, function=role.value.capitalize(), password=PASSWORD, by="test"
            )
            accounts.assign(person=person, party=municipality.party(side), role=role, by="test")
        db.session.commit()


if __name__ == "__main__":
    main()
