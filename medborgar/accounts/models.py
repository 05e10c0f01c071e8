"""People, the roles they hold per municipality and party, and their log-in sessions."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.permissions import Actor, Grant, Role, Side
from medborgar.core.types import Code, Id, Moment, Name, Sha256, reference
from medborgar.municipality.models import Municipality, Party

ABSOLUTE_LIMIT = timedelta(hours=10)
IDLE_LIMIT = timedelta(minutes=30)  # kept by the signed cookie's own age
STEP_UP_LIMIT = timedelta(minutes=5)
TIME_TO_ACT = timedelta(minutes=3)  # at least this much of it is left when a page for a grave step opens
PASSWORD_MIN, PASSWORD_MAX = 15, 200


class Person(Model):
    """A member of staff who can log in."""

    __tablename__ = "person"

    id: Mapped[Id]
    email: Mapped[Name] = mapped_column(unique=True)  # lower case
    name: Mapped[Name]
    function: Mapped[Name]  # what the public sees instead of a name
    password_hash: Mapped[Name]
    active: Mapped[bool] = mapped_column(default=True)
    must_change: Mapped[bool] = mapped_column(default=False)  # somebody else chose the password
    assignments: Mapped[list["Assignment"]] = relationship(
        back_populates="person", lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def actor(self) -> Actor:
        """This person as the permission rule sees them."""
        return Actor(
            id=str(self.id),
            grants=frozenset(
                Grant(a.municipality_id, a.party_id, Side(a.party.side), Role(a.role)) for a in self.assignments
            ),
        )


class Assignment(Model):
    """A role held in one municipality for one party."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("person_id", "municipality_id", "party_id", "role"),)

    id: Mapped[Id]
    person_id: Mapped[uuid.UUID] = mapped_column(reference("person"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(reference("municipality"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    role: Mapped[Code]  # a Role
    person: Mapped[Person] = relationship(back_populates="assignments")
    party: Mapped[Party] = relationship(lazy="joined")
    municipality: Mapped[Municipality] = relationship(lazy="joined")


class LoginSession(Model):
    """One log-in; the cookie carries a random token, the row only its hash."""

    __tablename__ = "login_session"

    id: Mapped[Id]
    token_hash: Mapped[Sha256] = mapped_column(unique=True)
    person_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    started: Mapped[Moment]
    verified: Mapped[Moment]  # when the password was last given; step-up looks at this
    ended: Mapped[Moment | None]
    person: Mapped[Person] = relationship(lazy="joined")

    def is_open(self, now: datetime) -> bool:
        """Whether the session still holds at an instant."""
        return self.ended is None and now - self.started < ABSOLUTE_LIMIT and self.person.active

    def is_stepped_up(self, now: datetime) -> bool:
        """Whether the password was given recently enough to approve or publish."""
        return now - self.verified < STEP_UP_LIMIT
