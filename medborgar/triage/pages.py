"""How the queue, its filter and a conflict are shown: in words, ready for the page."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from medborgar.core.conflicts import both_texts
from medborgar.core.errors import Stale
from medborgar.core.formatting import long_day, short_day
from medborgar.intake.forms import CHANNELS, DAY_PARTS, EXTENTS, FREQUENCIES, SAID, VOICES
from medborgar.intake.models import Channel, Contribution
from medborgar.triage.forms import OUTCOMES, FilterForm, ReviewForm
from medborgar.triage.models import Message, MessageKind, Outcome
from medborgar.triage.queries import PAGE_SIZE, Queue, Row

TITLE_MOST = 60
DOT = "\u00a0· "  # never first on a line


def area_name(contribution: Contribution) -> str:
    """Where, in words."""
    return contribution.area.name if contribution.area else str(EXTENTS[contribution.extent])  # type: ignore[index]  # a code


def channel_name(contribution: Contribution) -> str:
    """How it came, in words."""
    names: dict[Any, Any] = CHANNELS | {Channel.WEB: _("Webb")}
    return str(names[contribution.channel])


def facts_of(contribution: Contribution) -> list[tuple[str, str]]:
    """What is known of an answer besides its words."""
    names: dict[Any, Any] = SAID | VOICES | DAY_PARTS | FREQUENCIES
    asked = [
        (_("Gäller"), names[contribution.kind]),
        (_("Område"), area_name(contribution)),
        (_("När på dygnet"), names.get(contribution.day_part or "")),
        (_("Hur ofta"), names.get(contribution.frequency or "")),
        (_("Vem"), names[contribution.voice]),
        (_("Kom"), f"{short_day(contribution.received)}, {channel_name(contribution).lower()}"),
    ]
    return [(term, str(value)) for term, value in asked if value]


def queue_rows(rows: list[Row], asked: dict[str, Any], *, current: uuid.UUID | None = None) -> list[dict[str, Any]]:
    """The queue: unread answers by what they are, read ones by their masked words; `current` is the open one.

    Each leads on with what was asked for, so that whoever takes the next stays in the same queue.
    """
    return [
        {
            "href": url_for("triage.item", contribution_id=row.contribution.id, **asked),
            "title": _title(row),
            "meta": DOT.join(
                [short_day(row.contribution.received), area_name(row.contribution), channel_name(row.contribution)]
            ),
            "state": _state(row),
            "urgent": row.contribution.acute,
            "current": row.contribution.id == current,
        }
        for row in rows
    ]


def listed(found: Sequence[Contribution]) -> list[dict[str, str]]:
    """What came in, for whoever hands it out: without a word of it."""
    return [
        {
            "href": url_for("disclosure.item", contribution_id=one.id),
            "title": str(SAID[one.kind]),  # type: ignore[index]  # a code
            "meta": DOT.join([long_day(one.received), area_name(one), channel_name(one)]),
            "state": "",
        }
        for one in found
    ]


def chips_of(form: FilterForm) -> list[dict[str, str]]:
    """The filters that are set, each with the address without it."""
    asked = form.asked
    return [
        {
            "label": f"{form[name].label.text}: {_chosen(form, name, value)}",
            "href": url_for("triage.inbox", **{other: said for other, said in asked.items() if other != name}),
        }
        for name, value in asked.items()
        if not form[name].errors
    ]


def pages_of(form: FilterForm, number: int, found: Queue) -> dict[str, Any]:
    """Which rows are shown, and the way to the others."""
    first = (number - 1) * PAGE_SIZE + 1

    def link(to: int) -> str:
        return url_for("triage.inbox", **form.asked, sida=to)

    return {
        "first": first,
        "last": first + len(found.rows) - 1,
        "total": found.total,
        "previous": link(number - 1) if number > 1 else None,
        "next": link(number + 1) if first + len(found.rows) <= found.total else None,
    }


def said_by(message: Message) -> str:
    """Who said something, and when."""
    who = {
        MessageKind.REPLY: _("Vårt svar"),
        MessageKind.QUESTION: _("Vår fråga"),
        MessageKind.ANSWER: _("Svar från den som skrev"),
    }
    return f"{who[MessageKind(message.kind)]}, {short_day(message.sent)}"


def conflict_of(stale: Stale, saved: ReviewForm, form: ReviewForm) -> dict[str, Any]:
    """What the colleague saved and what one wrote oneself, wherever the two differ."""
    theirs, mine = both_texts(form, saved)
    return {
        "title": stale.message,
        "theirs": (_("Det kollegan sparade"), theirs),
        "mine": (_("Det du skrev"), mine),
    }


def _title(row: Row) -> str:
    if row.review is None:
        return str(SAID[row.contribution.kind])  # type: ignore[index]  # a code
    words = " ".join(row.review.masked_text.split())
    return words if len(words) <= TITLE_MOST else f"{words[:TITLE_MOST].rsplit(' ', 1)[0]} …"


def _state(row: Row) -> str:
    acute = f"{row.contribution.acute_done} ({row.contribution.acute_by})" if row.contribution.acute else ""
    state = str(OUTCOMES[Outcome(row.review.outcome)]) if row.review else _("Ny")
    return DOT.join(filter(None, [acute, state, _("Nytt svar") if row.has_answered else ""]))


def _chosen(form: FilterForm, name: str, value: str) -> str:
    choices = getattr(form[name], "choices", None) or []
    return next((str(choice.label) for choice in choices if choice.value == value), value)
