"""A mail is written with what it tells of, delivered once, tried again when it fails, and then forgotten."""

import os
import uuid
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from medborgar.config import Mode, Settings
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.outbox import actions, queries
from medborgar.outbox.message import message_of
from medborgar.outbox.models import Mail, MailState
from medborgar.outbox.postmen import FILE_KEPT, FilePostman, NotDeliveredError, SmtpPostman, postman
from medborgar.outbox.worker import Worker, go_the_rounds
from tests.outbox.conftest import WORDS
from tests.proofs.contents import rows

A_WHILE = timedelta(minutes=1)


def kept_rows(table):
    """What the table holds, read past the session."""
    db.session.commit()
    return str(rows()[table])


def mail():
    db.session.expire_all()
    return db.session.query(Mail).one()


def test_a_mail_is_written_with_what_it_tells_of_or_not_at_all(app):
    actions.send(to="kim@sala.example", key="a", **WORDS)
    db.session.rollback()
    assert kept_rows("mail") == "[]"


def test_the_same_key_is_the_same_mail(written):
    written("a")
    assert not actions.send(to="bo@sala.example", key="a", **WORDS)
    assert mail().recipient == "kim@sala.example"


@pytest.mark.parametrize("to", ["", "kim", "kim@sala.example\nBcc: bo@sala.example"])
def test_nothing_is_written_to_what_is_no_address(app, to):
    with pytest.raises(ValueError, match="not an address"):
        actions.send(to=to, key="a", **WORDS)


def test_what_is_delivered_is_forgotten_but_for_that_it_was(worker, carrier, written):
    kept = written(stop="https://sala.example/stop")
    assert worker.deliver()
    assert not worker.deliver()
    assert (mail().state, mail().finished, mail().tries) == (MailState.SENT, clock.today(), 1)
    assert [str(one["Message-ID"]) for one in carrier.carried] == [f"<{kept.id}@localhost.localdomain>"]
    assert "kim@sala.example" not in kept_rows("mail")
    assert "Följ upp" not in kept_rows("mail")
    assert (mail().next_try, mail().held_until, mail().held_by) == (None, None, None), "no time finer than a day"


def test_a_try_that_fails_is_made_again_later_under_the_same_name(worker, carrier, written):
    kept = written()
    carrier.troubles = [NotDeliveredError("451"), NotDeliveredError("TimeoutError")]
    for waited in (timedelta(), timedelta(seconds=6), timedelta(seconds=20)):
        with clock.at(clock.now() + waited):
            assert worker.deliver()
            assert not worker.deliver(), "a pause first"
    assert set(carrier.names) == {str(kept.id)}
    assert [str(one["Message-ID"]) for one in carrier.carried] == [f"<{kept.id}@localhost.localdomain>"]
    assert (mail().state, mail().tries, mail().fault) == (MailState.SENT, 3, "")


def test_what_never_works_is_given_up_after_days_and_can_be_tried_again(worker, carrier, written):
    written()
    carrier.troubles = [NotDeliveredError("ConnectionRefusedError")] * 24
    moment = clock.now()
    for _ in range(24):
        with clock.at(moment):
            assert worker.deliver()
        moment += timedelta(hours=7)
    assert (mail().state, mail().fault) == (MailState.GIVEN_UP, "ConnectionRefusedError")
    assert not worker.deliver()
    actions.try_again(mail=mail())
    assert worker.deliver()
    assert mail().state == MailState.SENT


def test_what_the_server_says_never_will_is_given_up_at_once(worker, carrier, written):
    written()
    carrier.troubles = [NotDeliveredError("550", hopeless=True)]
    worker.deliver()
    assert (mail().state, mail().tries) == (MailState.GIVEN_UP, 1)


def test_what_one_worker_has_in_hand_no_other_takes_until_the_while_is_out(written):
    kept = written()
    first, second = uuid.uuid4(), uuid.uuid4()
    assert actions.take(worker=first, hold=A_WHILE).id == kept.id
    db.session.commit()
    assert actions.take(worker=second, hold=A_WHILE) is None
    with clock.at(clock.now() + A_WHILE + timedelta(seconds=1)):
        assert actions.take(worker=second, hold=A_WHILE).id == kept.id
        db.session.commit()
        actions.finish(mail=kept, worker=first, state=MailState.SENT)
        assert mail().state == MailState.WAITING, "it is no longer the first one's to speak of"


