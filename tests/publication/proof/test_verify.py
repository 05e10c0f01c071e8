"""The program that anybody can check an archive with: what holds is said to hold, and whatever is changed is found."""

import io
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.followup.models import Result
from medborgar.publication import announcing, signing
from medborgar.publication.proof import files
from medborgar.publication.public import connect
from tests.proofs.removed import remove
from tests.publication.test_events import words
from tools import verify

MUTATIONS = 1000


@pytest.fixture
def archive(kept, world) -> files.Files:
    """A promise, how it went, its translation, an event comment and a removal."""
    kept(publish_all, world)
    return given_out()


def publish_all(world):
    world.promise()
    world.report(Result.DONE, value=24)
    world.publish_reports()
    world.translate("en", rubrik="Light by the station")
    announcing.announce(municipality=world.sala, words=words(), side=Side.POLICE, by=world.communicator)
    remove(world.sala, "inte-nu", world.communicator)


def given_out() -> files.Files:
    """All there is, as anybody gets it."""
    db.session.commit()
    with connect() as connection:
        return files.files(connection, "sala")


def test_what_has_been_published_holds(archive, tmp_path):
    place = tmp_path / "arkiv.zip"
    place.write_bytes(files.packed(archive))
    told = run(place)
    assert told.returncode == 0, told.stdout
    assert "Allt stämmer" in told.stdout
    assert "Löfte 2027-kv2, version 1. Undertecknat för kommunen och polisen." in told.stdout
    assert "Borttagning borttagning-1-" in told.stdout


def test_an_unpacked_archive_holds_too(archive, tmp_path):
    with zipfile.ZipFile(io.BytesIO(files.packed(archive))) as packed:
        packed.extractall(tmp_path / "arkiv")
    assert run(tmp_path / "arkiv").returncode == 0


def test_a_key_that_one_knows_is_compared(archive, tmp_path):
    place = tmp_path / "arkiv.zip"
    place.write_bytes(files.packed(archive))
    right = verify.Archive(archive).keys["polisen"]
    assert run(place, "--nyckel", f"polisen={right}").returncode == 0
    told = run(place, "--nyckel", f"polisen={right[:-3]}AAA")
    assert told.returncode == 1
    assert "Nyckeln för polisen är inte den som du angav." in told.stdout


def test_a_change_of_key_is_told(world, monkeypatch, tmp_path):
    world.promise()
    monkeypatch.setattr(signing, "_folder", lambda: tmp_path / "signering")
    signing.make_keys("sala")
    announcing.announce(municipality=world.sala, words=words(), side=Side.POLICE, by=world.communicator)
    archive = verify.Archive(given_out())
    assert archive.faults == []
    assert "Från publicering 2 har polisen en ny nyckel." in "\n".join(archive.told)
    assert "kommunen en ny nyckel" not in "\n".join(archive.told)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"ingen zip"])
def test_what_is_no_archive_is_said_to_be_none(tmp_path, content):
    place = tmp_path / "arkiv.zip"
    place.write_bytes(content)
    told = run(place)
    assert told.returncode == 2
    assert told.stderr == f"Arkivet går inte att läsa: {place} är skadad eller ingen zip-fil. Hämta den igen.\n"


def test_a_damaged_archive_is_said_to_be_so(archive, tmp_path):
    place = tmp_path / "arkiv.zip"
    packed = bytearray(files.packed(archive))
    packed[100:400] = bytes(300)
    place.write_bytes(packed)
    assert "är skadad eller ingen zip-fil" in run(place).stderr


def test_what_is_not_there_is_said_not_to_be(tmp_path):
    told = run(tmp_path / "arkiv.zip")
    assert (told.returncode, told.stdout) == (2, "")
    assert "arkiv.zip finns inte. Kontrollera namnet" in told.stderr


@pytest.mark.parametrize("key", ["", "RW", "kommun=RW", "polisen=RW", "polisen=å", "kommunen"])
def test_a_key_that_is_none_is_never_passed_over(archive, tmp_path, key):
    place = tmp_path / "arkiv.zip"
    place.write_bytes(files.packed(archive))
    told = run(place, "--nyckel", key)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith(
        "Skriv så här, med 56 tecken i varje nyckel: python3 verify.py arkiv.zip --nyckel kommunen=RW…"
    )


