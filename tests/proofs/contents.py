"""All that a database holds, read past the models: by table and row."""

import hashlib
from collections.abc import Container

from sqlalchemy import Table

from medborgar.core.extensions import db


def tables() -> list[Table]:
    """The tables that the site has, in an order in which they can be filled."""
    return list(db.metadata.sorted_tables)


def rows(names: Container[str] | None = None) -> dict[str, list[str]]:
    """Every row of every table, or of some, as text, in an order of its own."""
    chosen = [table for table in tables() if names is None or table.name in names]
    with db.engine.connect() as connection:
        return {table.name: sorted(str(tuple(row)) for row in connection.execute(table.select())) for table in chosen}


def digest() -> str:
    """One short text that changes whenever a row does."""
    return hashlib.sha256(repr(rows()).encode()).hexdigest()
