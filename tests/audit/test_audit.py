"""The log is append-only, gap-free and chained."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medborgar.audit import actions, queries
from medborgar.audit.models import Event
from medborgar.audit.words import DEEDS
from medborgar.core.extensions import db


@pytest.fixture
def three_entries(app):
    for subject in ("a", "b", "c"):
        actions.record(Event.LOGIN, actor="kim", subject=subject)
    db.session.commit()


def test_every_event_has_its_words():
    assert set(DEEDS) == set(Event)
    assert len({str(words) for words in DEEDS.values()}) == len(Event)


def test_an_untouched_log_holds(three_entries):
    assert queries.first_fault() is None


@pytest.mark.parametrize("verb", ["UPDATE audit_entry SET actor = 'any'", "DELETE FROM audit_entry"])
def test_an_entry_can_not_be_changed(three_entries, verb):
    with pytest.raises(DBAPIError):
        db.session.execute(text(verb))


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE audit_entry SET actor = 'any' WHERE number = 2", 2),
        ("UPDATE audit_entry SET details = '[]' WHERE number = 1", 1),
        ("DELETE FROM audit_entry WHERE number = 2", 2),
        ("UPDATE audit_entry SET number = 9 WHERE number = 3", 3),
    ],
)
def test_tampering_behind_the_triggers_is_found(three_entries, tampering, found):
    _without_triggers()
    db.session.execute(text(tampering))
    db.session.commit()
    assert queries.first_fault() == found


def _without_triggers():
    if db.engine.dialect.name == "sqlite":
        for verb in ("update", "delete"):
            db.session.execute(text(f"DROP TRIGGER audit_entry_no_{verb}"))
    else:
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
