"""The pages that no story passes: looked at as hard as those it does."""

from pathlib import Path

import pytest

from tests.browser import nu
from tests.browser.conftest import Meet
from tests.browser.people import Visitor

PUBLIC = {
    "start": "/sala",
    "inget-lofte": "/sala/medborgarlofte",
    "arkiv-tomt": "/sala/arkiv",
    "om": "/sala/om",
    "tillganglighet": "/sala/tillganglighet",
    "personuppgifter": "/sala/personuppgifter",
    "kakor": "/sala/kakor",
}


@pytest.mark.timeout(120)
def test_public_pages_are_right_at_every_size(meet: Meet):
    anybody = meet(Visitor)
    for name, address in PUBLIC.items():
        anybody.opens(address)
        anybody.look(name)
    with anybody.watch.expecting(404):
        anybody.opens("/sala/finns-inte")
        anybody.look("404")


@pytest.mark.skipif(nu.JAVA is None, reason="no Java here, so the Nu checker reads no page; on Debian: default-jre")
def test_the_nu_checker_sees_a_fault(tmp_path: Path):
    (tmp_path / "page.html").write_text(
        "<!doctype html><html lang=sv><title>Ett fel</title><p hej=1>", encoding="utf-8"
    )
    assert "hej" in nu.faults(tmp_path)[0]
