"""What is published, approved or logged can't be changed; and the role that public pages read as."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Appended to, never changed.
APPEND_ONLY = (
    *("audit_entry", "publication", "proposal", "approval", "confirmation", "follow_up", "picture_contribution"),
    *("picture_figure", "dialogue_result", "publication_signature", "publication_removal"),
)

# Written in until a day stands there, and then as locked; of a report that was sent it may still be registered where
# the recipient keeps it.
LOCKED_BY = {"meeting": "approved", "report": "sent"}
REGISTERED = " AND ".join(
    f"NEW.{name} = OLD.{name}"
    for name in ("id", "municipality_id", "period", "recipient", "addressee", "comment", "made", "content", "sent")
)
STILL_OPEN = {"meeting": "", "report": f" OR COALESCE({REGISTERED}, FALSE)"}

# What the public pages may read; `medborgar_public` is the role they read as on PostgreSQL.
PUBLIC_ROLE = "medborgar_public"
PUBLIC_TABLES = (
    *("municipality", "organisation", "party", "publication", "publication_section", "publication_signature"),
)

# A section's bytes and salt may only become NULL, and only together, once an entry says that they are removed.
REMOVED = "EXISTS (SELECT 1 FROM publication_removal WHERE section_id = NEW.id)"
REMOVAL = (
    "NEW.content IS NULL AND NEW.salt IS NULL AND NEW.id = OLD.id AND NEW.publication_id = OLD.publication_id"
    " AND NEW.position = OLD.position AND NEW.name = OLD.name AND NEW.leaf = OLD.leaf"
)


def upgrade() -> None:
    """Put the triggers in place, and the role where there are roles."""
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for verb in ("UPDATE", "DELETE"):
                _sqlite_trigger(table, verb)
        for table, day in LOCKED_BY.items():
            _sqlite_trigger(table, "DELETE", unless=f"OLD.{day} IS NULL")
            _sqlite_trigger(table, "UPDATE", unless=f"OLD.{day} IS NULL{STILL_OPEN[table]}")
        _sqlite_trigger("publication_section", "DELETE")
        _sqlite_trigger("publication_section", "UPDATE", unless=f"{REMOVAL} AND {REMOVED}")
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% can only be appended to', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        _postgresql_trigger(table, "UPDATE OR DELETE", "ROW")
    for table, day in LOCKED_BY.items():
        _postgresql_trigger(table, "DELETE", "ROW", when=f"OLD.{day} IS NOT NULL")
        _postgresql_trigger(table, "UPDATE", "ROW", when=f"NOT (OLD.{day} IS NULL{STILL_OPEN[table]})")
    _postgresql_trigger("publication_section", "DELETE", "ROW")
    op.execute(
        "CREATE FUNCTION refuse_unless_removed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {REMOVAL} AND {REMOVED} THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '% can only be appended to', TG_TABLE_NAME; END $$"
    )
    _postgresql_trigger("publication_section", "UPDATE", "ROW", function="refuse_unless_removed")
    for table in (*APPEND_ONLY, *LOCKED_BY, "publication_section"):
        _postgresql_trigger(table, "TRUNCATE", "STATEMENT")
    # The role serves every database of the server, and another may be upgraded at the same moment.
    role_exists = f"EXISTS (SELECT FROM pg_roles WHERE rolname = '{PUBLIC_ROLE}')"
    for statement in (
        f"IF NOT {role_exists} THEN CREATE ROLE {PUBLIC_ROLE} NOLOGIN; END IF",
        f"EXECUTE format('GRANT {PUBLIC_ROLE} TO %I', current_user)",
    ):
        op.execute(
            f"DO $$ BEGIN {statement}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
    op.execute(f"GRANT USAGE ON SCHEMA public TO {PUBLIC_ROLE}")
    op.execute(f"GRANT SELECT ON {', '.join(PUBLIC_TABLES)} TO {PUBLIC_ROLE}")


def downgrade() -> None:
    """Take the triggers away; the role may serve other databases and stays."""
    if op.get_bind().dialect.name == "sqlite":
        for table in (*APPEND_ONLY, *LOCKED_BY, "publication_section"):
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    op.execute(f"REVOKE SELECT ON {', '.join(PUBLIC_TABLES)} FROM {PUBLIC_ROLE}")
    op.execute("DROP FUNCTION refuse_unless_removed() CASCADE")
    op.execute("DROP FUNCTION refuse_change() CASCADE")


def _sqlite_trigger(table: str, verb: str, *, unless: str | None = None) -> None:
    condition = f"WHEN NOT ({unless}) " if unless else ""
    op.execute(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table} can only be appended to'); END"
    )


def _postgresql_trigger(
    table: str, verbs: str, each: str, *, when: str | None = None, function: str = "refuse_change"
) -> None:
    name = verbs.split(" OR ")[0].lower() if each == "ROW" else "truncate"
    condition = f"WHEN ({when}) " if when else ""
    op.execute(
        f"CREATE TRIGGER {table}_no_{name} BEFORE {verbs} ON {table} FOR EACH {each} {condition}"
        f"EXECUTE FUNCTION {function}()"
    )
