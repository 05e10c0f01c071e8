"""How connections behave: durable, strict, one writer at a time, and read-only where only reading is meant."""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, g, has_request_context, request
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from medborgar.core.extensions import db

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
BUSY_SECONDS = 10
# An insert that knows what to do when the row is there already, by the name of the dialect.
INSERT: dict[str, Callable[..., Any]] = {"sqlite": insert_sqlite, "postgresql": insert_postgresql}
DURABLE = {"on", "remote_write", "remote_apply"}  # values of PostgreSQL's synchronous_commit
ONLY_READS = "only_reads"  # an engine that never writes must not wait for its turn to, least of all for its own request

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # the answer is given after the fsync, not before
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else INSERT OR REPLACE slips past the immutability triggers
    "PRAGMA secure_delete = ON",
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
)


def prepare(engine: Engine, *, must_be_durable: bool) -> None:
    """Make every connection of `engine` keep the promises above; a database that answers before it saves is refused."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
        if must_be_durable:
            event.listen(engine, "connect", _check_postgresql)


def restrict(engine: Engine, *, tables: frozenset[str], role: str) -> None:
    """Let connections of `engine` read `tables` and nothing else: an authorizer on SQLite, a role on PostgreSQL."""
    engine.update_execution_options(**{ONLY_READS: True})
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda dbapi, _: dbapi.set_authorizer(_authorizer(tables)))
    else:
        event.listen(engine, "connect", lambda dbapi, _: _assume(dbapi, role))


def is_durable(connection: Connection) -> bool:
    """Whether a commit on this connection survives a power cut once it has returned."""
    if connection.dialect.name == "sqlite":
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        return mode == "wal" and connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
    return connection.exec_driver_sql("SHOW synchronous_commit").scalar() in DURABLE


def only_reading() -> bool:
    """Whether this transaction belongs to a request that may change nothing, or does not do so yet."""
    if not has_request_context():
        return False
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in SAFE_METHODS or (getattr(view, "__reads_first__", False) and not g.get("writing"))


def reads_first(view: View) -> View:
    """Mark a view that writes only from where it says `write_from_here`: nobody waits for its reading."""
    view.__reads_first__ = True  # type: ignore[attr-defined]  # read by only_reading
    return view


def write_from_here(*, one_statement: bool = False) -> None:
    """End the reading. What was loaded stays known, unattached; the next statement takes its turn to write.

    With `one_statement` SQLite saves it as it is carried out: nobody waits while this thread waits for its own turn
    to go on, between one statement and the next, as it must when others of its process are at work.
    """
    db.session.close()
    g.writing, g.one_statement = True, one_statement


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    # BEGIN IMMEDIATE waits for its turn; a plain BEGIN that reads and then writes fails at once under load.
    reading = _reads(connection)
    connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
    if reading or not (has_request_context() and g.get("one_statement")):
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    driver: Any = connection.connection.dbapi_connection
    driver.read_only = _reads(connection)


def _reads(connection: Connection) -> bool:
    return only_reading() or bool(connection.get_execution_options().get(ONLY_READS))


def _check_postgresql(connection: Any, _: object) -> None:
    with connection.cursor() as cursor:
        (setting,) = cursor.execute("SHOW synchronous_commit").fetchone()
    connection.rollback()
    if setting not in DURABLE:
        raise RuntimeError(f"synchronous_commit is {setting}: PostgreSQL would answer before it has saved")


def _assume(connection: Any, role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION ROLE {role}")
    connection.commit()


def _authorizer(tables: frozenset[str]) -> Callable[..., int]:
    harmless = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_PRAGMA}

    def authorize(action: int, table: str | None, *_: object) -> int:
        if action in harmless or (action == sqlite3.SQLITE_READ and table in tables):
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    return authorize
