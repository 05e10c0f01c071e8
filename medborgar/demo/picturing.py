"""Both parties make a picture: each its own words, *Dela*, the joint ones, the problems, and then it is locked."""

from medborgar.core import clock
from medborgar.core.permissions import Side
from medborgar.demo.corpus import PicturePart, ProblemPart
from medborgar.demo.world import World
from medborgar.municipality.periods import Period
from medborgar.picture import actions, material, queries, sharing, weighing
from medborgar.picture.models import Picture, Ranker
from medborgar.picture.rules import Grades
from medborgar.picture.writings import JointWords, OwnWords, SecrecyOutcome


def begin(world: World, period: Period, part: PicturePart) -> None:
    """Begin the picture for a period: people were heard until today."""
    actions.open_picture(
        municipality=world.municipality,
        period=period,
        heard_to=clock.today(),
        not_heard=part.not_heard,
        actor=str(world.coordinator.id),
    )


def write_own(world: World, period: Period, side: Side, words: dict[str, str]) -> None:
    """Write one party's own words."""
    picture = _picture(world, period)
    for slug, text in words.items():
        actions.save_own_text(
            picture=picture,
            party_id=world.party(side).id,
            area=queries.focus_area(picture, slug),
            words=OwnWords(text=text),
            version=0,
            actor=str(world.reader(side).id),
        )


def share(world: World, period: Period, side: Side) -> None:
    """*Dela* what a party has, after a review that found nothing secret."""
    sharing.share(
        picture=_picture(world, period),
        party_id=world.party(side).id,
        reviewer_id=world.reader(side).id,
        outcome=SecrecyOutcome.NOTHING_SECRET,
    )


def write_joint(world: World, period: Period, part: PicturePart) -> None:
    """Write the joint words and the problems."""
    picture = _picture(world, period)
    carried = material.joint_texts(picture)  # a rolling picture goes on where the last one ended
    for slug, words in part.joint.items():
        area = queries.focus_area(picture, slug)
        actions.save_joint_text(
            picture=picture,
            area=area,
            words=JointWords(**words.model_dump()),
            version=carried[area.id].version if area.id in carried else 0,
            actor=str(world.coordinator.id),
        )
    for problem in part.problems:
        _write_problem(world, picture, problem)


def establish(world: World, period: Period) -> None:
    """Lock it."""
    actions.establish(
        picture=_picture(world, period),
        party_id=world.party(Side.MUNICIPALITY).id,
        person_id=world.coordinator.id,
    )


def _write_problem(world: World, picture: Picture, part: ProblemPart) -> None:
    actor = str(world.coordinator.id)
    problem = weighing.save_problem(
        picture=picture,
        area=queries.focus_area(picture, part.focus),
        words=weighing.ProblemWords(title=part.title, description=part.description),
        grounds={world.answers[key] for key in part.answers},
        actor=actor,
    )
    for cause in part.causes:
        words = weighing.CauseWords(cause.bone, cause.words, cause.rests_on)
        weighing.save_cause(picture=picture, problem=problem, words=words, actor=actor)
    if part.need and part.influence:
        weighing.rank(
            picture=picture,
            municipality=world.municipality,
            subject=problem,
            by=Ranker.TOGETHER,
            grades=Grades(part.need.number, part.need.reason, part.influence.number, part.influence.reason),
            actor=actor,
        )
    world.problems[part.key] = problem.id


def _picture(world: World, period: Period) -> Picture:
    return queries.for_period(world.municipality, period.key)
