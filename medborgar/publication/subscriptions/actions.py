"""Following the promise by mail: asked for, confirmed, stopped, erased. Nothing of it is logged."""

import uuid
from datetime import date

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from medborgar.core import clock
from medborgar.core.database import INSERT
from medborgar.core.errors import Gone
from medborgar.core.extensions import db
from medborgar.core.links import new_link, whole_address
from medborgar.municipality.models import Municipality
from medborgar.municipality.periods import parse
from medborgar.outbox import actions as outbox
from medborgar.outbox.models import MailKind
from medborgar.publication.queries import newest
from medborgar.publication.subscriptions import letters
from medborgar.publication.subscriptions.models import (
    ASKED_MOST,
    KEPT,
    KEPT_AFTER_PERIOD,
    TO_CONFIRM,
    Subscription,
)
from medborgar.publication.subscriptions.news import Choice


def confirming(municipality: Municipality) -> str:
    """What the link in the first mail is for."""
    return f"subscribe {municipality.slug}"


def stopping(municipality: Municipality) -> str:
    """What the link to stop in every mail is for."""
    return f"unsubscribe {municipality.slug}"


def ask(*, municipality: Municipality, email: str, choice: Choice | None) -> None:
    """Keep an address for a week and ask it whether it wants mail of everything, or of one promise.

    Whoever asks is told the same whatever comes of it: nothing more is sent to an address that has been asked about
    often enough today, and one that is confirmed is told only so, once a month.
    """
    row = _kept(municipality, email, choice)
    if row is None:
        return
    today, title = clock.today(), choice.title if choice else ""
    stop = way_to_stop(municipality, row)
    if row.confirmed:
        occasion, words = f"redan:{today:%Y-%m}", letters.already(municipality, title=title, stop=stop)
    else:
        row.asked, row.last_day = today, today + TO_CONFIRM
        way = _way_to_confirm(municipality, row)
        occasion = f"fraga:{today}"
        words = letters.confirm(municipality, title=title, way=way, until=row.last_day)
    send(row, MailKind.SUBSCRIBE, occasion, stop, words)


def confirm(*, municipality: Municipality, subscription_id: uuid.UUID) -> Subscription:
    """Begin: from here on it is told of what is published. To confirm twice is to confirm."""
    row = find(municipality, subscription_id, to_change=True)
    if row.confirmed is None:
        row.confirmed = clock.today()
        row.last_day = kept_until(row, clock.today())
        last = newest(municipality.id)
        row.told = row.corrected = last.number if last else 0
    return row


def find(municipality: Municipality, subscription_id: uuid.UUID, *, to_change: bool = False) -> Subscription:
    """The row that a link is for; Gone when the address is erased."""
    chosen = select(Subscription).where(
        Subscription.municipality_id == municipality.id, Subscription.id == subscription_id
    )
    row = db.session.scalars(chosen.with_for_update() if to_change else chosen).one_or_none()
    if row is None:
        raise Gone(_("Adressen är raderad. Du får inga mejl härifrån."))
    return row


def stop(*, municipality: Municipality, subscription_id: uuid.UUID) -> None:
    """Erase the address and whatever waits to be sent there; to stop twice is to stop."""
    db.session.execute(
        delete(Subscription).where(Subscription.municipality_id == municipality.id, Subscription.id == subscription_id)
    )
    outbox.take_back(_key(subscription_id))


def erase() -> None:
    """Erase the addresses whose last day has passed: nobody confirmed them, or there has long been nothing to tell."""
    gone = delete(Subscription).where(Subscription.last_day < clock.today()).returning(Subscription.id)
    for subscription_id in db.session.scalars(gone).all():
        outbox.take_back(_key(subscription_id))


def kept_until(row: Subscription, today: date) -> date:
    """How long a confirmed address is kept when it gets mail today."""
    return today + KEPT if row.follows_all else max(today, parse(row.period).last) + KEPT_AFTER_PERIOD


def way_to_stop(municipality: Municipality, row: Subscription) -> str:
    """The link in every mail, which works longer than there is anything to stop."""
    return _way(municipality, "subscriptions.stop", stopping(municipality), row, row.last_day + KEPT)


def send(row: Subscription, kind: MailKind, occasion: str, stop: str, words: dict[str, str]) -> None:
    """Write a mail: on one occasion one, however often it is written."""
    key = f"{_key(row.id)}{occasion}"
    outbox.send(to=row.email, kind=kind, key=key, municipality_id=row.municipality_id, stop=stop, **words)


def _kept(municipality: Municipality, email: str, choice: Choice | None) -> Subscription | None:
    """The row of an address and what it follows, made if there is none; None when it is asked about too often."""
    about, today = choice.about if choice else "", clock.today()
    of_it = select(Subscription).where(Subscription.municipality_id == municipality.id, Subscription.email == email)
    asked = of_it.where(Subscription.asked == today, Subscription.about != about)
    if (db.session.scalar(select(func.count()).select_from(asked.subquery())) or 0) >= ASKED_MOST:
        return None
    values = {
        "id": uuid.uuid4(),
        "municipality_id": municipality.id,
        "email": email,
        "about": about,
        "period": choice.period if choice else "",
        "asked": today,
        "last_day": today + TO_CONFIRM,
        "told": 0,
        "corrected": 0,
    }
    insert = INSERT[db.session.get_bind().dialect.name](Subscription).values(values)
    db.session.execute(insert.on_conflict_do_nothing(index_elements=["municipality_id", "email", "about"]))
    return db.session.scalars(of_it.where(Subscription.about == about).with_for_update()).one()


def _way_to_confirm(municipality: Municipality, row: Subscription) -> str:
    return _way(municipality, "subscriptions.confirm", confirming(municipality), row, row.last_day)


def _way(municipality: Municipality, endpoint: str, purpose: str, row: Subscription, last_day: date) -> str:
    token = new_link(current_app.config["KEYS"], purpose=purpose, subject=row.id, last_day=last_day)
    return whole_address(endpoint, kommun=municipality.slug, token=token)


def _key(subscription_id: uuid.UUID) -> str:
    return f"subscription:{subscription_id}:"
