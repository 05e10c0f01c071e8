"""Läget: how every commitment of a promise stands on a day, derived from the promise and the published follow-ups."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from medborgar.followup.models import Result, State, old_word, state_on, worst
from medborgar.publication.models import PublicationKind
from medborgar.publication.public import Entry

KEPT = ("atagande", "sida", "dag", "resultat", "nytt_datum")  # of a follow-up whose words are removed by law
WORDS = ("gjort", "samverkat", "effekter", "orsak", "skal")


@dataclass(frozen=True)
class Report:
    """One published follow-up of one party."""

    side: str
    reported: date
    result: Result
    new_due: date | None
    value: float | None
    facts: dict[str, Any]

    @property
    def measures(self) -> list[dict[str, Any]]:
        """The public measures that carried the commitment then; an entry from before they were published has none."""
        return list(self.facts.get("atgarder", []))

    @property
    def is_wordless(self) -> bool:
        """Whether its words are removed by law, and only how it went is left."""
        return bool(self.facts.get("borttagen"))


class Reported(TypedDict):
    """What a report says of a commitment's state."""

    latest: Result | None
    new_due: date | None


@dataclass(frozen=True)
class Standing:
    """One commitment on a day: its state, the date that holds now, and what has been reported, the newest last."""

    commitment: dict[str, Any]
    state: State
    due: date
    new_due: date | None
    reports: list[Report]
    begins: date | None = None  # the first day of the period, when that has not come
    last_said: date | None = None  # when it was said to go as planned, if that is long ago
    silent: tuple[str, ...] = ()  # the sides that have not said how it went, though the day has passed

    @property
    def is_told(self) -> bool:
        """Whether everybody who answers for it has reported; else its state is only what the dates say."""
        return {one["sida"] for one in self.commitment["ansvariga"]} <= {report.side for report in self.reports}

    @property
    def is_only_planned(self) -> bool:
        """Whether it goes as planned by its dates alone: somebody who answers for it has not said so."""
        return self.state is State.PLAN and not self.is_told

    @property
    def latest(self) -> Report | None:
        """The newest report."""
        return self.reports[-1] if self.reports else None

    @property
    def latest_of_each(self) -> list[Report]:
        """The newest report of each who answers for it and has said anything."""
        found = (_latest(self.reports, one["sida"]) for one in self.commitment["ansvariga"])
        return [report for report in found if report]

    @property
    def value(self) -> float | None:
        """The metric's latest reported value."""
        return next((report.value for report in reversed(self.reports) if report.value is not None), None)


def reports(entries: list[Entry], period: str) -> dict[str, list[Report]]:
    """The published follow-ups of a period, by commitment, in the order they were published."""
    found: dict[str, list[Report]] = {}
    left = _left(entries)
    for entry in entries:
        if entry.period == period and entry.kind is PublicationKind.FOLLOW_UP:
            for name, said in entry.content.items():
                if facts := said or left.get((entry.number, name)):
                    found.setdefault(facts["atagande"], []).append(_report(facts))
    return found


def kept(said: dict[str, Any]) -> dict[str, Any]:
    """What is left of a part that is removed by law: of a follow-up how it went, of anything else nothing."""
    return {name: said[name] for name in KEPT} if "atagande" in said else {}


def _left(entries: list[Entry]) -> dict[tuple[int, str], dict[str, Any]]:
    """What removals by law have left, by entry and part."""
    removals = filter(None, (entry.manifest.get("borttaget") for entry in entries))
    nothing = dict.fromkeys(WORDS, "") | {"varde": None, "borttagen": True}
    return {(one["nummer"], one["del"]): nothing | one["kvar"] for one in removals if one.get("kvar")}


def standings(
    promise: dict[str, Any], reported: dict[str, list[Report]], today: date, *, first: date
) -> list[Standing]:
    """How the commitments of one promise stand, whose period has this first day."""
    begins = first if today < first else None
    return [standing(one, reported.get(one["id"], []), today, begins) for one in promise["ataganden"]]


def standing(commitment: dict[str, Any], reported: list[Report], today: date, begins: date | None) -> Standing:
    """How one commitment stands: done together means that both have done their part, so the worse state shows."""
    due = date.fromisoformat(commitment["klart_senast"])
    latest = [_latest(reported, responsible["sida"]) for responsible in commitment["ansvariga"]]
    states = [state_on(today, due=due, **_said(report)) for report in latest]
    postponed = [report.new_due for report in latest if report and report.result is Result.LATE and report.new_due]
    silent = tuple(
        one["sida"] for one, state in zip(commitment["ansvariga"], states, strict=True) if state is State.MISSING
    )
    said = old_word(today, ((report.result, report.reported) for report in latest if report))
    return Standing(commitment, worst(states), due, max(postponed, default=None), reported, begins, said, silent)


def _said(report: Report | None) -> Reported:
    return {"latest": report.result, "new_due": report.new_due} if report else {"latest": None, "new_due": None}


def _latest(reported: list[Report], side: str) -> Report | None:
    return next((report for report in reversed(reported) if report.side == side), None)


def _report(facts: dict[str, Any]) -> Report:
    return Report(
        side=facts["sida"],
        reported=date.fromisoformat(facts["dag"]),
        result=Result(facts["resultat"]),
        new_due=date.fromisoformat(facts["nytt_datum"]) if facts["nytt_datum"] else None,
        value=facts["varde"],
        facts=facts,
    )
