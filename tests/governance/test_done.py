"""What shows that something that comes again was done."""

from datetime import date

import pytest

from medborgar.governance.done import Done, is_to
from medborgar.governance.models import Recipient
from medborgar.municipality.cadences import Cadence, CadenceKind


@pytest.mark.parametrize(
    ("words", "recipients"),
    [
        ("kommunfullmäktige", {Recipient.ASSEMBLY}),
        ("Kommunstyrelsen", {Recipient.BOARD}),
        ("ledningen för lokalpolisområde Gästrikland", {Recipient.POLICE}),
        ("kommunstyrelsen och polisens ledning", {Recipient.BOARD, Recipient.POLICE}),
        ("", set(Recipient)),
        ("det verkställande utskottet", set(Recipient)),
    ],
)
def test_a_rhythms_words_name_who_is_told(words, recipients):
    assert {one for one in Recipient if is_to(one, words)} == recipients


def test_a_report_is_of_the_rhythm_that_names_its_recipient_and_of_no_other_kind():
    to_the_board = Done(CadenceKind.REPORT, date(2027, 5, 15), Recipient.BOARD)
    assert to_the_board.is_of(Cadence(kind=CadenceKind.REPORT, recipient="kommunstyrelsen"))
    assert not to_the_board.is_of(Cadence(kind=CadenceKind.REPORT, recipient="kommunfullmäktige"))
    assert not to_the_board.is_of(Cadence(kind=CadenceKind.BRIEFING, recipient="kommunstyrelsen"))
    assert Done(CadenceKind.BRIEFING, date(2027, 5, 15)).is_of(
        Cadence(kind=CadenceKind.BRIEFING, recipient="ledningen")
    )
