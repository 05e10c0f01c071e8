"""What anybody needs to check the chain without us: every entry's manifest, parts, salts and signatures, and the keys.

Laid out as files: `0001/manifest.json`, `0001/manifest.json.<party>.minisig`, `0001/<part>.json`, `0001/salter.json`
and `nycklar/<party>.pub`. `tools/verify.py` reads them, as one zip file or unpacked.
"""

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import rfc8785
from sqlalchemy import Connection, select

from medborgar.municipality.models import Municipality
from medborgar.publication.models import Publication, PublicationSection, PublicationSignature
from medborgar.publication.signing import comment

BEGINNING = (1980, 1, 1, 0, 0, 0)  # of the days that a zip file knows: the same archive is the same bytes
Files = dict[str, bytes]
DIGITS_MOST = 8  # of an entry's number, which every database can be asked for


def files(connection: Connection, slug: str, *, only: int | None = None) -> Files:
    """Every file of a municipality's archive, by its name, or of one entry; three queries, however long the chain."""

    def of(*columns: Any) -> Any:
        chosen = _in(slug, *columns)
        return chosen if only is None else chosen.where(Publication.number == only)

    manifests = {row.number: row.manifest for row in connection.execute(of(Publication.manifest))}
    newest = keys(map(json.loads, manifests.values()))
    salts: defaultdict[int, dict[str, str]] = defaultdict(dict)
    found: Files = {f"{number:04}/manifest.json": manifest for number, manifest in manifests.items()}
    for part in connection.execute(of(PublicationSection.name, PublicationSection.salt, PublicationSection.content)):
        if part.content is not None:
            salts[part.number][part.name] = part.salt.hex()
            found[f"{part.number:04}/{part.name}.json"] = part.content
    for number in manifests:
        found[f"{number:04}/salter.json"] = rfc8785.dumps(salts[number])
    for signed in connection.execute(of(PublicationSignature.side, PublicationSignature.text)):
        found[f"{signed.number:04}/manifest.json.{signed.side}.minisig"] = signed.text.encode()
    return found | {f"nycklar/{side}.pub": _key_file(side, key) for side, key in newest.items()}


def file(connection: Connection, slug: str, name: str) -> bytes | None:
    """One of them; of an entry's no other entry is read."""
    number = name.partition("/")[0]
    only = int(number) if number.isascii() and number.isdecimal() and len(number) <= DIGITS_MOST else None
    return files(connection, slug, only=only).get(name)


def keys(manifests: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Each party's newest public key, from manifests in their order."""
    return {signer["sida"]: signer["nyckel"] for one in manifests for signer in one["undertecknas"]}


def packed(found: Files) -> bytes:
    """All of them as one zip file; of the same files always the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(found):
            archive.writestr(zipfile.ZipInfo(name, BEGINNING), found[name], zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _key_file(side: str, key: str) -> bytes:
    """A public key as minisign reads it."""
    return f"untrusted comment: {comment(side)}\n{key}\n".encode()


def _in(slug: str, *columns: Any) -> Any:
    table = columns[0].class_
    chosen = select(Publication.number, *columns).join(Municipality, Municipality.id == Publication.municipality_id)
    if table is not Publication:
        chosen = chosen.join(table, table.publication_id == Publication.id)
    return chosen.where(Municipality.slug == slug).order_by(Publication.number)
