"""Reading who follows, never to show; and the chain as everybody reads it."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, func, select

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.memory import Remembered
from medborgar.municipality.models import Municipality
from medborgar.publication import public
from medborgar.publication.models import Publication
from medborgar.publication.public import Entry
from medborgar.publication.subscriptions.models import Subscription, SubscriptionMail
from medborgar.publication.subscriptions.news import Choice, choices
from medborgar.publication.subscriptions.pacing import YEAR
from medborgar.publication.suppression import SMALLEST_SHOWN


def published(slug: str) -> list[Entry]:
    """A municipality's chain."""
    with public.connect() as connection:
        return public.chain(connection, slug)


@Remembered
def offered(slug: str) -> list[Choice]:
    """The promises that can be followed today."""
    return choices(published(slug), clock.today())


def followers(municipality: Municipality) -> int | None:
    """How many follow the promise or a part of it; None when they are few."""
    confirmed = select(func.count()).where(
        Subscription.municipality_id == municipality.id, Subscription.confirmed.is_not(None)
    )
    number = db.session.scalar(confirmed) or 0
    return number if number >= SMALLEST_SHOWN else None


def with_untold() -> Sequence[Municipality]:
    """The municipalities where something is published that somebody who follows has not been told of."""
    newest = (
        select(func.max(Publication.number))
        .where(Publication.municipality_id == Subscription.municipality_id)
        .scalar_subquery()
    )
    untold = exists().where(
        Subscription.municipality_id == Municipality.id,
        Subscription.confirmed.is_not(None),
        func.coalesce(newest, 0) > Subscription.told,
    )
    return db.session.scalars(select(Municipality).where(untold).order_by(Municipality.slug)).all()


def untold(municipality: Municipality, number: int) -> Sequence[uuid.UUID]:
    """The confirmed subscriptions that have not been told of everything up to an entry."""
    chosen = select(Subscription.id).where(
        Subscription.municipality_id == municipality.id,
        Subscription.confirmed.is_not(None),
        Subscription.told < number,
    )
    return db.session.scalars(chosen.order_by(Subscription.id)).all()


def mails_of_the_year(some: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[date, bool]]:
    """By subscription, the days on which it got mail within a year, and whether that mail counts."""
    chosen = select(SubscriptionMail).where(
        SubscriptionMail.subscription_id.in_(some), SubscriptionMail.day > clock.today() - YEAR
    )
    found: dict[uuid.UUID, dict[date, bool]] = {}
    for mail in db.session.scalars(chosen):
        found.setdefault(mail.subscription_id, {})[mail.day] = mail.counts
    return found
