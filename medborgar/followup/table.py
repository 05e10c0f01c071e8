"""A version of the plan in Brå's columns, with how each measure went: on screen, on paper and in files."""

from flask import Blueprint, make_response
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.permissions import Permission, requires
from medborgar.core.sheets import XLSX, as_docx, as_xlsx
from medborgar.core.word import DOCX
from medborgar.followup.pages import told
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
