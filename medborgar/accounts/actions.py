"""Letting people in and out, logging in and out, and giving the password again before a grave step."""

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _

from medborgar.accounts.models import PASSWORD_MAX, PASSWORD_MIN, Assignment, LoginSession, Person
from medborgar.accounts.queries import open_sessions, person_by_email
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.municipality.models import Municipality, Party

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked when nobody has that address, so that the answer takes as long.
NOBODY = HASHER.hash(secrets.token_hex())
TOKEN_BYTES = 32


def admit(
    *,
    email: str,
    name: str,
    function: str,
    password: str,
    must_change: bool = False,
    party: Party,
    role: Role,
    by: str,
) -> Person:
    """Give somebody a role; the account is made, or opened again, if it has to be, and else left as it is.

    With `must_change` a new account can do nothing before its owner has chosen another password.
    """
    person = person_by_email(email)
    if person is None or not person.active:
        person = create_person(email=email, name=name, function=function, password=password, by=by)
        person.must_change = must_change
    assign(person=person, party=party, role=role, by=by)
    return person


def create_person(*, email: str, name: str, function: str, password: str, by: str) -> Person:
    """Create an account, or open a closed one; the address in lower case, the password of 15 to 200 characters."""
    _ensure_length(password)
    person = person_by_email(email) or Person(email=email.strip().lower(), active=False)
    if person.active:
        raise Refused(_("Det finns redan ett konto med den e-postadressen."))
    person.name, person.function, person.active = name, function, True
    person.password_hash = HASHER.hash(password)
    db.session.add(person)
    db.session.flush()
    audit.record(Event.ACCOUNT_CREATE, actor=by, subject=person.id)
    return person


def assign(*, person: Person, party: Party, role: Role, by: str) -> None:
    """Give a person a role for a party; nobody acts for both parties of a municipality."""
    here = [held for held in person.assignments if held.municipality_id == party.municipality_id]
    if any(held.party_id != party.id for held in here):
        raise Refused(_("Personen arbetar redan för den andra parten. Ingen kan arbeta för båda."))
    if any(held.role == role for held in here):
        raise Refused(_("Personen har redan den rollen."))
    person.assignments.append(Assignment(municipality_id=party.municipality_id, party=party, role=role))
    details = {"role": role.value, "side": party.side}
    audit.record(Event.ACCOUNT_ASSIGN, actor=by, subject=person.id, municipality_id=party.municipality_id, **details)


def disable(*, person: Person, municipality: Municipality, by: str) -> None:
    """Take away a person's roles in a municipality and end every session; without roles the account is closed."""
    if str(person.id) == by:
        raise Refused(_("Du kan inte stänga av dig själv. Be en annan administratör."))
    person.assignments = [held for held in person.assignments if held.municipality_id != municipality.id]
    person.active = bool(person.assignments)
    for session in open_sessions(person):
        session.ended = clock.now()
    audit.record(Event.ACCOUNT_DISABLE, actor=by, subject=person.id, municipality_id=municipality.id)


def log_in(*, email: str, password: str) -> str | None:
    """Open a session and return its token, None when the address or the password is wrong."""
    person = person_by_email(email)
    if not _matches(person.password_hash if person else NOBODY, password) or not person or not person.active:
        audit.record(Event.LOGIN_FAILED, actor=str(person.id) if person else "")
        return None
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = clock.now()
    db.session.add(LoginSession(token_hash=token_hash(token), person=person, started=now, verified=now))
    audit.record(Event.LOGIN, actor=str(person.id))
    return token


def log_out(session: LoginSession) -> None:
    """End a session; its token opens nothing any more."""
    session.ended = clock.now()
    audit.record(Event.LOGOUT, actor=str(session.person_id))


def step_up(session: LoginSession, *, password: str) -> str | None:
    """Check the password again and rotate the session's token; None when it is wrong."""
    if not _matches(session.person.password_hash, password):
        audit.record(Event.LOGIN_FAILED, actor=str(session.person_id))
        return None
    audit.record(Event.STEP_UP, actor=str(session.person_id))
    return _renewed(session)


def change_password(session: LoginSession, *, current: str, new: str) -> str | None:
    """Give oneself another password and end one's other log-ins; this one gets a new token, None for a wrong password.

    Refused when the new one is too short, too long, or the old one again.
    """
    person = session.person
    if not _matches(person.password_hash, current):
        audit.record(Event.LOGIN_FAILED, actor=str(person.id))
        return None
    _ensure_length(new)
    if new == current:
        raise Refused(_("Välj ett annat lösenord än det du har."))
    person.password_hash, person.must_change = HASHER.hash(new), False
    for other in open_sessions(person):
        if other.id != session.id:
            other.ended = clock.now()
    audit.record(Event.PASSWORD_CHANGE, actor=str(person.id), subject=person.id)
    return _renewed(session)


def token_hash(token: str) -> str:
    """What is kept of a token: SHA-256, in hexadecimal; the token itself has 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _renewed(session: LoginSession) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.token_hash, session.verified = token_hash(token), clock.now()
    return token


def _ensure_length(password: str) -> None:
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        raise Refused(_("Skriv ett lösenord med %(min)s–%(max)s tecken.", min=PASSWORD_MIN, max=PASSWORD_MAX))


def _matches(hashed: str, password: str) -> bool:
    try:
        return HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
