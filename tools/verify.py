"""Check a municipality's downloaded archive of promises, offline, with nothing but Python.

    python3 verify.py arkiv.zip --nyckel kommunen=RW… --nyckel polisen=RW…

The archive is a zip file or a folder; the status is 0 when everything holds. It shows that nothing has been changed,
added or taken away since it was signed: neither that what was promised is true, nor that nothing came after.
"""

import argparse
import base64
import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

FORMAT, SIDES, PROMISES = "medborgarlofte/1", ["kommunen", "polisen"], ["lofte", "rattelse"]
KINDS = {"lofte": "Löfte", "rattelse": "Rättelse", "oversattning": "Översättning", "lage": "Läge"}
KINDS |= {"handelse": "Besked", "borttagning": "Borttagning"}

# Ed25519 (RFC 8032): the field, the curve's constant, and the base point in extended coordinates.
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)

Files = dict[str, bytes]
Removals = dict[tuple[int, str], str]  # an entry's number and a part's name: its hash
Point = tuple[int, int, int, int]


def main(arguments: list[str] | None = None) -> int:
    """Check what the command names; 0 when everything holds."""
    parser = Parser(description="Kontrollera ett arkiv med publicerade medborgarlöften.")
    parser.add_argument("arkiv", type=Path, help="zip-filen, eller mappen som den är uppackad i")
    parser.add_argument("--nyckel", type=a_key, action="append", default=[], metavar="sida=RW…", help="en känd nyckel")
    asked = parser.parse_args(arguments)
    if len(dict(asked.nyckel)) < len(asked.nyckel):
        parser.error("two keys for one side")
    try:
        archive = Archive(read(asked.arkiv), dict(asked.nyckel))
    except ValueError as error:
        parser.exit(2, f"Arkivet går inte att läsa: {error}.\n")
    print("\n".join(archive.told))
    if archive.faults:
        print("\nDet här stämmer inte:\n" + "\n".join(f"  FEL  {fault}" for fault in archive.faults))
        return 1
    print("\nAllt stämmer: inget är ändrat, tillagt eller borttaget sedan det skrevs under.")
    print("Det visar inte att löftena är sanna, och inte att den sista publiceringen här är den senaste som finns.")
    if not asked.nyckel:
        print("Jämför nycklarna ovan med dem som kommunen och polisen själva visar, så vet du vems underskrifterna är.")
    return 0


class Parser(argparse.ArgumentParser):
    """Says in Swedish how the command is written, whatever is wrong with it."""

    def error(self, _: str) -> NoReturn:
        """Stop, and say how."""
        written = "python3 verify.py arkiv.zip --nyckel kommunen=RW… --nyckel polisen=RW…"
        self.exit(2, f"Skriv så här, med 56 tecken i varje nyckel: {written}\n")


def a_key(said: str) -> tuple[str, str]:
    """A side and the key that one trusts for it; ValueError for what is neither."""
    side, _, key = said.partition("=")
    if side not in SIDES or not strict(key, 42):
        raise ValueError
    return side, key


def read(place: Path) -> Files:
    """The archive's files, by name; ValueError says what to do when they can't be read."""
    try:
        if place.is_dir():
            return {one.relative_to(place).as_posix(): one.read_bytes() for one in place.rglob("*") if one.is_file()}
        with zipfile.ZipFile(place) as archive:
            if len(set(names := archive.namelist())) < len(names):
                raise zipfile.BadZipFile
            return {name: archive.read(name) for name in names}
    except FileNotFoundError:
        raise ValueError(f"{place} finns inte. Kontrollera namnet, och att du står i rätt mapp") from None
    except (OSError, RuntimeError, ValueError, EOFError, zlib.error, zipfile.BadZipFile):
        raise ValueError(f"{place} är skadad eller ingen zip-fil. Hämta den igen") from None


