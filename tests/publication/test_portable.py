"""The promise as PDF: what the page says, tagged so that a screen reader can read it."""

import builtins
import re
import zlib
from itertools import pairwise

import pytest

from medborgar.core import memory
from medborgar.followup.models import Result
from medborgar.publication import portable

PAGE = "/sala/medborgarlofte/2027-kv2"


@pytest.fixture
def printed(monkeypatch):
    """What is given to be printed, instead of a PDF made of it."""
    given: list[str] = []

    def keep(html: str, _style: str) -> bytes:
        given.append(html)
        return b"%PDF-"

    monkeypatch.setattr(portable, "as_pdf", keep)
    return given


@pytest.fixture
def promised(world, client):
    """A promise of which one commitment was not done."""
    world.promise()
    world.report(Result.NOT_DONE, done="Lamporna kom inte.", reason="Avtalet överklagades.")
    world.publish_reports()
    return client


def objects(pdf: bytes) -> str:
    """The objects of a PDF as text, packed ones too."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return "\n".join([pdf.decode("latin-1"), *(_unpacked(one).decode("latin-1") for one in packed)])


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""


def needs_pango():
    try:
        import weasyprint  # noqa: F401, PLC0415 (there is a test for a machine that can't)
    except OSError:
        pytest.skip("PDF needs Pango: apt install libpango-1.0-0 libpangoft2-1.0-0")


def test_it_is_tagged_for_who_listens_to_it(promised):
    needs_pango()
    answer = promised.get(f"{PAGE}.pdf").response
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
    said = objects(answer.data)
    for part in ("/Lang (sv)", "/Marked true", "/DisplayDocTitle true", "/StructTreeRoot", "/Outlines"):
        assert part in said, part
    assert re.search(r"pdfuaid:part[^<]*>1<|pdfuaid:part=\"1\"", said)
    levels = [int(level) for level in re.findall(r"/S /H(\d)\b", said)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert said.count("/S /TH") > 10
    assert len(re.findall(r"/S /TD\b[^>]*", said)) == said.count("/Headers [")
    assert "/S /Figure" not in said  # nothing is said by a picture
    assert set(re.findall(r"/BaseFont /[A-Z]+\+(\w+)", said)) == {"Text", "Head"}


def test_what_is_printed_is_what_the_page_says(promised, printed):
    promised.get(f"{PAGE}/v1.pdf")
    page, paper = promised.get(f"{PAGE}/v1"), printed[0]
    for words in (".promise h3", ".what", ".status", ".facts dd", ".bars th", "#inte-nu h3", ".promise .lines"):
        for found in page.soup.select(f"main {words}"):
            for line in found.find_all(string=True):
                assert line.strip().removeprefix("Löfte 1:")[:60] in paper
    assert "Avtalet överklagades." in paper
    assert f"{PAGE}/v1</a>" in paper


def test_both_marks_of_what_is_done_together_stand_before_the_words(monkeypatch):
    needs_pango()
    import weasyprint  # noqa: PLC0415 (there is a test for a machine that can't)

    style = (portable.STYLES / "lofte.css").read_text(encoding="utf-8")
    html = weasyprint.HTML(string='<h4 class="who tillsammans">Tillsammans</h4>')
    page = html.render(stylesheets=[weasyprint.CSS(string=style.replace("url(font:", "url(data:,"))]).pages[0]
    found = {box.element_tag: box for box in page._page_box.descendants() if box.element_tag}
    words_at = min(box.position_x for box in page._page_box.descendants() if hasattr(box, "text"))
    assert found["h4::before"].position_x < found["h4::after"].position_x < words_at


def test_what_belongs_to_nothing_else_has_no_line_for_it(promised, world, printed):
    promised.get(f"{PAGE}.pdf")
    assert "Hör ihop med" not in printed[0] + promised.get(PAGE).main
    world.decision.other_plans = "Trygghetsplanen"
    world.edit()
    world.promise()
    promised.get(f"{PAGE}.pdf")
    assert "Hör ihop med" in printed[1]
    assert "Hör ihop med" in promised.get(PAGE).main


def test_the_same_promise_is_the_same_bytes(promised):
    needs_pango()
    first = promised.get(f"{PAGE}.pdf").response.data
    memory.forget()
    assert promised.get(f"{PAGE}.pdf").response.data == first


def test_the_page_and_the_archive_lead_there(promised):
    links = [link["href"] for link in promised.get("/sala/medborgarlofte").soup.select("main a")]
    assert f"{PAGE}.pdf" in links
    assert f"{PAGE}/v1.pdf" in [link["href"] for link in promised.get("/sala/arkiv").soup.select("main a")]


def test_there_is_none_of_what_is_not_promised(promised):
    promised.get("/sala/medborgarlofte/2027-kv3.pdf", status=404)
    promised.get(f"{PAGE}/v9.pdf", status=404)


def test_without_pango_the_page_is_a_step_away(promised, monkeypatch):
    real = builtins.__import__

    def without_pango(name, *more, **options):
        if name == "weasyprint":
            raise OSError("cannot load library 'pango'")
        return real(name, *more, **options)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    page = promised.get(f"{PAGE}.pdf", status=503)
    assert "apt install libpango-1.0-0" in page.main
    assert promised.click("Till löftet på webben").h1.startswith("Det här lovar")
