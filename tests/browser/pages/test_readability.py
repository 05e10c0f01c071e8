"""How hard the words are to read, by LIX, on the pages that residents meet."""

import pytest

from medborgar.decisions.wording import lix
from tests.browser.conftest import Meet
from tests.browser.people import Visitor

pytestmark = pytest.mark.whatever_database

EASY, FORM, PUBLIC, LEGAL = 25, 30, 40, 45
PAGES = {
    "/sala": PUBLIC,
    "/sala/medborgarlofte": PUBLIC,
    "/sala/arkiv": PUBLIC,
    "/sala/lagesbild": PUBLIC,
    "/sala/om": PUBLIC,
    "/sala/oppna-data": PUBLIC,
    "/sala/beratta": FORM,
    "/sala/folj": FORM,
    "/sala/prenumerera": FORM,
    "/sala/tillganglighet": LEGAL,
    "/sala/personuppgifter": LEGAL,
    "/sala/kakor": LEGAL,
    "/lattlast/sala": EASY,
    "/lattlast/sala/medborgarlofte": EASY,
    "/lattlast/sala/beratta": EASY,
    "/lattlast/sala/folj": EASY,
}


@pytest.mark.parametrize("address", PAGES)
def test_the_words_are_easy_enough(meet: Meet, address: str):
    reader = meet(Visitor)
    reader.opens(address)
    found = lix(reader.page.locator("main").inner_text())
    assert found is not None
    assert found <= PAGES[address]
