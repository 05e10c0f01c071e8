"""A party's signature under an entry: Ed25519 in minisign's format, with a key made by command in the key folder.

It proves that the service acted on that party's approval; whoever holds the key folder could sign anything.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from minisign import KeyPair, SecretKey

from medborgar.core.errors import Refused
from medborgar.core.permissions import Side

FOLDER = "signering"


@dataclass(frozen=True)
class Signer:
    """A party's key, ready to sign with."""

    side: Side
    key: SecretKey

    @property
    def public(self) -> str:
        """The public key, in minisign's letters."""
        return self.key.get_public_key().to_base64().decode()

    def sign(self, manifest: bytes, *, slug: str, number: int) -> str:
        """The signature file of a manifest. Its comments are the same for everybody, so that none can be changed."""
        signed = self.key.sign(
            manifest, untrusted_comment=untrusted(self.side), trusted_comment=trusted(slug, number, self.side)
        )
        return f"{bytes(signed).decode()}\n"


def untrusted(side: Side) -> str:
    """The comment that minisign lets anybody change, and our verifier does not."""
    return f"medborgarlofte, {side.value}"


def trusted(slug: str, number: int, side: Side) -> str:
    """The comment that the signature covers: whose entry it is, and which."""
    return f"{slug} {number} {side.value}"


def make_keys(slug: str) -> list[Side]:
    """Make the keys that a municipality's parties lack; whose were made."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [side for side in Side if _made(folder / _name(slug, side))]


def signers(slug: str, sides: list[Side]) -> list[Signer]:
    """The keys of these parties; Refused when one is missing."""
    paths = {side: _folder() / _name(slug, side) for side in sides}
    if not all(path.exists() for path in paths.values()):
        raise Refused(
            _(
                "Det saknas en nyckel att signera med. Be den som sköter servern att köra: publication keys %(slug)s",
                slug=slug,
            )
        )
    return [Signer(side, SecretKey.from_file(path)) for side, path in paths.items()]


def _made(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "wb") as file:
        file.write(bytes(KeyPair.generate().secret_key) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].key_folder / FOLDER
    return folder


def _name(slug: str, side: Side) -> str:
    return f"{slug}-{side.value}.key"
