"""Canaries: values that are nowhere else, put in the columns of a database past the site's own code and triggers."""

import re
import uuid
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, Integer, LargeBinary, Numeric, String, Table, Uuid, text

from medborgar.core.extensions import db
from medborgar.core.formatting import long_day
from medborgar.core.types import UtcDateTime
from tests.proofs.contents import tables

CODE_LENGTH = 40  # of a code from a list; free text is shorter or longer
LONG_AGO = date(1871, 1, 1)
NUMBERS = count(1)  # no two canaries are alike

Where = Mapping[str, str]
"""The column that a canary was put in, by every word in which it may be written."""

A_WORD = re.compile(r"[\w-]+|\d+\.\d+")
A_DAY = re.compile(r"\d{1,2} \w+ \d{4}")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\xa0](?=\d{3})")


def plant(*, spared: set[str], words_only: bool) -> Where:
    """Put a canary in every column that is not spared, in every row; with `words_only`, in free text alone."""
    db.session.commit()
    found: dict[str, str] = {}
    with db.engine.begin() as connection:
        let_everything_be_changed(connection)
        for table in tables():
            columns = [one for one in table.columns if f"{table.name}.{one.name}" not in spared]
            chosen = [one for one in columns if takes(one, words_only=words_only)]
            for row in connection.execute(table.select()).all() if chosen else []:
                values = {one.name: a_canary(one, next(NUMBERS)) for one in chosen}
                connection.execute(table.update().where(*is_row(table, row)).values(values))
                for name, value in values.items():
                    found |= dict.fromkeys(written(value), f"{table.name}.{name}")
    return found


def ids(*, spared: set[str]) -> Where:
    """The ids that there are: each is a canary of itself."""
    with db.engine.connect() as connection:
        return {
            way: f"{table.name}.{one.name}"
            for table in tables()
            for one in table.columns
            if isinstance(one.type, Uuid) and f"{table.name}.{one.name}" not in spared
            for value in connection.scalars(table.select().with_only_columns(one)).all()
            if value
            for way in written(value)
        }


def takes(column: Column[Any], *, words_only: bool) -> bool:
    """Whether a canary can be put there: not in a key, nor where there are only two values."""
    if column.foreign_keys or column.primary_key or isinstance(column.type, Boolean | Uuid):
        return False
    if words_only:
        return isinstance(column.type, String) and column.type.length != CODE_LENGTH
    return True


def a_canary(column: Column[Any], number: int) -> Any:
    """A value of the column's type, like no other."""
    match column.type:
        case String():
            return f"kanarie{number:06}"
        case LargeBinary():
            return f"kanarie{number:06}".encode()
        case Integer():
            return 7_700_000 + number
        case Numeric():
            return 7_700_000.5 + number
        case Date():
            return LONG_AGO + timedelta(days=number)
        case UtcDateTime():
            return datetime.combine(LONG_AGO + timedelta(days=number), time(12), UTC)
    raise NotImplementedError(f"a canary of the type {column.type}")


def written(value: Any) -> Iterator[str]:
    """Every way in which a page may write a value."""
    match value:
        case uuid.UUID():
            yield from (str(value), value.hex)
        case datetime() | date():
            yield from (f"{value:%Y-%m-%d}", long_day(value))
        case bytes():
            yield from (value.hex(), b64encode(value).decode().rstrip("="))
        case _:
            yield str(value)


def caught(seen: Where, page: str) -> set[str]:
    """The columns whose canaries are on a page; digits inside a hash are none."""
    numbers = BETWEEN_DIGITS.sub("", page).replace(",", ".")
    words = {*A_WORD.findall(page), *A_DAY.findall(page), *A_WORD.findall(numbers)}
    return {seen[word] for word in words & seen.keys()}


def is_row(table: Table, row: Any) -> list[Any]:
    """The condition that is true of one row only."""
    return [key == getattr(row, key.name) for key in table.primary_key]


def let_everything_be_changed(connection: Connection) -> None:
    """Take the triggers away: what could never be changed may hold a secret too."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        return
    for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        connection.execute(text(f"DROP TRIGGER {name}"))
