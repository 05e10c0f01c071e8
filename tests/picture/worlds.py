"""Worlds for tests of pictures: reviewed answers, somebody logged in from each party, a picture ready to establish."""

from collections.abc import Callable
from datetime import date

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.models import Contribution
from medborgar.municipality.models import FocusArea, FocusAreaSet, Municipality
from medborgar.municipality.periods import parse
from medborgar.picture import actions, sharing, weighing
from medborgar.picture.models import Picture, Problem
from medborgar.picture.writings import JointWords, SecrecyOutcome
from medborgar.triage.models import Outcome, Review, Tag
from tests.factories import a_contribution, a_person
from tests.reader import Reader

PERIOD = "2027-kv2"
BOARD = f"/testby/intranat/lagesbild/{PERIOD}"


def a_municipal_officer(somebody: Callable[..., Reader]) -> Reader:
    """Kommunpolisen."""
    return somebody(Role.MUNICIPAL_POLICE, Side.POLICE)


def token_of(reader: Reader) -> str:
    """The token that the forms of the reader's page carry."""
    return str(reader.page.soup.select("main form input[name=csrf_token]")[0]["value"])


def focus_areas(municipality: Municipality) -> list[FocusArea]:
    """The municipality's focus areas."""
    return db.session.query(FocusAreaSet).filter_by(municipality_id=municipality.id).one().areas


def an_answer(
    municipality: Municipality,
    masked: str = "Mörkt vid stationen.",
    *,
    tags: tuple[int, ...] = (0,),
    outcome: Outcome = Outcome.IN_PICTURE,
    reviewer: Person | None = None,
    **traits: object,
) -> Contribution:
    """An answer that has been reviewed; `tags` are positions of focus areas."""
    contribution = a_contribution(municipality, f"oavslöjat: {masked}", **traits)  # type: ignore[arg-type]
    person = reviewer or a_person(municipality)
    review = Review(
        municipality_id=municipality.id,
        contribution_id=contribution.id,
        version=1,
        masked_text=masked,
        outcome=outcome,
        reviewed=clock.today(),
        reviewed_by_id=person.id,
        saved_at="12.00",
    )
    review.tags = [Tag(focus_area_id=focus_areas(municipality)[position].id) for position in tags]
    db.session.add(review)
    db.session.commit()
    return contribution


def a_picture(
    municipality: Municipality, *, period: str = PERIOD, heard_to: date | None = None, not_heard: str = "Båtfolket"
) -> Picture:
    """An open picture, of what has been heard until today."""
    picture = actions.open_picture(
        municipality=municipality,
        period=parse(period),
        heard_to=heard_to or clock.today(),
        not_heard=not_heard,
        actor="test",
    )
    db.session.commit()
    return picture


def shared(picture: Picture, municipality: Municipality, side: Side = Side.MUNICIPALITY) -> None:
    """A party presses Dela."""
    reviewer = a_person(municipality, side=side)
    sharing.share(
        picture=picture,
        party_id=municipality.party(side).id,
        reviewer_id=reviewer.id,
        outcome=SecrecyOutcome.NOTHING_SECRET,
    )
    db.session.commit()


def a_problem(picture: Picture, title: str = "Mörkt") -> Problem:
    """A problem that rests on nothing yet."""
    problem = weighing.save_problem(
        picture=picture,
        area=picture.focus_set.areas[0],
        words=weighing.ProblemWords(title),
        grounds=set(),
        actor="test",
    )
    db.session.commit()
    return problem


def analysed(picture: Picture) -> None:
    """Every focus area has an analysis."""
    for area in picture.focus_set.areas:
        words = JointWords(analysis=f"Därför ser det ut så om {area.name}.")
        actions.save_joint_text(picture=picture, area=area, words=words, version=0, actor="test")
    db.session.commit()


def established(picture: Picture, municipality: Municipality) -> None:
    """The picture is locked for ever."""
    person, party = a_person(municipality), municipality.party(Side.MUNICIPALITY)
    actions.establish(picture=picture, party_id=party.id, person_id=person.id)
    db.session.commit()
