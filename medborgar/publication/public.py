"""What the public reads: through connections that can't see a working table, whatever a query asks for.

On SQLite an authorizer refuses every other table; on PostgreSQL the connection takes on a role without other grants.
"""

import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import g
from sqlalchemy import Connection, Row, func, select

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.municipality.models import Area, Municipality, Organisation, Party
from medborgar.publication.models import Publication, PublicationKind, PublicationSection

TABLES = frozenset(
    {"municipality", "organisation", "party", "area", "publication", "publication_section", "publication_signature"}
)
ROLE = "medborgar_public"


@dataclass(frozen=True)
class Site:
    """A municipality as every public page's frame knows it."""

    slug: str
    name: str
    scb_code: str
    email: str
    arms: str | None
    rhythm: str
    accent: str
    accent_dark: str
    embed_from: str
    police_name: str


@dataclass(frozen=True)
class Translated:
    """That a promise is shown in a language it has been translated to."""

    published: date
    is_older: bool  # than the Swedish text: what has changed since is shown in Swedish
    is_whole: bool  # nothing of what can be translated is shown in Swedish
    areas: dict[str, str]  # what the focus areas are called, by their Swedish names


@dataclass(frozen=True)
class Entry:
    """One publication, read back: its manifest and what its sections say (None for a removed one)."""

    number: int
    kind: PublicationKind
    period: str
    version: int
    published: date
    hash: str
    manifest: dict[str, Any]
    content: dict[str, Any]
    translated: Translated | None = None
    original: dict[str, Any] | None = None  # the content that is signed, where `content` is said in another language

    @property
    def signed(self) -> dict[str, Any]:
        """What is signed, whatever language the page is in."""
        return self.content if self.original is None else self.original

    @property
    def is_promise(self) -> bool:
        """Whether it says what is promised, first or corrected."""
        return self.kind in {PublicationKind.PROMISE, PublicationKind.CORRECTION}

    @property
    def is_translation(self) -> bool:
        """Whether it says a promise in another language."""
        return self.kind is PublicationKind.TRANSLATION


def connect() -> Connection:
    """A connection of the public's own."""
    return db.engines["public"].connect()


def read(slug: str) -> list[Entry]:
    """A municipality's chain, its frame's facts laid ready for templates and links."""
    with connect() as connection:
        g.municipality = site(connection, slug)
        return chain(connection, slug)


def head(connection: Connection, slug: str) -> str | None:
    """What a municipality's pages are made from: its newest publication and its own version; None without any."""
    newest = (
        select(Publication.hash)
        .where(Publication.municipality_id == Municipality.id)
        .order_by(Publication.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    row = connection.execute(select(newest, Municipality.version).where(Municipality.slug == slug)).first()
    return None if row is None else f"{row[0] or ''} {row[1]}"


def heads(connection: Connection) -> dict[str, tuple[int, int | None]]:
    """What the pages of every municipality are made from: its own version, and the number of its newest publication."""
    newest = select(func.max(Publication.number)).where(Publication.municipality_id == Municipality.id)
    rows = connection.execute(select(Municipality.slug, Municipality.version, newest.scalar_subquery()))
    return {slug: (version, number) for slug, version, number in rows}


def site(connection: Connection, slug: str) -> Site:
    """The frame's facts; NotFound when there is no such municipality."""
    table = Municipality.__table__.c
    own = [table[name] for name in Site.__dataclass_fields__ if name in table]
    row = (
        connection.execute(
            select(*own, Organisation.name.label("police_name"))
            .join(Party, Party.municipality_id == Municipality.id)
            .join(Organisation, Organisation.id == Party.organisation_id)
            .where(table.slug == slug, Party.side == Side.POLICE)
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound("")
    return Site(**row)


def slugs(connection: Connection) -> list[str]:
    """Every municipality's name in addresses."""
    return list(connection.scalars(select(Municipality.slug).order_by(Municipality.slug)))


def days(connection: Connection) -> list[tuple[str, PublicationKind, str, date]]:
    """When something was last published of each thing of each kind, by municipality; a correction is of its promise."""
    promise = {PublicationKind.CORRECTION: PublicationKind.PROMISE, PublicationKind.FOLLOW_UP: PublicationKind.PROMISE}
    last: dict[tuple[str, PublicationKind, str], date] = {}
    rows = connection.execute(
        select(Municipality.slug, Publication.kind, Publication.period, Publication.published)
        .join(Municipality, Municipality.id == Publication.municipality_id)
        .order_by(Municipality.slug, Publication.number)
    )
    for slug, name, key, day in rows:
        kind = PublicationKind(name)
        last[slug, promise.get(kind, kind), key] = day
    return [(*key, day) for key, day in last.items()]


def outlines(slug: str) -> dict[str, str]:
    """The areas that have an outline on the municipality's schematic map, in their order."""
    chosen = select(Area.name, Area.outline).join(Municipality, Municipality.id == Area.municipality_id)
    drawn = chosen.where(Municipality.slug == slug, Area.outline != "", Area.ended.is_(None)).order_by(Area.position)
    with connect() as connection:
        return {row.name: row.outline for row in connection.execute(drawn)}


def chain(connection: Connection, slug: str) -> list[Entry]:
    """Every publication of a municipality, the first first; two queries, however long the chain."""
    rows = connection.execute(
        select(Publication.__table__)
        .join(Municipality, Municipality.id == Publication.municipality_id)
        .where(Municipality.slug == slug)
        .order_by(Publication.number)
    ).all()
    parts = connection.execute(
        select(PublicationSection.publication_id, PublicationSection.name, PublicationSection.content)
        .join(Publication, Publication.id == PublicationSection.publication_id)
        .join(Municipality, Municipality.id == Publication.municipality_id)
        .where(Municipality.slug == slug)
        .order_by(PublicationSection.position)
    ).all()
    contents: dict[uuid.UUID, dict[str, Any]] = {row.id: {} for row in rows}
    for part in parts:
        contents[part.publication_id][part.name] = None if part.content is None else json.loads(part.content)
    return [_entry(row, contents[row.id]) for row in rows]


def _entry(row: Row[Any], content: dict[str, Any]) -> Entry:
    return Entry(
        number=row.number,
        kind=PublicationKind(row.kind),
        period=row.period,
        version=row.version,
        published=row.published,
        hash=row.hash,
        manifest=json.loads(row.manifest),
        content=content,
    )
