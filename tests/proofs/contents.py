"""All that a database holds, read past the models: by table and row."""

import hashlib
from collections.abc import Collection

from sqlalchemy import Table, select

from medborgar.core.extensions import db


def tables() -> list[Table]:
    """The tables that the site has, in an order in which they can be filled."""
    return list(db.metadata.sorted_tables)


def rows(*, without: Collection[str] = ()) -> dict[str, list[str]]:
    """Every row of every table as text, in an order of its own; without some columns, said as `table.column`."""
    with db.engine.connect() as connection:
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(select(*columns)))
            for table in tables()
            if (columns := [one for one in table.columns if f"{table.name}.{one.name}" not in without])
        }


def digest() -> str:
    """One short text that changes whenever a row does."""
    return hashlib.sha256(repr(rows()).encode()).hexdigest()
