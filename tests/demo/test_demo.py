"""The demo as a visitor meets it: two finished quarters, a running one, and people's words behind them."""

import re

import pytest
from sqlalchemy import func, select

from medborgar.audit.models import AuditEntry
from medborgar.audit.queries import first_fault
from medborgar.config import Mode
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.demo import loading, people
from medborgar.demo.world import receipt
from medborgar.followup.queries import latest_of_measures
from medborgar.intake.models import Contribution
from medborgar.municipality.periods import Period, Rhythm, period_of
from medborgar.municipality.queries import by_slug
from medborgar.triage.feedback_queries import to_unit
from medborgar.triage.queries import unread
from tests.links import Crawl

STATES = ["Gjort", "Delvis gjort", "Inte gjort – därför", "Försenat till", "Uppföljning saknas", "Enligt plan"]


@pytest.fixture
def running():
    return period_of(clock.today(), Rhythm.QUARTER)


def test_sixty_people_told_in_the_last_finished_quarter_and_in_the_one_before(app, running):
    assert told_in(running.previous) >= 60
    assert told_in(running.previous.previous) >= 60


def test_two_finished_promises_and_a_running_one_are_in_the_archive(client, running):
    page = client.get("/sala/arkiv")
    for period in (running, running.previous, running.previous.previous):
        assert page.soup.select(f'a[href$="/{period.key}"]')


def test_the_last_finished_promise_rests_on_sixty_answers(client, running):
    page = client.get(f"/sala/medborgarlofte/{running.previous.key}")
    (total,) = re.findall(r"Ni sa: (\d+) svar", page.text)
    assert int(total) >= 60
    assert "färre än 5" in page.text


def test_every_state_of_a_promise_is_on_the_public_pages(client, running):
    pages = [client.get(f"/sala/medborgarlofte/{period.key}").text for period in (running, running.previous)]
    pages.append(client.get(f"/sala/medborgarlofte/{running.previous.previous.key}").text)
    assert [state for state in STATES if not any(state in page for page in pages)] == []


def test_the_first_promise_was_done_partly_done_late_and_not_done(client, running):
    page = client.get(f"/sala/medborgarlofte/{running.previous.previous.key}")
    for state in ("Gjort", "Delvis gjort", "Försenat till", "Inte gjort – därför"):
        assert state in page.main
    assert "Uppföljning saknas" not in page.main


def test_the_last_promise_lacks_one_follow_up(client, running):
    page = client.get(f"/sala/medborgarlofte/{running.previous.key}.json")
    states = [one["lage"] for one in page.response.json["lage"]["ataganden"]]
    assert states.count("uppfoljning-saknas") == 1


def test_a_measure_was_followed_up_in_figures_and_words_and_reporters_were_answered(app):
    sala = by_slug("sala")
    told = latest_of_measures(sala).values()
    assert any(one.counted and one.otherwise and (one.before, one.value) == (14, 6) for one in told)
    assert to_unit(sala.party(Side.MUNICIPALITY).id)


def test_a_spelling_was_put_right_in_a_second_version(client, running):
    page = client.get(f"/sala/medborgarlofte/{running.previous.key}/v2")
    assert "belysnig" in page.main
    assert "belysning" in page.main


def test_the_inbox_has_answers_that_nobody_has_read(app):
    sala = by_slug("sala")
    assert unread(sala, sala.party(Side.MUNICIPALITY).id) >= 8


@pytest.mark.whatever_database
def test_every_link_of_the_public_pages_leads_somewhere(client):
    crawl = Crawl(client.http, client.app.config["SETTINGS"].address).from_page("/")
    assert crawl.broken == []
    assert len(crawl.kinds) > 50
    assert len(crawl.parts) > 200


@pytest.mark.parametrize("key", loading.TO_FOLLOW)
def test_a_visitor_can_follow_an_answer(client, app, key):
    client.get("/sala/folj")
    page = client.press("Visa vad som har hänt", code=receipt(app.config["KEYS"], "sala", key))
    assert "Mottaget" in page.main


@pytest.mark.parametrize("number", range(len(people.STAFF)))
def test_everybody_in_the_demo_can_log_in(client, number):
    client.get("/logga-in")
    page = client.press("Logga in", email=people.STAFF[number].email("sala"), password=people.PASSWORD)
    assert people.name_of("sala", number) in page.text


def test_loading_again_changes_nothing(app):
    before = rows()
    assert loading.load(Mode.DEMO, app.config["KEYS"], ["sala"]) == []
    assert rows() == before


def test_the_log_is_whole_and_in_order(app):
    moments = db.session.scalars(select(AuditEntry.at).order_by(AuditEntry.number)).all()
    assert moments == sorted(moments)
    assert moments[-1] <= clock.now()
    assert first_fault() is None


def test_a_production_site_takes_no_demo(app):
    with pytest.raises(loading.NotHere):
        loading.load(Mode.PRODUCTION, app.config["KEYS"])


def told_in(period: Period) -> int:
    return number_of(Contribution.received.between(period.first, period.last))


def number_of(*conditions) -> int:
    return db.session.scalar(select(func.count()).select_from(Contribution).where(*conditions)) or 0


def rows() -> dict[str, int]:
    tables = db.metadata.sorted_tables
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}
