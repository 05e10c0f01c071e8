"""The plan in versions: begun as a copy, decided once, locked, compared; the same words on screen and in files."""

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.core.sheets import FORMULA, inert
from medborgar.municipality.models import Body
from medborgar.plan import actions, planning, queries
from medborgar.plan.models import Measure, State
from medborgar.plan.planning import PlanDecision
from medborgar.plan.table import head, rows_of
from tests.decided import an_established_picture
from tests.plan.conftest import PERIOD, PLAN, TODAY, a_measure, an_insats
from tests.reader import words

VERSIONS = f"{PLAN}/version"
MINUTES = {"section": "§ 45", "reference_number": "KS 2027/0123", "decided": "2027-05-03", "valid_from": "2027-06-01"}


def decided(testby, plan, by, chosen=None, **more):
    body = db.session.query(Body).filter_by(municipality_id=testby.id).one()
    said: dict[str, Any] = {
        "body": body,
        "decided": TODAY,
        "section": "§ 45",
        "reference_number": "KS 1",
        "valid_from": TODAY,
    } | more
    chosen = {entry.measure_id for entry in plan.entries} if chosen is None else chosen
    planning.decide(
        municipality=testby, plan=plan, revision=plan.revision, said=PlanDecision(**said), chosen=chosen, by=by
    )
    db.session.commit()
    return plan


def titles(testby, number):
    db.session.expire_all()
    return [entry.measure.title for entry in queries.find_plan(testby, number).entries]


@pytest.fixture
def lamps(testby, plan, problem, coordinator):
    """A measure about a cause, in the plan that is being written."""
    return a_measure(testby, coordinator, problem=problem, effect_goal="Färre går en omväg.")


def test_a_plan_is_begun_filled_and_decided_at_the_screen(testby, reader, coordinator, picture):
    a_measure(testby, coordinator)
    reader.get(VERSIONS)
    reader.click("Påbörja en åtgärdsplan")
    page = reader.press("Påbörja", period=PERIOD)
    assert page.h1 == "Åtgärdsplan 1"
    assert "Utkast, inte beslutat" in page.main
    assert titles(testby, 1) == ["Byter lamporna"]
    reader.click("Registrera beslutet")
    page = reader.press("Registrera beslutet", **MINUTES)
    assert "Beslutad: Styrgruppen, 3 maj 2027, § 45, KS 2027/0123" in page.main
    assert "Gäller från 1 juni 2027" in page.main
    assert "Bygger på lägesbilden för april–juni 2027, fastställd 15 mars 2027" in page.main
    measure = db.session.query(Measure).one()
    assert (measure.state, measure.steps[-1].day) == (State.DECIDED, date(2027, 5, 3))
    assert "Ingen åtgärdsplan gäller ännu." in reader.get(PLAN).main
    with clock.at(date(2027, 6, 1)):
        assert queries.plan_in_force(testby, clock.today()).number == 1


@pytest.mark.usefixtures("lamps")
@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"section": ""}, "Skriv paragrafen, till exempel § 45"),
        ({"reference_number": ""}, "Skriv diarienumret"),
        ({"decided": "2027-05-11"}, "Välj en dag från det att lägesbilden fastställdes till och med i dag"),
        ({"decided": "2027-03-14"}, "Välj en dag från det att lägesbilden fastställdes till och med i dag"),
        ({"valid_from": "2027-05-02"}, "Planen kan inte gälla innan den är beslutad"),
    ],
)
def test_a_decision_that_can_not_be_is_asked_about(reader, typed, error):
    reader.get(f"{VERSIONS}/1/beslut")
    page = reader.press("Registrera beslutet", status=422, **MINUTES | typed)
    assert page.errors == [error]


def test_a_plan_with_nothing_to_do_is_no_plan(testby, reader, lamps):
    reader.get(f"{VERSIONS}/1/beslut")
    page = reader.press("Registrera beslutet", status=422, chosen=None, **MINUTES)
    assert "Välj minst en åtgärd" in page.main


def test_what_lacks_something_is_not_decided(testby, reader, plan, lamps, coordinator):
    unready = a_measure(testby, coordinator, "Röjer", owner="")
    page = reader.get(f"{VERSIONS}/1/beslut")
    assert "Röjer (saknar ansvarig funktion)" in page.main
    page = reader.press("Registrera beslutet", status=422, chosen=[str(lamps.id), str(unready.id)], **MINUTES)
    assert "Åtgärden ”Röjer” saknar ansvarig funktion." in page.main
    reader.press("Registrera beslutet", chosen=[str(lamps.id)])
    db.session.expire_all()
    assert [entry.measure.state for entry in queries.find_plan(testby, 1).entries] == ["beslutad", "tankbar"]


