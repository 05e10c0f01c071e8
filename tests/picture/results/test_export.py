"""A coordinator takes the answers of a round out as a file."""

import csv
import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from medborgar.accounts.models import STEP_UP_LIMIT, LoginSession
from medborgar.audit.models import AuditEntry
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.intake.models import Voice
from tests.picture.results.worlds import a_closed_round, answers_to, reviews

RESULTS = "/testby/intranat/dialoger/hur-tryggt-ar-det/svar"


@pytest.fixture
def exported(testby, by):
    dialogue = a_closed_round(
        testby,
        by,
        {"scale": "4", "many": ["På natten", "På dagen"], "text": "=2+2", "area": "centrum"},
        {"scale": "1", "text": "Hemligt.", "voice": Voice.ASSOCIATION},
    )
    reviews(next(one for one in answers_to(dialogue) if "=2+2" in one.text), "=2+2", by)
    return dialogue


def rows_of(page):
    return list(csv.reader(io.StringIO(page.response.data.decode("utf-8-sig")), delimiter=";"))


def test_the_answers_are_taken_out_as_csv(coordinator, exported):
    coordinator.get(RESULTS)
    coordinator.click("Hämta svaren som fil")
    page = coordinator.press("Hämta som csv")
    assert page.response.data.startswith(b"\xef\xbb\xbf")
    assert page.headers["Content-Disposition"] == 'attachment; filename="svar-hur-tryggt-ar-det-2027-05-11.csv"'
    head, *rows = rows_of(page)
    assert head[:5] == ["Dialog", "Kom", "Hur", "Vem", "Område"]
    known = {row[head.index("Hur tryggt är det?")]: dict(zip(head, row, strict=True)) for row in rows}
    assert known["4 Tryggt"]["När är det otryggt?"] == "På dagen, På natten"
    assert known["4 Tryggt"]["Område"] == "Centrum"
    assert known["4 Tryggt"]["Granskad ordalydelse"] == "'=2+2"
    assert known["4 Tryggt"]["Vad skulle göra det tryggare?"] == "Har svarat med egna ord"
    assert known["1"]["Vem"] == "Föreningar"
    assert "Hemligt" not in page.response.data.decode()


def test_the_answers_are_taken_out_as_a_workbook(coordinator, exported):
    coordinator.get(f"{RESULTS}/fil")
    page = coordinator.press("Hämta som Excel")
    sheet = load_workbook(io.BytesIO(page.response.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(rows) == 3
    assert "'=2+2" in [row[-1] for row in rows]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}  # no formula


def test_taking_answers_out_is_logged(coordinator, exported, by):
    coordinator.get(f"{RESULTS}/fil")
    coordinator.press("Hämta som csv")
    logged = db.session.query(AuditEntry).filter_by(event="dialogue:export").one()
    assert (logged.actor, logged.subject, logged.details) == (str(by.id), str(exported.id), '{"kind":"csv"}')


def test_nothing_is_taken_out_before_it_is_confirmed_who_one_is(coordinator, exported):
    coordinator.get(f"{RESULTS}/fil")
    db.session.execute(update(LoginSession).values(verified=clock.now() - STEP_UP_LIMIT))
    page = coordinator.press("Hämta som csv", status=422)
    assert "Inget är gjort än: bekräfta att det är du" in page.main
    assert db.session.query(AuditEntry).filter_by(event="dialogue:export").count() == 0


def test_a_kind_of_file_that_there_is_not_leads_back(coordinator, exported):
    page = coordinator.get(f"{RESULTS}/fil")
    token = page.soup.select_one("input[name=csrf_token]")["value"]
    assert coordinator.post(f"{RESULTS}/fil", {"csrf_token": token, "slag": "exe"}).h1 == page.h1


def test_a_round_that_nobody_answered_is_a_file_of_headings(coordinator, testby, by):
    a_closed_round(testby, by)
    coordinator.get(f"{RESULTS}/fil")
    assert len(rows_of(coordinator.press("Hämta som csv"))) == 1
