"""A safety walk: walked, reviewed, answered point by point, and told of to everybody."""

from datetime import timedelta
from functools import partial
from io import BytesIO

from PIL import Image, ImageDraw

from medborgar.core import clock
from medborgar.core.permissions import Side
from medborgar.core.pixels import clean
from medborgar.demo.diary import Diary, workday
from medborgar.demo.questions import WalkAnswerPart, WalkPart, WalkPointPart
from medborgar.demo.world import World, token
from medborgar.intake.models import Voice
from medborgar.intake.walks import actions as walking
from medborgar.intake.walks import queries as walked
from medborgar.intake.walks.actions import Frame, Seen
from medborgar.intake.walks.models import Walk, WalkPoint
from medborgar.plan.walks import actions, protocol, queries
from medborgar.plan.walks.actions import Said
from medborgar.triage import actions as triage
from medborgar.triage.models import Outcome

REVIEWED_AFTER, PUBLISHED_AFTER = timedelta(days=2), timedelta(days=3)


def write(diary: Diary, world: World, part: WalkPart) -> None:
    """Write down the walk, its review, its protocol, and every answer that has come by today."""
    day = diary.today - timedelta(days=part.since)
    diary.on(day, partial(walk, world, part))
    diary.on(workday(day + REVIEWED_AFTER), partial(review, world, part))
    diary.on(workday(day + PUBLISHED_AFTER), partial(publish, world, part))
    for number, point in enumerate(part.points):
        for said in point.answers:
            said_on = workday(day + timedelta(days=said.after))
            if said_on <= diary.today:
                diary.on(said_on, partial(answer, world, part, number, said))


def walk(world: World, part: WalkPart) -> None:
    """Walk, and write each point on the way."""
    frame = Frame(
        title=part.title,
        day=clock.today(),
        starts=part.starts,
        light=part.light,
        route=part.route,
        participants="\n".join(part.participants),
        voice=Voice.RESIDENT,
        answer_by=clock.today() + timedelta(days=part.answers_within),
        areas=[world.areas[part.area]],
    )
    made = walking.begin(party=world.party(Side.MUNICIPALITY), frame=frame, by=world.coordinator)
    for number, point in enumerate(part.points):
        secret = token(world.keys, world.municipality.slug, f"{made.slug} {number}")
        row = walking.add_point(
            walk=made, keys=world.keys, seen=_seen(world, point), token=secret, by=world.coordinator
        )
        if point.photo:
            photo = walking.add_photo(
                walk=made, point_id=row.id, clean=clean(_drawn()), alt=point.photo, person_id=world.coordinator.id
            )
            walking.choose_photo(walk=made, photo=photo, chosen=True, by=world.coordinator)


def review(world: World, part: WalkPart) -> None:
    """Read every point; none of them points anybody out."""
    for point in walked.points(_walk(world, part)):
        contribution = point.contribution
        judgement = triage.Judgement(
            masked_text=contribution.text,
            outcome=Outcome.IN_PICTURE,
            reason="",
            same_as_id=None,
            place_id=point.place_id,
            note="",
            focus_area_ids=frozenset({world.focus_areas[part.focus].id}),
        )
        triage.open_to_review(contribution=contribution, by=world.coordinator)
        triage.review(contribution=contribution, judgement=judgement, version=0, by=world.coordinator)


def publish(world: World, part: WalkPart) -> None:
    """Let everybody read the protocol."""
    made = _walk(world, part)
    shown = protocol.fingerprint(protocol.content_of(made, walked.points(made), queries.reviewed(made)))
    actions.publish(walk=made, shown=shown, by=world.coordinator)


def answer(world: World, part: WalkPart, number: int, said: WalkAnswerPart) -> None:
    """Say what becomes of a point."""
    made = _walk(world, part)
    point = _point(made, number)
    due = made.day + timedelta(days=said.within) if said.within else None
    actions.answer(
        walk=made,
        point=point,
        seen=len(queries.outcomes(made).get(point.id, [])),
        said=Said(said.answer, said.words, said.owner, due),
        by=world.coordinator,
    )


def _walk(world: World, part: WalkPart) -> Walk:
    found = walked.walks(world.municipality, world.party(Side.MUNICIPALITY).id)
    return next(one for one in found if one.title == part.title)


def _point(made: Walk, number: int) -> WalkPoint:
    return walked.points(made)[number]


def _seen(world: World, part: WalkPointPart) -> Seen:
    return Seen(
        kind=part.feeling,
        text=part.text,
        proposal=part.proposal,
        owner=part.owner,
        place=world.places[part.place],
        place_words=part.where,
        area_id=None,
    )


def _drawn() -> bytes:
    """A small drawing of a bus shelter in the dark, instead of a photo."""
    image = Image.new("RGB", (480, 320), "#16232B")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 250, 480, 320), fill="#384952")
    draw.rectangle((120, 90, 360, 104), fill="#AEBBC0")
    for left in (120, 352):
        draw.rectangle((left, 104, left + 8, 250), fill="#AEBBC0")
    draw.rectangle((150, 205, 330, 215), fill="#75838A")
    draw.ellipse((228, 106, 252, 118), outline="#F0BE6A", width=3)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
