"""Who follows the promise by mail: an address, what it follows, and on which days it has got mail."""

import uuid
from datetime import timedelta

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, Slug, reference
from medborgar.municipality.models import InMunicipality
from medborgar.outbox.addresses import ADDRESS_MAX

TO_CONFIRM = timedelta(days=7)  # so long an address is kept that nobody has confirmed
KEPT = timedelta(days=730)  # after the last mail
KEPT_AFTER_PERIOD = timedelta(days=365)  # when one promise is followed: nothing more is told of it then
ASKED_MOST = 3  # a day, for one address: nobody's inbox is filled by somebody else


class Subscription(InMunicipality, Model):
    """En prenumeration. No page reads the address; all that is known besides is what it follows."""

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("municipality_id", "email", "about"),
        {"sqlite_with_rowid": False},  # as for an address to reply to
    )

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(String(ADDRESS_MAX))
    about: Mapped[Code]  # a published commitment's id, and so the promise it belongs to; empty for all there is
    period: Mapped[Slug]  # of that promise
    asked: Mapped[Day]
    confirmed: Mapped[Day | None]  # until then nothing is sent but the question whether it is wanted
    told: Mapped[int] = mapped_column(default=0)  # the number of the last entry that was told of, corrections apart
    corrected: Mapped[int] = mapped_column(default=0)  # and of the last whose correction was
    last_day: Mapped[Day]  # then it is erased

    @property
    def follows_all(self) -> bool:
        """Whether it follows everything that is published, and not one promise."""
        return not self.about


class SubscriptionMail(Model):
    """A day on which a subscription got mail, once: several processes that write at the same time write one."""

    __tablename__ = "subscription_mail"

    subscription_id: Mapped[uuid.UUID] = mapped_column(reference("subscription", ondelete="CASCADE"), primary_key=True)
    day: Mapped[Day] = mapped_column(primary_key=True)
    counts: Mapped[bool]  # among the four of a year; one that only corrects does not
