"""The migrations make what the models say, go back and forth with data in the tables, and keep what is published."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import Executable, select, text
from sqlalchemy.exc import DBAPIError

from medborgar.core.extensions import db
from medborgar.publication.models import PublicationKind
from tests.proofs.contents import as_text, columns, held, rows
from tests.proofs.worlds import World

FIRST = "0001"
APPEND_ONLY = [
    "publication",
    "publication_section",
    "proposal",
    "approval",
    "confirmation",
    "follow_up",
    "picture_contribution",
    "audit_entry",
    "dialogue_result",
    "publication_signature",
    "publication_removal",
]


@pytest.fixture
def world(app):
    return World()


def test_the_migrations_make_what_the_models_say(app):
    with db.engine.connect() as connection:
        # Alembic can't read SQLite's default of an empty text; the same migration is compared whole on PostgreSQL.
        options = {"compare_type": True, "compare_server_default": connection.dialect.name == "postgresql"}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, db.metadata) == []


def test_no_hidden_counter_tells_in_which_order_answers_came(app):
    if db.engine.dialect.name == "sqlite":
        with pytest.raises(DBAPIError, match="no such column: rowid"):
            change(text("SELECT rowid FROM contribution"))


def test_no_table_of_the_whole_world_is_empty(world):
    assert [name for name, held in rows().items() if not held] == []


def test_every_step_down_and_up_again_keeps_what_was_there_before_it(world):
    before = held(columns())

    while revision() != FIRST:
        downgrade(revision="-1")
        there = columns()
        assert as_text(held(there), there) == as_text(before, there)

    upgrade()
    assert as_text(held(there), there) == as_text(before, there)
    for name in APPEND_ONLY:
        refuses(db.metadata.tables[name].delete())


def test_what_is_only_appended_to_can_not_be_changed_or_removed(world):
    before = rows()

    for name in APPEND_ONLY:
        for statement in mischief(name):
            refuses(statement)

    assert rows() == before


def test_a_section_may_only_be_emptied_whole(world):
    sections = db.metadata.tables["publication_section"]
    empty = {"content": None, "salt": None}
    for values in ({"content": None}, {"salt": None}, empty | {"leaf": "0" * 64}, empty | {"position": 100}):
        refuses(sections.update().values(values))
    before = rows()["publication_section"]
    lawful = sections.update().values(empty).where(sections.c.name == "inte-nu", sections.c.content.is_not(None))
    refuses(lawful)
    entry, removals = db.metadata.tables["publication"], db.metadata.tables["publication_removal"]
    said_by = select(entry.c.id).where(entry.c.kind == PublicationKind.REMOVAL).limit(1).scalar_subquery()
    gone = select(sections.c.id, said_by).where(sections.c.name == "inte-nu")
    change(removals.insert().from_select(["section_id", "publication_id"], gone))

    change(lawful)

    after = rows()["publication_section"]
    assert all("'inte-nu'" in row and "None, None" in row for row in set(after) - set(before))
    assert len(after) == len(before)
    refuses(sections.update().values(content=b"x", salt=b"x").where(sections.c.name == "inte-nu"))


def mischief(name: str) -> list[Executable]:
    """Every way to get rid of what a table's rows say, on this database."""
    table = db.metadata.tables[name]
    updates = [table.update().values({column: to}) for column in table.columns for to in (column, None)]
    if db.engine.dialect.name == "sqlite":
        overwriting = table.insert().prefix_with("OR REPLACE").from_select(list(table.columns), table.select())
        return [*updates, table.delete(), overwriting]
    return [*updates, table.delete(), text(f"TRUNCATE {name} CASCADE")]


def refuses(statement: Executable) -> None:
    with pytest.raises(DBAPIError, match="can only be appended to"):
        change(statement)


def change(statement: Executable) -> None:
    with db.engine.begin() as connection:
        connection.execute(statement)


def revision() -> str | None:
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
