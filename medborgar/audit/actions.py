"""Writing in the audit log."""

import uuid

import rfc8785
from sqlalchemy import select, text

from medborgar.audit.models import GENESIS, AuditEntry, Event, entry_hash
from medborgar.core import clock
from medborgar.core.extensions import db

BY_CALENDAR = "outbox work"  # who acts when only time has

# One writer at a time on PostgreSQL, so that numbers have no gaps; SQLite has only one writer anyway.
LOCK = text("SELECT pg_advisory_xact_lock(7312046)")


def record(
    event: Event,
    *,
    actor: str,
    subject: uuid.UUID | str = "",
    municipality_id: uuid.UUID | None = None,
    **details: str | int | bool,
) -> None:
    """Append one entry within the present transaction; `details` are ids, codes and counts, never anybody's text."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(LOCK)
    db.session.flush()
    last = db.session.execute(
        select(AuditEntry.number, AuditEntry.hash).order_by(AuditEntry.number.desc()).limit(1)
    ).first()
    values = {
        "number": (last.number if last else 0) + 1,
        "at": clock.now(),
        "actor": actor,
        "event": event.value,
        "subject": str(subject),
        "details": rfc8785.dumps(dict(details)).decode(),
        "previous": last.hash if last else GENESIS,
    }
    chained = entry_hash(municipality=str(municipality_id or ""), **values)  # type: ignore[arg-type]  # the dict's union
    db.session.add(AuditEntry(municipality_id=municipality_id, hash=chained, **values))
    db.session.flush()
