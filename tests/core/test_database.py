"""What the connections promise, seen on the database that the suite runs on."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medborgar.core.database import is_durable, write_from_here
from medborgar.core.extensions import db
from medborgar.municipality.models import Municipality
from medborgar.publication import public as reading
from tests.factories import a_contribution, a_municipality


def test_an_answer_is_on_disk_before_anybody_is_told(app):
    if db.engine.dialect.name != "sqlite":
        return  # the test server is told to hurry; `database check` asks the real one
    with db.engine.connect() as connection:
        assert is_durable(connection)


def test_foreign_keys_are_enforced(app):
    municipality = a_municipality()
    a_contribution(municipality)
    with pytest.raises(DBAPIError):
        db.session.execute(text("DELETE FROM municipality"))


def test_a_page_that_is_only_read_can_change_nothing(app):
    a_municipality("sala")

    with app.test_request_context("/sala"), pytest.raises(DBAPIError):
        db.session.query(Municipality).update({"name": "Stulen kommun"})


@pytest.mark.parametrize("table", ["contribution", "review", "person", "audit_entry", "decision", "proposal"])
def test_the_public_connection_sees_no_working_table(app, table):
    with reading.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 (our own table names)


@pytest.mark.parametrize("verb", ["INSERT INTO publication (id) VALUES ('x')", "UPDATE municipality SET name = 'x'"])
def test_the_public_connection_writes_nothing(app, verb):
    with reading.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text(verb))


def test_the_public_connection_reads_what_is_published(app):
    a_municipality("sala")
    with reading.connect() as connection:
        assert reading.site(connection, "sala").name == "Sala kommun"


def test_a_statement_alone_is_saved_as_it_is_carried_out(app):
    a_municipality("sala")
    with app.test_request_context("/sala/beratta", method="POST"):
        write_from_here(one_statement=True)
        db.session.execute(text("UPDATE municipality SET name = 'Sala'"))
        db.session.rollback() if db.engine.dialect.name == "sqlite" else db.session.commit()
    with db.engine.connect() as another:
        assert another.scalar(text("SELECT name FROM municipality")) == "Sala"
