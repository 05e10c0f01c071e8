"""Whoever asked for mail is told when what they told is decided, and when it is told how it went."""

import pytest

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.followup.models import Result
from medborgar.intake.models import ADDRESS_KEPT, ADDRESS_KEPT_AT_AN_END, ReplyAddress
from medborgar.picture.models import PictureContribution, ProblemContribution
from tests.publication.worlds import World


@pytest.fixture
def listeners(world: World) -> dict[str, ReplyAddress]:
    """Two in the picture who want mail: one whose problem was chosen, one whose was not."""
    chosen = {one.contribution_id for one in db.session.query(ProblemContribution)}
    others = {one.contribution_id for one in db.session.query(PictureContribution)} - chosen
    found = {
        name: ReplyAddress(
            municipality_id=world.sala.id,
            contribution_id=min(ids),
            email=f"{name}@sala.example",
            last_day=clock.today() + ADDRESS_KEPT,
        )
        for name, ids in (("chosen", chosen), ("other", others))
    }
    db.session.add_all(found.values())
    db.session.commit()
    return found


def told(listeners):
    """Who has news since this was last asked, and for how long their address is kept."""
    db.session.expire_all()
    found = {name: (row.last_day - clock.today()) for name, row in listeners.items() if row.has_news}
    for row in listeners.values():
        row.has_news = False
    db.session.commit()
    return found


def test_a_promise_is_news_to_all_in_its_picture_and_the_end_for_those_who_were_not_chosen(world, listeners):
    world.promise()
    assert told(listeners) == {"chosen": ADDRESS_KEPT, "other": ADDRESS_KEPT_AT_AN_END}


def test_a_result_is_news_to_those_it_is_about_and_the_end_when_all_is_told(world, listeners):
    world.promise()
    told(listeners)
    world.report(Result.DONE)
    world.publish_reports()
    assert told(listeners) == {"chosen": ADDRESS_KEPT}
    world.report(Result.NOT_DONE, index=1, reason="Ingen tid.")
    world.publish_reports()
    assert told(listeners) == {"chosen": ADDRESS_KEPT_AT_AN_END}
