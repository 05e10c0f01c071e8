"""Brå's columns: every cause with its measures, numbered; the same words on screen, on paper and in files."""

import json
import uuid
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from medborgar.core.formatting import long_day
from medborgar.core.sheets import Table
from medborgar.plan.models import ActionPlan, Measure, PlanEntry
from medborgar.plan.pages import changes, status_of
from medborgar.plan.words import LABELS, in_words

Told = Mapping[uuid.UUID, str]  # what was said last of each measure that has been followed up
NOTHING: Told = {}


class Row(NamedTuple):
    """One measure in the plan, in words."""

    number: str
    cause: str
    measure: str
    goal: str
    when: str
    who: str
    followup: str
    of: Measure

    @property
    def texts(self) -> list[str]:
        """What stands in the columns."""
        return [self.number, self.cause, self.measure, self.goal, self.when, self.who, self.followup]


def head() -> list[str]:
    """What the columns are called."""
    return [_("Nr"), _("Orsak"), _("Åtgärd"), _("Mål"), _("När"), _("Vem"), _("Uppföljning")]


def rows_of(plan: ActionPlan, today: date, told: Told = NOTHING) -> list[Row]:
    """The rows of a version: the words it was decided with, how each measure stands today and what was told of it."""
    causes: dict[str, list[tuple[PlanEntry, dict[str, str]]]] = {}
    for entry in plan.entries:
        words = words_of(entry)
        causes.setdefault(_cause(words), []).append((entry, words))
    numbered = sorted(causes.items(), key=lambda pair: not pair[0])  # those without a cause come last
    return [
        _row(f"{cause_number}.{place}", cause, words, entry.measure, followup_of(entry.measure, today, told))
        for cause_number, (cause, entries) in enumerate(numbered, start=1)
        for place, (entry, words) in enumerate(entries, start=1)
    ]


def words_of(entry: PlanEntry) -> dict[str, str]:
    """What a measure says in a version: as it was decided, or as it stands now."""
    words: dict[str, str] = json.loads(entry.words) if entry.words else in_words(entry.measure)
    return words


def table_of(plan: ActionPlan, municipality_name: str, today: date, told: Told = NOTHING) -> Table:
    """The whole version, for a file."""
    return Table(
        title=_("Åtgärdsplan %(number)s, %(municipality)s", number=plan.number, municipality=municipality_name),
        name=_("Åtgärdsplan %(number)s", number=plan.number),
        lines=[*facts_of(plan), _("Uppföljning per %(day)s", day=long_day(today))],
        head=head(),
        rows=[row.texts for row in rows_of(plan, today, told)],
    )


def facts_of(plan: ActionPlan) -> list[str]:
    """What a version rests on, and who decided it."""
    picture = (
        _(
            "Bygger på lägesbilden för %(period)s, fastställd %(day)s",
            period=plan.picture.name,
            day=long_day(plan.picture.established),
        )
        if plan.picture.established
        else ""
    )
    if not plan.body or not plan.decided or not plan.valid_from:
        return [_("Utkast, inte beslutat"), picture]
    where = [plan.body.name, long_day(plan.decided), plan.section, plan.reference_number]
    return [
        _("Beslutad: %(where)s", where=", ".join(filter(None, where))),
        _("Gäller från %(day)s", day=long_day(plan.valid_from)),
        picture,
    ]


def _cause(words: dict[str, str]) -> str:
    cause, problem = words.get("cause", ""), words.get("problem", "")
    return f"{cause}\n({problem})" if cause else problem


def _row(number: str, cause: str, words: dict[str, str], measure: Measure, followup: str) -> Row:
    said = words.get
    when = "–".join(filter(None, dict.fromkeys([said("starts"), said("due")])))  # a single day once
    goal = [said("goal", ""), _("Effekt: %(goal)s", goal=said("effect_goal")) if said("effect_goal") else ""]
    who = [said("responsible", ""), said("owner", ""), said("body", "")]
    return Row(
        number=number,
        cause=cause or _("Ingen orsak angiven"),
        measure=said("title", ""),
        goal="\n".join(filter(None, goal)),
        when=when,
        who="\n".join(filter(None, who)),
        followup=followup,
        of=measure,
    )


def followup_of(measure: Measure, today: date, told: Told) -> str:
    """How a measure stands, why where that was said, and what was told of it last."""
    reason = measure.steps[-1].reason if measure.steps else ""
    return "\n".join(filter(None, [status_of(measure, today)["label"], reason, told.get(measure.id, "")]))


def changes_between(before: ActionPlan, after: ActionPlan) -> list[dict[str, str]]:
    """The rows of a readable diff of two versions, measure by measure; a whole measure in one row."""
    old, new = ({entry.measure_id: words_of(entry) for entry in plan.entries} for plan in (before, after))
    rows = []
    for measure_id in dict.fromkeys([*old, *new]):
        was, is_now = old.get(measure_id), new.get(measure_id)
        title = (is_now or was or {}).get("title", "")
        if was is None or is_now is None:
            rows.append({"label": title, "before": _whole(was), "after": _whole(is_now)})
        else:
            rows += [one | {"label": f"{title}: {one['label']}"} for one in changes(was, is_now)]
    return rows


def _whole(words: dict[str, str] | None) -> str:
    return "" if words is None else "\n".join(f"{LABELS[name]}: {text}" for name, text in words.items())
