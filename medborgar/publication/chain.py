"""The append-only chain: every entry names the hash of the one before it."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.decisions.models import Decision
from medborgar.municipality.models import Municipality
from medborgar.publication import queries
from medborgar.publication.canonical import FORMAT, Section, manifest, manifest_hash
from medborgar.publication.models import Publication, PublicationKind, PublicationSection, PublicationSignature
from medborgar.publication.signing import Signer, signers


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
    signed_by: Iterable[Side],
    facts: dict[str, Any],
) -> Publication:
    """Add the next entry, signed; Stale when somebody else added one at the same moment.

    It is about a decision, or about an event or a removal by its key. `signed_by` are the parties whose words it is;
    Refused when one of them has no key.
    """
    signing = signers(municipality.slug, sorted(signed_by))
    last = queries.newest(municipality.id)
    publication = Publication(
        municipality_id=municipality.id,
        number=(last.number if last else 0) + 1,
        kind=kind,
        period=about.period if isinstance(about, Decision) else about,
        version=version,
        published=clock.today(),
        previous=last.hash if last else genesis(municipality.slug),
        decision_id=about.id if isinstance(about, Decision) else None,
        published_by=by.function,
        sections=[
            PublicationSection(position=index, name=part.name, leaf=part.leaf, salt=part.salt, content=part.content)
            for index, part in enumerate(parts)
        ],
    )
    keys = [{"sida": one.side.value, "nyckel": one.public} for one in signing]
    publication.manifest = manifest(list(parts), **_entry(municipality, publication), **facts, undertecknas=keys)
    publication.hash = manifest_hash(publication.manifest)
    publication.signatures = _signatures(publication, municipality.slug, signing)
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


def _signatures(publication: Publication, slug: str, signing: Iterable[Signer]) -> list[PublicationSignature]:
    return [
        PublicationSignature(side=one.side, text=one.sign(publication.manifest, slug=slug, number=publication.number))
        for one in signing
    ]


def _entry(municipality: Municipality, publication: Publication) -> dict[str, Any]:
    """What the manifest says of the entry itself."""
    return {
        "kommun": municipality.slug,
        "nummer": publication.number,
        "slag": str(publication.kind),
        "period" if publication.decision_id else str(publication.kind): publication.period,
        "version": publication.version,
        "publicerad": publication.published.isoformat(),
        "publicerad_av": publication.published_by,
        "foregaende": publication.previous,
    }
