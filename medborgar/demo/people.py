"""The demo's staff: one person a role, all with the same password. The names are invented."""

from typing import NamedTuple

from medborgar.accounts import actions as accounts
from medborgar.accounts.models import Person
from medborgar.core.permissions import Role, Side
from medborgar.municipality.models import Municipality

PASSWORD = "lingon vedbod kompass"  # noqa: S105 (printed for whoever tries the demo; the demo never loads in production)
DOMAIN = "sala.example"


class Member(NamedTuple):
    """One of the demo's staff."""

    address: str
    name: str
    function: str
    role: Role
    side: Side = Side.MUNICIPALITY

    @property
    def email(self) -> str:
        """The log-in."""
        return f"{self.address}@{DOMAIN}"


STAFF = [
    Member("samordnare", "Maj Lindeby", "Trygghetssamordnare", Role.COORDINATOR),
    Member("kommunpolis", "Ture Hedebo", "Kommunpolis", Role.MUNICIPAL_POLICE, Side.POLICE),
    Member("undertecknare-kommun", "Siv Aspelunda", "Kommunstyrelsens ordförande", Role.SIGNATORY),
    Member("undertecknare-polis", "Ragnar Ekebro", "Lokalpolisområdeschef", Role.SIGNATORY, Side.POLICE),
    Member("styrgrupp", "Per Norrby", "Ledamot i styrgruppen", Role.STEERING_MEMBER),
    Member("kommunikator", "Alva Tallmo", "Kommunikatör", Role.COMMUNICATOR),
    Member("atgardsagare", "Nils Grusvall", "Gatuchef", Role.MEASURE_OWNER),
    Member("rapportor", "Samira Björkås", "Fritidsledare", Role.REPORTER),
    Member("registrator", "Gun Arkevik", "Registrator", Role.RECORDS_OFFICER),
    Member("dataskyddsombud", "Ivo Skyddby", "Dataskyddsombud", Role.DATA_PROTECTION_OFFICER),
    Member("granskare", "Ester Revinge", "Revisor", Role.AUDITOR),
    Member("admin", "Olle Nyckelby", "Systemadministratör", Role.ADMINISTRATOR),
]


def let_in(municipality: Municipality, *, by: str) -> dict[str, Person]:
    """Give everybody an account and a role; the persons by their address's first part."""
    return {
        member.address: accounts.admit(
            email=member.email,
            name=member.name,
            function=member.function,
            password=PASSWORD,
            party=municipality.party(member.side),
            role=member.role,
            by=by,
        )
        for member in STAFF
    }
