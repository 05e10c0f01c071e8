"""All that a database holds, read past the models: by table and row."""

import hashlib
from typing import Any

from sqlalchemy import Table, inspect, select

from medborgar.core.extensions import db

Held = dict[str, list[dict[str, Any]]]
Columns = dict[str, list[str]]


def tables() -> list[Table]:
    """The tables that the site has, in an order in which they can be filled."""
    return list(db.metadata.sorted_tables)


def columns() -> Columns:
    """The tables that the database has at present, and their columns."""
    found = inspect(db.engine).get_multi_columns()
    return {name: sorted(str(one["name"]) for one in found[schema, name]) for schema, name in found}


def held(there: Columns) -> Held:
    """Every row of these tables, by column."""
    with db.engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(*known)).mappings()]
            for table in tables()
            if (known := [table.columns[name] for name in there.get(table.name, []) if name in table.columns])
        }


def as_text(held: Held, there: Columns) -> dict[str, list[str]]:
    """What is held in these tables and columns, in an order of its own."""
    return {
        table: sorted(str([row[name] for name in there[table] if name in row]) for row in rows)
        for table, rows in held.items()
        if table in there
    }


def rows() -> dict[str, list[str]]:
    """Every row of every table as text, in an order of its own."""
    there: Columns = {table.name: list(table.columns.keys()) for table in tables()}
    return as_text(held(there), there)


def digest() -> str:
    """One short text that changes whenever a row does; read as the driver gives it, since it is asked for often."""
    found = hashlib.sha256()
    with db.engine.connect() as connection:
        for table in tables():
            said = connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')  # noqa: S608 (a name of ours)
            found.update(repr((table.name, sorted(map(repr, said)))).encode())
    return found.hexdigest()
