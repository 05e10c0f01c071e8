"""A local police area serves five municipalities: one officer works in all, and finds nothing that was not shared."""

from datetime import date

import pytest

from medborgar.accounts import actions as accounts
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.municipality.periods import parse
from medborgar.picture import actions, sharing
from medborgar.picture.writings import OwnWords, SecrecyOutcome
from tests.factories import a_contribution, a_municipality, a_person, log_in
from tests.reader import Reader

TODAY = date(2027, 5, 11)
SLUGS = ["sala", "heby", "kungsor", "norberg", "fagersta"]
PERIOD = "2027-kv3"
PAGES = ["", "/inkorg", "/lagesbild", f"/lagesbild/{PERIOD}", f"/lagesbild/{PERIOD}/omrade/ordning", "/moten", "/plan"]


@pytest.fixture
def served(app):
    """Five municipalities with one police, each with an answer and words of its own that nobody has shared."""
    with clock.at(TODAY):
        first = a_municipality(SLUGS[0])
        police = first.party(Side.POLICE).organisation
        yield [first, *(a_municipality(slug, police=police) for slug in SLUGS[1:])]


@pytest.fixture
def officer(app, served):
    """The police's own in all five."""
    person = a_person(served[0], Role.MUNICIPAL_POLICE, Side.POLICE)
    for municipality in served[1:]:
        accounts.assign(person=person, party=municipality.party(Side.POLICE), role=Role.MUNICIPAL_POLICE, by="test")
    db.session.commit()
    reader = Reader(app)
    log_in(reader, person)
    return reader


def own_words(municipality):
    """A picture that has begun, with what the municipality has written and not shared."""
    a_contribution(municipality, f"Bara till {municipality.slug}.")
    picture = actions.open_picture(
        municipality=municipality, period=parse(PERIOD), heard_to=TODAY, all_heard=True, actor="test"
    )
    actions.save_own_text(
        picture=picture,
        party_id=municipality.party(Side.MUNICIPALITY).id,
        area=picture.focus_set.areas[0],
        words=OwnWords(text=f"Odelat i {municipality.slug}."),
        version=0,
        actor="test",
    )
    db.session.commit()
    return picture


def all_pages(officer, municipality):
    return " ".join(officer.get(f"/{municipality.slug}/intranat{page}").html for page in PAGES)


def test_one_officer_works_in_all_five_and_sees_nothing_that_is_not_shared(served, officer):
    pictures = [own_words(municipality) for municipality in served]
    for municipality in served:
        found = all_pages(officer, municipality)
        assert municipality.name in found
        assert not [slug for slug in SLUGS if f"Odelat i {slug}" in found or f"Bara till {slug}" in found]

    reviewer = a_person(served[0])
    sharing.share(
        picture=pictures[0],
        party_id=served[0].party(Side.MUNICIPALITY).id,
        reviewer_id=reviewer.id,
        outcome=SecrecyOutcome.NOTHING_SECRET,
    )
    assert "Odelat i sala" in all_pages(officer, served[0])
    assert not any("Odelat" in all_pages(officer, other) for other in served[1:])


def test_a_sixth_that_it_does_not_serve_is_not_there(served, officer):
    a_municipality("gavle")
    officer.get("/gavle/intranat", status=404)
