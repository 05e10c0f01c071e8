"""What the pages of the plan say of a measure: its mark, its history, the filters that are set."""

import json
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from wtforms import Form

from medborgar.core import clock
from medborgar.core.formatting import long_day, near_day
from medborgar.municipality.models import Municipality
from medborgar.plan import actions, queries
from medborgar.plan.models import Measure, PlanEntry, State
from medborgar.plan.names import MARKS, STATES
from medborgar.plan.words import LABELS, gaps, in_words


def status_of(measure: Measure, today: date) -> dict[str, str]:
    """A measure's state as a mark and words; a late one says so."""
    if measure.is_late(today) and measure.due:
        return {"code": "late", "label": _("Försenad sedan %(day)s", day=near_day(measure.due))}
    state = State(measure.state)
    return {"code": MARKS[state], "label": str(STATES[state])}


def history_of(measure: Measure) -> list[dict[str, Any]]:
    """What a measure has gone through, the newest first: its steps, and the plans that it was decided in."""
    steps = [
        {
            "label": str(STATES[State(step.state)]),
            "when": f"{long_day(step.day)}, {step.by.function}",
            "text": step.reason,
            "state": "present" if step is measure.steps[-1] else "past",
        }
        for step in measure.steps
    ]
    return list(reversed(steps))


def around_of(municipality: Municipality, measure: Measure) -> dict[str, Any]:
    """What a measure's own page shows."""
    plan, today = queries.open_plan(municipality), clock.today()
    entries = sorted(measure.entries, key=lambda one: one.plan.number)
    return {
        "measure": measure,
        "standing": status_of(measure, today),
        "words": in_words(measure),
        "labels": LABELS,
        "missing": gaps(measure, causes_first=municipality.causes_first),
        "history": history_of(measure),
        "plans": [entry.plan for entry in reversed(entries)],
        "edits": edits_of(entries, measure),
        "being_written": plan,
        "stands_in": plan is not None and actions.stands_in(measure, plan),
        "locked": actions.locked(measure) if actions.is_locked(measure, plan) else None,
    }


def edits_of(entries: list[PlanEntry], measure: Measure) -> dict[str, Any] | None:
    """What a measure says now and did not say in the last plan that was decided with it; None when that is nothing."""
    decided = [entry for entry in entries if entry.plan.is_decided]
    rows = changes(json.loads(decided[-1].words), in_words(measure)) if decided else []
    return {"number": decided[-1].plan.number, "rows": rows} if rows else None


def changes(before: dict[str, str], after: dict[str, str]) -> list[dict[str, str]]:
    """The rows of a readable diff of what a measure says."""
    return [
        {"label": str(label), "before": before.get(name, ""), "after": after.get(name, "")}
        for name, label in LABELS.items()
        if before.get(name, "") != after.get(name, "")
    ]


def chips_of(form: Form, asked: dict[str, Any]) -> list[dict[str, str]]:
    """The filters that are set, each with the address without it."""
    return [
        {
            "label": f"{form[name].label.text}: {_called(form, name, value)}",
            "href": url_for("plan.index", **{other: said for other, said in asked.items() if other != name}),
        }
        for name, value in asked.items()
        if not form[name].errors
    ]


def _called(form: Form, name: str, value: str) -> str:
    choices = getattr(form[name], "choices", None) or []
    return next((str(choice.label) for choice in choices if choice.value == value), _("Ja"))