def test_causes_come_first_where_the_method_says_so(testby, plan, lamps, coordinator):
    testby.causes_first = True
    without = a_measure(testby, coordinator, "Röjer")
    with pytest.raises(Refused, match="Hos er ska orsaken vara klarlagd först"):
        decided(testby, plan, coordinator)
    db.session.rollback()
    testby.causes_first = True
    decided(testby, plan, coordinator, {lamps.id})
    assert (lamps.state, without.state) == (State.DECIDED, State.POSSIBLE)


def test_whoever_decides_has_seen_the_last_word(testby, reader, plan, lamps, coordinator):
    reader.get(f"{VERSIONS}/1/beslut")
    a_measure(testby, coordinator, "Röjer")
    page = reader.press("Registrera beslutet", status=409, **MINUTES)
    assert "En kollega ändrade i planen 12.00. Läs den och försök igen." in page.main
    assert "Röjer" in page.main
    assert page.soup.find(id="section")["value"] == "§ 45"
    reader.press("Registrera beslutet")
    assert plan.revision
    with pytest.raises(Refused, match="redan beslutad"):
        decided(testby, plan, coordinator)


def test_a_decided_version_is_locked_and_the_next_is_a_copy(testby, reader, plan, lamps, coordinator):
    decided(testby, plan, coordinator)
    page = reader.get(f"{PLAN}/atgard/{lamps.id}")
    assert "Åtgärden står i plan 1, som är beslutad." in page.main
    reader.get(f"{PLAN}/atgard/{lamps.id}/andra", status=422)
    idea = a_measure(testby, coordinator, "Nattvandrar")
    over = a_measure(testby, coordinator, "Kartlägger")
    actions.take_step(over, State.CANCELLED, coordinator, reason="Görs av andra.")
    reader.get(VERSIONS)
    reader.click("Påbörja nästa version")
    reader.press("Påbörja")
    assert titles(testby, 2) == ["Byter lamporna", "Nattvandrar"]
    reader.get(f"{PLAN}/atgard/{lamps.id}")
    reader.click("Ändra")
    page = reader.press("Spara", goal="36 lampor är bytta.")
    assert "Ändrat sedan plan 1" in page.main
    assert [words(cell) for cell in page.soup.select("table.changes tbody tr > *")] == [
        "Mål",
        "24 lampor är bytta.",
        "36 lampor är bytta.",
    ]
    assert "24 lampor är bytta." in reader.get(f"{VERSIONS}/1").main
    assert "36 lampor är bytta." in reader.get(f"{VERSIONS}/2").main
    page = reader.click("Ändringar sedan plan 1")
    assert "Byter lamporna: Mål" in page.main
    assert "Nattvandrar" in page.main
    reader.get(f"{VERSIONS}/1/andringar", status=404)
    reader.get(f"{PLAN}/atgard/{idea.id}")
    reader.press("Ta ur plan 2")
    assert titles(testby, 2) == ["Byter lamporna"]
    reader.press("Ta in i plan 2")
    assert titles(testby, 2) == ["Byter lamporna", "Nattvandrar"]


def test_only_one_version_is_written_at_a_time(testby, reader, plan, picture, coordinator):
    assert "Påbörja" not in reader.get(VERSIONS).main
    reader.get(f"{VERSIONS}/ny")
    page = reader.press("Påbörja", status=422)
    assert "Nästa version av planen är redan påbörjad." in page.main


def test_a_plan_rests_on_an_established_picture(testby, reader, coordinator, picture):
    picture.established = None
    db.session.commit()
    assert "Ingen lägesbild att bygga på" in reader.get(f"{VERSIONS}/ny").main
    with pytest.raises(Refused, match="inte fastställd"):
        planning.begin(municipality=testby, picture=picture, by=coordinator)


def test_a_stale_decision_is_stale(testby, plan, lamps, coordinator):
    body = db.session.query(Body).filter_by(municipality_id=testby.id).one()
    said = PlanDecision(body, TODAY, "§ 1", "KS 1", TODAY)
    with pytest.raises(Stale):
        planning.decide(municipality=testby, plan=plan, revision=1, said=said, chosen={lamps.id}, by=coordinator)


def test_causes_are_numbered_and_measures_within_them(testby, plan, lamps, problem, coordinator):
    a_measure(testby, coordinator, "Kartlägger")
    a_measure(testby, coordinator, "Röjer buskarna", problem=problem)
    db.session.expire_all()
    rows = rows_of(queries.find_plan(testby, 1), TODAY)
    assert [(row.number, row.cause, row.measure) for row in rows] == [
        ("1.1", "Lamporna är gamla\n(Mörkt vid stationen)", "Byter lamporna"),
        ("1.2", "Lamporna är gamla\n(Mörkt vid stationen)", "Röjer buskarna"),
        ("2.1", "Ingen orsak angiven", "Kartlägger"),
    ]
    assert rows[0].goal == "24 lampor är bytta.\nEffekt: Färre går en omväg."
    assert (rows[0].when, rows[0].who, rows[0].followup) == ("30 juni 2027", "Kommunen\nGatuchefen", "Tänkbar")


