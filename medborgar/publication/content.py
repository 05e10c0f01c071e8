"""What a promise says in public: built from allow-listed fields of a decision and nothing else.

The keys are Swedish, for they are published. Numbers are counts of answers, already under the small-number rule;
null is *färre än 5*.
"""

import uuid
from typing import Any

from medborgar.decisions.models import Commitment, Decision, MetricKind, Performer, Priority
from medborgar.municipality.agreements import Goal
from medborgar.municipality.models import Municipality
from medborgar.picture.figures.beside import Figure
from medborgar.picture.figures.charts import Series, shown
from medborgar.picture.models import Picture
from medborgar.picture.queries import Counts, Grounds
from medborgar.publication.suppression import Shown, publishable

POINTS_MOST = 12  # of a series
SIDES = {
    Performer.MUNICIPALITY: ["kommunen"],
    Performer.POLICE: ["polisen"],
    Performer.TOGETHER: ["kommunen", "polisen"],
}


def content(
    municipality: Municipality,
    decision: Decision,
    counts: Counts,
    grounds: dict[uuid.UUID, Grounds],
    figures: list[Figure],
) -> dict[str, Any]:
    """The public content of a decision, part by part."""
    goals = [_goal(goal, figures) for goal in decision.agreement.goals]
    return {
        "period": _period(municipality, decision),
        "svar": _answers(decision.picture, counts),
        **{
            f"lofte-{priority.position}": _promise(priority, grounds[priority.id], decision.picture)
            for priority in decision.priorities
        },
        "inte-nu": [
            {"fokusomrade": reason.focus_area.name, "skal": reason.reason}
            for reason in sorted(decision.reasons, key=lambda reason: reason.focus_area.position)
        ],
        **({"mal": goals} if goals else {}),
    }


def _period(municipality: Municipality, decision: Decision) -> dict[str, Any]:
    return {
        "kommun": municipality.name,
        "period": decision.period,
        "galler_fran": decision.valid_from.isoformat(),
        "galler_till": decision.valid_to.isoformat(),
        "overenskommelse": decision.agreement.title,
        "organ": decision.body.name,
        "beslutat": decision.decided.isoformat() if decision.decided else None,
        "beslutande": decision.deciders.splitlines(),
        "foredragande": decision.presenter,
        "avvikande_mening": decision.dissent,
        "andra_planer": decision.other_plans,
        "lagesbild_faststalld": decision.picture.established.isoformat() if decision.picture.established else None,
        "parter": [
            {"sida": party.side, "namn": party.organisation.name, "undertecknare": party.signatory}
            for party in municipality.parties
        ],
    }


def _goal(goal: Goal, figures: list[Figure]) -> dict[str, Any]:
    figure = next((one for one in figures if goal.indicator and one.key == goal.indicator), None)
    series = figure.whole if figure else None
    return {"mal": goal.text, "avsnitt": goal.section, "matetal": _series(series) if series else None}


def _series(series: Series) -> dict[str, Any]:
    """What was measured of the whole municipality and everybody, and of nobody else: no table that can be solved."""
    meaning = series.meaning
    return {
        "namn": meaning.name,
        "kalla": meaning.source,
        "enhet": meaning.unit,
        "lagst": meaning.lowest,
        "hogst": meaning.highest,
        "antal": meaning.counts,
        "bra": meaning.better.value,
        "varden": [
            {"namn": point.period, "varde": None if point.value is None else shown(meaning, point.value, point.n)}
            for point in series.points[-POINTS_MOST:]
        ],
    }


def _answers(picture: Picture, counts: Counts) -> dict[str, Any]:
    areas, voices = counts.by_area, counts.by_voice
    shown = publishable(
        counts.total,
        focus=[number for _, number in counts.by_focus],
        partitions=[[number for _, number in areas], [number for _, number in voices]],
    )
    return {
        "fran": picture.heard_from.isoformat(),
        "till": picture.heard_to.isoformat(),
        "antal": shown.total,
        "fokusomraden": [
            {"namn": area.name, "antal": number} for (area, _), number in zip(counts.by_focus, shown.focus, strict=True)
        ],
        "delomraden": _rows([str(label) for label, _ in areas], shown, 0),
        "roster": _rows([str(label) for label, _ in voices], shown, 1),
        "inte_horda": picture.not_heard.splitlines(),
        "alla_horda": picture.all_heard,
    }


def _rows(labels: list[str], shown: Shown, index: int) -> list[dict[str, Any]] | None:
    split = shown.partitions[index]
    if split is None:
        return None
    return [{"namn": name, "antal": number} for name, number in zip(labels, split, strict=True)]


def _promise(priority: Priority, grounds: Grounds, picture: Picture) -> dict[str, Any]:
    areas = {link.problem.focus_area.position: link.problem.focus_area for link in priority.problems}
    return {
        "rubrik": priority.title,
        "varfor": priority.why,
        "folkhalsa": priority.public_health,
        "fokusomraden": [areas[position].name for position in sorted(areas)],
        "svar": _behind(grounds, picture),
        **_continued(priority.follows),
        "ataganden": [_commitment(commitment) for commitment in priority.commitments if commitment.is_public],
    }


def _continued(earlier: Priority | None) -> dict[str, Any]:
    """Which earlier promise it continues, known by one of that promise's commitments, which keeps its id for ever."""
    promised = [one for one in earlier.commitments if one.is_public and one.promised] if earlier else []
    if not earlier or not promised:
        return {}
    return {"foljer_pa": {"id": str(promised[0].id), "lofte": earlier.title}}


def _behind(grounds: Grounds, picture: Picture) -> dict[str, Any]:
    """The answers a promise rests on; a focus area with few of them is not named at all."""
    by_area = {area.id: number for area, number in grounds.by_focus}
    names = [area.name for area in picture.focus_set.areas]
    shown = publishable(
        grounds.total,
        focus=[by_area.get(area.id, 0) for area in picture.focus_set.areas],
        partitions=[[grounds.residents, grounds.total - grounds.residents]],
    )
    residents, others = shown.partitions[0] or (None, None)
    counted = [{"namn": name, "antal": number} for name, number in zip(names, shown.focus, strict=True) if number]
    return {"antal": shown.total, "invanare": residents, "andra": others, "fokusomraden": counted}


def _commitment(commitment: Commitment) -> dict[str, Any]:
    functions = {"kommunen": commitment.responsible_municipality, "polisen": commitment.responsible_police}
    performer = Performer(commitment.performer)
    counted = commitment.metric_kind == MetricKind.NUMBER
    return {
        "id": str(commitment.id),
        "utforare": performer.value,
        "vad": commitment.what,
        "ansvariga": [{"sida": side, "funktion": functions[side]} for side in SIDES[performer]],
        "matt": {
            "slag": commitment.metric_kind,
            "enhet": commitment.unit,
            "fran": commitment.baseline if counted else None,
            "mal": commitment.target if counted else None,
        },
        "klart_senast": commitment.due.isoformat(),
        "malgrupp": commitment.target_group,
    }
