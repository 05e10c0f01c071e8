"""A party's signature under an entry: Ed25519 in minisign's format, with a key made by command in the key folder.

It proves that the service acted on that party's approval; whoever holds the key folder could sign anything.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from minisign import KeyPair, SecretKey

from medborgar.core.errors import Refused
from medborgar.core.keys import keep
from medborgar.core.permissions import Side

FOLDER = "signering"
DAMAGED = (OSError, ValueError, LookupError, TypeError, struct.error)  # what reading a file that is no key ends in


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
        """The signature file of a manifest, whose comments can be foretold, so that none can be changed unseen."""
        trusted = f"{slug} {number} {self.side.value}"
        signed = self.key.sign(manifest, untrusted_comment=comment(self.side), trusted_comment=trusted)
        return f"{bytes(signed).decode()}\n"


def comment(side: str) -> str:
    """What stands above a party's keys and signatures; minisign lets anybody change it, and our verifier does not."""
    return f"medborgarlofte, {side}"


def make_keys(slug: str) -> list[Side]:
    """Make the keys that a municipality's parties lack; whose were made."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [side for side in Side if keep(folder / _name(slug, side), bytes(KeyPair.generate().secret_key) + b"\n")]


def signers(slug: str, sides: list[Side]) -> list[Signer]:
    """The keys of these parties; Refused when one is missing or can't be read."""
    paths = {side: _folder() / _name(slug, side) for side in sides}
    if not all(path.exists() for path in paths.values()):
        raise Refused(
            _(
                "Det saknas en nyckel att signera med. Be den som sköter servern att köra: publication keys %(slug)s",
                slug=slug,
            )
        )
    return [Signer(side, _read(path)) for side, path in paths.items()]


def _read(path: Path) -> SecretKey:
    try:
        key = SecretKey.from_file(path)
        key.get_public_key()
    except DAMAGED:
        raise Refused(
            _(
                "Nyckeln %(name)s går inte att läsa, så inget är publicerat. Den som sköter servern behöver lägga "
                "tillbaka den från säkerhetskopian av nycklarna.",
                name=path.name,
            )
        ) from None
    return key


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].key_folder / FOLDER
    return folder


def _name(slug: str, side: Side) -> str:
    return f"{slug}-{side.value}.key"
