"""Reading people and sessions."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from medborgar.accounts.models import Assignment, LoginSession, Person
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.municipality.models import Municipality, Party


def person_by_email(email: str) -> Person | None:
    """Whoever has this address, in any case of letters."""
    return db.session.scalars(select(Person).where(Person.email == email.strip().lower())).one_or_none()


def session_by_token_hash(hashed: str) -> LoginSession | None:
    """The log-in session of a token's hash, open or not."""
    return db.session.scalars(select(LoginSession).where(LoginSession.token_hash == hashed)).one_or_none()


def functions(actors: Iterable[str]) -> dict[str, str]:
    """The functions of those actors in the log that are people, by their id as text."""
    ids = {uuid.UUID(actor) for actor in actors if len(actor) == len(str(uuid.UUID(int=0)))}
    found = db.session.execute(select(Person.id, Person.function).where(Person.id.in_(ids)))
    return {str(row.id): row.function for row in found}


def open_sessions(person: Person) -> Sequence[LoginSession]:
    """Every session of a person that has not been ended."""
    chosen = select(LoginSession).where(LoginSession.person_id == person.id, LoginSession.ended.is_(None))
    return db.session.scalars(chosen).all()


def people(municipality: Municipality) -> Sequence[Person]:
    """Everybody with a role in the municipality, by name."""
    here = Person.assignments.any(Assignment.municipality_id == municipality.id)
    return db.session.scalars(select(Person).where(here).order_by(Person.name)).all()


def holders(party: Party, role: Role) -> Sequence[Person]:
    """Those who can log in and hold a role for a party."""
    held = Person.assignments.any((Assignment.party_id == party.id) & (Assignment.role == role))
    return db.session.scalars(select(Person).where(held, Person.active).order_by(Person.id)).all()


def find_person(municipality: Municipality, person_id: uuid.UUID) -> Person:
    """One of those with a role in the municipality; anybody else does not exist."""
    here = Person.assignments.any(Assignment.municipality_id == municipality.id)
    return db.session.scalars(select(Person).where(here, Person.id == person_id)).one()
