"""The mails that somebody who told something asked for: never what they wrote, never the code, never what happened."""

from datetime import date

from flask_babel import force_locale
from flask_babel import gettext as _

from medborgar.core.formatting import long_day
from medborgar.core.links import whole_address
from medborgar.municipality.models import Municipality


def received(municipality: Municipality, *, read_by: date, stop: str) -> dict[str, str]:
    """That it has come, when it is read at the latest, and what the next mail will say."""
    with force_locale("sv"):
        return {
            "subject": _("Vi har tagit emot det du berättade"),
            "text": _(
                """Hej!

%(name)s har tagit emot det du berättade. Vi läser det senast %(day)s.

Du får ett mejl när något har hänt. Mejlet säger bara att det finns nytt. Vad det är ser du med din kod:
%(follow)s

Koden fick du när du skickade. Vi kan inte ta fram den åt dig.

Vill du sluta få mejl, eller byta adress?
%(stop)s

Det går inte att svara på det här mejlet. Händer det något nu? Ring 112.
""",
                name=municipality.name,
                day=long_day(read_by),
                follow=_follow(municipality),
                stop=stop,
            ),
        }


def news(municipality: Municipality, *, last_day: date, stop: str) -> dict[str, str]:
    """That something has happened, and where to see what."""
    with force_locale("sv"):
        return {
            "subject": _("Det finns nytt om det du berättade"),
            "text": _(
                """Hej!

Det har hänt något med det du berättade för %(name)s. Skriv in din kod här, så ser du vad det är:
%(follow)s

Står det en fråga där kan du svara på den.

Vi raderar din adress senast %(day)s. Vill du sluta nu, eller byta adress?
%(stop)s

Det går inte att svara på det här mejlet.
""",
                name=municipality.name,
                day=long_day(last_day),
                follow=_follow(municipality),
                stop=stop,
            ),
        }


def _follow(municipality: Municipality) -> str:
    return whole_address("follow.by_receipt", kommun=municipality.slug)
