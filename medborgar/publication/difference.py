"""What changed between two contents, in words a reader follows: where, what it said, what it says."""

from difflib import SequenceMatcher
from itertools import chain
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.languages import as_swedish, sentence
from medborgar.publication.public import Entry

LABELS = {
    "rubrik": _l("Rubrik"),
    "varfor": _l("Därför"),
    "folkhalsa": _l("Folkhälsa"),
    "vad": _l("Åtagande"),
    "ansvariga": _l("Ansvarig"),
    "funktion": _l("Ansvarig"),
    "mal": _l("Mål"),
    "fran": _l("Började på"),
    "enhet": _l("Mätt i"),
    "slag": _l("Sätt att mäta"),
    "klart_senast": _l("Klart senast"),
    "malgrupp": _l("Målgrupp"),
    "utforare": _l("Vem som gör det"),
    "skal": _l("Därför inte nu"),
    "beslutat": _l("Beslutat"),
    "beslutande": _l("Beslutande"),
    "foredragande": _l("Föredragande"),
    "avvikande_mening": _l("Avvikande mening"),
    "andra_planer": _l("Mål och planer som det hör ihop med"),
    "var": _l("Var"),
    "vet": _l("Vi vet"),
    "vet_inte": _l("Vi vet inte"),
    "nasta_besked": _l("Nästa besked"),
    "varde": _l("Mätvärde"),
    "avsnitt": _l("Avsnitt i överenskommelsen"),
    "galler_fran": _l("Gäller"),
    "overenskommelse": _l("Överenskommelse"),
    "organ": _l("Beslutat av"),
    "fokusomraden": _l("Fokusområden"),
    "lofte": _l("Fortsätter löftet"),
}
# What an editorial correction may touch: words, never what is promised, by whom, how much or when.
EDITORIAL = {"rubrik", "varfor", "folkhalsa", "andra_planer", "vad", "skal", "malgrupp", "foredragande"}
EDITORIAL_MOST = 12  # letters changed in one text: a spelling or a link, not another meaning

Path = tuple[str, ...]


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a readable diff: label, before, after (empty where something was added or taken away)."""
    before, after = _flat(old), _flat(new)
    paths = [path for path in dict.fromkeys(chain(before, after)) if before.get(path) != after.get(path)]
    return [
        {
            "label": _label(path),
            "before": _words(before.get(path)),
            "after": _words(after.get(path)),
            "field": path[-1],
        }
        for path in paths
    ]


def changes_of(entry: Entry, chain: list[Entry]) -> list[dict[str, Any]]:
    """What an exact version changed from the version before, in the words that were signed."""
    versions = [other for other in chain if other.is_promise and other.period == entry.period]
    older = [other for other in versions if other.version == entry.version - 1]
    return changes(older[0].signed, entry.signed) if older else []


def is_editorial(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether a change touches nothing but spelling: same things promised, only a few letters in some texts."""
    before, after = _flat(old), _flat(new)
    if before.keys() != after.keys():
        return False
    touched = [path for path in before if before[path] != after[path]]
    return bool(touched) and all(
        path[-1] in EDITORIAL and _same_digits(before[path], after[path]) and _letters(before[path], after[path])
        for path in touched
    )


def _flat(value: Any, path: Path = ()) -> dict[Path, Any]:
    """Every leaf by its path; commitments and reasons are known by their id or focus area, not by their place."""
    match value:
        case dict():
            parts = [_flat(part, (*path, key)) for key, part in value.items() if key not in {"id", "fokusomrade"}]
        case list():
            parts = [_flat(part, (*path, _identity(part, index))) for index, part in enumerate(value)]
        case _:
            return {path: value}
    return {key: leaf for part in parts for key, leaf in part.items()}


def _identity(part: Any, index: int) -> str:
    if isinstance(part, dict):
        return str(part.get("id") or part.get("fokusomrade") or part.get("namn") or part.get("sida") or index)
    return str(index)


def _label(path: Path) -> str:
    field = str(LABELS.get(path[-1], path[-1]))
    if path[0].startswith("lofte-"):
        return _("Löfte %(number)s: %(field)s", number=path[0].removeprefix("lofte-"), field=field.lower())
    if path[0] == "inte-nu":
        return sentence("%(field)s: %(area)s", field=field, area=as_swedish(path[1]))
    return field


def _words(value: Any) -> str:
    return "" if value is None else str(value)


def _same_digits(old: Any, new: Any) -> bool:
    return [c for c in str(old) if c.isdigit()] == [c for c in str(new) if c.isdigit()]


def _letters(old: Any, new: Any) -> bool:
    matcher = SequenceMatcher(None, str(old), str(new), autojunk=False)
    changed = sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")
    return changed <= EDITORIAL_MOST
