"""The append-only chain: every entry names the hash of the one before it."""

import hashlib
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.decisions.models import Decision
from medborgar.municipality.models import Municipality
from medborgar.publication import queries
from medborgar.publication.canonical import FORMAT, Section, manifest, manifest_hash
from medborgar.publication.models import Publication, PublicationKind, PublicationSection


def genesis(slug: str) -> str:
    """What the first entry of a municipality names as the one before it."""
    return hashlib.sha256(f"{FORMAT} {slug}".encode()).hexdigest()


def append(
    *,
    municipality: Municipality,
    about: Decision | str,
    parts: Sequence[Section],
    kind: PublicationKind,
    version: int,
    by: Person,
    facts: dict[str, Any],
) -> Publication:
    """Add the next entry; Stale when somebody else added one at the same moment.

    It is about a decision, or about an event by the key of its comment.
    """
    decision = about if isinstance(about, Decision) else None
    key = about.period if isinstance(about, Decision) else about
    last = queries.newest(municipality.id)
    previous = last.hash if last else genesis(municipality.slug)
    entry: dict[str, Any] = {
        "kommun": municipality.slug,
        "nummer": (last.number if last else 0) + 1,
        "slag": kind.value,
        "period" if decision else "handelse": key,
        "version": version,
        "publicerad": clock.today().isoformat(),
        "publicerad_av": by.function,
        "foregaende": previous,
    }
    data = manifest(list(parts), **entry, **facts)
    publication = Publication(
        municipality_id=municipality.id,
        number=entry["nummer"],
        kind=kind,
        period=key,
        version=version,
        published=clock.today(),
        manifest=data,
        hash=manifest_hash(data),
        previous=previous,
        decision_id=decision.id if decision else None,
        published_by=by.function,
        sections=[
            PublicationSection(position=index, name=part.name, leaf=part.leaf, salt=part.salt, content=part.content)
            for index, part in enumerate(parts)
        ],
    )
    db.session.add(publication)
    try:
        db.session.flush()
    except IntegrityError:
        raise Stale(_("Någon annan publicerade just. Ladda om sidan och se efter.")) from None
    audit.record(
        Event.PUBLISH,
        actor=str(by.id),
        subject=publication.id,
        municipality_id=municipality.id,
        number=publication.number,
        hash=publication.hash,
    )
    return publication
