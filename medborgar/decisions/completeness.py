"""What a decision still lacks before both parties can approve it: no empty promises. Pure rules, Swedish sentences."""

from collections.abc import Iterator
from typing import NamedTuple

from flask_babel import gettext as _

from medborgar.decisions.models import (
    Commitment,
    Decision,
    MetricKind,
    Performer,
    Priority,
)
from medborgar.municipality.models import FocusArea

PRIORITIES, PARTICULARS = "prioriteringar", "uppgifter"


class Remark(NamedTuple):
    """Something to say of a decision, and the part of its page that it is said of, by its id."""

    sentence: str
    part: str


def missing(decision: Decision) -> list[Remark]:
    """What must be there and is not, in the order of the page."""
    return [
        *_of_priorities(decision),
        *(
            Remark(
                _("Skäl saknas för fokusområdet %(area)s, som inte är valt.", area=area.name), f"inte-nu-{area.slug}"
            )
            for area in without_reason(decision)
        ),
        *_of_particulars(decision),
    ]


def warnings(decision: Decision) -> list[Remark]:
    """What may be left out, but seldom should: a problem to answer to, and either party in a priority."""
    return [
        Remark(sentence, _part(number))
        for number, priority in enumerate(decision.priorities, start=1)
        for sentence in _odd(number, priority)
    ]


def not_chosen(decision: Decision) -> list[FocusArea]:
    """The focus areas of the picture that no priority answers to."""
    chosen = {link.problem.focus_area_id for priority in decision.priorities for link in priority.problems}
    return [area for area in decision.picture.focus_set.areas if area.id not in chosen]


def without_reason(decision: Decision) -> list[FocusArea]:
    """The focus areas that are not chosen, and that nobody has said why of."""
    explained = {reason.focus_area_id for reason in decision.reasons if reason.reason}
    return [area for area in not_chosen(decision) if area.id not in explained]


def lacks(commitment: Commitment) -> list[str]:
    """What a commitment lacks, in words that follow *saknar*."""
    performer, counted = Performer(commitment.performer), commitment.metric_kind == MetricKind.NUMBER
    by_municipality, by_police = performer is not Performer.POLICE, performer is not Performer.MUNICIPALITY
    lacks = {
        _("en beskrivning av vad som ska göras"): not commitment.what,
        _("ansvarig funktion hos kommunen"): by_municipality and not commitment.responsible_municipality,
        _("ansvarig funktion hos polisen"): by_police and not commitment.responsible_police,
        _("datum"): commitment.due is None,
        _("mått"): commitment.metric_kind not in set(MetricKind),
        _("enhet för måttet"): counted and not commitment.unit,
        _("mål"): counted and commitment.target is None,
    }
    return [what for what, is_lacking in lacks.items() if is_lacking]


def _part(number: int, place: int | None = None) -> str:
    return f"prioritering-{number}" if place is None else f"atagande-{number}-{place}"


def _of_priorities(decision: Decision) -> Iterator[Remark]:
    if not decision.priorities:
        yield Remark(_("Lägg till minst en prioritering."), PRIORITIES)
    most = decision.municipality.most_priorities
    if len(decision.priorities) > most:
        yield Remark(_("Ta bort prioriteringar: det får vara högst %(max)d.", max=most), PRIORITIES)
    for number, priority in enumerate(decision.priorities, start=1):
        yield from _of_priority(number, priority)


def _of_priority(number: int, priority: Priority) -> Iterator[Remark]:
    if not priority.title:
        yield Remark(_("Prioritering %(number)d saknar rubrik.", number=number), _part(number))
    if not priority.why:
        yield Remark(_("Prioritering %(number)d saknar skäl: varför väljer ni den?", number=number), _part(number))
    if not priority.commitments:
        yield Remark(_("Prioritering %(number)d saknar åtagande.", number=number), _part(number))
    for place, commitment in enumerate(priority.commitments, start=1):
        where = _("Åtagande %(place)d i prioritering %(number)d", place=place, number=number)
        for what in lacks(commitment):
            yield Remark(_("%(where)s saknar %(what)s.", where=where, what=what), _part(number, place))


def _of_particulars(decision: Decision) -> Iterator[Remark]:
    if decision.decided is None:
        yield Remark(_("Datum för beslutet saknas."), PARTICULARS)
    if not decision.deciders.strip():
        yield Remark(_("Uppgift om vilka som beslutade saknas."), PARTICULARS)


def _odd(number: int, priority: Priority) -> Iterator[str]:
    if not priority.problems:
        yield _("Prioritering %(number)d svarar inte på något problem i lägesbilden.", number=number)
    performers = {commitment.performer for commitment in priority.commitments}
    if performers == {Performer.POLICE}:
        yield _("Kommunens åtagande saknas i prioritering %(number)d.", number=number)
    if performers == {Performer.MUNICIPALITY}:
        yield _("Polisens åtagande saknas i prioritering %(number)d.", number=number)
