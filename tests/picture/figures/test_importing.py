"""Files of readings: seen with their faults before anything is imported, and imported once."""

import io
import zipfile
from datetime import date

import pytest

from medborgar.audit.models import AuditEntry, Event
from medborgar.core import tables, uploads
from medborgar.core.extensions import db
from medborgar.picture.figures.models import Reading, ReadingImport
from tests.factories import a_municipality
from tests.picture.figures.worlds import FIGURES, SEND, a_file, a_reading, a_sheet, an_indicator
from tests.picture.worlds import token_of

GOOD = "Period;Delområde;Värde;Antal svar\n2025;;3,2;400\n2026;;2,8;410\n2026;Centrum;3,5;60\n"


@pytest.fixture
def indicator(testby):
    return an_indicator(testby)


@pytest.fixture
def reader(somebody, indicator):
    reader = somebody()
    reader.get(SEND)
    return reader


def sent(reader, indicator, content, name="tal.csv", *, status=200):
    """Choose a file for an indicator and look at it."""
    return reader.press("Granska filen", status=status, indicator_id=str(indicator.id), **a_file(content, name))


def kept():
    """What is known, by period and area."""
    rows = db.session.query(Reading).order_by(Reading.period, Reading.value)
    return [(row.period, row.area.name if row.area else "", row.value, row.n) for row in rows]


def test_a_file_is_seen_first_and_imported_when_confirmed(reader, indicator):
    page = sent(reader, indicator, GOOD)
    assert page.h1 == "Granska tal.csv"
    assert "Inget är inläst än" in page.main
    assert "Nya mätvärden 3" in page.main
    assert kept() == []
    page = reader.press("Läs in alla")
    assert page.h1 == "tal.csv är inläst"
    assert kept() == [("2025", "", 3.2, 400), ("2026", "", 2.8, 410), ("2026", "Centrum", 3.5, 60)]
    entry = db.session.query(AuditEntry).filter_by(event=Event.READINGS_IMPORT).one()
    assert entry.details == '{"added":3,"changed":0}'
    assert db.session.query(ReadingImport).one().rows is None


@pytest.mark.parametrize("size", [130_000, 520_000, 3_000_000, uploads.FILE_MAX])
def test_a_file_may_be_as_large_as_is_said(reader, indicator, size):
    line = "2026;Centrum;3,5;60\n"
    page = sent(reader, indicator, "Period;Delområde;Värde;Antal svar\n" + line * (size // len(line) - 2), status=422)
    assert "rader. Dela upp den i flera." in page.errors[0]


def test_the_same_file_again_changes_nothing(reader, indicator):
    for _ in range(2):
        reader.get(SEND)
        page = sent(reader, indicator, GOOD)
        reader.press("Läs in alla")
    assert "Finns redan likadana 3" in page.main
    assert len(kept()) == 3


def test_confirming_twice_imports_once(reader, indicator):
    page = sent(reader, indicator, GOOD)
    token = {"csrf_token": token_of(reader)}
    for _ in range(2):
        assert "Nya mätvärden 3" in reader.post(f"{page.path}/alla", token).main
    assert db.session.query(AuditEntry).filter_by(event=Event.READINGS_IMPORT).count() == 1


def test_a_changed_value_is_shown_with_the_one_before(reader, indicator):
    a_reading(indicator, "2025", 3.9, n=400)
    page = sent(reader, indicator, GOOD)
    assert "Ändras 1" in page.main
    assert "Ändras från 3,9" in page.main
    reader.press("Läs in alla")
    assert kept()[0] == ("2025", "", 3.2, 400)


def test_faults_are_shown_row_by_row_and_column_by_column(reader, indicator):
    content = (
        "Period;Delområde;Kön;Ålder;Värde;Antal svar\n"
        "2025;;;;3,2;400\n"
        "våren;Atlantis;hen;unga;sju;många\n"
        "2025;;;;2,0;\n"
        "2026;;;;9;12\n"
    )
    page = sent(reader, indicator, content)
    rows = page.soup.select("section[aria-labelledby=fel] tbody tr")
    faults = [[words.get_text() for words in row.select(".error-text")] for row in rows]
    assert [row.th.get_text() for row in rows] == ["3", "4", "5"]
    assert faults[0] == [
        "Skriv perioden som 2026",
        "Skriv ett av kommunens delområden (Centrum, Norrby, Söderby), eller lämna tomt",
        "Skriv kvinnor, män eller annat, eller lämna tomt för alla",
        "Skriv åldern som 16–19 eller 65+, eller lämna tomt för alla",
        "Skriv talet med siffror och decimalkomma, till exempel 12,5",
        "Skriv hur många som svarade med ett helt tal, eller lämna tomt",
    ]
    assert faults[1:] == [["Samma mätvärde står redan på rad 2"], ["Skriv ett tal från 0 till 6"]]
    token = {"csrf_token": token_of(reader)}
    refused = reader.post(f"{page.path}/alla", token, status=422)
    assert "Några rader är fel" in refused.main
    assert kept() == []
    page = reader.press("Läs in den rad som är rätt")
    assert "Utelämnade för att de var fel 3" in page.main
    assert kept() == [("2025", "", 3.2, 400)]


def test_a_file_may_be_of_several_indicators(app, testby, reader, indicator):
    other = an_indicator(testby, "anmalda-brott")
    reader.get(SEND)
    content = "Mätetal,Period,Värde\nproblemindex,2026,2.5\nanmalda-brott,2026-kv1,87\nOkänt,2026,1\n"
    page = reader.press("Granska filen", **a_file(content))
    assert "Skriv namnet på ett mätetal som finns, eller lägg till det först" in page.main
    reader.press("Läs in de 2 rader som är rätt")
    assert sorted(row.indicator_id for row in db.session.query(Reading)) == sorted([indicator.id, other.id])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_swedish_letters_and_columns_are_read_however_they_were_saved(reader, indicator, encoding, mark):
    rows = [["Period", "Delområde", "Kön", "Värde"], ["2026", "Söderby", "Män", "3.5"]]
    content = "\r\n".join(mark.join(row) for row in rows).encode(encoding)
    sent(reader, indicator, content)
    reader.press("Läs in alla")
    assert kept() == [("2026", "Söderby", 3.5, None)]


def test_a_sheet_is_read_with_its_dates_and_percents(app, testby, reader):
    lupp = an_indicator(testby, "lupp-trygg")
    reader.get(SEND)
    data = a_sheet(["År", "Andel"], [date(2025, 1, 1), 0.825], [2026, 0.9], percent=True)
    sent(reader, lupp, data, "lupp.xlsx")
    reader.press("Läs in alla")
    assert kept() == [("2025", "", 82.5, None), ("2026", "", 90.0, None)]


def packed(**parts: bytes) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


BOMB = packed(**{"xl__worksheets__sheet1.xml": b"0" * (tables.UNPACKED_MOST + 1)})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Filen är tom"),
        (b"Period;V\xc3\xa4rde\n", "Filen har inga rader under rubrikerna"),
        (b"Namn;Tal\na;1\n", "Filen saknar kolumnen Period, Värde"),
        (b"\x89PNG\0\0", "Filen är ingen text"),
        (b"\xd0\xcf\x11\xe0gammal", "Filen är i Excels gamla format"),
        (b"PK\x03\x04trasig", "Filen går inte att läsa som xlsx"),
        (packed(hej=b"hej"), "Filen går inte att läsa som xlsx"),
        (BOMB, "Filen är för stor när den packas upp"),
        (b"Period;Varde\n" + b"2026;1\n" * 5001, "Filen har fler än 5000 rader"),
        (b'Period;V\xc3\xa4rde\n2026;"' + b"a" * 200_000, "Filen går inte att läsa som csv"),
    ],
    ids=["empty", "headings", "columns", "picture", "xls", "broken", "archive", "bomb", "rows", "cell"],
)
def test_a_file_that_is_no_table_says_what_to_do(reader, indicator, content, message):
    page = sent(reader, indicator, content, status=422)
    assert message in page.main
    assert page.soup.title.get_text().startswith("Fel: ")
    assert db.session.query(ReadingImport).count() == 0


