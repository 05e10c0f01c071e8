"""The year in Gävle: what was promised, how it went, and that those who decide have been told."""

from ctypes.util import find_library
from datetime import date

import pytest

from tests.browser.conftest import NO_SCRIPT
from tests.browser.secretary import Secretary
from tests.browser.signers import Owner

CAN_PDF = find_library("pango-1.0") is not None  # where it can't, the page says so


@pytest.fixture
def site(promised_gavle):
    with promised_gavle.served() as site:
        yield site


@pytest.mark.parametrize("way", [NO_SCRIPT], ids=["no-script"])
def test_those_who_decide_are_told_of_the_year(site, meet):
    nils, maj = meet(Owner), meet(Secretary)

    site.turn_to(date(2027, 12, 20))
    nils.logs_in("atgardsagare", at="gavle")
    nils.reports("Byter lamporna i gången.", value="24", done="Alla lamporna i gången är bytta.")

    site.turn_to(date(2028, 1, 17))
    maj.logs_in("samordnare", at="gavle")
    maj.makes_the_report(to="Kommunfullmäktige", comment="Året har varit lugnare än det förra.")
    maj.sees("Ljust vid stationen", "Alla lamporna i gången är bytta. Mätvärde: 24.", "Inte uppföljt.", "Inte lämnad")
    maj.sees("Till Kommunfullmäktige", "Period 1 januari–31 december 2027", "Året har varit lugnare än det förra.")
    assert maj.takes_it_as("Word").startswith(b"PK")
    if CAN_PDF:
        assert maj.takes_it_as("PDF").startswith(b"%PDF")

    maj.hands_it_over()
    maj.sees("Lämnad 17 januari 2028")
    maj.registers_it("KF § 14", "KS 2028/33")
    maj.sees("Paragraf KF § 14", "Diarienummer KS 2028/33")
    assert maj.takes_it_as("Word").startswith(b"PK")
    maj.looks_at_the_year()
    maj.sees_in_the_year("Rapport till kommunfullmäktige", "Gjort")
