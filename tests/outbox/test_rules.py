"""When a mail is tried again, and when the outbox stands still."""

from datetime import UTC, datetime, timedelta
from itertools import count, takewhile

from medborgar.outbox.models import LONGEST_PAUSE, TRIES_MOST, pause_after, stands_still

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def test_pauses_grow_to_a_limit_and_then_it_is_given_up():
    pauses = [pause for pause in takewhile(bool, map(pause_after, count(1))) if pause]
    assert len(pauses) == TRIES_MOST - 1
    assert pauses == sorted(pauses)
    assert pauses[0] <= timedelta(seconds=10)
    assert pauses[-1] == LONGEST_PAUSE
    assert timedelta(days=2) < sum(pauses, timedelta()) < timedelta(days=4)


def test_an_empty_outbox_never_stands_still():
    assert not stands_still(waiting=False, seen=None, now=NOON)


def test_mail_that_waits_with_nobody_to_send_it_does():
    assert stands_still(waiting=True, seen=None, now=NOON)
    assert stands_still(waiting=True, seen=NOON - timedelta(minutes=11), now=NOON)
    assert not stands_still(waiting=True, seen=NOON - timedelta(minutes=9), now=NOON)
