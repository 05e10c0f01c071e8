"""How many questions a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from medborgar.core.extensions import db
from tests.reader import Reader


def queries_of(reader: Reader, page: str) -> int:
    """How many questions a page asks when it is opened."""
    with _counted() as statements:
        reader.get(page)
    return len(statements)


@contextmanager
def _counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def count(connection, cursor, statement, *_: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    yield statements
    event.remove(db.engine, "before_cursor_execute", count)
