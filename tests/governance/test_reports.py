"""A report: made of what there is, sent and frozen, registered; on screen, in Word and as PDF."""

from datetime import date
from io import BytesIO

import docx
import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions.models import MetricKind
from medborgar.followup import actions as followup
from medborgar.followup.models import Result
from medborgar.governance import recording
from medborgar.governance.models import Recipient, Report
from medborgar.plan.models import Measure, Purpose, Responsible, State
from tests.decided import a_decision
from tests.factories import a_person
from tests.governance.conftest import TODAY, statements

INDEX = "/testby/intranat/rapporter"


@pytest.fixture
def decision(kept, testby):
    with clock.at(date(2027, 3, 22)):
        return kept(a_decision, testby, kept(a_person, testby), period="2027-kv2")


@pytest.fixture
def report(kept, testby, decision):
    return kept(a_report, testby)


def a_report(testby):
    words = recording.ReportWords("2027-kv2", Recipient.ASSEMBLY, "", "")
    found = recording.save_report(municipality=testby, report=None, version=0, words=words, by=a_person(testby))
    db.session.commit()
    return found


def followed_up(testby, decision):
    commitment = decision.priorities[0].commitments[0]
    assert commitment.metric_kind == MetricKind.NUMBER
    followup.report(
        subject=commitment,
        party=testby.party(Side.MUNICIPALITY),
        result=Result.DONE,
        done="Alla byttes.",
        value=24,
        by=a_person(testby),
    )


def test_a_report_is_made_of_what_there_is(testby, decision, somebody):
    followed_up(testby, decision)
    db.session.add(
        Measure(
            municipality_id=testby.id,
            title="Röja sly",
            purpose=Purpose.SAFETY,
            state=State.ONGOING,
            responsible=Responsible.MUNICIPALITY,
            owner="Parkchefen",
            due=date(2027, 6, 1),
            version=1,
        )
    )
    reader = somebody()
    reader.get(INDEX)
    reader.click("Gör en rapport")
    assert reader.press("Spara", status=422).errors == ["Välj vem rapporten är till"]
    reader.press("Spara", recipient="kommunfullmaktige", comment="Det har gått bra.")
    page = reader.click("Kommunfullmäktige")
    for words in (
        "Lägesbilden fastställdes 22 mars 2027.",
        "Den bygger på 18 svar",
        "Löfte 1: Ljust vid stationen",
        "Alla byttes. Mätvärde: 24.",
        "Inte uppföljt.",
        "Röja sly Parkchefen Pågående 1 juni 2027",
        "Hanteras i annan ordning.",
        "Det har gått bra.",
    ):
        assert words in page.main


@pytest.mark.parametrize(
    ("recipient", "told"),
    [
        ("kommunfullmaktige", "Kommunfullmäktige"),
        ("kommunstyrelsen", "Kommunstyrelsen"),
        ("polisledningen", "Polisens ledning"),
    ],
)
def test_a_report_goes_to_whoever_leads(decision, somebody, recipient, told):
    reader = somebody()
    reader.get(f"{INDEX}/ny")
    reader.press("Spara", recipient=recipient)
    assert told in reader.click(told).main


def test_few_answers_are_not_counted_out(testby, decision, somebody, report):
    assert "Ungdomar och skolor färre än 5" in somebody().get(f"{INDEX}/{report.id}").main


def test_what_is_sent_is_frozen_and_then_registered(testby, decision, somebody, report):
    reader = somebody()
    reader.get(f"{INDEX}/{report.id}")
    page = reader.press("Rapporten är lämnad", sent="2027-05-12", status=422)
    assert "Välj en dag från 11 maj 2027" in page.main
    reader.press("Rapporten är lämnad", sent="2027-05-11")
    followed_up(testby, decision)
    page = reader.get(f"{INDEX}/{report.id}")
    assert "Lämnad 11 maj 2027" in page.main
    assert "Alla byttes." not in page.main
    page = reader.press("Registrera", section="KF § 14", reference_number="KS 2027/33")
    assert "KF § 14" in page.main


