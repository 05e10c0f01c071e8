"""What comes of answers: an established picture, and a whole decision that rests on it."""

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.decisions.models import (
    Commitment,
    Decision,
    MetricKind,
    NotChosen,
    Performer,
    Priority,
    PriorityProblem,
)
from medborgar.intake.models import Contribution, Voice
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.models import Body, BodyKind, FocusArea, FocusAreaSet, Municipality
from medborgar.municipality.periods import parse
from medborgar.picture.models import (
    Bone,
    Cause,
    Picture,
    PictureContribution,
    Problem,
    ProblemContribution,
    Ranker,
    Ranking,
)
from medborgar.picture.writings import JointText
from medborgar.triage.models import Outcome, Review, Tag
from tests.factories import a_contribution


def answers_in_picture(municipality: Municipality, person: Person, amounts: dict[str, int]) -> list[Contribution]:
    """Reviewed answers, so many per focus area by its slug, all *Med i lägesbilden*; every third an association's."""
    focus = {
        area.slug: area
        for area in db.session.query(FocusArea).join(FocusAreaSet).filter_by(municipality_id=municipality.id)
    }
    found = []
    for slug, amount in amounts.items():
        for number in range(amount):
            voice = Voice.ASSOCIATION if number % 3 == 2 else Voice.RESIDENT
            contribution = a_contribution(municipality, f"Svar {number} om {slug}.", voice=voice)
            db.session.add(
                Review(
                    municipality_id=municipality.id,
                    contribution_id=contribution.id,
                    version=1,
                    masked_text=contribution.text,
                    outcome=Outcome.IN_PICTURE,
                    reviewed=clock.today(),
                    reviewed_by_id=person.id,
                    saved_at="12.00",
                    tags=[Tag(focus_area_id=focus[slug].id)],
                )
            )
            found.append(contribution)
    db.session.commit()
    return found


def an_established_picture(
    municipality: Municipality, person: Person, *, period: str, amounts: dict[str, int] | None = None
) -> Picture:
    """A locked picture for a period, with answers and one ranked problem about order."""
    contributions = answers_in_picture(municipality, person, amounts or {"ordning": 12, "vald": 6})
    focus_set = db.session.query(FocusAreaSet).filter_by(municipality_id=municipality.id).one()
    first = parse(period).previous
    picture = Picture(
        municipality_id=municipality.id,
        period=period,
        focus_set_id=focus_set.id,
        heard_from=first.first,
        heard_to=clock.today(),
        not_heard="Högstadiet: ingen skola svarade.",
    )
    db.session.add(picture)
    db.session.flush()
    for area in focus_set.areas:
        db.session.add(
            JointText(
                picture_id=picture.id, focus_area_id=area.id, version=1, analysis="Det är mörkt.", saved_at="12.00"
            )
        )
    problem = Problem(
        picture_id=picture.id,
        focus_area_id=focus_set.areas[0].id,
        version=1,
        title="Mörkt vid stationen",
        saved_at="12.00",
        grounds=[ProblemContribution(contribution_id=one.id) for one in contributions[:9]],
        causes=[Cause(version=1, bone=Bone.PLACE, what="Trasiga lampor", rests_on="Svaren", saved_at="12.00")],
    )
    db.session.add(problem)
    db.session.flush()
    db.session.add(
        Ranking(
            picture_id=picture.id,
            problem_id=problem.id,
            by=Ranker.TOGETHER,
            version=1,
            need=4,
            need_reason="Många svar",
            influence=5,
            influence_reason="Lamporna är våra",
            saved_at="12.00",
        )
    )
    db.session.flush()
    picture.established, picture.established_by_id = clock.today(), person.id
    db.session.add_all(PictureContribution(contribution_id=one.id, picture_id=picture.id) for one in contributions)
    db.session.commit()
    return picture


def a_decision(municipality: Municipality, person: Person, *, period: str, picture: Picture | None = None) -> Decision:
    """A whole decision: one priority with a commitment for each side, and reasons for the other focus areas."""
    picture = picture or an_established_picture(municipality, person, period=period)
    problem = db.session.query(Problem).filter_by(picture_id=picture.id).one()
    covered = parse(period)
    decision = Decision(
        municipality_id=municipality.id,
        period=period,
        picture_id=picture.id,
        agreement_id=db.session.query(Agreement).filter_by(municipality_id=municipality.id).one().id,
        body_id=db.session.query(Body)
        .filter_by(municipality_id=municipality.id, kind=BodyKind.STEERING_GROUP)
        .one()
        .id,
        valid_from=covered.first,
        valid_to=covered.last,
        revision=1,
        decided=clock.today(),
        deciders="Kommunchefen\nLokalpolisområdeschefen",
        presenter="Samordnaren",
        priorities=[
            Priority(
                position=1,
                title="Ljust vid stationen",
                why="Många går en omväg när det är mörkt.",
                problems=[PriorityProblem(problem_id=problem.id)],
                commitments=[
                    Commitment(
                        position=1,
                        performer=Performer.MUNICIPALITY,
                        what="Byter lamporna i gången.",
                        responsible_municipality="Gatuchefen",
                        metric_kind=MetricKind.NUMBER,
                        unit="lampor är bytta",
                        baseline=0,
                        target=24,
                        due=covered.last,
                    ),
                    Commitment(
                        position=2,
                        performer=Performer.POLICE,
                        what="Går till fots i gången.",
                        responsible_police="Gruppchefen",
                        metric_kind=MetricKind.DONE,
                        due=covered.last,
                    ),
                ],
            )
        ],
        reasons=[
            NotChosen(focus_area_id=area.id, reason="Hanteras i annan ordning.") for area in picture.focus_set.areas[1:]
        ],
    )
    db.session.add(decision)
    db.session.commit()
    return decision


def of_no_concern_to_the_public(decision: Decision, words: str) -> Commitment:
    """One of the police that is promised to nobody."""
    return Commitment(
        position=3,
        performer=Performer.POLICE,
        what=words,
        responsible_police=words,
        metric_kind=MetricKind.DONE,
        due=decision.valid_to,
        is_public=False,
    )
