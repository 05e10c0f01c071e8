"""The round that tells those who follow: made by the process that sends mail, by several if there are."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import cache, partial

from sqlalchemy import select

from medborgar.core import clock
from medborgar.core.database import INSERT
from medborgar.core.extensions import db
from medborgar.core.links import whole_address
from medborgar.municipality.models import Municipality
from medborgar.outbox.models import MailKind
from medborgar.publication.public import Entry
from medborgar.publication.subscriptions import actions, letters, news, queries
from medborgar.publication.subscriptions.models import Subscription, SubscriptionMail
from medborgar.publication.subscriptions.news import News
from medborgar.publication.subscriptions.pacing import may_tell

AT_ONCE = 50  # in one transaction: others wait for it


def tell_by_calendar() -> None:
    """Write to everybody for whom there is news since yesterday or before, and whose turn it is.

    A day is over before it is told of, so that it is told of whole.
    """
    for municipality in queries.with_untold():
        chain = [entry for entry in queries.published(municipality.slug) if entry.published < clock.today()]
        number = chain[-1].number if chain else 0
        untold = queries.untold(municipality, number)
        db.session.commit()
        for start in range(0, len(untold), AT_ONCE):
            _tell(municipality, chain, untold[start : start + AT_ONCE])
            db.session.commit()


def _tell(municipality: Municipality, chain: list[Entry], some: Sequence[uuid.UUID]) -> None:
    """Write to those of these subscriptions whose turn it is."""
    mails = queries.mails_of_the_year(some)
    untold = cache(partial(news.news, chain))  # most have been told as much as the others
    for row in _held(some, chain[-1].number):
        days, found = mails.get(row.id, {}), untold(row.about, row.told, row.corrected)
        turn = _turn(found, [day for day, counts in days.items() if counts])
        if turn.entries and clock.today() in days:
            continue  # another day
        if turn.entries and _is_first_today(row.id, counts=turn.counts):
            _write(municipality, row, turn, chain)
        _note(row, chain[-1].number, waits=found.counts and not turn.counts)


def _held(some: Sequence[uuid.UUID], number: int) -> Sequence[Subscription]:
    """Those of them that nobody else has told of it all since, or is telling just now."""
    chosen = select(Subscription).where(Subscription.id.in_(some), Subscription.told < number)
    held = chosen.order_by(Subscription.id).with_for_update(skip_locked=True)
    return db.session.scalars(held.execution_options(populate_existing=True)).all()


def _turn(found: News, told: list[date]) -> News:
    """What may be told today of all that is untold."""
    if found.counts and may_tell(clock.today(), told, of_promise=bool(found.promises)):
        return found
    return found.only_corrections()


def _is_first_today(subscription_id: uuid.UUID, *, counts: bool) -> bool:
    """Note that mail is written today; False when somebody else has."""
    insert = INSERT[db.session.get_bind().dialect.name](SubscriptionMail)
    values = {"subscription_id": subscription_id, "day": clock.today(), "counts": counts}
    noted = insert.values(values).on_conflict_do_nothing(index_elements=["subscription_id", "day"])
    return db.session.scalar(noted.returning(SubscriptionMail.day)) is not None


def _write(municipality: Municipality, row: Subscription, turn: News, chain: list[Entry]) -> None:
    one = news.chosen(chain, row.about) if row.about else None
    row.last_day = actions.kept_until(row, clock.today())
    stop = actions.way_to_stop(municipality, row)
    words = letters.digest(
        municipality,
        title=one.title if one else "",
        lines=news.lines(turn, chain, row.about),
        way=_way(municipality, turn, one.number if one else None),
        next_day=news.next_day(chain, clock.today(), row.about),
        stop=stop,
    )
    actions.send(row, MailKind.DIGEST, clock.today().isoformat(), stop, words)


def _way(municipality: Municipality, turn: News, number: int | None) -> str:
    """Where to read it: the period that most is said of, a correction with what it changed."""
    entry = (turn.promises or turn.reports or turn.corrections)[-1]
    if not turn.counts:
        return whole_address("publication.exact", kommun=municipality.slug, period=entry.period, version=entry.version)
    page = whole_address("publication.period", kommun=municipality.slug, period=entry.period)
    return f"{page}#{news.PART}{number}" if number else page


def _note(row: Subscription, number: int, *, waits: bool) -> None:
    """Remember how far it has been told; news that waits for its turn is left for another day."""
    row.corrected = number
    if not waits:
        row.told = number