def test_what_is_sent_can_not_be_changed_past_the_pages(testby, report):
    content = {"title": "x", "facts": [], "sections": []}
    recording.send_report(report=report, version=1, sent=TODAY, content=content, by=a_person(testby))
    db.session.commit()
    for statement in (update(Report).values(comment="x"), update(Report).values(sent=None), delete(Report)):
        with pytest.raises(DBAPIError, match="can only be appended to"), db.engine.begin() as connection:
            connection.execute(statement)
    words = recording.ReportWords("2027-kv2", Recipient.BOARD, "", "")
    with pytest.raises(Refused):
        recording.save_report(municipality=testby, report=report, version=2, words=words, by=a_person(testby))


def test_nothing_is_registered_of_what_is_not_sent(testby, report):
    with pytest.raises(Refused):
        recording.register_report(report=report, version=1, section="§ 1", reference_number="", by=a_person(testby))


def test_the_word_document_says_the_same(somebody, report):
    page = somebody().get(f"{INDEX}/{report.id}/rapport.docx")
    document = docx.Document(BytesIO(page.response.data))
    assert document.paragraphs[0].text == "Rapport om det brottsförebyggande arbetet"
    assert "Löfte 1: Ljust vid stationen" in [paragraph.text for paragraph in document.paragraphs]
    assert "Byter lamporna i gången." in [cell.text for table in document.tables for cell in table.column_cells(1)]


def test_the_pdf_is_one(somebody, report):
    try:
        import weasyprint  # noqa: F401, PLC0415 (there is a test for a machine that can't)
    except OSError:
        pytest.skip("PDF needs Pango: apt install libpango-1.0-0 libpangoft2-1.0-0")
    page = somebody().get(f"{INDEX}/{report.id}/rapport.pdf")
    assert page.response.data.startswith(b"%PDF-")
    assert page.headers["Content-Disposition"] == 'attachment; filename="rapport-2027-kv2.pdf"'


def test_without_pango_it_is_said_what_to_do(somebody, report, monkeypatch):
    import builtins  # noqa: PLC0415 (only this test stands in for a machine without Pango)

    real = builtins.__import__

    def without_pango(name, *more, **options):
        if name == "weasyprint":
            raise OSError("cannot load library 'pango'")
        return real(name, *more, **options)

    reader = somebody()
    monkeypatch.setattr(builtins, "__import__", without_pango)
    assert "programmet Pango saknas" in reader.get(f"{INDEX}/{report.id}/rapport.pdf", status=422).main


def test_two_who_change_at_once_see_both_texts(somebody, report):
    one, other = somebody(), somebody()
    for reader in (one, other):
        reader.get(f"{INDEX}/{report.id}/andra")
    one.press("Spara", comment="Den enas.")
    page = other.press("Spara", comment="Den andras.", status=409)
    assert "Den enas." in page.main
    assert page.soup.find(id="comment").text.strip() == "Den andras."


def test_steering_members_read_and_write_nothing(somebody, report):
    reader = somebody(Role.STEERING_MEMBER)
    assert not reader.get(f"{INDEX}/{report.id}").soup.main.find_all("form")
    reader.get(f"{INDEX}/ny", status=403)


def test_a_report_of_more_asks_the_database_no_more(testby, decision, somebody, report):
    reader, place = somebody(), f"{INDEX}/{report.id}"
    followed_up(testby, decision)
    before = statements(reader, place)
    for number in range(5):
        measure = Measure(
            municipality_id=testby.id,
            title=f"{number}",
            purpose=Purpose.SAFETY,
            state=State.ONGOING,
            responsible=Responsible.MUNICIPALITY,
            owner="Parkchefen",
            version=1,
        )
        db.session.add(measure)
    assert statements(reader, place) == before
