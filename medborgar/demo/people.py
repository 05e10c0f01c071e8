"""The demo's staff: one person a role in each municipality, all with the same password. The names are invented."""

from typing import NamedTuple

from medborgar.accounts import actions as accounts
from medborgar.accounts.models import Person
from medborgar.core.permissions import Role, Side
from medborgar.municipality.models import Municipality

PASSWORD = "lingon vedbod kompass"  # noqa: S105 (printed for whoever tries the demo; the demo never loads in production)


class Post(NamedTuple):
    """What one of the demo's staff does, in every municipality."""

    address: str
    function: str
    role: Role
    side: Side = Side.MUNICIPALITY

    def email(self, slug: str) -> str:
        """The log-in in a municipality."""
        return f"{self.address}@{slug}.example"


STAFF = [
    Post("samordnare", "Trygghetssamordnare", Role.COORDINATOR),
    Post("kommunpolis", "Kommunpolis", Role.MUNICIPAL_POLICE, Side.POLICE),
    Post("undertecknare-kommun", "Kommunstyrelsens ordförande", Role.SIGNATORY),
    Post("undertecknare-polis", "Lokalpolisområdeschef", Role.SIGNATORY, Side.POLICE),
    Post("styrgrupp", "Ledamot i styrgruppen", Role.STEERING_MEMBER),
    Post("kommunikator", "Kommunikatör", Role.COMMUNICATOR),
    Post("atgardsagare", "Gatuchef", Role.MEASURE_OWNER),
    Post("rapportor", "Fritidsledare", Role.REPORTER),
    Post("registrator", "Registrator", Role.RECORDS_OFFICER),
    Post("dataskyddsombud", "Dataskyddsombud", Role.DATA_PROTECTION_OFFICER),
    Post("granskare", "Revisor", Role.AUDITOR),
    Post("admin", "Systemadministratör", Role.ADMINISTRATOR),
]
FIRST = ["Maj", "Ture", "Siv", "Ragnar", "Per", "Alva", "Nils", "Samira", "Gun", "Ivo", "Ester", "Olle"]
LAST = ["Lindeby", "Hedebo", "Aspelunda", "Ekebro", "Norrby", "Tallmo", "Grusvall", "Björkås", "Arkevik", "Revinge"]


def let_in(municipality: Municipality, *, by: str) -> dict[str, Person]:
    """Give everybody an account and a role; the persons by their address's first part."""
    return {
        post.address: accounts.admit(
            email=post.email(municipality.slug),
            name=name_of(municipality.slug, number),
            function=function_of(municipality, post),
            password=PASSWORD,
            party=municipality.party(post.side),
            role=post.role,
            by=by,
        )
        for number, post in enumerate(STAFF)
    }


def function_of(municipality: Municipality, post: Post) -> str:
    """What somebody is: who signs is whoever the profile says signs."""
    if post.role is not Role.SIGNATORY:
        return post.function
    signatory = municipality.party(post.side).signatory
    return signatory[:1].upper() + signatory[1:]


def name_of(slug: str, number: int) -> str:
    """Somebody's name: first names and last names meet differently in each municipality."""
    turn = sum(slug.encode())
    return f"{FIRST[(number + turn) % len(FIRST)]} {LAST[(number * 3 + turn) % len(LAST)]}"