class Archive:
    """An archive under examination: what there is to tell of it, and what does not hold, in words."""

    def __init__(self, files: Files, known: dict[str, str] | None = None) -> None:
        """Examine it; `known` are keys that one trusts, by side."""
        self.files, self.known = files, known or {}
        self.told: list[str] = []
        self.faults: list[str] = []
        self.used: set[str] = set()
        self.keys: dict[str, str] = {}
        self.removed = removals(files)
        self.slug = ""
        self._entries()
        self._keys()
        self.faults += [f"{name} hör inte till någon publicering." for name in sorted(set(files) - self.used)]

    def _entries(self) -> None:
        before, number = "", 1
        while (manifest := self.files.get(name := f"{number:04}/manifest.json")) is not None:
            self.used.add(name)
            try:
                said = json.loads(manifest)
                self.slug = self.slug or said["kommun"]
                before = before or hashlib.sha256(f"{FORMAT} {self.slug}".encode()).hexdigest()
                self.faults += [f"Publicering {number}: {fault}" for fault in self._entry(number, said, before)]
                self.told.append(in_words(said))
            except (ValueError, KeyError, TypeError, AttributeError):
                self.faults.append(f"Publicering {number}: filerna går inte att läsa.")
            before = hashlib.sha256(manifest).hexdigest()
            number += 1
        self.faults += [] if self.used else ["Arkivet har ingen publicering."]

    def _entry(self, number: int, said: dict[str, Any], before: str) -> Iterator[str]:
        if (said["format"], said["kommun"], said["nummer"]) != (FORMAT, self.slug, number):
            yield "manifestet hör inte hit: format, kommun eller nummer är fel."
        if said["foregaende"] != before:
            yield "den hör inte ihop med publiceringen före. Något däremellan är ändrat eller borttaget."
        if hashlib.sha256(canonical(said["delar"])).hexdigest() != said["innehall"]:
            yield "listan över delarna stämmer inte med kontrollsumman."
        yield from self._parts(number, said["delar"])
        yield from approvals(said)
        for signer in said["undertecknas"]:
            yield from self._signature(number, signer["sida"], signer["nyckel"])

    def _parts(self, number: int, listed: list[dict[str, str]]) -> Iterator[str]:
        """Each is there as it was, or has been removed by an entry that says so."""
        if (salts := self._salts(number)) is None:
            yield "filen med salter saknas eller är ändrad."
            return
        for part in listed:
            name, there = part["namn"], self.files.get(f"{number:04}/{part['namn']}.json")
            gone = self.removed.get((number, name))
            if there is None:
                if gone != part["hash"]:
                    yield f"delen {name} saknas."
                continue
            self.used.add(f"{number:04}/{name}.json")
            if gone:
                yield f"delen {name} finns, fast den är borttagen."
            if hashlib.sha256(bytes.fromhex(salts.pop(name, "")) + there).hexdigest() != part["hash"]:
                yield f"delen {name} är ändrad."
        if salts:
            yield "det finns salter som inte hör till någon del."

    def _salts(self, number: int) -> dict[str, str] | None:
        name = f"{number:04}/salter.json"
        self.used.add(name)
        there = self.files.get(name, b"")
        try:
            salts = {part: bytes.fromhex(salt).hex() for part, salt in json.loads(there).items()}
        except (ValueError, TypeError, AttributeError):
            return None
        return salts if canonical(salts) == there else None  # written in the one right way

    def _signature(self, number: int, side: str, key: str) -> Iterator[str]:
        if self.keys.get(side, key) != key:
            self.told.append(f"      Från publicering {number} har {side} en ny nyckel.")
        self.keys[side] = key
        self.used.add(name := f"{number:04}/manifest.json.{side}.minisig")
        if name not in self.files:
            yield f"underskriften för {side} saknas."
            return
        try:
            manifest = self.files[f"{number:04}/manifest.json"]
            signature(self.files[name].decode(), key, manifest, (f"{self.slug} {number} {side}", side))
        except ValueError as fault:
            yield f"underskriften för {side} gäller inte: {fault}."

    def _keys(self) -> None:
        for side, key in sorted(self.keys.items()):
            self.told.append(f"Nyckel för {side}: {key}")
            self.used.add(name := f"nycklar/{side}.pub")
            if self.files.get(name) != f"untrusted comment: medborgarlofte, {side}\n{key}\n".encode():
                self.faults.append(f"{name} är inte den nyckel som den sista underskriften är gjord med.")
            if self.known.get(side, key) != key:
                self.faults.append(f"Nyckeln för {side} är inte den som du angav.")
        self.faults += [f"Inget är undertecknat för {side}." for side in sorted(set(self.known) - set(self.keys))]


