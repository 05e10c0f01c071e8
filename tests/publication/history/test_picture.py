"""The picture behind a promise, public: what was published with it, and no more."""

from typing import Any

from medborgar.core import memory
from medborgar.core.extensions import db
from medborgar.intake.models import Contribution, Extent
from medborgar.municipality.models import Area
from medborgar.publication.history.picture import areas, ordered
from tests.publication.worlds import PERIOD


def test_the_promise_leads_to_the_whole_picture(promised, client):
    client.get("/sala/medborgarlofte")
    page = client.click("Hela lägesbilden bakom löftet")
    assert page.main == client.get("/sala/lagesbild").main
    for words in ("Högstadiet: ingen skola svarade.", "Ljust vid stationen", "Hanteras i annan ordning."):
        assert words in page.main
    assert page.soup.select_one("table.bars tbody th").get_text(strip=True).startswith("Ordning")


def test_before_the_first_promise_there_is_none(world, client):
    memory.forget()
    assert "Ingen lägesbild är publicerad än" in client.get("/sala/lagesbild").main
    client.get(f"/sala/medborgarlofte/{PERIOD}/lagesbild", status=404)


def test_an_area_with_an_outline_stands_on_a_map_beside_the_list(promised, client):
    assert not client.get("/sala/lagesbild").soup.select("svg.map")
    db.session.query(Area).first().outline = "M10 10H40V30H10Z"
    promised.sala.version += 1
    db.session.commit()
    memory.forget()
    page = client.get("/sala/lagesbild")
    assert len(page.soup.select("svg.map path")) == 1
    assert "Schematisk karta, inte en karta över gränser." in page.main


def test_it_is_sorted_as_one_asks(promised, client):
    for asked in ("namn", "antal", "x", "%00"):
        assert client.get(f"/sala/lagesbild?sortera={asked}").h1 == "Så såg det ut när vi lovade"


class Counted:
    """A page with these counts by area."""

    def __init__(self, **counts):
        self.answers = {"delomraden": [{"namn": name, "antal": count} for name, count in counts.items()]}


def test_what_is_hidden_has_the_colour_of_nothing_and_stands_last():
    page: Any = Counted(Centrum=40, Åkra=None, Berg=5)
    found = areas(page, dict.fromkeys(["Centrum", "Åkra", "Berg"], "M0 0H9V9Z"))
    assert {area.name: area.shade for area in found} == {"Centrum": 3, "Åkra": 0, "Berg": 1}
    assert [row.text for row in ordered(found, "antal", numbered=True)] == ["40", "5", "färre än 5"]
    assert [row.label for row in ordered(found, "namn", numbered=True)] == ["3. Berg", "1. Centrum", "2. Åkra"]


def test_who_was_heard_is_said_where_only_the_areas_may_be_told_apart(client, world):
    for one in db.session.query(Contribution).limit(4):
        one.extent = Extent.WHOLE
    world.promise()
    page = client.get("/sala/lagesbild")
    assert page.soup.select("#delomraden table")
    (heard,) = page.soup.select("section[aria-labelledby=heard]")
    assert "För få svar för att visas uppdelade" in heard.text


def test_that_everything_was_chosen_is_said_where_the_reasons_would_stand(client, world):
    world.choose_everything()
    world.promise()
    assert "Alla fokusområden valdes den här gången." in client.get("/sala/lagesbild").soup.select_one("#inte-nu").text
