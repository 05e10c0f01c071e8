"""What outcomes are called, and how a point stands on a day."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.formatting import long_day
from medborgar.intake.walks.models import Walk
from medborgar.plan.walks.models import WalkAnswer, WalkOutcome

ANSWERS = {
    WalkAnswer.DONE: _l("Gjort"),
    WalkAnswer.PLANNED: _l("Planerat"),
    WalkAnswer.NOT: _l("Görs inte – därför"),
}
MARKS = {WalkAnswer.DONE: "done", WalkAnswer.PLANNED: "plan", WalkAnswer.NOT: "not_done"}  # of the status component


def status_of(walk: Walk, outcome: WalkOutcome | None, today: date) -> dict[str, str]:
    """How a point stands, as a mark and words; what is late says so."""
    if outcome is None:
        if walk.answer_by and walk.owes_answers(today):
            return {"code": "missing", "label": _("Svar saknas sedan %(day)s", day=long_day(walk.answer_by))}
        return {"code": "open", "label": _("Inget svar än")}
    if outcome.is_late(today) and outcome.due:
        return {"code": "late", "label": _("Försenat: skulle vara klart %(day)s", day=long_day(outcome.due))}
    answer = WalkAnswer(outcome.answer)
    return {"code": MARKS[answer], "label": str(ANSWERS[answer])}
