"""The secret keys: random files in a folder of their own, outside the database and every backup."""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 32


@dataclass(frozen=True)
class Keys:
    """What signs sessions and forms, and what receipts are made with."""

    session: bytes
    form: bytes
    receipt: bytes
    network: bytes


def load(folder: Path) -> Keys:
    """Read the keys, making those that are missing; the folder and its files are for the owner only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The network salt is never kept: rate limits forget everybody when the process ends.
    return Keys(
        session=_key(folder / "session"),
        form=_key(folder / "form"),
        receipt=_key(folder / "receipt"),
        network=secrets.token_bytes(KEY_BYTES),
    )


def digest(key: bytes, *parts: str) -> bytes:
    """HMAC-SHA-256 over length-prefixed parts, so that no two lists of parts look the same."""
    mac = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        data = part.encode()
        mac.update(len(data).to_bytes(8, "big") + data)
    return mac.digest()


def keep(path: Path, secret: bytes) -> bool:
    """Write a secret to a file of its own, for the owner only; False, and nothing is changed, when there is one.

    It is written aside and linked into place: several processes may start at once, and all get the first one's.
    """
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        return False
    finally:
        aside.unlink()
    return True


def _key(path: Path) -> bytes:
    if not path.exists():
        keep(path, secrets.token_bytes(KEY_BYTES))
    key = path.read_bytes()
    if len(key) < KEY_BYTES:
        raise RuntimeError(f"the key file {path} is damaged: restore it, receipts can't be checked without it")
    return key
