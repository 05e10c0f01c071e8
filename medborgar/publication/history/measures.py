"""The measures that carry a promise, as they stood when its commitments were last followed up. No database."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from medborgar.core.formatting import long_day, lower_first
from medborgar.core.languages import sentence
from medborgar.followup.words import Status
from medborgar.plan.models import Responsible, State
from medborgar.plan.names import MARKS, RESPONSIBLE, STATES
from medborgar.publication.cards import CommitmentView


class MeasureView(NamedTuple):
    """A measure in words."""

    what: str
    who: str
    due: str
    status: Status


class Carried(NamedTuple):
    """A commitment, the day that its measures are told of, and those."""

    commitment: CommitmentView
    told: date
    measures: list[MeasureView]


def carried(commitments: Sequence[CommitmentView]) -> Iterator[Carried]:
    """Those of the commitments whose latest follow-up tells of any measures."""
    for commitment in commitments:
        latest = commitment.standing.latest
        if latest and latest.measures:
            yield Carried(commitment, latest.reported, [_measure(one) for one in latest.measures])


def _measure(facts: dict[str, Any]) -> MeasureView:
    state, who = State(facts["lage"]), facts["aktor"] or str(RESPONSIBLE[Responsible(facts["ansvarig"])])
    return MeasureView(
        what=facts["vad"],
        who=sentence("%(who)s: %(function)s", who=who, function=lower_first(facts["funktion"])),
        due=long_day(date.fromisoformat(facts["klart_senast"])) if facts["klart_senast"] else "",
        status=Status(MARKS[state], str(STATES[state])),
    )
