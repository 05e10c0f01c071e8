"""Where those who asked for it get mail: kept, used, changed, and erased. Nothing of it is logged."""

import uuid
from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import Select, delete, select, update

from medborgar.core import clock
from medborgar.core.errors import Gone
from medborgar.core.extensions import db
from medborgar.core.links import new_link, whole_address
from medborgar.intake import letters
from medborgar.intake.models import ADDRESS_KEPT, ADDRESS_KEPT_AT_AN_END, ReplyAddress
from medborgar.municipality.models import Municipality
from medborgar.outbox import actions as outbox
from medborgar.outbox.models import MailKind

LINK_OUTLASTS = timedelta(days=30)  # the way to stop works longer than there is anything to stop


def purpose(municipality: Municipality) -> str:
    """What the links in these mails are for."""
    return f"reply {municipality.slug}"


def keep(*, contribution_id: uuid.UUID, municipality_id: uuid.UUID, email: str) -> None:
    """Keep where somebody wants mail, and write the first: it has come."""
    municipality = db.session.get_one(Municipality, municipality_id)
    row = ReplyAddress(
        municipality_id=municipality_id,
        contribution_id=contribution_id,
        email=email,
        last_day=clock.today() + ADDRESS_KEPT,
    )
    db.session.add(row)
    db.session.flush()
    read_by = clock.weekdays_after(clock.today(), current_app.config["SETTINGS"].read_within_days)
    stop = _way_to_stop(municipality, row)
    words = letters.received(municipality, read_by=read_by, stop=stop)
    _send(row, MailKind.RECEIVED, "mottaget", stop, words)


def email_of(contribution_id: uuid.UUID) -> str:
    """Where mail about an answer goes; nothing when nobody asked for any."""
    return db.session.scalar(select(ReplyAddress.email).where(ReplyAddress.contribution_id == contribution_id)) or ""


def find(municipality: Municipality, reply_id: uuid.UUID, *, to_change: bool = False) -> ReplyAddress:
    """The row that a link is for; Gone when the address is erased."""
    chosen = select(ReplyAddress).where(ReplyAddress.municipality_id == municipality.id, ReplyAddress.id == reply_id)
    row = db.session.scalars(chosen.with_for_update() if to_change else chosen).one_or_none()
    if row is None:
        raise Gone(_("Du får inga fler mejl: adressen är raderad."))
    return row


def change(*, municipality: Municipality, reply_id: uuid.UUID, email: str) -> None:
    """Send to another address from now on."""
    row = find(municipality, reply_id, to_change=True)
    row.email = email
    if outbox.take_back(_key(row.id)):  # what waited for the old address is told at the new one
        row.has_news, row.told = True, None


def stop(*, municipality: Municipality, reply_id: uuid.UUID) -> None:
    """Erase the address and whatever waits to be sent there; to stop twice is to stop."""
    db.session.execute(
        delete(ReplyAddress).where(ReplyAddress.municipality_id == municipality.id, ReplyAddress.id == reply_id)
    )
    outbox.take_back(_key(reply_id))


def note_news(*contributions: Select[uuid.UUID], is_an_end: bool = False) -> None:
    """Remember that something has happened with these answers: those who asked for it get mail the same day.

    At an end, where nothing more will happen, the address is kept for a month only.
    """
    kept = ADDRESS_KEPT_AT_AN_END if is_an_end else ADDRESS_KEPT
    for chosen in contributions:
        rows = update(ReplyAddress).where(ReplyAddress.contribution_id.in_(chosen))
        db.session.execute(rows.values(has_news=True, last_day=clock.today() + kept))


def tell_news() -> None:
    """Write to everybody for whom there is news and who has got no mail today."""
    today = clock.today()
    chosen = select(ReplyAddress).where(
        ReplyAddress.has_news, ReplyAddress.told.is_(None) | (ReplyAddress.told < today)
    )
    municipalities = {one.id: one for one in db.session.scalars(select(Municipality))}
    for row in db.session.scalars(chosen.with_for_update(skip_locked=True)).all():
        row.has_news, row.told = False, today
        municipality = municipalities[row.municipality_id]
        way = _way_to_stop(municipality, row)
        _send(row, MailKind.NEWS, today.isoformat(), way, letters.news(municipality, last_day=row.last_day, stop=way))


def erase() -> None:
    """Erase the addresses whose last day has passed."""
    db.session.execute(delete(ReplyAddress).where(ReplyAddress.last_day < clock.today()))


def _send(row: ReplyAddress, kind: MailKind, occasion: str, stop: str, words: dict[str, str]) -> None:
    key = f"{_key(row.id)}{occasion}"
    outbox.send(to=row.email, kind=kind, key=key, municipality_id=row.municipality_id, stop=stop, **words)


def _key(reply_id: uuid.UUID) -> str:
    return f"reply:{reply_id}:"


def _way_to_stop(municipality: Municipality, row: ReplyAddress) -> str:
    token = new_link(
        current_app.config["KEYS"], purpose=purpose(municipality), subject=row.id, last_day=row.last_day + LINK_OUTLASTS
    )
    return whole_address("replies.reply", kommun=municipality.slug, token=token)
