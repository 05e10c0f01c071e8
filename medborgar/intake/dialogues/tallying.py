"""Counting answers as they are kept: one row more for each, in the same transaction; and one less when corrected."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Executable, bindparam

from medborgar.core.database import INSERT
from medborgar.core.extensions import db
from medborgar.intake.dialogues.models import Tally


def count(chosen: Iterable[tuple[uuid.UUID, str]]) -> None:
    """Count what one filled-in form has chosen."""
    _count(chosen, 1)


def uncount(chosen: Iterable[tuple[uuid.UUID, str]]) -> None:
    """Count no more what one that has been counted had chosen."""
    _count(chosen, -1)


def _count(chosen: Iterable[tuple[uuid.UUID, str]], step: int) -> None:
    seen: set[uuid.UUID] = set()
    rows = []
    for question_id, value in chosen:
        firsts = step * (question_id not in seen)
        rows.append({"question_id": question_id, "value": value, "number": step, "firsts": firsts})
        seen.add(question_id)
    if rows:
        # In one order always, so that two who answer at once wait for each other and never for themselves.
        rows.sort(key=lambda row: (str(row["question_id"]), row["value"]))
        db.session.execute(ONE_MORE[db.session.get_bind().dialect.name], rows)


def _one_more(insert: Callable[..., Any]) -> Executable:
    """The one statement, made once: putting it together would cost more than carrying it out."""
    table = Tally.__table__.c
    values: dict[str, Any] = {name: bindparam(name) for name in ("question_id", "value", "number", "firsts")}
    statement = insert(Tally.__table__).values(values)
    added = {"number": table.number + statement.excluded.number, "firsts": table.firsts + statement.excluded.firsts}
    found: Executable = statement.on_conflict_do_update(index_elements=["question_id", "value"], set_=added)
    return found


ONE_MORE = {dialect: _one_more(insert) for dialect, insert in INSERT.items()}
