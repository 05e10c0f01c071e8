"""Sala with a promise that holds, somebody who follows it, and the round that tells."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.decisions.models import Commitment, MetricKind, Performer, Priority
from medborgar.outbox.models import Mail
from medborgar.publication import actions as publication
from medborgar.publication.subscriptions import actions, mailing, queries
from medborgar.publication.subscriptions.models import Subscription
from tests.publication.worlds import TODAY, World

EMAIL, BO = "kim@kanarie.example", "bo@kanarie.example"


@pytest.fixture
def world(kept):
    with clock.at(TODAY):
        yield kept(World)


@pytest.fixture
def promised(kept, world):
    """Everybody can read a promise."""
    kept(World.promise, world)
    return world


def follows(world, email=EMAIL, *, one=False, confirmed=True):
    """Somebody follows all of it, or the first promise; the row."""
    memory.forget()
    choice = queries.offered("sala")[0] if one else None
    actions.ask(municipality=world.sala, email=email, choice=choice)
    row = db.session.query(Subscription).filter_by(email=email, about=choice.about if choice else "").one()
    if confirmed:
        actions.confirm(municipality=world.sala, subscription_id=row.id)
    db.session.commit()
    return row


def rounds(days=1):
    """What the sender of mail does, so many days from now."""
    with clock.at(clock.today() + timedelta(days=days)):
        mailing.tell_by_calendar()
        actions.erase()
        db.session.commit()


def mails(kind="prenumeration"):
    """The mails of a kind, the first first."""
    db.session.expire_all()
    return db.session.query(Mail).filter_by(kind=kind).order_by(Mail.written, Mail.key).all()


def link_in(mail, part):
    """The address on this site of the link in a mail that leads there."""
    (found,) = [word for word in mail.text.split() if f"/prenumerera/{part}/" in word]
    return urlsplit(found).path


def reported(world, result="gjort", index=0, **fields):
    """Somebody reports, and it is published."""
    world.report(result, index, **fields)
    return world.publish_reports()


def corrected(world):
    """A slip is mended."""
    world.edit(title="Ljust vid stationen!")
    proposal = world.propose(editorial=True, note="Skiljetecken")
    db.session.flush()
    for side, person in world.signs.items():
        publication.confirm_editorial(proposal=proposal, party=world.sala.party(side), by=person)
    return world.publish(proposal)


def another_promise(world):
    """The promise is decided anew, with one more priority."""
    world.decision.priorities.append(
        Priority(
            position=2,
            title="Lugnt på torget",
            why="Många oroar sig för torget.",
            commitments=[
                Commitment(
                    position=1,
                    performer=Performer.MUNICIPALITY,
                    what="Bemannar torget på kvällarna.",
                    responsible_municipality="Fältassistenterna",
                    metric_kind=MetricKind.DONE,
                    due=world.decision.valid_to,
                    is_public=True,
                )
            ],
            problems=[],
        )
    )
    world.decision.revision += 1
    db.session.flush()
    return world.promise()
