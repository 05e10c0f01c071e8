"""What of a promise can be said in another language, part by part, and a promise with those words in their places."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from flask_babel import gettext as _

from medborgar.core.languages import Language, Swedish
from medborgar.publication.difference import LABELS

AREAS = "omraden"  # the focus areas' names, which stand in several parts
# What is written freely, and so is in Swedish wherever nobody has translated it.
FREE = {
    *{"rubrik", "varfor", "folkhalsa", "vad", "enhet", "funktion", "skal", "fokusomrade", "namn", "mal", "avsnitt"},
    *{"organ", "overenskommelse", "foredragande", "avvikande_mening", "andra_planer", "kalla", "beslutande"},
    *{"inte_horda", "fokusomraden", "gjort", "samverkat", "effekter", "orsak", "var", "vet", "vet_inte", "nasta"},
    *{"andrat", "anledning", "publicerad_av", "aktor"},
}

Words = Mapping[str, Mapping[str, str]]  # by part and key


class Slot(NamedTuple):
    """A text that can be said in another language, and where it stands."""

    part: str
    key: str
    label: str
    holder: dict[str, Any]
    field: str

    @property
    def swedish(self) -> str:
        """What it says."""
        return str(self.holder[self.field])


def slots(content: dict[str, Any]) -> Iterator[Slot]:
    """Every such text of a promise, in the order of its page; what was removed by law has none."""
    for number, area in enumerate((content.get("svar") or {}).get("fokusomraden", []), start=1):
        yield Slot(AREAS, area["namn"], _("Fokusområde %(number)s", number=number), area, "namn")
    for name, part in content.items():
        if part and name.startswith("lofte-"):
            yield from (slot for slot in _of_promise(name, part) if slot.swedish)
        elif part and name == "inte-nu":
            yield from (
                Slot(name, row["fokusomrade"], f"{LABELS['skal']}: {row['fokusomrade']}", row, "skal") for row in part
            )
        elif part and name == "mal":
            yield from (
                Slot(name, str(index), _("Mål %(number)s", number=index + 1), goal, "mal")
                for index, goal in enumerate(part)
            )


def _of_promise(name: str, promise: dict[str, Any]) -> Iterator[Slot]:
    for field in ("rubrik", "varfor", "folkhalsa"):
        yield Slot(name, field, str(LABELS[field]), promise, field)
    for number, one in enumerate(promise["ataganden"], start=1):
        label, key = _("Åtagande %(number)s", number=number), one["id"]
        yield Slot(name, f"{key}/vad", label, one, "vad")
        if one["matt"]["enhet"]:
            yield Slot(name, f"{key}/enhet", f"{label}: {LABELS['enhet']}", one["matt"], "enhet")
        for who in one["ansvariga"]:
            yield Slot(name, f"{key}/{who['sida']}", f"{label}: {LABELS['ansvariga']}", who, "funktion")


def still_right(words: Words, then: dict[str, Any], now: dict[str, Any]) -> Words:
    """The translated words whose Swedish is what it was when they were written."""
    was = {(slot.part, slot.key): slot.swedish for slot in slots(then)}
    found: dict[str, dict[str, str]] = {}
    for slot in slots(now):
        said = (words.get(slot.part) or {}).get(slot.key)
        if said and was.get((slot.part, slot.key)) == slot.swedish:
            found.setdefault(slot.part, {})[slot.key] = said
    return found


def put(content: dict[str, Any], words: Words, language: Language) -> dict[str, Any]:
    """A promise with these words in their places; what is left says of itself that it is in Swedish."""
    spoken = marked(content, language)
    for slot in list(slots(spoken)):
        said = (words.get(slot.part) or {}).get(slot.key)
        if said:
            slot.holder[slot.field] = said
    names = words.get(AREAS) or {}
    for name, part in spoken.items():
        if part and name.startswith("lofte-"):
            part["fokusomraden"] = [names.get(area, area) for area in part["fokusomraden"]]
            for row in part["svar"]["fokusomraden"]:
                row["namn"] = names.get(row["namn"], row["namn"])
        elif part and name == "inte-nu":
            for row in part:
                row["fokusomrade"] = names.get(row["fokusomrade"], row["fokusomrade"])
    return spoken


def marked(content: dict[str, Any], language: Language) -> dict[str, Any]:
    """A content whose free texts say that they are in Swedish, where the page is not."""
    copied = deepcopy(content)
    return copied if language.is_swedish else _marked(copied, "")


def _marked(value: Any, field: str) -> Any:
    match value:
        case dict():
            return {key: _marked(part, key) for key, part in value.items()}
        case list():
            return [_marked(part, field) for part in value]
        case str() if value and field in FREE:
            return Swedish(value)
    return value
