"""What an entry of the chain is called."""

from typing import Any, Protocol

from flask_babel import gettext as _

from medborgar.core.languages import LANGUAGES
from medborgar.municipality.periods import parse
from medborgar.picture.models import name_of
from medborgar.publication.events import KEY
from medborgar.publication.models import PublicationKind


class Numbered(Protocol):
    """An entry, as the public or as staff read it."""

    @property
    def kind(self) -> str: ...  # noqa: D102 (as in the table)

    @property
    def period(self) -> str: ...  # noqa: D102 (as in the table)

    @property
    def version(self) -> int: ...  # noqa: D102 (as in the table)


def title(entry: Numbered, manifest: dict[str, Any]) -> str:
    """In a list: what it is and of what."""
    match PublicationKind(entry.kind):
        case PublicationKind.EVENT:
            return _("Besked %(number)s, version %(version)s", number=_number(entry), version=entry.version)
        case PublicationKind.REMOVAL:
            return _("Borttagning ur publicering %(number)s", number=manifest["borttaget"]["nummer"])
        case PublicationKind.FOLLOW_UP:
            return _("Så går det, %(period)s, nummer %(version)s", period=_period(entry), version=entry.version)
        case PublicationKind.TRANSLATION:
            return _(
                "Översättning av löftet, %(period)s: %(language)s", period=_period(entry), language=language(manifest)
            )
        case PublicationKind.CORRECTION:
            return _("Rättat löfte, %(period)s, version %(version)s", period=_period(entry), version=entry.version)
        case _:
            return _("Löfte, %(period)s, version %(version)s", period=_period(entry), version=entry.version)


def language(manifest: dict[str, Any]) -> str:
    """What a translation's language is called, by those who speak it."""
    return LANGUAGES[manifest["sprak"]].name


def part(name: str) -> str:
    """What a part of an entry is called."""
    kind, _dash, number = name.partition("-")
    named = {
        "omraden": _("Fokusområden"),
        "period": _("Perioden och beslutet"),
        "svar": _("Vad folk sa"),
        "lofte": _("Löfte %(number)s", number=number),
        "inte": _("Därför inte nu"),
        "mal": _("Målen i överenskommelsen"),
        "uppfoljning": _("Uppföljning %(number)s", number=number),
        "handelse": _("Beskedet"),
    }
    return named.get(kind, name)


def said(value: Any) -> list[str]:
    """What a part says in words; a code or a day is none."""
    match value:
        case dict():
            return [text for one in value.values() for text in said(one)]
        case list():
            return [text for one in value for text in said(one)]
        case str() if " " in value:
            return [value]
    return []


def _period(entry: Numbered) -> str:
    return name_of(parse(entry.period))


def _number(entry: Numbered) -> str:
    return entry.period.removeprefix(KEY)