def test_the_files_say_what_the_page_says(testby, reader, plan, lamps, coordinator):
    a_measure(testby, coordinator, "=HYPERLINK(1)", aim="-1", goal="+46", owner="@chefen")
    page = reader.get(f"{VERSIONS}/1")
    on_page = [[words(cell) for cell in row.find_all(["th", "td"])] for row in page.soup.select("tbody tr")]
    sheet = load_workbook(BytesIO(reader.get(f"{VERSIONS}/1.xlsx").response.data)).active
    assert isinstance(sheet, Worksheet)
    assert sheet["A1"].value == "Åtgärdsplan 1, Testby kommun"
    assert sheet.title == "Åtgärdsplan 1"
    assert "Uppföljningen är per den 10 maj 2027." in page.main
    assert all("nowrap" in row.td["class"] for row in page.soup.select("tbody tr"))
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=sheet.max_row - 2)]
    assert cells[0] == head()
    assert [one[2] for one in cells[1:]] == ["Byter lamporna", "'=HYPERLINK(1)"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert not [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(FORMULA)]
    document = docx.Document(BytesIO(reader.get(f"{VERSIONS}/1.docx").response.data))
    assert (document.paragraphs[0].text, document.paragraphs[0].style.name) == (
        "Åtgärdsplan 1, Testby kommun",
        "Heading 1",
    )
    (grid,) = document.tables
    assert grid.rows[0]._tr.trPr.xpath("w:tblHeader")
    in_word = [[" ".join(cell.text.split()) for cell in row.cells] for row in grid.rows]
    assert in_word == [head(), *on_page]
    assert [[" ".join((value or "").split()).removeprefix("'") for value in row] for row in cells[1:]] == on_page


@given(st.text())
def test_no_cell_begins_a_formula(text):
    assert not inert(text).startswith(FORMULA)
    assert inert(text).endswith(text)


def test_the_overview_holds_it_all_together(testby, reader, coordinator, square, problem):
    group = db.session.query(Body).filter_by(municipality_id=testby.id).one()
    possible = a_measure(testby, coordinator, "Nattvandrar", problem=problem)
    ongoing = a_measure(
        testby,
        coordinator,
        problem=problem,
        body=group,
        tell_inside=date(2027, 5, 9),
        tell_outside=date(2027, 5, 20),
        channel="Webben",
    )
    actions.take_step(ongoing, State.ONGOING, coordinator)
    an_insats(testby, coordinator, square, due=date(2027, 5, 9))
    page = reader.get(f"{PLAN}/oversikt")
    assert "1 åtgärd är försenad" in page.main
    assert "9 maj 2027 internt (dagen har gått): Byter lamporna" in page.main
    assert "20 maj 2027 utåt: Byter lamporna · Webben" in page.main
    found = {words(table.caption): words(table.tbody) for table in page.soup.find_all("table")}
    assert list(found) == [
        "Pågående och beslutade: Ordning och otrygghet",
        "Tänkbara: Ordning och otrygghet",
        "Pågående och beslutade: Utan fokusområde",
        "Styrgruppen",
    ]
    assert possible.title in found["Tänkbara: Ordning och otrygghet"]
    assert "Byter lamporna Kommunen Gatuchefen 20 maj Pågående" in found["Styrgruppen"]
    assert "Dagen har gått Försenad sedan 9 maj" in found["Pågående och beslutade: Utan fokusområde"]
    ongoing.tell_outside, ongoing.due = None, date(2029, 12, 31)
    db.session.commit()
    assert "31 december 2029" in words(reader.get(f"{PLAN}/oversikt").soup.find_all("table")[-1])


def test_a_version_that_there_is_not_and_whoever_may_not(testby, somebody, plan, lamps):
    member = somebody(Role.STEERING_MEMBER)
    page = member.get(f"{VERSIONS}/1")
    assert "Registrera beslutet" not in page.main
    for part in ("/7", "/7.xlsx", "/1.pdf", "/99999999999999999999", "/0/andringar"):
        member.get(f"{VERSIONS}{part}", status=404)
    member.get(f"{VERSIONS}/1/beslut", status=403)
    member.get(f"{VERSIONS}/ny", status=403)


def test_a_later_picture_may_carry_the_next_version(testby, plan, lamps, coordinator):
    decided(testby, plan, coordinator)
    with clock.at(date(2027, 6, 1)):
        later = an_established_picture(testby, coordinator, period="2027-kv3")
        second = planning.begin(municipality=testby, picture=later, by=coordinator)
    assert (second.number, second.picture.period) == (2, "2027-kv3")
    assert [entry.measure for entry in second.entries] == [lamps]
