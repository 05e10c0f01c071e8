"""Those of a world who follow its promise by mail: one who has confirmed it, and one who has not."""

from datetime import timedelta
from typing import NamedTuple

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.municipality.models import Municipality
from medborgar.publication.subscriptions import actions
from medborgar.publication.subscriptions.mailing import tell_by_calendar
from medborgar.publication.subscriptions.models import Subscription


class Followers(NamedTuple):
    """Both of them."""

    confirmed: Subscription
    asked: Subscription


def some_follow(municipality: Municipality) -> Followers:
    """Before there is anything to tell."""
    ida, bo = (_asked(municipality, f"{name}@{municipality.slug}.example") for name in ("ida", "bo"))
    return Followers(actions.confirm(municipality=municipality, subscription_id=ida.id), bo)


def they_are_told() -> None:
    """Of all that was published, the day after."""
    db.session.commit()
    with clock.at(clock.today() + timedelta(days=1)):
        tell_by_calendar()


def _asked(municipality: Municipality, email: str) -> Subscription:
    actions.ask(municipality=municipality, email=email, choice=None)
    return db.session.query(Subscription).filter_by(municipality_id=municipality.id, email=email).one()