def in_words(said: dict[str, Any]) -> str:
    """One entry on one line."""
    about = said.get("period") or said.get("handelse") or said["borttagning"]
    signers = " och ".join(one["sida"] for one in said["undertecknas"])
    entry = f"{said['nummer']:4}  {said['publicerad']}  {KINDS[said['slag']]} {about}, version {said['version']}."
    return f"{entry} Undertecknat för {signers}."


def canonical(value: Any) -> bytes:
    """JSON in RFC 8785's form, of what has nothing but plain words in it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def removals(files: Files) -> Removals:
    """The parts that entries say have been removed, by entry and name: their hashes."""
    found: Removals = {}
    for name, content in files.items():
        if name.endswith("/manifest.json"):
            try:
                gone = json.loads(content).get("borttaget")
                found |= {(gone["nummer"], gone["del"]): gone["hash"]} if gone else {}
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # told where the entry itself is read
    return found


def approvals(said: dict[str, Any]) -> Iterator[str]:
    """What does not hold of a promise's approvals: both parties', of exactly this text or of the one it corrects."""
    if said["slag"] in PROMISES:
        corrected = (said["rattelse"] or {}).get("rattar")
        if sorted(one["sida"] for one in said["godkannanden"]) != SIDES:
            yield "den är inte godkänd av båda parter."
        if any(one["innehall"] not in (said["innehall"], corrected) for one in said["godkannanden"]):
            yield "ett godkännande gäller en annan text."
        if sorted(one["sida"] for one in said["undertecknas"]) != SIDES:
            yield "den är inte undertecknad för båda parter."
    elif not said["undertecknas"]:
        yield "den är inte undertecknad."


def signature(text: str, key: str, manifest: bytes, comments: tuple[str, str]) -> None:
    """ValueError unless it is exactly this key's signature of the manifest, in minisign's file with these comments."""
    lines, (trusted, untrusted) = text.split("\n"), comments
    if len(lines) != 5 or lines[4]:
        raise ValueError("filen är inte hel")
    if (lines[0], lines[2]) != (f"untrusted comment: medborgarlofte, {untrusted}", f"trusted comment: {trusted}"):
        raise ValueError("kommentarerna är ändrade")
    signed, overall, public = strict(lines[1], 74), strict(lines[3], 64), strict(key, 42)
    if signed[:2] != b"ED" or public[:2] != b"Ed" or signed[2:10] != public[2:10]:
        raise ValueError("den är gjord med en annan nyckel")
    if not is_signed(public[10:], signed[10:], hashlib.blake2b(manifest).digest()):
        raise ValueError("manifestet är ändrat")
    if not is_signed(public[10:], overall, signed[10:] + trusted.encode()):
        raise ValueError("kommentaren är ändrad")


def strict(letters: str, length: int) -> bytes:
    """Bytes in base64, written in the one right way."""
    found = base64.b64decode(letters, validate=True)
    if len(found) != length or base64.b64encode(found).decode() != letters:
        raise ValueError("bokstäverna är ändrade")
    return found


@lru_cache(maxsize=4096)
def is_signed(public: bytes, signed: bytes, message: bytes) -> bool:
    """Whether an Ed25519 signature holds."""
    key, commitment, scalar = point(public), point(signed[:32]), int.from_bytes(signed[32:], "little")
    if key is None or commitment is None or scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signed[:32] + public + message).digest(), "little") % ORDER
    one, other = times(scalar, BASE), add(commitment, times(challenge, key))
    return all((one[axis] * other[2] - other[axis] * one[2]) % P == 0 for axis in (0, 1))


def point(data: bytes) -> Point | None:
    """A point of the curve from its 32 bytes; None when there is none."""
    y = int.from_bytes(data, "little") & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * ROOT % P if (x * x - square) % P else x
    if (x * x - square) % P or (x == 0 and data[31] >> 7):
        return None
    x = x if x & 1 == data[31] >> 7 else P - x
    return x, y, 1, x * y % P


def add(one: Point, other: Point) -> Point:
    """The sum of two points in extended coordinates."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, of: Point) -> Point:
    """A point so many times."""
    found: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, of)
        of = add(of, of)
        number >>= 1
    return found


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


if __name__ == "__main__":
    sys.exit(main())
