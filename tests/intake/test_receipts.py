import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.core import keys as key_files
from medborgar.intake.receipts import (
    ALPHABET,
    LENGTH,
    TokenError,
    TokenExpiredError,
    check_token,
    hashed,
    new_token,
    normal_code,
    receipt_code,
)

KEYS = key_files.Keys(session=b"s" * 32, form=b"f" * 32, receipt=b"r" * 32, network=b"n" * 32)
OTHER = key_files.Keys(session=b"s" * 32, form=b"g" * 32, receipt=b"q" * 32, network=b"n" * 32)


def test_the_same_form_gives_the_same_receipt():
    token = new_token(KEYS, purpose="intake sala")
    assert receipt_code(KEYS, token) == receipt_code(KEYS, token)


def test_a_receipt_is_sixteen_letters_that_can_be_read_aloud():
    code = receipt_code(KEYS, new_token(KEYS, purpose="intake sala"))
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)


def test_without_the_key_a_receipt_can_not_be_made():
    token = new_token(KEYS, purpose="intake sala")
    assert receipt_code(KEYS, token) != receipt_code(OTHER, token)


def test_a_token_of_another_municipality_is_refused():
    with pytest.raises(TokenError):
        check_token(KEYS, new_token(KEYS, purpose="intake falun"), purpose="intake sala")


@pytest.mark.parametrize("forged", ["", "x", "e30.aaaa.bbbb", "\x00", "å" * 500])
def test_a_forged_token_is_refused(forged):
    with pytest.raises(TokenError):
        check_token(KEYS, forged, purpose="intake sala")


def test_a_token_lasts_half_a_day(time_machine):
    time_machine.move_to("2027-01-14T08:00Z")
    token = new_token(KEYS, purpose="intake sala")
    time_machine.move_to("2027-01-14T19:59Z")
    check_token(KEYS, token, purpose="intake sala")
    time_machine.move_to("2027-01-14T20:00:02Z")
    with pytest.raises(TokenExpiredError):
        check_token(KEYS, token, purpose="intake sala")


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_a_code_is_found_however_it_is_written(code):
    grouped = " ".join(code[i : i + 4] for i in range(0, LENGTH, 4))
    assert normal_code(grouped.lower()) == code
    assert normal_code(grouped.replace(" ", "-").replace("0", "O").replace("1", "l")) == code


@given(st.text(max_size=40))
def test_whatever_is_written_is_a_code_or_none(written):
    code = normal_code(written)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))


def test_what_is_kept_tells_nothing_without_the_key():
    assert hashed(KEYS, "code", "A") != hashed(OTHER, "code", "A")
    assert hashed(KEYS, "code", "A") != hashed(KEYS, "token", "A")
