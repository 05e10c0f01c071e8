"""The canonical form of what is published: salted sections, their hash, and the manifest that chains them.

A section is JSON in RFC 8785's form. Its leaf is SHA-256(salt ‖ section), so that a section that must be removed by
law leaves a hash from which nobody can guess it back. The content hash is over all leaves; approvals are of it. The
manifest carries the content hash, the approvals and the hash of the publication before. Hashes are hexadecimal.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any

import rfc8785

FORMAT = "medborgarlofte/1"
GENESIS = "0" * 64
SALT_BYTES = 16


@dataclass(frozen=True)
class Section:
    """One part of a content: its name, its salt, and its canonical bytes."""

    name: str
    salt: bytes
    content: bytes

    @property
    def leaf(self) -> str:
        """SHA-256 over salt and content."""
        return hashlib.sha256(self.salt + self.content).hexdigest()

    @property
    def value(self) -> Any:
        """What the section says."""
        return json.loads(self.content)


def sections(content: dict[str, Any]) -> list[Section]:
    """Salt every part of a content, in its order."""
    return [Section(name, secrets.token_bytes(SALT_BYTES), rfc8785.dumps(part)) for name, part in content.items()]


def content_hash(parts: list[Section]) -> str:
    """The hash that approvals are bound to."""
    return hashlib.sha256(rfc8785.dumps(_leaves(parts))).hexdigest()


def content_of(parts: list[Section]) -> dict[str, Any]:
    """The content that sections were made of."""
    return {part.name: part.value for part in parts}


def manifest(parts: list[Section], **facts: Any) -> bytes:
    """The canonical manifest over sections; `facts` are the entry's own, in Swedish keys."""
    return rfc8785.dumps(
        {"format": FORMAT, "innehall": content_hash(parts), "delar": _leaves(parts), **facts},
    )


def manifest_hash(data: bytes) -> str:
    """The hash by which the next publication names this one."""
    return hashlib.sha256(data).hexdigest()


def frozen(parts: list[Section]) -> str:
    """Sections as text, salts and all, for keeping until they are published."""
    return json.dumps([[part.name, part.salt.hex(), part.content.decode()] for part in parts], ensure_ascii=False)


def thawed(text: str) -> list[Section]:
    """The sections that `frozen` kept."""
    return [Section(name, bytes.fromhex(salt), content.encode()) for name, salt, content in json.loads(text)]


def _leaves(parts: list[Section]) -> list[dict[str, str]]:
    return [{"namn": part.name, "hash": part.leaf} for part in parts]
