"""Nobody who tells or answers can be found in what we keep: no address, no browser, no time finer than a day."""

import logging

import pytest
from sqlalchemy import DateTime, Time

from medborgar.core.extensions import db
from medborgar.core.types import UtcDateTime
from medborgar.intake.models import Contribution
from medborgar.triage import actions
from medborgar.triage.models import Message, MessageKind
from tests.factories import a_person
from tests.proofs.contents import rows

CANARY = {
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_X_FORWARDED_FOR": "203.0.113.77",
    "HTTP_USER_AGENT": "KanarieWebb/9.87",
    "HTTP_REFERER": "https://kanarie.example/hemlig-sida",
    "HTTP_COOKIE": "kaka=kanariekaka",
}
TRACES = ["203.0.113", "kanarie"]


@pytest.fixture
def told(client, sala):
    """The canary has told something, been asked, and answered."""
    client.http.environ_base.update(CANARY)
    client.get("/sala/beratta")
    client.press("Fortsätt", kind="otrygg", text="Det är mörkt.")
    client.press("Fortsätt", area="centrum")
    client.press("Fortsätt")
    code = client.press("Skicka till kommunen").soup.find(id="receipt-code").get_text()
    contribution = db.session.query(Contribution).one()
    actions.write_back(contribution=contribution, kind=MessageKind.QUESTION, text="Vilken lampa?", by=a_person(sala))
    client.get("/sala/folj")
    client.press("Visa vad som har hänt", code=code)
    client.press("Skicka svar", answer="Den vid bron.")
    return code


def test_no_trace_of_the_sender_is_on_disk_or_in_a_log(client, caplog, folder, told):
    caplog.set_level(logging.DEBUG)
    client.post("/sala/beratta", {"till": "skicka"}, status=422)
    kept = "\n".join(value for values in rows().values() for value in values).lower()
    assert "den vid bron." in kept
    files = [path.read_bytes().lower() for path in folder.rglob("*") if path.is_file()]
    for trace in TRACES:
        assert trace not in kept
        assert trace not in caplog.text.lower()
        assert not any(trace.encode() in content for content in files)


def test_neither_code_nor_token_is_kept(told):
    kept = "\n".join(value for values in rows().values() for value in values)
    assert told not in kept
    assert told.replace(" ", "") not in kept


@pytest.mark.parametrize("table", [Contribution.__table__, Message.__table__], ids=str)
def test_no_column_is_finer_than_a_day_and_no_row_is_numbered(table):
    assert not [column for column in table.columns if isinstance(column.type, DateTime | Time | UtcDateTime)]
    assert not table.dialect_options["sqlite"]["with_rowid"]


def test_what_the_anonymous_do_is_not_in_the_log_of_deeds(told):
    log = rows()["audit_entry"]
    assert "Den vid bron" not in str(log)
    contribution = db.session.query(Contribution).one()
    assert len([entry for entry in log if str(contribution.id) in entry]) == 1  # the question that staff asked