def test_addresses_of_what_was_given_up_and_then_rows_are_erased(worker, carrier, written):
    written()
    carrier.troubles = [NotDeliveredError("550", hopeless=True)]
    worker.deliver()
    for days, recipients in ((14, ["kim@sala.example"]), (15, [""]), (91, [])):
        with clock.at(clock.today() + timedelta(days=days)):
            actions.tidy()
        assert [one.recipient for one in db.session.query(Mail)] == recipients


def test_headers_hold_one_line_each(written):
    kept = written(subject="Rad ett\r\nBcc: bo@sala.example")
    found = message_of(kept, "lofte@sala.example")
    assert found["Bcc"] is None
    assert str(found["Subject"]) == "Rad ett Bcc: bo@sala.example"
    kept.recipient = "kim@sala.example\r\nBcc: bo@sala.example"
    with pytest.raises(ValueError, match=r"line|addr|character|nvalid"):
        message_of(kept, "lofte@sala.example").as_bytes()


def test_a_row_that_is_no_mail_stops_no_other(worker, carrier, written):
    broken = written("a")
    broken.recipient = "kim@sala.example\r\nBcc: bo@sala.example"
    db.session.commit()
    written("b")
    while worker.deliver():
        pass
    assert len(carrier.carried) == 1
    assert {one.key: one.state for one in db.session.query(Mail)} == {"a": MailState.GIVEN_UP, "b": MailState.SENT}


def test_whoever_subscribes_stops_with_one_click(written):
    stop = f"https://trygghet.sala.example/sala/mejl/{'x' * 100}.{'y' * 27}"
    lines = message_of(written(stop=stop), "lofte@sala.example").as_bytes().decode().split("\r\n")
    assert f"List-Unsubscribe: <{stop}>" in lines
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_without_a_mail_server_mails_are_files(app, written, tmp_path):
    kept = written()
    worker = Worker([])
    worker.postman = FilePostman(tmp_path / "mejl")
    assert worker.deliver()
    (file,) = (tmp_path / "mejl").iterdir()
    assert file.name == f"{kept.id}.eml"
    found = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (str(found["To"]), found.get_content().replace("\r\n", "\n")) == ("kim@sala.example", WORDS["text"])
    assert mail().state == MailState.FILED


def test_a_file_that_nobody_sends_on_is_erased(tmp_path):
    folder = FilePostman(tmp_path)
    folder.tidy()
    for name in ("old", "new"):
        folder.carry(EmailMessage(), name)
    month_ago = (clock.now() - FILE_KEPT).timestamp()
    os.utime(tmp_path / "old.eml", (month_ago - 60, month_ago - 60))
    folder.tidy()
    assert [file.name for file in tmp_path.iterdir()] == ["new.eml"]


def test_a_folder_that_can_not_be_written_in_is_a_failed_try(app, written, tmp_path):
    written()
    (tmp_path / "mejl").touch()
    worker = Worker([])
    worker.postman = FilePostman(tmp_path / "mejl")
    worker.deliver()
    assert (mail().state, mail().tries) == (MailState.WAITING, 1)


def test_the_settings_choose_the_postman(tmp_path):
    assert isinstance(postman(Settings(mode=Mode.TEST, data=tmp_path)), FilePostman)
    assert isinstance(postman(Settings(mode=Mode.TEST, smtp_host="mejl", mail_from="a@b.se")), SmtpPostman)


@pytest.mark.parametrize(("hour", "made"), [(3, 0), (8, 1), (21, 0)])
def test_rounds_are_made_by_day(app, hour, made):
    done = []
    moment = clock.now().astimezone(clock.STOCKHOLM).replace(hour=hour)
    go_the_rounds([lambda: done.append(1)], moment)
    assert len(done) == made


def test_a_worker_that_lives_says_so(worker, written):
    written()
    assert queries.is_still()
    worker.turn()
    assert not queries.is_still()


def test_mails_of_the_day_are_dated_by_the_day(written):
    with clock.at(date(2027, 3, 1)):
        assert written().written == date(2027, 3, 1)
