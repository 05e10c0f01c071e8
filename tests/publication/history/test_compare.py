"""Two published versions compared: what was added, changed and taken away, and why."""

import pytest

from medborgar.core import clock
from medborgar.decisions.queries import for_period
from medborgar.publication import renditions
from tests.publication.history.conftest import LATER, next_quarter
from tests.publication.worlds import PERIOD

PAGE = f"/sala/medborgarlofte/{PERIOD}/jamfor"


@pytest.fixture
def corrected(promised):
    """A promise whose spelling has been put right."""
    promised.edit(why="Många går en omväg när det är mörkt här.")
    proposal = promised.propose(editorial=True, note="Ordet här saknades.")
    promised.confirm(proposal)
    promised.publish(proposal)
    return promised


def test_a_correction_is_shown_with_what_it_changed_and_why(corrected, client):
    page = client.get("/sala/medborgarlofte")
    assert "Löftet är rättat 11 maj 2027." in page.main
    page = client.click("Se vad som är ändrat")
    assert "redaktionell rättelse. Ordet här saknades." in page.main
    assert cells(page) == [
        ["Därför", "Många går en omväg när det är mörkt.", "Många går en omväg när det är mörkt här."]
    ]
    assert page.soup.select_one("#fran option[selected]")["value"] == f"{PERIOD}-v1"


def test_two_periods_are_compared_by_what_they_promise(corrected, client):
    with clock.at(LATER):
        next_quarter(corrected, public_health="Fler vågar gå ut.")
        client.get("/sala/arkiv")
        page = client.click("Vad är ändrat? juli–september 2027")
        assert "nytt beslut, godkänt av båda parter" in page.main
        rows = cells(page)
        assert ["Folkhälsa", "Fanns inte", "Fler vågar gå ut."] in rows
        assert ["Kommunen: klart senast", "30 juni 2027", "30 september 2027"] in rows
        assert not any(row[0] == "Kommunen: åtagande" for row in rows)


def test_any_two_can_be_asked_for(corrected, client):
    assert cells(client.get(f"{PAGE}?fran=v2&till=v1")) == cells(client.get(f"{PAGE}?fran=v1&till=v2"))
    assert cells(client.get(f"{PAGE}?fran={PERIOD}-v1&till=v2")) == cells(client.get(PAGE))
    assert "De två versionerna säger samma sak." in client.get(f"{PAGE}?fran=v1&till=v1").main


def test_a_version_is_compared_with_the_one_before_of_its_own_period(corrected, client):
    with clock.at(LATER):
        next_quarter(corrected, public_health="Fler vågar gå ut.")
        corrected.decision = for_period(corrected.sala, PERIOD)
        corrected.edit(title="Ljust på stationen")
        corrected.promise()
        assert cells(client.get(PAGE)) == cells(client.get(f"{PAGE}?fran=v2&till=v3"))


def test_a_single_version_has_nothing_to_be_compared_with(promised, client):
    assert "Bara en version är publicerad" in client.get(PAGE).main


def test_a_version_that_is_none_gets_a_clear_page(corrected, client):
    kept = len(renditions._kept)
    for asked in ("fran=v9", "till=x", "fran=2027-kv9-v1", "till=v%00", "fran=v²", f"till=v{'9' * 50}", "fran=%FF"):
        assert "Det finns ingen sådan version." in client.get(f"{PAGE}?{asked}", status=404).main, asked
    assert len(renditions._kept) == kept


def cells(page):
    rows = page.soup.select("table.changes tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]
