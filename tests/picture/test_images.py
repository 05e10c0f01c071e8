"""Images: written anew from what was sent, with words for those who do not see them, shown to those who may."""

import io
import uuid
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.pixels import SHOWN_MAX, clean
from medborgar.picture import illustrating
from medborgar.picture.writings import PictureImage
from tests.picture.worlds import BOARD, a_municipal_officer, analysed, established, shared

AREA = f"{BOARD}/omrade/ordning"
OWN, JOINT = f"{AREA}/bild", f"{AREA}/bild/gemensam"


def an_image(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **how: Any) -> bytes:
    """A picture with a place, a comment and a thumbnail hidden in it."""
    image = Image.new(mode, size, "red")
    exif = Image.Exif()
    exif[0x010E] = "KANARIE beskrivning"
    exif[0x0112] = how.pop("orientation", 1)
    exif.get_ifd(0x8825)[1] = "KANARIE plats"
    out = io.BytesIO()
    if kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", "KANARIE text")
        notes.add_itxt("XML:com.adobe.xmp", "<x>KANARIE xmp</x>")
        how["pnginfo"] = notes
    else:
        how |= {"xmp": b"<x>KANARIE xmp</x>", "icc_profile": b"KANARIE profil"}
    if kind == "JPEG":
        how["comment"] = b"KANARIE kommentar"
    image.save(out, kind, exif=exif, **how)
    return out.getvalue() + b"KANARIE svans"


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_what_one_sees_is_kept(kind):
    sent = an_image(kind)
    kept = clean(sent)
    assert b"KANARIE" in sent
    assert b"KANARIE" not in kept.data
    found = opened(kept.data)
    assert not found.getexif()
    assert not {"icc_profile", "xmp", "comment", "Comment", "exif"} & set(found.info)
    assert (kept.width, kept.height) == found.size == (60, 40)
    assert found.convert("RGB").resize((1, 1)).tobytes()[0] > 200


def test_a_photo_held_upright_stays_upright():
    assert (clean(an_image(orientation=6)).width, clean(an_image(orientation=6)).height) == (40, 60)


def test_a_large_photo_is_shrunk():
    assert max(clean(an_image(size=(4000, 3000))).width, 0) == SHOWN_MAX


def test_what_is_seen_through_stays_so():
    kept = clean(an_image("PNG", mode="RGBA"))
    assert (kept.content_type, opened(kept.data).mode) == ("image/png", "RGBA")


def test_a_photo_saved_as_png_becomes_a_jpeg():
    noise = Image.effect_noise((1900, 1900), 200).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    assert clean(out.getvalue()).content_type == "image/jpeg"


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims to be huge."""
    whole = an_image("PNG", size=(1, 1))
    start = whole.index(b"IHDR")
    header = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + whole[start + 12 : start + 17]
    return whole[:start] + header + zlib.crc32(header).to_bytes(4) + whole[start + 21 :]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Bilden går inte att läsa"),
        (b"GIF89a" + b"\0" * 50, "Bilden går inte att läsa"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "Bilden går inte att läsa"),
        (an_image()[:200], "Bilden går inte att läsa"),
        (an_image("PNG")[:60], "Bilden går inte att läsa"),
        (claiming(30_000, 1_000), "Bilden är för stor: högst 25 miljoner bildpunkter"),
        (claiming(60_000, 60_000), "Bilden"),
    ],
    ids=["empty", "gif", "svg", "cut jpeg", "cut png", "large", "bomb"],
)
def test_what_can_not_be_decoded_is_refused(app, data, message):
    with pytest.raises(Refused, match=message):
        clean(data)


WHOLE = an_image()


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_no_broken_byte_gets_through_as_anything_but_an_image(app_context, place, bytes_):
    try:
        kept = clean(WHOLE[:place] + bytes_ + WHOLE[place + len(bytes_) :])
    except Refused:
        return
    assert opened(kept.data).format in {"JPEG", "PNG"}
    assert b"KANARIE" not in kept.data


@pytest.fixture(scope="module")
def app_context(site):
    with site.app_context():
        yield


def sent(reader, address, data=None, *, status=200, **fields):
    """Add an image."""
    reader.get(address)
    file = (io.BytesIO(an_image() if data is None else data), "../../bild.php")
    return reader.press("Lägg till", status=status, file=file, **({"alt": "Mörk gång vid stationen"} | fields))


def test_an_own_image_is_own_until_it_is_shared(somebody, testby, picture):
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    page = sent(coordinator, OWN, caption="Gången under spåren")
    image = page.soup.select("main img")[0]
    assert (image["alt"], image["width"], image["height"]) == ("Mörk gång vid stationen", "60", "40")
    assert "Gången under spåren" in page.main
    address = str(image["src"])
    assert coordinator.get(address).status == 200
    officer.get(address, status=404)
    assert not officer.get(AREA).soup.select("main img")
    assert "Inte delat som det är nu: 1 bild." in coordinator.get(BOARD).main
    shared(picture, testby)
    officer.get(address)
    assert officer.get(AREA).soup.select("main img")
    assert "Ta bort bilden" not in coordinator.get(AREA).main
    assert "Det finns inget nytt att dela" in coordinator.get(f"{BOARD}/dela").main


def test_a_joint_image_is_seen_by_both_and_can_be_taken_away(somebody, picture):
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    page = sent(coordinator, JOINT)
    address = str(page.soup.select("main img")[0]["src"])
    officer.get(AREA)
    assert "Mörk gång" in str(officer.page.soup.select("main img")[0]["alt"])
    officer.press("Ta bort bilden")
    coordinator.get(address, status=404)
    assert db.session.query(PictureImage).count() == 0


def test_it_is_served_as_what_it_is_and_never_as_a_page(somebody, picture):
    reader = somebody()
    address = str(sent(reader, OWN).soup.select("main img")[0]["src"])
    response = reader.get(address).response
    assert response.content_type == "image/jpeg"
    assert response.headers["Content-Disposition"] == "attachment"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert opened(response.data).size == (60, 40)


def test_words_for_those_who_do_not_see_it_are_needed(somebody, picture):
    page = sent(somebody(), OWN, status=422, alt="")
    assert page.errors == ["Beskriv bilden för den som inte ser den"]


def test_what_is_no_image_says_what_to_do_and_keeps_the_words(somebody, picture):
    page = sent(somebody(), OWN, b"hej", status=422)
    assert page.errors == ["Bilden går inte att läsa. Spara den som jpg, png eller webp och försök igen."]
    assert page.soup.select("input[name=alt]")[0]["value"] == "Mörk gång vid stationen"
    reader = somebody()
    reader.get(OWN)
    assert reader.press("Lägg till", status=422, alt="Gång").errors == ["Välj en bild"]


def test_no_more_than_a_few(somebody, picture, monkeypatch):
    monkeypatch.setattr(illustrating, "MOST", 1)
    reader = somebody()
    sent(reader, OWN)
    assert "Här finns redan 1 bilder" in sent(reader, OWN, status=422).main
    sent(reader, JOINT)


def test_an_established_picture_keeps_its_images_and_takes_no_more(somebody, testby, picture):
    reader = somebody()
    sent(reader, OWN)
    analysed(picture)
    shared(picture, testby)
    established(picture, testby)
    assert reader.get(AREA).soup.select("main img")
    for address in (OWN, JOINT):
        reader.get(address, status=422)


def test_an_image_of_nobody_is_not_there(somebody, picture):
    somebody().get(f"{BOARD}/bild/{uuid.uuid4()}", status=404)
