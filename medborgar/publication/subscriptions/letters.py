"""The mails to those who follow: what is new in a few lines, the next day, the way to stop, and nothing else."""

from collections.abc import Sequence
from datetime import date
from textwrap import shorten

from flask_babel import force_locale
from flask_babel import gettext as _

from medborgar.core.formatting import long_day
from medborgar.municipality.models import Municipality

TITLE_MOST = 60


def confirm(municipality: Municipality, *, title: str, way: str, until: date) -> dict[str, str]:
    """The question whether it is wanted, to an address that somebody wrote in the form."""
    with force_locale("sv"):
        return {
            "subject": _("Vill du ha mejl om medborgarlöftet?"),
            "text": _(
                """Hej!

Någon har skrivit din adress för att få mejl om %(what)s.

Var det du? Öppna sidan och tryck på knappen:
%(way)s

Länken fungerar till och med %(day)s. Sedan raderar vi adressen.

Var det inte du? Då behöver du inte göra något.

Det går inte att svara på det här mejlet.
""",
                what=_what(municipality, title),
                way=way,
                day=long_day(until),
            ),
        }


def already(municipality: Municipality, *, title: str, stop: str) -> dict[str, str]:
    """That there is nothing to confirm: it is followed from this address already."""
    with force_locale("sv"):
        return {
            "subject": _("Du får redan mejl om medborgarlöftet"),
            "text": _(
                """Hej!

Någon har skrivit din adress för att få mejl om %(what)s. Det får du redan. Du behöver inte göra något.

Vill du sluta? Då raderar vi adressen:
%(stop)s

Det går inte att svara på det här mejlet.
""",
                what=_what(municipality, title),
                stop=stop,
            ),
        }


def digest(
    municipality: Municipality, *, title: str, lines: Sequence[str], way: str, next_day: date | None, stop: str
) -> dict[str, str]:
    """All that is new since the last mail."""
    with force_locale("sv"):
        coming = (
            _("Senast %(day)s berättar vi hur det gick.", day=long_day(next_day))
            if next_day
            else _("Du får ett mejl när det finns mer att berätta.")
        )
        return {
            "subject": _subject(municipality, title),
            "text": _(
                """Hej!

Det här är nytt om %(what)s:
%(lines)s

Läs mer:
%(way)s

%(coming)s Du får högst fyra mejl om året, och mejl om rättelser.

Vill du sluta? Då raderar vi din adress:
%(stop)s

Det går inte att svara på det här mejlet.
""",
                what=_what(municipality, title),
                lines="\n".join(f"– {line}." for line in lines),
                way=way,
                coming=coming,
                stop=stop,
            ),
        }


def _subject(municipality: Municipality, title: str) -> str:
    if title:
        return _("Nytt om löftet ”%(title)s”", title=_short(title))
    return _("Nytt om medborgarlöftet i %(name)s", name=municipality.name)


def _what(municipality: Municipality, title: str) -> str:
    if title:
        return _("löftet ”%(title)s” i %(name)s", title=_short(title), name=municipality.name)
    return _("medborgarlöftet i %(name)s", name=municipality.name)


def _short(title: str) -> str:
    return shorten(title, TITLE_MOST, placeholder=" …")
