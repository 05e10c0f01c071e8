"""What is said of a measure: what was filled in, under which words, and what it lacks before it can be decided."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.formatting import long_day
from medborgar.decisions.models import Commitment
from medborgar.municipality.models import Body, FocusArea, Partner, Place
from medborgar.picture.models import Cause, Problem
from medborgar.plan.models import Measure, MeasureKind, Purpose, Responsible
from medborgar.plan.names import PURPOSES, RESPONSIBLE

LABELS = {
    "title": _l("Åtgärd"),
    "problem": _l("Problem"),
    "cause": _l("Orsak"),
    "focus_area": _l("Fokusområde"),
    "purpose": _l("Huvudsakligt syfte"),
    "aim": _l("Syfte"),
    "goal": _l("Mål"),
    "effect_goal": _l("Effektmål"),
    "place": _l("Plats"),
    "target_group": _l("Målgrupp"),
    "responsible": _l("Ansvarig"),
    "owner": _l("Ansvarig funktion"),
    "body": _l("Arbetsgrupp"),
    "cooperates": _l("Samverkar"),
    "starts": _l("Börjar"),
    "due": _l("Klart senast"),
    "resources": _l("Resurser"),
    "evidence": _l("Kunskapsstöd"),
    "public_health": _l("Folkhälsa"),
    "other_plans": _l("Andra planer"),
    "commitment": _l("Bär åtagandet"),
    "tell_inside": _l("Berättas internt"),
    "tell_outside": _l("Berättas utåt"),
    "channel": _l("Kanal"),
    "attachments": _l("Bilagor"),
}


@dataclass(frozen=True)
class MeasureWords:
    """What is filled in about a measure."""

    title: str
    purpose: Purpose
    responsible: Responsible
    partner: Partner | None = None
    problem: Problem | None = None
    cause: Cause | None = None
    focus_area: FocusArea | None = None
    place: Place | None = None
    commitment: Commitment | None = None
    body: Body | None = None
    aim: str = ""
    goal: str = ""
    effect_goal: str = ""
    owner: str = ""
    owner_email: str = ""
    cooperates: str = ""
    evidence: str = ""
    target_group: str = ""
    public_health: str = ""
    other_plans: str = ""
    resources: str = ""
    starts: date | None = None
    due: date | None = None
    attachments: str = ""
    tell_inside: date | None = None
    tell_outside: date | None = None
    channel: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """Each by its name, made consistent: a problem's focus area is the measure's, a partner only its own."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        if self.problem:
            values["focus_area"] = self.problem.focus_area
        if self.responsible is not Responsible.OTHER:
            values["partner"] = None
        return values

    @property
    def texts(self) -> list[str]:
        """What somebody has written in words of their own; an address is no text."""
        return [value for name, value in self.values.items() if type(value) is str and name != "owner_email"]


def in_words(measure: Measure) -> dict[str, str]:
    """What a measure says, by the keys of LABELS, in words that hold even if what it points at gets another name."""
    problem, commitment = measure.problem, measure.commitment
    said = {name: _said(getattr(measure, name, "")) for name in LABELS} | {
        "problem": problem.title if problem else "",
        "cause": measure.why,
        "purpose": str(PURPOSES[Purpose(measure.purpose)]),
        "responsible": responsible_name(measure),
        "commitment": commitment.what if commitment else "",
    }
    return {name: said[name] for name in LABELS if said[name]}


def responsible_name(measure: Measure) -> str:
    """Who answers for it: a party, both, or another organisation by its name."""
    return measure.partner.organisation.name if measure.partner else str(RESPONSIBLE[Responsible(measure.responsible)])


def gaps(measure: Measure, *, causes_first: bool) -> list[str]:
    """What a measure lacks before it can be decided, in words that follow *saknar*; a quick one needs less."""
    is_planned = measure.kind == MeasureKind.MEASURE
    lacking = {
        _("syfte"): is_planned and not measure.aim,
        _("mål"): is_planned and not measure.goal,
        _("ansvarig funktion"): not measure.owner,
        _("datum då den ska vara klar"): measure.due is None,
        _("plats"): not is_planned and measure.place is None,
        _("orsak"): is_planned and causes_first and not measure.why,
    }
    return [what for what, is_lacking in lacking.items() if is_lacking]


def _said(value: Any) -> str:
    match value:
        case None:
            return ""
        case date():
            return long_day(value)
        case Place() | FocusArea() | Body():
            return value.name
    return str(value)
