"""Reading the audit log."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from medborgar.audit.models import GENESIS, AuditEntry, entry_hash
from medborgar.core.extensions import db


def entries(municipality_id: uuid.UUID, *, page: int, size: int = 50) -> Sequence[AuditEntry]:
    """One municipality's entries, newest first, page 1 and on."""
    chosen = select(AuditEntry).where(AuditEntry.municipality_id == municipality_id)
    return db.session.scalars(chosen.order_by(AuditEntry.number.desc()).limit(size).offset((page - 1) * size)).all()


def first_fault() -> int | None:
    """The number of the first entry that doesn't follow from the one before, None when the whole chain holds."""
    previous, expected = GENESIS, 1
    for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.number)).yield_per(1000):
        recomputed = entry_hash(
            previous=previous,
            number=expected,
            at=entry.at,
            actor=entry.actor,
            municipality=str(entry.municipality_id or ""),
            event=entry.event,
            subject=entry.subject,
            details=entry.details,
        )
        if entry.number != expected or entry.previous != previous or entry.hash != recomputed:
            return expected
        previous, expected = entry.hash, expected + 1
    return None
