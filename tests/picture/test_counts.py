"""Which answers count, and how many."""

from datetime import date

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.intake.models import Channel, Voice
from medborgar.municipality import queries as municipalities
from medborgar.municipality.models import FocusAreaSet
from medborgar.picture import queries
from medborgar.triage.models import Outcome
from tests.factories import a_municipality
from tests.picture.counting import queries_of
from tests.picture.worlds import (
    BOARD,
    PERIOD,
    a_municipal_officer,
    a_picture,
    an_answer,
    analysed,
    established,
    focus_areas,
    shared,
)


def test_an_answer_counts_once_in_all_and_in_each_of_its_focus_areas(testby):
    an_answer(testby, tags=(0, 2), voice=Voice.ASSOCIATION, channel=Channel.PHONE)
    an_answer(testby, tags=(0,), area=municipalities.areas(testby)[1])
    counts = queries.counts(a_picture(testby), testby.party(Side.MUNICIPALITY).id)
    assert counts.total == 2
    assert [number for _, number in counts.by_focus] == [2, 0, 1]
    assert dict(counts.by_area) == {"Centrum": 0, "Norrby": 1, "Söderby": 0, "Hela kommunen": 0, "Vet inte": 1}
    assert [number for _, number in counts.by_voice] == [1, 1, 0, 0]
    assert dict(counts.by_channel)["Telefon"] == 1
    assert counts.silent == ["Centrum", "Söderby", "Förtroendevalda", "Medarbetare"]


def test_other_ends_later_days_and_other_municipalities_do_not_count(testby):
    an_answer(testby, outcome=Outcome.PASSED_ON)
    an_answer(testby, received=date(2027, 3, 11))
    an_answer(a_municipality("annanby"))
    picture = a_picture(testby, heard_to=date(2027, 3, 10))
    assert queries.counts(picture, testby.party(Side.MUNICIPALITY).id).total == 0


def test_a_party_counts_its_own_and_what_the_other_has_shared(testby):
    an_answer(testby)
    an_answer(testby, side=Side.POLICE)
    picture, (own, police) = a_picture(testby), testby.parties
    assert [queries.counts(picture, party.id).total for party in (own, police)] == [1, 1]
    assert queries.counts(picture).total == 0
    shared(picture, testby, Side.POLICE)
    assert [queries.counts(picture, party.id).total for party in (own, police)] == [2, 1]
    assert queries.counts(picture).total == 1


def test_an_answer_reviewed_too_late_flows_into_the_next_picture(testby):
    picture = a_picture(testby)
    analysed(picture)
    established(picture, testby)
    an_answer(testby, received=date(2027, 3, 1))
    with clock.at(date(2027, 6, 1)):
        following = a_picture(testby, period="2027-kv3")
    assert queries.counts(picture).total == 0
    assert queries.counts(following, testby.party(Side.MUNICIPALITY).id).total == 1


def test_a_tag_of_an_older_set_counts_in_its_successor(testby):
    an_answer(testby, tags=(0, 1))
    old = focus_areas(testby)
    new = FocusAreaSet(municipality_id=testby.id, title="Ny mall", valid_from=date(2027, 2, 1), ours=True)
    db.session.add(new)
    db.session.flush()
    (merged,) = new.areas = [type(old[0])(slug="allt", name="Allt", position=0, question="")]
    db.session.flush()
    old[0].successor_id = old[1].successor_id = merged.id
    db.session.commit()
    counts = queries.counts(a_picture(testby), testby.party(Side.MUNICIPALITY).id)
    assert [(area.name, number) for area, number in counts.by_focus] == [("Allt", 1)]


def test_the_page_says_what_was_heard_and_who_was_not(somebody, testby):
    an_answer(testby, area=municipalities.areas(testby)[0])
    a_picture(testby)
    page = somebody().get(BOARD)
    assert "1 svar; ett svar kan gälla flera områden" in page.main
    assert "Inga svar från: Norrby, Söderby, Föreningar, Förtroendevalda, Medarbetare." in page.main
    assert page.soup.select_one("table.bars svg rect")


def test_the_number_of_queries_does_not_grow_with_the_answers(somebody, testby):
    reader, officer = somebody(), a_municipal_officer(somebody)
    an_answer(testby)
    picture = a_picture(testby)
    shared(picture, testby)
    pages = [
        BOARD,
        *(f"{BOARD}/{page}" for page in ("inlagg", "problem", "problem/nytt", "rangordning", "lopande", "dela")),
    ]
    few = [queries_of(reader, page) for page in pages] + [queries_of(officer, BOARD)]
    for number in range(12):
        an_answer(testby, tags=(number % 3, (number + 1) % 3), area=municipalities.areas(testby)[number % 3])
    shared(picture, testby)
    an_answer(testby)
    assert [queries_of(reader, page) for page in pages] + [queries_of(officer, BOARD)] == few


def test_there_is_no_picture_of_a_period_without_one(somebody, testby):
    reader = somebody()
    for period in (PERIOD, "2027-kv5", "%00", "ny%0a", "🚲"):
        reader.get(f"/testby/intranat/lagesbild/{period}", status=404)
