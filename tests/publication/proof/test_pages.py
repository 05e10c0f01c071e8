"""Kontrollera själv, as a reader finds it; and Publicerat, where a part is removed by law."""

import io
import zipfile

import pytest

from medborgar.core import memory
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.publication import signing
from tests.factories import a_person, log_in_by_hand
from tests.publication.worlds import World
from tests.reader import Reader
from tools import verify

ENTRY = "/sala/intranat/publicerat/1"


@pytest.fixture
def officer(kept, app, world):
    kept(World.promise, world)
    reader = Reader(app)
    log_in_by_hand(reader, a_person(world.sala, Role.RECORDS_OFFICER))
    reader.get(ENTRY)
    return reader


def test_a_reader_finds_what_it_takes_from_the_promise(client, world):
    world.promise()
    client.get("/sala/medborgarlofte")
    page = client.click("Kontrollera själv")
    for words in (
        "Löfte, april–juni 2027, version 1",
        "verify.py medborgarlofte-sala.zip",
        "Vad det inte visar",
    ):
        assert words in page.main
    for key in signing.signers("sala", list(Side)):
        assert key.public in page.main
    assert_each_file_is_there(client, page)


def assert_each_file_is_there(client, page):
    links = [link["href"] for link in page.soup.select("main a[download]")]
    assert len(links) == 7
    for link in links:
        assert client.get(link).response.data, link


def test_the_archive_and_the_program_are_given_out(client, world):
    world.promise()
    answer = client.get("/sala/kontrollera/arkiv.zip").response
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert verify.Archive({name: archive.read(name) for name in archive.namelist()}).faults == []
    assert b"def is_signed" in client.get("/sala/kontrollera/verify.py").response.data
    client.get("/sala/kontrollera/fil/0002/manifest.json", status=404)
    client.get("/sala/kontrollera/fil/../../keys/session", status=404)
    client.get("/finns-inte/kontrollera/arkiv.zip", status=404)


def test_where_nothing_is_published_there_is_nothing_to_check(client, world):
    assert "Inget är publicerat än" in client.get("/sala/kontrollera").main


def test_a_part_is_removed_by_law_and_everybody_is_told(officer, client):
    page = officer.press("Ta bort och publicera det", **chosen(officer, "Löfte 1"))
    assert "Borttagen. Bara kontrollsumman är kvar." in page.main
    memory.forget()
    told = client.get("/sala/medborgarlofte")
    assert "Ljust vid stationen" not in told.html
    assert "borttagen enligt artikel 17 (beslut KS 2027/1)" in told.main
    assert "En del är borttagen ur publicering 1" in client.get("/sala/medborgarlofte.atom").response.get_data(
        as_text=True
    )


def test_what_is_missing_is_asked_for(officer):
    page = officer.press("Ta bort och publicera det", status=422)
    assert page.errors == [
        "Välj vilken del som ska tas bort",
        "Skriv vilket lagrum beslutet stöder sig på",
        "Skriv beslutets diarienummer",
    ]


def test_a_part_that_is_gone_can_not_be_removed_again(officer):
    form = chosen(officer, "Därför inte nu")
    before = officer.page
    officer.press("Ta bort och publicera det", **form)
    page = officer.post(ENTRY, {**form, "csrf_token": token(before)}, status=422)
    assert "Den delen är redan borttagen, eller kan inte tas bort." in page.main


def test_without_a_key_nothing_is_published(client, world, monkeypatch, tmp_path):
    monkeypatch.setattr(signing, "_folder", lambda: tmp_path / "tom")
    page = at_the_button(client, world).press("Publicera löftet", status=422)
    assert "Det saknas en nyckel att signera med" in page.main


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\x00", b"untrusted comment: x\n", b"untrusted comment: x\nAAAA\n"])
def test_a_damaged_key_is_told_of_and_nothing_is_published(client, world, monkeypatch, tmp_path, damage):
    monkeypatch.setattr(signing, "_folder", lambda: tmp_path)
    signing.make_keys("sala")
    (tmp_path / "sala-polisen.key").write_bytes(damage)
    reader = at_the_button(client, world)
    page = reader.press("Publicera löftet", status=422)
    assert "Nyckeln sala-polisen.key går inte att läsa, så inget är publicerat." in page.main


def test_a_second_press_says_that_it_is_published(client, world):
    reader = at_the_button(client, world)
    before = reader.page
    reader.press("Publicera löftet")
    page = reader.press("Publicera löftet", on=before, status=409)
    assert "Det här förslaget är redan publicerat. Du behöver inte göra något mer." in page.main
    assert "Inget är sparat" not in page.main


def test_keys_are_made_once_and_are_for_the_owner_alone(app, world, monkeypatch, tmp_path):
    monkeypatch.setattr(signing, "_folder", lambda: tmp_path / "signering")
    assert signing.make_keys("sala") == ["kommunen", "polisen"]
    assert signing.make_keys("sala") == []
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "signering").iterdir()} == {0o600}


def at_the_button(client, world):
    """The communicator, before what both have approved."""
    proposal = world.propose()
    world.approve(proposal)
    db.session.commit()
    reader = Reader(client.app)
    log_in_by_hand(reader, world.communicator)
    reader.get("/sala/intranat/beslut/2027-kv2/granska")
    return reader


def chosen(reader, part):
    labels = {label.get_text(strip=True): label["for"] for label in reader.page.soup.select("label[for]")}
    return {
        "part": reader.page.soup.find(id=labels[part])["value"],
        "ground": "artikel 17",
        "reference": "KS 2027/1",
    }


def token(page):
    return page.soup.find(attrs={"name": "csrf_token"})["value"]


def test_what_is_checked_is_what_the_files_hold(client, world):
    world.promise()
    assert "inte zip-filens eget skal" in client.get("/sala/kontrollera").main
    assert "not the shell of the zip file" in client.get("/en/sala/kontrollera").main
