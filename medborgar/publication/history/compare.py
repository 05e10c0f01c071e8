"""Two published versions side by side: what was added, changed and taken away, and why. Entries in, words out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from flask_babel import gettext as _

from medborgar.core.formatting import listed, long_day, lower_first, number, span
from medborgar.municipality.periods import parse
from medborgar.picture.models import name_of
from medborgar.publication.cards import SIDES, party
from medborgar.publication.difference import changes
from medborgar.publication.history.kinship import follows, ids
from medborgar.publication.models import PublicationKind
from medborgar.publication.public import Entry

Said = dict[str, Any]


class Group(NamedTuple):
    """What belongs together: a promise, the decision, what was not chosen; `kind` is said beside its heading."""

    title: str
    kind: str
    rows: list[dict[str, Any]]  # what differs
    said: Sequence[tuple[str, str]] = ()  # what was added or taken away, in full
    why: str = ""


class Comparison(NamedTuple):
    """The older of the two, the newer, the reasons that are published, and all that differs."""

    old: Entry
    new: Entry
    reasons: list[str]
    groups: list[Group]


class Pair(NamedTuple):
    """A promise as it was and as it is; one of them is missing when it was added or taken away."""

    old: Said | None
    new: Said | None
    number: str


def versions(chain: Sequence[Entry]) -> list[Entry]:
    """Every version of every promise, the newest first."""
    return [entry for entry in reversed(chain) if entry.is_promise]


def compare(one: Entry, other: Entry, chain: Sequence[Entry]) -> Comparison:
    """The two, the older first, whichever was asked for first."""
    old, new = sorted((one, other), key=lambda entry: entry.number)
    groups = [
        Group(_("Beslutet"), _("Ändrat"), _rows(_decision(old), _decision(new))),
        *_promises(old, new),
        Group(_("Därför inte nu"), _("Ändrat"), _rows(_reasons(old), _reasons(new), named=True)),
        Group(_("Ni sa: antal svar"), _("Ändrat"), _rows(_answers(old), _answers(new), named=True)),
        Group(_("Målen i överenskommelsen"), _("Ändrat"), _rows(_goals(old), _goals(new), named=True)),
    ]
    return Comparison(old, new, list(_why(old, new, chain)), [group for group in groups if group.rows or group.said])


def _why(old: Entry, new: Entry, chain: Sequence[Entry]) -> Iterator[str]:
    """What is published of why: a correction says it itself, anything else is a decision that both have approved."""
    for entry in chain:
        if not entry.is_promise or not old.number < entry.number <= new.number:
            continue
        if entry.period == new.period or entry is new:
            said = {"version": entry.version, "period": _name(entry), "day": long_day(entry.published)}
            if entry.kind is PublicationKind.CORRECTION:
                note = entry.manifest["rattelse"]["anledning"]
                yield _("%(period)s, version %(version)s, %(day)s: redaktionell rättelse. %(note)s", note=note, **said)
            else:
                yield _("%(period)s, version %(version)s, %(day)s: nytt beslut, godkänt av båda parter.", **said)


def _name(entry: Entry) -> str:
    name = name_of(parse(entry.period))
    return name[:1].upper() + name[1:]


def _promises(old: Entry, new: Entry) -> Iterator[Group]:
    reasons = {row["fokusomrade"]: row["skal"] for row in new.content.get("inte-nu") or []}
    for pair in _paired(_parts(old), _parts(new)):
        if pair.old and pair.new:
            rows = [*_rows(_words(pair.old), _words(pair.new)), *_commitments(pair.old, pair.new)]
            yield Group(_title(pair.number, pair.new), _("Ändrat"), rows)
        elif pair.new:
            yield Group(_title(pair.number, pair.new), _("Tillagt"), [], _in_full(pair.new))
        elif pair.old:
            why = "\n".join(f"{area}: {reasons[area]}" for area in pair.old["fokusomraden"] if area in reasons)
            yield Group(pair.old["rubrik"], _("Borttaget"), [], _in_full(pair.old), why)


def _title(number: str, part: Said) -> str:
    words: str = _("Löfte %(number)s: %(title)s", number=number, title=part["rubrik"])
    return words


def _in_full(part: Said) -> list[tuple[str, str]]:
    """A whole promise in few lines."""
    deeds = [(party(one["utforare"]), _deed(one)) for one in part["ataganden"]]
    return [(_("Därför"), part["varfor"]), *deeds]


def _parts(entry: Entry) -> dict[str, Said]:
    found = {name.removeprefix("lofte-"): part for name, part in entry.content.items() if name.startswith("lofte-")}
    return {name: part for name, part in found.items() if part}


def _paired(before: Mapping[str, Said], after: Mapping[str, Said]) -> Iterator[Pair]:
    """Those of the newer version in its order, then those that are gone."""
    found = _known_again(before, after)
    for number_now, now in after.items():
        yield Pair(before[found[number_now]] if number_now in found else None, now, number_now)
    for number_then, was in before.items():
        if number_then not in found.values():
            yield Pair(was, None, number_then)


def _known_again(before: Mapping[str, Said], after: Mapping[str, Said]) -> dict[str, str]:
    """Which was which: by commitments, by what it continues, or as the only ones left about the same."""
    left, found = dict(before), dict[str, str]()
    for alike in (_same, follows):
        for key, now in after.items():
            match = next((old for old, was in left.items() if key not in found and alike(now, was)), None)
            if match:
                found[key] = match
                del left[match]
    rest = {key: now for key, now in after.items() if key not in found}
    for key, now in rest.items():
        mine = [old for old, was in left.items() if _about_the_same(now, was)]
        if len(mine) == 1 and [one for one in rest if _about_the_same(rest[one], left[mine[0]])] == [key]:
            found[key] = mine[0]
    return found


def _same(new: Said, old: Said) -> bool:
    return bool(ids(new) & ids(old))


def _about_the_same(new: Said, old: Said) -> bool:
    return bool(set(new["fokusomraden"]) & set(old["fokusomraden"]))


def _commitments(old: Said, new: Said) -> Iterator[dict[str, Any]]:
    """Known by their ids; those of another period by who does them, in order."""
    known, kept = {one["id"]: one for one in old["ataganden"]}, ids(new)
    for one in (one for one in new["ataganden"] if one["id"] in known):
        yield from _differing(known[one["id"]], one)
    for side in SIDES:
        gone = [one for one in old["ataganden"] if one["id"] not in kept and one["utforare"] == side]
        added = [one for one in new["ataganden"] if one["id"] not in known and one["utforare"] == side]
        for was, now in zip_longest(gone, added):
            if was and now and was["vad"] == now["vad"]:
                yield from _differing(was, now)
            else:
                yield {
                    "label": party((was or now)["utforare"]),
                    "before": _deed(was) if was else "",
                    "after": _deed(now) if now else "",
                }


def _differing(old: Said, new: Said) -> Iterator[dict[str, Any]]:
    """The same commitment, field by field."""
    for row in _rows(_commitment(old), _commitment(new)):
        yield row | {"label": f"{party(new['utforare'])}: {lower_first(row['label'])}"}


def _deed(commitment: Said) -> str:
    """A commitment in one sentence and a day."""
    what, day = commitment["vad"].rstrip(" ."), _day(commitment["klart_senast"])
    return _("%(what)s. Klart senast %(day)s.", what=what, day=day)


def _rows(old: Said, new: Said, *, named: bool = False) -> list[dict[str, Any]]:
    """The rows of a readable diff; where the keys are names they are the labels themselves."""
    rows = [row for row in changes(old, new) if row["before"] != row["after"]]
    return [row | {"label": row["field"]} for row in rows] if named else rows


def _words(part: Said) -> Said:
    continued = (part.get("foljer_pa") or {}).get("lofte", "")
    said = {"rubrik": part["rubrik"], "varfor": part["varfor"], "folkhalsa": part["folkhalsa"]}
    return said | {"fokusomraden": listed(part["fokusomraden"]), "lofte": continued}


def _commitment(commitment: Said) -> Said:
    metric = commitment["matt"]
    return {
        "vad": commitment["vad"],
        "ansvariga": listed(one["funktion"] for one in commitment["ansvariga"]),
        "fran": number(metric["fran"]),
        "mal": f"{number(metric['mal'])} {metric['enhet']}" if metric["mal"] is not None else "",
        "klart_senast": _day(commitment["klart_senast"]),
        "malgrupp": commitment["malgrupp"],
    }


def _decision(entry: Entry) -> Said:
    facts = entry.content["period"]
    days = (date.fromisoformat(facts[key]) for key in ("galler_fran", "galler_till"))
    return {
        "galler_fran": span(*days),
        "overenskommelse": facts["overenskommelse"],
        "organ": facts["organ"],
        "beslutat": _day(facts["beslutat"]),
        "beslutande": listed(facts["beslutande"]),
        "foredragande": facts["foredragande"],
        "avvikande_mening": facts["avvikande_mening"],
        "andra_planer": facts["andra_planer"],
    }


def _reasons(entry: Entry) -> Said:
    return {row["fokusomrade"]: row["skal"] for row in entry.content.get("inte-nu") or []}


def _answers(entry: Entry) -> Said:
    rows = entry.content["svar"]["fokusomraden"]
    return {row["namn"]: _("färre än 5") if row["antal"] is None else number(row["antal"]) for row in rows}


def _goals(entry: Entry) -> Said:
    return {goal["mal"]: goal["avsnitt"] or _("Finns med") for goal in entry.content.get("mal") or []}


def _day(iso: str | None) -> str:
    return long_day(date.fromisoformat(iso)) if iso else ""
