"""Own words, joint words, and two who write at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.municipality.models import Municipality
from medborgar.picture import actions, queries
from medborgar.picture.writings import OwnWords, PartyText
from tests.picture.worlds import BOARD, a_municipal_officer, shared

AREA = f"{BOARD}/omrade/ordning"
OWN, JOINT = f"{AREA}/eget", f"{AREA}/gemensam"


def test_a_party_never_sees_what_the_other_has_not_shared(somebody, picture):
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    coordinator.get(OWN)
    page = coordinator.press("Spara", text="KANARIE vid stationen")
    assert "KANARIE" in page.main
    assert "bara ni ser den" in page.main
    for address in (BOARD, AREA, OWN, JOINT, f"{BOARD}/inlagg", f"{BOARD}/dela"):
        assert "KANARIE" not in officer.get(address).html
    assert "Har inte delat något om det här" in officer.get(AREA).main


@pytest.mark.parametrize(("address", "field"), [(OWN, "text"), (JOINT, "other")])
def test_nobody_s_number_is_written_in_a_picture(somebody, picture, address, field):
    coordinator = somebody()
    coordinator.get(address)
    typed: dict[str, Any] = {field: "Det är 850709-9805 som stör."}
    page = coordinator.press("Spara", status=422, **typed)
    assert page.errors == ["Ta bort 850709-9805: det är ett personnummer."]
    assert "som stör." in page.main


def test_what_looks_like_a_person_is_read_once_more_before_it_is_shared(somebody, picture):
    coordinator = somebody()
    coordinator.get(OWN)
    coordinator.press("Spara", text="Många säger att Anna Svensson stör vid Stora torget.")
    page = coordinator.get(f"{BOARD}/dela")
    assert "Läs igenom en gång till. Det här ser ut som om det pekar ut någon: Anna Svensson" in page.main
    coordinator.get(OWN)
    coordinator.press("Spara", text="Många känner oro vid Stora torget.")
    assert "Läs igenom en gång till" not in coordinator.get(f"{BOARD}/dela").main


def test_a_party_sees_the_wording_that_was_shared_and_no_later_one(somebody, testby, picture):
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    coordinator.get(OWN)
    coordinator.press("Spara", text="Första lydelsen")
    shared(picture, testby)
    coordinator.get(OWN)
    page = coordinator.press("Spara", text="KANARIE")
    assert "Ändrad sedan den delades" in page.main
    for address in (AREA, OWN, JOINT):
        page = officer.get(address)
        assert "Första lydelsen" in page.main
        assert "KANARIE" not in page.html


def test_each_party_writes_its_own(somebody, picture):
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    for reader, text in [(coordinator, "Kommunens ord"), (officer, "Polisens ord")]:
        reader.get(OWN)
        reader.press("Spara", text=text)
    assert "Kommunens ord" in coordinator.get(OWN).main
    assert "Polisens ord" in officer.get(OWN).main


def test_a_party_writes_beneath_the_question_of_the_focus_area(somebody, picture):
    picture.focus_set.areas[0].question = "Vilka ordningsstörningar har förekommit den senaste månaden?"
    for reader in (somebody(), a_municipal_officer(somebody)):
        assert "Vilka ordningsstörningar har förekommit den senaste månaden?" in reader.get(OWN).main


@pytest.mark.parametrize(("address", "name"), [(OWN, "text"), (JOINT, "analysis")])
def test_two_who_write_at_once_see_both_texts_and_may_choose(somebody, picture, address, name):
    first, second = somebody(), somebody()
    first.get(address)
    second.get(address)
    said: Any = {name: "Skrivet först"}, {name: "Skrivet sedan"}
    first.press("Spara", **said[0])
    page = second.press("Spara", status=409, **said[1])
    assert "En kollega sparade 12.00. Jämför och välj." in page.main
    assert "Skrivet först" in page.main
    assert page.soup.select(f"textarea[name={name}]")[0].get_text().strip() == "Skrivet sedan"
    assert "Skrivet sedan" in second.press("Spara").main


def test_of_two_who_save_in_the_same_moment_one_is_told(app, testby, picture):
    party, start = testby.party(Side.MUNICIPALITY).id, Barrier(2)
    period, municipality_id = picture.period, testby.id
    db.session.remove()

    def write(text: str) -> bool:
        with app.app_context():
            mine = queries.for_period(db.session.get_one(Municipality, municipality_id), period)
            area = mine.focus_set.areas[0]
            db.session.commit()  # what was read is let go, as between a page and its form
            start.wait()
            try:
                actions.save_own_text(
                    picture=mine, party_id=party, area=area, words=OwnWords(text), version=0, actor="test"
                )
            except Stale:
                return False
            db.session.commit()
            return True

    with ThreadPoolExecutor() as both:
        assert sorted(both.map(write, ["Kims", "Robins"])) == [False, True]
    assert db.session.query(PartyText).one().version == 1


def test_the_joint_words_stand_under_the_headings_of_the_law_and_of_the_method(somebody, picture):
    officer = a_municipal_officer(somebody)
    officer.get(JOINT)
    officer.press(
        "Spara",
        problem="Bråk",
        goal="Lugn",
        scope="Tjugo brott",
        consequences="Rädsla",
        public_health="Dålig sömn",
        other="Ny krog",
        analysis="Mörkt",
        trend="okar",
        confidence="lag",
        sources="NTU 2026",
        consulted="Vaktmästaren",
    )
    reader = somebody()
    assert "↑ Ökar" in reader.get(BOARD).soup.select(".tasks")[0].get_text()
    page = reader.get(AREA)
    headings = [heading.get_text() for heading in page.soup.select("section[aria-labelledby=gemensam] h3")]
    assert headings == [
        "Problem",
        "Mål",
        "Omfattning",
        "Konsekvenser",
        "Folkhälsa",
        "Andra uppgifter av betydelse",
        "Analys",
    ]
    told = page.soup.select("section[aria-labelledby=gemensam]")[0].get_text(" ", strip=True)
    for words in ("Dålig sömn", "Trend ↑ Ökar", "Säkerhet Låg: enstaka uppgifter", "NTU 2026", "Vaktmästaren"):
        assert words in told


def test_a_party_says_which_way_it_goes_and_how_it_knows(somebody, testby, picture):
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    coordinator.get(OWN)
    coordinator.press("Spara", text="Stökigt", trend="minskar", confidence="hog", public_health="Oro", sources="Lupp")
    assert "Stökigt" not in officer.get(AREA).html
    shared(picture, testby)
    page = officer.get(AREA)
    for words in ("Stökigt", "Folkhälsa Oro", "Trend ↓ Minskar", "Säkerhet Hög", "Källor Lupp"):
        assert words in page.main


def test_the_joint_words_begin_with_the_focus_areas_own_problem_and_goal(somebody, picture):
    picture.focus_set.areas[0].problem, picture.focus_set.areas[0].goal = "Våldet har ökat", "Våldet ska minska"
    page = somebody().get(JOINT)
    filled = [page.soup.select(f"textarea[name={name}]")[0].get_text().strip() for name in ("problem", "goal")]
    assert filled == ["Våldet har ökat", "Våldet ska minska"]


def test_where_each_makes_its_own_first_the_joint_words_wait(somebody, testby, picture):
    testby.own_first = True
    db.session.commit()
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    assert "Här har inte delat än: Testby kommun, Polisen" in coordinator.get(JOINT).main
    for reader, side in ((coordinator, Side.MUNICIPALITY), (officer, Side.POLICE)):
        coordinator.get(JOINT)
        page = coordinator.press("Spara", status=422, analysis="Behålls")
        assert "Den egna lägesbilden kommer först" in page.main
        assert "Behålls" in page.soup.select("textarea[name=analysis]")[0].get_text()
        reader.get(OWN)
        reader.press("Spara", text="Vår bild")
        shared(picture, testby, side)
    coordinator.get(JOINT)
    assert "Gemensamt" in coordinator.press("Spara", analysis="Gemensamt").main


@pytest.mark.parametrize(
    ("text", "message"),
    [("a" * 5001, "den har 5001 tecken och får ha högst 5000"), ("nej\0tack", "Ta bort tecken som inte syns")],
)
def test_text_that_cannot_be_kept_is_refused_and_shown_again(somebody, picture, text, message):
    reader = somebody()
    reader.get(OWN)
    page = reader.press("Spara", status=422, text=text)
    assert message in page.main
    assert page.soup.select("title")[0].get_text().startswith("Fel: ")


def test_emoji_lines_and_markup_are_only_text(somebody, picture):
    reader = somebody()
    reader.get(OWN)
    page = reader.press("Spara", text="Första 🚲\r\n<script>alert(1)</script>")
    assert "<script>alert" not in page.html
    assert "Första 🚲\n<script>alert(1)</script>" in page.soup.get_text()


def test_a_forged_version_overwrites_nothing(somebody, picture):
    reader = somebody()
    reader.get(OWN)
    reader.press("Spara", text="Skrivet")
    reader.get(OWN)
    reader.press("Spara", status=409, text="Förfalskat", version="hej")
    assert "Skrivet" in reader.get(AREA).main


def test_a_focus_area_of_nobody_is_not_there(somebody, picture):
    reader = somebody()
    for page in ("", "/eget", "/gemensam"):
        reader.get(f"{BOARD}/omrade/finns-inte{page}", status=404)
