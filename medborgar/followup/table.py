"""A version of the plan in Brå's columns, with how each measure went: on screen, on paper and in files."""

import uuid

from flask import Blueprint, make_response
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _

from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.formatting import long_day, number
from medborgar.core.permissions import Permission, requires
from medborgar.core.sheets import XLSX, as_docx, as_xlsx
from medborgar.core.word import DOCX
from medborgar.followup.forms import RESULTS
from medborgar.followup.models import FollowUp, Result
from medborgar.followup.queries import latest_of_measures
from medborgar.municipality.models import Municipality
from medborgar.plan import queries
from medborgar.plan.pages import status_of
from medborgar.plan.table import facts_of, head, rows_of, table_of

blueprint = Blueprint("plan_table", __name__, url_prefix="/<kommun>/intranat/plan/version")
FILES = {"xlsx": (as_xlsx, XLSX), "docx": (as_docx, DOCX)}


@blueprint.get("/<int(max=9999):number>")
@requires(Permission.PLAN_READ)
def show(municipality: Municipality, number: int) -> ResponseReturnValue:
    """One version, in Brå's columns: on screen and on paper."""
    plan, today = queries.find_plan(municipality, number), clock.today()
    rows = rows_of(plan, today, told(municipality))
    return page(
        "plan/version.html", plan=plan, rows=rows, head=head(), facts=facts_of(plan), today=today, status_of=status_of
    )


@blueprint.get("/<int(max=9999):number>.<any(xlsx, docx):kind>")
@requires(Permission.PLAN_READ)
def file(municipality: Municipality, number: int, kind: str) -> Response:
    """The same version as a workbook or a Word document."""
    plan = queries.find_plan(municipality, number)
    write, mimetype = FILES[kind]
    answer = make_response(write(table_of(plan, municipality.name, clock.today(), told(municipality))))
    answer.mimetype = mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="atgardsplan-{municipality.slug}-{number}.{kind}"'
    return answer


def told(municipality: Municipality) -> dict[uuid.UUID, str]:
    """What was said last of each measure, in a few lines."""
    return {measure_id: _in_short(one) for measure_id, one in latest_of_measures(municipality).items()}


def _in_short(one: FollowUp) -> str:
    said = _("%(result)s, uppföljt %(day)s", result=RESULTS[Result(one.result)], day=long_day(one.reported))
    counted = _("%(what)s: %(before)s före, %(after)s efter", what=one.counted, **_numbers(one)) if one.counted else ""
    effects = _("Effekter: %(effects)s", effects=one.effects) if one.effects else ""
    return "\n".join(filter(None, [said, one.done, counted, effects]))


def _numbers(one: FollowUp) -> dict[str, str]:
    return {"before": number(one.before) or "–", "after": number(one.value) or "–"}
