"""Så arbetar vi: the method from the profile, quotes as quotes, and what is ours marked as ours."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from medborgar.cli import cli
from medborgar.core.extensions import db
from medborgar.decisions.wording import lix
from medborgar.municipality.agreements import Clause
from medborgar.municipality.cadences import Cadence
from tests.factories import a_municipality
from tests.reader import Page, Reader, words


def test_every_step_is_told_with_the_agreements_own_words_and_where_they_stand(about: Page) -> None:
    for clause in db.session.query(Clause):
        assert clause.title in about.main
        quotes = [quote for quote in about.soup.select("blockquote q") if words(quote) == clause.quote]
        assert quotes
        assert clause.section in {words(cite) for cite in about.soup.select("cite")}


def test_what_comes_again_stands_in_a_table(about: Page) -> None:
    rows = {words(row.th): words(row.td) for row in about.soup.select("tbody tr")}

    assert rows["Beslut i styrgruppen"].startswith("Varje kvartal")
    assert len(rows) == db.session.query(Cadence).count()


def test_the_template_tells_that_it_is_one_and_what_is_ours(about: Page) -> None:
    assert "Det är en förlaga från de åren och säger inte vad som gäller i dag." in about.main
    assert "kommunstyrelsens ordförande (vår standard)" in about.main
    assert "Vår standard Dokumentet nämner inga fokusområden." in about.main


def test_bodies_and_parties_are_functions(about: Page) -> None:
    assert "Kommunpoliserna från de fem kommunerna" in about.main
    assert "Dokumentet säger inte vilka som sitter här." in about.main
    assert "Arbetar i 5 kommuner." in about.main


def test_the_page_is_easy_to_read_and_sets_no_cookie(about: Page) -> None:
    assert (lix(our_words(about)) or 0) <= 40
    assert "Set-Cookie" not in about.headers


def test_a_method_without_quotes_has_its_sections_all_the_same(client: Reader) -> None:
    a_municipality()

    page = client.get("/testby/om")

    assert not page.soup.select("blockquote")
    assert "Bilaga" in page.main


def test_a_municipality_that_is_not_there_has_no_method(client: Reader) -> None:
    client.get("/mora/om", status=404)


@pytest.fixture
def about(app: Flask, client: Reader) -> Page:
    app.test_cli_runner().invoke(cli, ["municipality", "load", "sala"])
    return client.get("/sala/om")


def our_words(page: Page) -> str:
    """What the page says, each piece as a sentence, without what it quotes."""
    soup = BeautifulSoup(page.html, "html.parser")
    for theirs in soup.select("blockquote, cite"):
        theirs.decompose()
    return ". ".join(words(block) for block in soup.select("main :is(h1, h2, h3, p, li > p, th, td, dt, dd)"))
