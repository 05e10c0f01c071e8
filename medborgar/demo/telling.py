"""People tell, and staff register what they hear."""

from typing import Any

from medborgar.core import clock
from medborgar.demo.corpus import Told
from medborgar.demo.world import World, token
from medborgar.intake import queries
from medborgar.intake.actions import Answers, Source, register, submit
from medborgar.intake.models import Channel, Extent

REPORTED = {Channel.MEETING, Channel.WALK}  # what reporters hear; the coordinator takes calls and opens letters


def tell(world: World, told: Told) -> None:
    """Send in an answer, or register it for somebody, and remember which it became."""
    sent: dict[str, Any] = {
        "keys": world.keys,
        "dialogue": world.dialogue,
        "answers": _answers(world, told),
        "token": token(world.keys, told.key),
    }
    if told.channel is Channel.WEB:
        code = submit(**sent)
    else:
        by = world.staff["rapportor"] if told.channel in REPORTED else world.coordinator
        code = register(**sent, source=_source(told), by=by)
    kept = queries.by_code(world.municipality, world.keys, code)
    if kept is None:
        raise LookupError(told.key)
    world.answers[told.key] = kept.id


def _answers(world: World, told: Told) -> Answers:
    area = world.areas.get(told.area)
    return Answers(
        kind=told.kind,
        text=told.text,
        place=told.place,
        extent=Extent.AREA if area else Extent(told.area),
        area_id=area.id if area else None,
        day_part=told.day_part,
        frequency=told.frequency,
    )


def _source(told: Told) -> Source:
    if told.acute is None:
        return Source(clock.today(), told.channel, told.voice)
    return Source(
        clock.today(), told.channel, told.voice, acute=True, acute_done=told.acute.done, acute_by=told.acute.by
    )
