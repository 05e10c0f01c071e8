"""Så arbetar vi: the method from the profile, quotes as quotes, and what is ours marked as ours."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from medborgar.cli import cli
from medborgar.core.extensions import db
from medborgar.decisions.wording import lix
from medborgar.municipality import reading
from medborgar.municipality.agreements import Clause
from medborgar.municipality.cadences import Cadence
from medborgar.municipality.models import FocusArea, Municipality, Place
from medborgar.municipality.periods import Rhythm
from tests.factories import a_municipality
from tests.reader import Page, Reader, words


@pytest.mark.parametrize("profile", reading.names())
def test_the_method_of_every_profile_is_told_in_plain_words(app: Flask, client: Reader, profile: str) -> None:
    page = so_we_work(app, client, profile)

    assert (lix(our_words(page)) or 0) <= 40
    assert "En förlaga" in page.main
    for clause in db.session.query(Clause):
        assert clause.title in page.main
    for cadence in db.session.query(Cadence):
        assert f"{cadence.title} {cadence.often}" in page.main
    for area in db.session.query(FocusArea):
        told = [area.name, area.question, area.problem, area.goal, area.ongoing, area.possible]
        assert [line for line in "\n".join(told).splitlines() if line not in page.main] == []


@pytest.mark.parametrize(
    ("profile", "only_there"),
    [
        (
            "falun",
            [
                "Gäller tills vidare",
                "båda parter kan säga upp den",
                "Räddningstjänsten: insatschefen",
                "Räddningstjänsten i Falun",
                "Kommunen, polisen och Länsstyrelsen utvärderar EST",
                "Polisen visar läget för kommunens ledning Varje halvår",
                "Faluns BRÅ",
                "innan det som är på väg att hända har hänt",
                "Vi hindrar brott och skapar trygghet, tillsammans.",
                "Den nationella trygghetsundersökningen (NTU)",
            ],
        ),
        (
            "sala",
            [
                "Varannan vecka",
                "LPO-chefen",
                "Vi väger problemen mot varandra Varje kvartal",
                "Fler ska känna sig trygga.",
                "Färre ska utsättas för brott.",
            ],
        ),
        (
            "eskilstuna",
            [
                "Trygga Eskilstunas verkställande utskott",
                "Utses av: Trygga Eskilstunas verkställande utskott",
                "Polismyndigheten: gruppchefen för kommunpoliserna",
                "Kronobergsmodellen",
                "Here 4 you",
                "Unga, flickor och pojkar",
                "Föräldrar och andra vuxna, för att nå de unga",
                "Först inom kommunen och polisen, sedan till alla andra.",
                "Polismyndigheten: länspolismästaren",
                "Polismyndigheten: polisområdeschefen",
                "Öppet, sant, snabbt och sakligt.",
            ],
        ),
        (
            "alvdalen",
            [
                "Gällde till och med 31 december 2021",
                "propagandaspridning",
                "Lupp",
                "Vi söker orsaken",
                "Vaktmästaren i bostadsområdet",
                "Arbetsgruppen BRÅ",
                "Länsstyrelsen i Dalarnas mall",
                "Vi ser efter om mallen med frågor har ändrats Varje år",
            ],
        ),
        (
            "gavle",
            [
                "Fler ska vilja bo i kommunen.",
                "Folkhälsan får en egen plats",
                "Till: kommunstyrelsen",
                "Planen ses över inför det nya året Varje år",
                "Vi bygger på forskning",
                "samordnaren för brottsförebyggande arbete (vårt val)",
                "det primära syftet att förhindra att brott begås",
                "Gävle Brottsförebyggande Råd",
                "Ledningsgruppen i Brottsförebyggarna i Gävle (BIG)",
            ],
        ),
        ("ny", ["Det strategiska rådet", "Vi beslutar om en plan", "Vartannat år"]),
    ],
)
def test_a_profile_shows_what_only_it_demands(app: Flask, client: Reader, profile: str, only_there: list[str]) -> None:
    page = so_we_work(app, client, profile)

    assert [words for words in only_there if words not in page.main] == []


def test_the_hot_spots_of_eskilstuna_are_places(app: Flask, client: Reader) -> None:
    so_we_work(app, client, "eskilstuna")

    hot = db.session.query(Place).filter_by(hot_spot=True)
    assert {place.name for place in hot} == {"Järntorget", "Fristadstorget", "J.A. Selanders gata"}


def test_the_profiles_try_every_rhythm() -> None:
    rhythms = {reading.read(reading.find(name)).municipality.rhythm for name in reading.names()}

    assert rhythms == set(Rhythm)


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
def about(loaded: Municipality, client: Reader) -> Page:
    return client.get("/sala/om")


def so_we_work(app: Flask, client: Reader, profile: str) -> Page:
    app.test_cli_runner().invoke(cli, ["municipality", "load", profile])
    return client.get(f"/{profile}/om")


def our_words(page: Page) -> str:
    """What the page says, each piece as a sentence, without what it quotes."""
    soup = BeautifulSoup(page.html, "html.parser")
    for theirs in soup.select("blockquote, cite"):
        theirs.decompose()
    return ". ".join(words(block) for block in soup.select("main :is(h1, h2, h3, p, li > p, th, td, dt, dd)"))
