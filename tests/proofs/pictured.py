"""A whole picture that is still open: both parties have written and shared, and a problem is weighed."""

from collections.abc import Iterable, Mapping

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.permissions import Side
from medborgar.core.pixels import Clean
from medborgar.intake.models import Contribution
from medborgar.municipality.models import Municipality, Place
from medborgar.municipality.periods import parse
from medborgar.picture import actions, illustrating, sharing, weighing
from medborgar.picture.models import Bone, Picture, Problem, Ranker
from medborgar.picture.rules import Grades
from medborgar.picture.writings import JointWords, OwnWords, PictureImage, SecrecyOutcome

ACTOR = "test"


def an_open_picture(municipality: Municipality, reviewers: Mapping[Side, Person], *, period: str) -> Picture:
    """Each party's own words, shared, and the joint ones."""
    picture = actions.open_picture(municipality=municipality, period=parse(period), heard_to=clock.today(), actor=ACTOR)
    focus = picture.focus_set.areas[0]
    for side, reviewer in reviewers.items():
        party, words = municipality.party(side), OwnWords(text=f"Vi på {side} ser att det är mörkt.")
        actions.save_own_text(picture=picture, party_id=party.id, area=focus, words=words, version=0, actor=ACTOR)
        sharing.share(
            picture=picture,
            party_id=party.id,
            reviewer_id=reviewer.id,
            outcome=SecrecyOutcome.MASKED,
            paragraph="OSL 35 kap. 1 §",
        )
    joint = JointWords(scope="Mycket", consequences="Oro", other="Skolan", analysis="Mörker")
    actions.save_joint_text(picture=picture, area=focus, words=joint, version=0, actor=ACTOR)
    return picture


def a_weighed_problem(
    picture: Picture, municipality: Municipality, answers: Iterable[Contribution], place: Place
) -> Problem:
    """A problem with its grounds and its cause, weighed as its place is."""
    problem = weighing.save_problem(
        picture=picture,
        area=picture.focus_set.areas[0],
        words=weighing.ProblemWords(title="Stökigt på torget"),
        grounds={answer.id for answer in answers},
        actor=ACTOR,
    )
    words = weighing.CauseWords(Bone.PLACE, "Ingen har ansvar för torget", "Svaren")
    weighing.save_cause(picture=picture, problem=problem, words=words, actor=ACTOR)
    for subject in (problem, place):
        weighing.rank(
            picture=picture,
            municipality=municipality,
            subject=subject,
            by=Ranker.TOGETHER,
            grades=Grades(3, "Många är där", 2, "Delad mark"),
            actor=ACTOR,
        )
    return problem


def its_images(
    picture: Picture, reviewers: Mapping[Side, Person], municipality: Municipality
) -> dict[Side, PictureImage]:
    """An image that each party has not shared."""
    return {
        side: illustrating.add_image(
            picture=picture,
            party_id=municipality.party(side).id,
            focus_area_id=picture.focus_set.areas[0].id,
            clean=Clean(b"bild", "image/png", 4, 4),
            alt=f"Torget, sett av {side}",
            caption="Torget",
            person_id=reviewer.id,
        )
        for side, reviewer in reviewers.items()
    }
