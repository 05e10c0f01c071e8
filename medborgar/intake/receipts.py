"""Tokens and receipts: how a form is sent once, and found again by nobody but whoever sent it.

A form carries a signed token. The receipt is HMAC(key, token), so that the same form gives the same receipt however
often it is sent. The database keeps hashes of both, made with a key that lies outside it.
"""

import secrets

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from medborgar.core.keys import Keys, digest

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
LENGTH = 16  # 80 bits
MISREAD = str.maketrans("OIL", "011", " -–\t\n\r")  # what is easily misread, and what only groups
TOKEN_HOURS = 12


class TokenError(Exception):
    """A form's token is not ours, or not for this municipality."""


class TokenExpiredError(TokenError):
    """A form was left open for longer than twelve hours."""


def new_token(keys: Keys, *, purpose: str) -> str:
    """A token for one form; `purpose` says which, so that it fits no other."""
    return _signer(keys, purpose).dumps(secrets.token_hex(16))


def check_token(keys: Keys, token: str, *, purpose: str) -> None:
    """Accept a token that we made for this purpose within twelve hours; else TokenError or TokenExpiredError."""
    try:
        _signer(keys, purpose).loads(token, max_age=TOKEN_HOURS * 3600)
    except SignatureExpired as expired:
        raise TokenExpiredError from expired
    except BadSignature as forged:
        raise TokenError from forged


def receipt_code(keys: Keys, token: str) -> str:
    """The receipt of a form: 16 characters that can be read aloud."""
    number = int.from_bytes(digest(keys.receipt, "code", token)[: LENGTH * 5 // 8], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def normal_code(written: str) -> str | None:
    """A code as somebody writes it (spaces, hyphens, small letters, O for 0); None when it can't be one."""
    code = written.upper().translate(MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def hashed(keys: Keys, purpose: str, *parts: str) -> str:
    """What the database keeps of a code, a token or a content: HMAC-SHA-256 in hexadecimal."""
    return digest(keys.receipt, purpose, *parts).hex()


def _signer(keys: Keys, purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keys.form, salt=purpose)
