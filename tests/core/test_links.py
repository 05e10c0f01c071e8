from datetime import date, timedelta
from uuid import UUID

import pytest

from medborgar.core import clock
from medborgar.core import keys as key_files
from medborgar.core.links import LinkError, LinkExpiredError, new_link, read_link, whole_address

KEYS = key_files.Keys(session=b"s" * 32, form=b"f" * 32, receipt=b"r" * 32, network=b"n" * 32)
OTHER = key_files.Keys(session=b"s" * 32, form=b"g" * 32, receipt=b"r" * 32, network=b"n" * 32)
THING = UUID(int=7)


def a_link(**more):
    return new_link(KEYS, purpose="reply sala", subject=THING, **more)


def test_a_link_names_its_thing_and_fits_in_an_address():
    assert read_link(KEYS, a_link(), purpose="reply sala") == THING
    assert set(a_link()) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


@pytest.mark.parametrize("purpose", ["reply falun", "followup sala", ""])
def test_a_link_is_for_one_purpose(purpose):
    with pytest.raises(LinkError):
        read_link(KEYS, a_link(), purpose=purpose)


@pytest.mark.parametrize("token", ["", "x", "a.b", "å.\x00", "." * 300, a_link()[:-1], f"x{a_link()}"])
def test_what_we_did_not_make_is_no_link(token):
    with pytest.raises(LinkError):
        read_link(KEYS, token, purpose="reply sala")
    with pytest.raises(LinkError):
        read_link(OTHER, a_link(), purpose="reply sala")


@pytest.mark.parametrize(("more", "days"), [({}, 30), ({"last_day": date(2027, 3, 3)}, 2)])
def test_a_link_is_good_through_its_last_day(more, days):
    with clock.at(date(2027, 3, 1)):
        token = a_link(**more)
    with clock.at(date(2027, 3, 1) + timedelta(days=days)):
        assert read_link(KEYS, token, purpose="reply sala") == THING
    with clock.at(date(2027, 3, 1) + timedelta(days=days + 1)), pytest.raises(LinkExpiredError):
        read_link(KEYS, token, purpose="reply sala")


def test_addresses_in_mails_come_from_the_settings_never_from_a_request(app):
    expected = "http://localhost:8000/sala/folj"
    assert whole_address("follow.by_receipt", kommun="sala") == expected
    with app.test_request_context(base_url="https://ond.example"):
        assert whole_address("follow.by_receipt", kommun="sala") == expected
