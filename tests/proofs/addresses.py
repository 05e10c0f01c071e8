"""The site's routes, and what their addresses can name in a world."""

import re
from typing import Any

from flask import Flask, current_app

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.links import new_link
from medborgar.core.permissions import Role, Side
from medborgar.followup import asking
from medborgar.followup.models import FollowUpLink
from medborgar.intake import replies
from medborgar.intake.dialogues.queries import questions
from medborgar.intake.invitations import mailing
from medborgar.intake.models import ReplyAddress
from medborgar.intake.walks.queries import points
from medborgar.municipality.models import Rolling
from medborgar.outbox.models import Mail
from medborgar.picture.rolls import roll_of
from medborgar.portal.calendar import token_for
from medborgar.publication.subscriptions import actions as subscriptions
from tests.proofs.worlds import World
from tests.reader import Reader

PARAMETER = re.compile(r"<(?:[^:<>]+:)?(\w+)>")


def routes(app: Flask) -> set[tuple[str, str]]:
    """Every method and route that the site declares; HEAD and OPTIONS come by themselves."""
    rules = app.url_map.iter_rules()
    return {(method, rule.rule) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}


def address(route: str, things: dict[str, Any]) -> str:
    """The address of these things."""
    return PARAMETER.sub(lambda match: str(things[match[1]]), route)


def named(route: str, things: dict[str, Any]) -> dict[str, Any]:
    """Those of the things that a route names."""
    names = set(PARAMETER.findall(route))
    found = {name.partition(" in ")[::2]: value for name, value in things.items()}
    return {name: value for (name, part), value in found.items() if name in names and part in route}


def token_of(reader: Reader) -> str:
    """The token that every form on a staff page carries, the way out too."""
    return str(reader.page.soup.select("form input[name=csrf_token]")[0]["value"])


def things(world: World, side: Side) -> dict[str, Any]:
    """What an address can name in a world, to somebody of a side; some of it in one part of the site only."""
    member = world.people[Role.STEERING_MEMBER, Side.MUNICIPALITY]
    drafted, promised = (decision.priorities[0] for decision in (world.draft, world.promise))
    here, keys = {"municipality_id": world.municipality.id}, current_app.config["KEYS"]
    reply = db.session.query(ReplyAddress).filter_by(**here).one()
    asked = db.session.query(FollowUpLink).filter_by(**here).one()
    found = {
        "kommun": world.municipality.slug,
        "period in /beslut/": world.drafted,
        "period in /lagesbild/": world.begun,
        "slug": world.focus.slug,
        "contribution_id": world.answers[side].id,
        "problem_id": world.problem.id,
        "day": roll_of(clock.today(), Rolling.MONTH).first.isoformat(),
        "image_id": world.images[side].id,
        "cause_id": world.cause.id,
        "place_id in /lagesbild/": world.place.id,
        "indicator_id": world.reading.indicator_id,
        "reading_id": world.reading.id,
        "import_id in /matetal/": world.sent_in.id,
        "chapter": "mal",
        "row_id": world.goal.id,
        "agreement_id": world.goal.agreement_id,
        "person_id": world.people[Role.REPORTER, Side.POLICE].id,
        "priority_id": drafted.id,
        "commitment_id in /beslut/": drafted.commitments[0].id,
        "commitment_id in /uppfoljning/": next(one.id for one in promised.commitments if one.performer == side),
        "measure_id": world.measure.id,
        "measure_id in /uppfoljning/": (world.walks if side is Side.POLICE else world.measure).id,
        "period in /plan/lofte/": world.published,
        "number in /plan/": 2,
        "kind": "xlsx",
        "where": "internt",
        "day in /operativ/": world.cycle.first_day,
        "side": Side.MUNICIPALITY,
        "direction": "upp",
        "name": "title",
        "mail_id": db.session.query(Mail).filter_by(**here).first().id,
        "token in /mejl/": new_link(keys, purpose=replies.purpose(world.municipality), subject=reply.id),
        "token in /uppfoljning/": new_link(keys, purpose=asking.purpose(world.municipality), subject=asked.id),
        "filename": "css/app.css",
        "code": world.code,
        "day in /moten/": world.governed.day.isoformat(),
        "event_id": world.governed.event.id,
        "report_id": world.governed.report.id,
        "briefing_id": world.governed.briefing.id,
        "evaluation_id": world.governed.evaluation.id,
        "token in /kalender/": token_for(world.municipality, member.id, Role.STEERING_MEMBER),
    }
    found |= of_the_invited(world, side) | on_a_walk(world, side) | {"language": "en"}
    found |= of_what_is_published(world) | of_those_who_follow(world)
    db.session.commit()  # reading holds the database too, until it is let go of
    return found


def of_what_is_published(world: World) -> dict[str, Any]:
    """Those of them that the chain's pages are named by."""
    return {
        "period in /oversattningar/": world.published,
        "period in /medborgarlofte/": world.published,
        "number in /lofte/": 1,
        "version": 1,
        "name in /kontrollera/": "0001/manifest.json",
        "number in /handelser/": 1,
        "number in /publicerat/": 1,
    }


def of_the_invited(world: World, side: Side) -> dict[str, Any]:
    """Those of them that dialogues, associations and invitations are named by."""
    there = world.asked.invited[side]
    return {
        "slug in /dialog/": world.asked.dialogues[side].slug,
        "slug in /dialoger/": world.asked.dialogues[side].slug,
        "slug in /rapportera/": world.asked.round.slug,
        "contribution_id in /registrera/": world.asked.entered[side].id,
        "slug in /inbjudna": there.dialogue.slug,
        "question_id in /dialoger/": questions(world.asked.dialogues[side])[0].id,
        "question_id in /inbjudan/": questions(there.dialogue)[0].id,
        "invitation_id": there.invitation.id,
        "association_id": there.association.id,
        "import_id in /foreningar/": there.sent_in.id,
        "token in /inbjudan/": new_link(
            current_app.config["KEYS"], purpose=mailing.purpose(world.municipality), subject=there.invitation.id
        ),
    }


def of_those_who_follow(world: World) -> dict[str, Any]:
    """The links in their mails."""
    keys, here, there = current_app.config["KEYS"], world.municipality, world.followers
    return {
        "token in /prenumerera/bekrafta/": new_link(
            keys, purpose=subscriptions.confirming(here), subject=there.asked.id
        ),
        "token in /prenumerera/sluta/": new_link(
            keys, purpose=subscriptions.stopping(here), subject=there.confirmed.id
        ),
    }


def on_a_walk(world: World, side: Side) -> dict[str, Any]:
    """What an address can name of a party's safety walk."""
    walk = world.asked.walks[side]
    point = points(walk)[0]
    names = {"slug in /vandringar/": walk.slug, "number in /vandringar/": 1}
    return names | {"point_id": point.id, "photo_id": point.photos[0].id}
