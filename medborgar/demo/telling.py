"""People tell, and staff register what they hear."""

from typing import Any

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.permissions import Side
from medborgar.demo.corpus import Told
from medborgar.demo.world import World, token
from medborgar.intake import queries
from medborgar.intake.actions import Answers, Source, register, submit
from medborgar.intake.models import Channel, Extent

HEARD = {Channel.MEETING, Channel.WALK}  # by reporters; the coordinator takes calls and opens letters


def tell(world: World, told: Told) -> None:
    """Send in an answer, or register it for somebody, and remember which it became."""
    sent: dict[str, Any] = {
        "keys": world.keys,
        "dialogue": world.dialogue,
        "answers": _answers(world, told),
        "token": token(world.keys, world.municipality.slug, told.key),
    }
    if told.channel is Channel.WEB:
        code = submit(**sent)
    else:
        by = _registrar(world, told)
        code = register(**sent, source=_source(world, told, by), by=by)
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


def _registrar(world: World, told: Told) -> Person:
    if told.receiver is Side.POLICE:
        return world.reader(Side.POLICE)
    return world.staff["rapportor"] if told.channel in HEARD else world.reader(Side.MUNICIPALITY)


def _source(world: World, told: Told, by: Person) -> Source:
    return Source(
        receiving_party_id=world.party(told.receiver).id,
        received=clock.today(),
        channel=told.channel,
        voice=told.voice,
        registered_by=by.id,
        acute=told.acute is not None,
        acute_done=told.acute.done if told.acute else "",
        acute_by=told.acute.by if told.acute else "",
    )