def test_of_two_keys_for_one_side_none_is_passed_over(archive, tmp_path):
    place = tmp_path / "arkiv.zip"
    place.write_bytes(files.packed(archive))
    key = verify.Archive(archive).keys["polisen"]
    told = run(place, "--nyckel", f"polisen={key.swapcase()}", "--nyckel", f"polisen={key}")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("Skriv så här")


def test_a_key_that_nothing_is_signed_with_is_told(world):
    announcing.announce(municipality=world.sala, words=words(), side=Side.POLICE, by=world.communicator)
    archive = given_out()
    police = verify.Archive(archive).keys["polisen"]
    assert verify.Archive(archive, {"polisen": police}).faults == []
    assert verify.Archive(archive, {"kommunen": police}).faults == ["Inget är undertecknat för kommunen."]


@pytest.mark.timeout(120)
def test_every_change_is_found(archive):
    assert verify.Archive(archive).faults == []
    dice = random.Random(4)  # noqa: S311 (a test)
    unfound = [what for what, changed in (mutated(archive, dice) for _ in range(MUTATIONS)) if is_whole(changed)]
    assert unfound == []


def test_a_bit_changed_in_the_zip_file_itself_is_found_or_changes_nothing_in_it(archive, tmp_path):
    dice = random.Random(5)  # noqa: S311 (a test)
    place, packed, unfound = tmp_path / "arkiv.zip", files.packed(archive), []
    for _ in range(MUTATIONS):
        changed, at = bytearray(packed), dice.randrange(len(packed))
        changed[at] ^= 1 << dice.randrange(8)
        place.write_bytes(changed)
        found = readable(place)
        if found not in (None, archive) and is_whole(found):
            unfound.append(at)
    assert unfound == []


def readable(place: Path) -> files.Files | None:
    """What an archive holds; None when it is said to be damaged."""
    try:
        return verify.read(place)
    except ValueError:
        return None


def is_whole(archive: files.Files) -> bool:
    return not verify.Archive(archive).faults


def mutated(archive: files.Files, dice: random.Random) -> tuple[str, files.Files]:
    """The archive with one thing changed: a bit, a byte more or less, a file more or less, two swapped."""
    name, other = dice.sample(sorted(archive), 2)
    content, at = bytearray(archive[name]), dice.randrange(len(archive[name]))
    changed = dict(archive)
    match dice.choice(["bit", "byte", "more", "less", "gone", "new", "swapped"]):
        case "bit":
            content[at] ^= 1 << dice.randrange(8)
        case "byte":
            content[at] = (content[at] + dice.randrange(1, 256)) % 256
        case "more":
            content.insert(at, dice.randrange(256))
        case "less":
            del content[at]
        case "gone":
            del changed[name]
            return f"{name} is gone", changed
        case "new":
            changed[f"{name}.{dice.randrange(9)}"] = bytes(content)
            return f"{name} twice", changed
        case _:
            changed[name], changed[other] = archive[other], archive[name]
            return f"{name} and {other} swapped", changed if changed != archive else {}
    changed[name] = bytes(content)
    return f"{name} at {at}: {archive[name][at : at + 20]!r}", changed if changed != archive else {}


@pytest.mark.skipif(shutil.which("minisign") is None, reason="no minisign here; on Debian: apt install minisign")
@pytest.mark.parametrize("side", Side)
def test_minisign_says_yes(archive, tmp_path, side):
    for name in ("manifest.json", f"manifest.json.{side}.minisig"):
        (tmp_path / name).write_bytes(archive[f"0001/{name}"])
    (tmp_path / "key.pub").write_bytes(archive[f"nycklar/{side}.pub"])
    command = ["minisign", "-V", "-p", "key.pub", "-m", "manifest.json", "-x", f"manifest.json.{side}.minisig"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "manifest.json").write_bytes(archive["0001/manifest.json"].replace(b"sala", b"Sala"))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program as whoever downloaded it does: with nothing else at hand."""
    program = [sys.executable, "-I", str(Path(verify.__file__)), *map(str, arguments)]
    return subprocess.run(program, capture_output=True, text=True, check=False)
