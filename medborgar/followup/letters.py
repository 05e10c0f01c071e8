"""Mail to the functions that answer for something: what, by when, and the link to answer through."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from medborgar.core.formatting import long_day, upper_first
from medborgar.municipality.models import Municipality

WHAT_MOST = 40  # letters
IN_A_MAIL = 3  # so that a mail can be read at a glance


class Asked(NamedTuple):
    """One thing in a mail: to be done by a day, or only followed up by then."""

    what: str
    due: date
    address: str
    is_promised: bool


def reminder(municipality: Municipality, function: str, asked: Sequence[Asked]) -> dict[str, str]:
    """A digest: everything that a function is asked about today, each with its own link."""
    with force_locale("sv"):
        parts = [f"{_short(one.what)}\n{_by_when(one)}: {one.address}" for one in asked]
        return {
            "subject": ngettext("Hur går det? En fråga till dig", "Hur går det? %(num)s frågor till dig", len(asked)),
            "text": _(
                """Hej!

%(function)s svarar för det här i trygghetsarbetet i %(name)s:

%(parts)s

Öppna länken och berätta hur det går. Du behöver inget konto. Varje länk kan användas en gång.
Lämna den bara till den som ska svara.

Det går inte att svara på det här mejlet. Frågor: %(email)s
""",
                function=upper_first(function),
                name=municipality.name,
                parts="\n\n".join(parts),
                email=municipality.email,
            ),
        }


def _by_when(one: Asked) -> str:
    day = long_day(one.due)
    return str(_("Klart senast %(day)s", day=day) if one.is_promised else _("Följ upp senast %(day)s", day=day))


def _short(what: str) -> str:
    words = " ".join(what.split())
    return words if len(words) <= WHAT_MOST else f"{words[:WHAT_MOST].rsplit(' ', 1)[0]} …"
