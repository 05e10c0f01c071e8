"""Mail to the functions that answer for commitments: what, by when, and the link to answer through."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from medborgar.core.formatting import long_day
from medborgar.municipality.models import Municipality

WHAT_MOST = 40  # letters
IN_A_MAIL = 3  # so that a mail can be read at a glance


class Asked(NamedTuple):
    """One commitment in a mail."""

    what: str
    due: date
    address: str


def reminder(municipality: Municipality, function: str, asked: Sequence[Asked]) -> dict[str, str]:
    """A digest: every commitment that a function is asked about today, each with its own link."""
    with force_locale("sv"):
        parts = [
            _(
                "%(what)s\nKlart senast %(day)s: %(address)s",
                what=_short(one.what),
                day=long_day(one.due),
                address=one.address,
            )
            for one in asked
        ]
        return {
            "subject": ngettext("Hur går det med åtagandet?", "Hur går det med %(num)s åtaganden?", len(asked)),
            "text": _(
                """Hej!

%(function)s svarar för det här i medborgarlöftet i %(name)s:

%(parts)s

Öppna länken och berätta hur det går. Du behöver inget konto. Varje länk kan användas en gång.
Lämna den bara till den som ska svara.

Det går inte att svara på det här mejlet. Frågor: %(email)s
""",
                function=function,
                name=municipality.name,
                parts="\n\n".join(parts),
                email=municipality.email,
            ),
        }


def _short(what: str) -> str:
    words = " ".join(what.split())
    return words if len(words) <= WHAT_MOST else f"{words[:WHAT_MOST].rsplit(' ', 1)[0]} …"