def test_a_bomb_is_small_until_it_is_unpacked():
    assert len(BOMB) < 100_000


def test_a_sheet_with_entities_that_swell_is_refused(reader, indicator):
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    sheet = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{entities}]><worksheet>&a8;</worksheet>'
    whole = zipfile.ZipFile(io.BytesIO(a_sheet(["Period", "Värde"], [2026, 3])))
    parts = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    sent(reader, indicator, packed(**parts), status=422)


def test_no_file_is_no_file(reader):
    assert reader.press("Granska filen", status=422).errors == ["Välj en fil"]


def test_a_file_larger_than_the_limit_is_refused_before_it_is_read(reader, indicator, monkeypatch):
    monkeypatch.setattr(uploads, "FILE_MAX", 1000)
    page = sent(reader, indicator, b"0" * 200_000, status=413)
    assert "välj en mindre fil" in page.text


def test_no_other_page_takes_a_large_body(somebody, indicator):
    reader = somebody()
    reader.get(f"{FIGURES}/nytt")
    data = {"csrf_token": token_of(reader), "note": "a" * 70_000}
    reader.post(f"{FIGURES}/nytt", data, status=413)


def test_formulas_and_markup_are_only_text(reader, indicator):
    content = 'Period;Värde;Kön\n=1+1;"=HYPERLINK(""x"")";<script>alert(1)</script>\n'
    page = sent(reader, indicator, content)
    assert "<script>alert" not in page.html
    assert "=HYPERLINK" in page.main


def test_a_new_file_replaces_the_one_that_waited(reader, indicator):
    for _ in range(2):
        reader.get(SEND)
        sent(reader, indicator, GOOD)
    assert db.session.query(ReadingImport).count() == 1


def test_another_municipality_does_not_see_it(somebody, reader, indicator):
    path = sent(reader, indicator, GOOD).path
    stranger = somebody(at=a_municipality("annanby"))
    for address in (path, path.replace("testby", "annanby")):
        stranger.get(address, status=404)


def test_without_indicators_the_page_says_what_comes_first(somebody):
    nowhere = a_municipality("annanby")
    page = somebody(at=nowhere).get("/annanby/intranat/matetal/las-in")
    assert "Lägg till ett mätetal först" in page.main
