"""Photos of a point: never needed, written anew, and nobody outside sees one that is not chosen and published."""

import io
import os

import pytest
from PIL import Image

from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.core.uploads import FILE_MAX, FORM_MAX
from medborgar.intake.walks import actions, queries
from medborgar.intake.walks.models import WalkPhoto
from tests.factories import a_municipality, a_person, log_in
from tests.intake.walks.worlds import a_photo, a_point, a_walk, an_image
from tests.picture.test_images import claiming
from tests.reader import Reader

PAGE = "/testby/intranat/vandringar/vandring-kring-torget"
ALT = "En trasig lampa ovanför dörren"


@pytest.fixture
def walk(kept, testby, by):
    return kept(a_walk, testby, by)


@pytest.fixture
def point(kept, walk, by):
    return kept(a_point, walk, by)


def sent(reader, point, data, *, status=200, alt=ALT):
    reader.get(f"{PAGE}/punkt/{point.id}/bild")
    return reader.press("Spara bilden", status=status, file=(io.BytesIO(data), "../../bild.php"), alt=alt)


def a_large_photo(size):
    """A photo of exactly so many bytes: what lies behind its last pixel is nobody's business."""
    image = an_image((3000, 2000))
    return image + os.urandom(size - len(image))


def test_the_words_are_saved_before_the_photo_is_asked_for(coordinator, walk):
    coordinator.get(f"{PAGE}/punkt")
    said = {"kind": "otrygg", "text": "Mörkt.", "area": "centrum"}
    page = coordinator.press("Spara och lägg till bild", **said)
    assert page.h1 == "Lägg till en bild till punkt 1"
    assert "Inga människor och inga bilnummer" in page.main
    assert len(queries.points(walk)) == 1


def test_a_photo_is_written_anew_with_nothing_else_in_it(coordinator, point):
    assert b"KANARIE" in an_image()
    page = sent(coordinator, point, an_image())
    assert "Punkt 1 är sparad." in page.main
    (photo,) = db.session.query(WalkPhoto).all()
    assert b"KANARIE" not in photo.data
    assert not Image.open(io.BytesIO(photo.data)).getexif()
    assert (photo.alt, photo.chosen, photo.content_type) == (ALT, False, "image/jpeg")
    image = coordinator.get(PAGE).soup.select("main img")[0]
    response = coordinator.get(str(image["src"])).response
    assert (image["alt"], response.content_type) == (ALT, "image/jpeg")
    assert response.headers["Content-Disposition"] == "attachment"


def test_a_photo_of_twelve_megabytes_is_shrunk(coordinator, point):
    sent(coordinator, point, a_large_photo(FILE_MAX))
    (photo,) = db.session.query(WalkPhoto).all()
    assert (photo.width, photo.height) == (2000, 1333)
    assert len(photo.data) < 300_000


def test_more_than_that_says_what_to_do_and_the_point_is_there(coordinator, point, walk):
    page = sent(coordinator, point, a_large_photo(FILE_MAX + FORM_MAX), status=413)
    assert "en fil 12 MB" in page.main.replace("\xa0", " ")
    assert "välj en mindre fil" in page.main
    assert len(queries.points(walk)) == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (claiming(50_000, 50_000), "Bilden är för stor: högst 25 miljoner bildpunkter. Gör den mindre först."),
        (claiming(6_000, 5_000), "Bilden är för stor: högst 25 miljoner bildpunkter. Gör den mindre först."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "Bilden går inte att läsa"),
        (b"<!doctype html><script>alert(1)</script>", "Bilden går inte att läsa"),
        (b"%PDF-1.7", "Bilden går inte att läsa"),
        (an_image()[:150], "Bilden går inte att läsa"),
        (b"", "Bilden går inte att läsa"),
    ],
    ids=["bomb", "large", "svg", "html", "pdf", "cut", "empty"],
)
def test_what_is_no_photo_says_what_to_do_and_keeps_the_words(coordinator, point, data, message):
    page = sent(coordinator, point, data, status=422)
    assert page.errors[0].startswith(message)
    assert page.soup.select("input[name=alt]")[0]["value"] == ALT
    assert db.session.query(WalkPhoto).count() == 0


def test_words_for_those_who_do_not_see_it_are_needed(coordinator, point):
    page = sent(coordinator, point, an_image(), status=422, alt="")
    assert page.errors == [
        "Beskriv bilden för den som inte ser den",
        "Välj bilden igen: den följer inte med när något annat fattas",
    ]


def test_no_more_than_a_few(coordinator, point, monkeypatch):
    monkeypatch.setattr(actions, "PHOTOS_MOST", 1)
    sent(coordinator, point, an_image())
    assert "Punkten har redan 1 bilder" in sent(coordinator, point, an_image(), status=422).main


def test_a_photo_is_taken_away_for_good(coordinator, walk, point, by):
    photo = a_photo(walk, point, by)
    address = f"{PAGE}/bild/{photo.id}"
    coordinator.get(address)
    coordinator.get(PAGE)
    coordinator.press("Ta bort bilden")
    coordinator.get(address, status=404)


def test_a_photo_is_its_own_partys(app, testby, walk, point, by):
    address = f"{PAGE}/bild/{a_photo(walk, point, by).id}"
    other = a_walk(testby, by, title="En annan")
    for person in (a_person(testby, Role.MUNICIPAL_POLICE, Side.POLICE), a_person(a_municipality("annan"))):
        reader = Reader(app)
        log_in(reader, person)
        reader.get(address, status=404)
    reader = Reader(app)
    log_in(reader, by)
    reader.get(address.replace(walk.slug, other.slug), status=404)
