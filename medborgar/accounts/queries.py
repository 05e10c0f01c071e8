"""Reading people and sessions."""

from sqlalchemy import select

from medborgar.accounts.models import LoginSession, Person
from medborgar.core.extensions import db


def person_by_email(email: str) -> Person | None:
    """Whoever has this address, in any case of letters."""
    return db.session.scalars(select(Person).where(Person.email == email.strip().lower())).one_or_none()


def session_by_token_hash(hashed: str) -> LoginSession | None:
    """The log-in session of a token's hash, open or not."""
    return db.session.scalars(select(LoginSession).where(LoginSession.token_hash == hashed)).one_or_none()
