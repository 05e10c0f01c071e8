"""Against a real mail server: what it refuses for good, what it refuses for now, and one that is not there."""

import socket

import pytest

from medborgar.config import Mode, Settings
from medborgar.core.extensions import db
from medborgar.outbox.models import Mail, MailState
from medborgar.outbox.postmen import SmtpPostman
from medborgar.outbox.worker import Worker
from tests.proofs import mailserver


@pytest.fixture
def day(monkeypatch):
    monkeypatch.setattr(mailserver, "TROUBLED", 0)
    with mailserver.mail_server() as server:
        yield server


def send(port, security="none", **more):
    """What becomes of a mail that waits, in one turn."""
    worker = Worker([])
    settings = {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "smtp_security": security,
        "mail_from": "lofte@sala.example",
    }
    worker.postman = SmtpPostman(Settings(mode=Mode.TEST, smtp_timeout=5, **settings, **more))
    worker.deliver()
    db.session.expire_all()
    mail = db.session.query(Mail).one()
    return mail.state, mail.fault


def test_a_mail_goes_out_whole(written, day):
    written(subject="Påminnelse: åtgärd")
    assert send(day.port) == (MailState.SENT, "")
    assert list(day.names) == ["Påminnelse: åtgärd"]


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [("550 No such user", MailState.GIVEN_UP), ("450 Not now", MailState.WAITING), ("552 Full", MailState.GIVEN_UP)],
)
def test_a_no_for_good_is_told_from_a_no_for_now(written, day, monkeypatch, answer, becomes):
    async def refuse(*_):
        return answer

    monkeypatch.setattr(mailserver.BadDay, "handle_RCPT", refuse)
    written()
    assert send(day.port) == (becomes, answer[:3])


def test_a_content_that_is_refused_for_good_is_given_up(written, day, monkeypatch):
    async def refuse(*_):
        return "554 Spam"

    monkeypatch.setattr(mailserver.BadDay, "handle_DATA", refuse)
    written()
    assert send(day.port) == (MailState.GIVEN_UP, "554")


def test_a_server_that_is_not_there_is_tried_again(written):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    written()
    assert send(port) == (MailState.WAITING, "ConnectionRefusedError")


def test_nothing_is_sent_in_the_open_when_secrecy_was_asked_for(written, day):
    written()
    assert send(day.port, "starttls") == (MailState.WAITING, "SMTPNotSupportedError")
    assert not day.accepted


def test_no_password_is_said_to_a_server_that_has_no_way_to_hear_it(written, day):
    written()
    assert send(day.port, smtp_user="kim", smtp_password="hemligt")[0] == MailState.WAITING
    assert not day.accepted
