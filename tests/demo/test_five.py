"""The demo's other municipalities: each by its own agreement, in its own rhythm, and one that has just begun."""

import re

import pytest
from sqlalchemy import func, select

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.demo.people import PASSWORD, STAFF
from medborgar.intake.models import Contribution
from medborgar.municipality.models import Municipality
from medborgar.municipality.periods import Rhythm, period_of
from medborgar.municipality.queries import by_slug
from tests.reader import Reader, kind_of

RHYTHMS = {"falun": Rhythm.TERTIAL, "eskilstuna": Rhythm.QUARTER, "alvdalen": Rhythm.HALF_YEAR, "gavle": Rhythm.YEAR}
MUNICIPALITIES = [*RHYTHMS, "ny"]


@pytest.fixture
def coordinator(app):
    """Somebody who logs in to one of them."""

    def enter(slug: str) -> Reader:
        reader = Reader(app)
        reader.get("/logga-in")
        reader.press("Logga in", email=STAFF[0].email(slug), password=PASSWORD)
        return reader

    return enter


@pytest.mark.parametrize("slug", RHYTHMS)
def test_thirty_people_told_in_the_last_finished_period(app, slug):
    municipality, last = by_slug(slug), period_of(clock.today(), RHYTHMS[slug]).previous
    assert told(municipality, Contribution.received.between(last.first, last.last)) >= 30


@pytest.mark.parametrize("slug", RHYTHMS)
def test_two_finished_promises_and_a_running_one_in_its_own_rhythm(client, slug):
    running = period_of(clock.today(), RHYTHMS[slug])
    page = client.get(f"/{slug}/arkiv")
    for period in (running, running.previous, running.previous.previous):
        assert page.soup.select(f'a[href$="/{period.key}"]'), period.key
    page = client.get(f"/{slug}/medborgarlofte")
    (total,) = re.findall(r"Ni sa: (\d+) svar", page.text)
    assert int(total) >= 30


@pytest.mark.parametrize(
    ("slug", "page", "said"),
    [
        ("falun", "om", "tills vidare"),
        ("falun", "intranat/genomgangar", "Polishuset"),
        ("falun", "intranat/utvarderingar", "Länsstyrelsen i Dalarnas län"),
        ("falun", "intranat/moten", "EST-möte"),
        ("falun", "intranat/plan", "räddningschefen"),
        ("gavle", "intranat/dialoger/hur-tryggt-ar-det-2/svar", "upp 0,4 sedan förra gången"),
        ("alvdalen", "intranat/dialoger/manadens-sex-fragor-3/svar", "5 svar · förra gången 3 svar"),
        ("eskilstuna", "om", "Trygga Eskilstunas verkställande utskott"),
        ("eskilstuna", "handelser", "Rykten om våld vid Fristadstorget"),
        ("eskilstuna", "intranat/plan", "Håller öppet hus på brandstationen för unga"),
        ("eskilstuna", "intranat/lagesbild/platser", "J.A. Selanders gata"),
        ("eskilstuna", "vandringar/trygghetsvandring-i-centrum", "Görs inte – därför"),
        ("alvdalen", "om", "Vi söker orsaken"),
        ("alvdalen", "intranat/moten", "Kommunen och polisen träffas"),
        ("alvdalen", "intranat/matetal", "Lupp"),
        ("gavle", "intranat/plan", "kvällsöppet"),
        ("gavle", "intranat/rapporter", "polis"),
        ("ny", "intranat/lagen", "2023:196"),
    ],
)
def test_each_shows_what_only_it_demands(coordinator, slug, page, said):
    assert re.search(said, coordinator(slug).get(f"/{slug}/{page}").main)


def test_nothing_is_told_yet_where_work_has_just_begun(client, app):
    assert told(by_slug("ny")) == 0
    assert client.get("/ny/medborgarlofte").h1
    assert client.get("/ny/arkiv").h1


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_every_page_that_the_coordinator_can_reach(coordinator, slug):
    reader, waiting, known = coordinator(slug), [f"/{slug}", f"/{slug}/intranat"], set[str]()
    while waiting:
        kind = kind_of(address := waiting.pop(0))
        if kind in known or not kind:
            continue
        known.add(kind)
        page = reader.get(address)
        waiting += [str(link["href"]) for link in page.soup.select(f'a[href^="/{slug}"]')]
    assert len(known) > 40


def told(municipality: Municipality, *conditions) -> int:
    chosen = select(func.count()).select_from(Contribution).where(Contribution.municipality_id == municipality.id)
    return db.session.scalar(chosen.where(*conditions)) or 0


def test_everybody_reads_what_gavle_answered_this_year_and_the_last(client):
    client.get("/gavle/dialog")
    page = client.get("/gavle/dialog/hur-tryggt-ar-det-2/resultat")
    assert len(page.soup.select("table.values tbody tr")) == 2
    assert "färre än 5" in page.main
