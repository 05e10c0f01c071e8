"""Two published versions side by side: what was added, changed and taken away, and why. Entries in, words out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from flask_babel import gettext as _

from medborgar.core.formatting import listed, long_day, number, span
from medborgar.municipality.periods import parse
from medborgar.picture.models import name_of
from medborgar.publication.difference import changes
from medborgar.publication.history.kinship import follows, ids
from medborgar.publication.models import PublicationKind
from medborgar.publication.public import Entry

SIDES = {"kommunen": 0, "polisen": 1, "tillsammans": 2}
Said = dict[str, Any]


class Group(NamedTuple):
    """What belongs together: a promise, the decision, what was not chosen; `kind` is said beside its heading."""

    title: str
    kind: str
    rows: list[dict[str, Any]]
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
    return Comparison(old, new, list(_why(old, new, chain)), [group for group in groups if group.rows])


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
        if pair.new is None and pair.old is not None:
            gone = "\n".join(f"{area}: {reasons[area]}" for area in pair.old["fokusomraden"] if area in reasons)
            yield Group(pair.old["rubrik"], _("Borttaget"), _rows(_words(pair.old), {}), gone)
        elif pair.new is not None:
            kind, was = (_("Ändrat"), _words(pair.old)) if pair.old else (_("Tillagt"), {})
            rows = [*_rows(was, _words(pair.new)), *_commitments(pair)]
            yield Group(_("Löfte %(number)s: %(title)s", number=pair.number, title=pair.new["rubrik"]), kind, rows)


def _parts(entry: Entry) -> dict[str, Said]:
    found = {name.removeprefix("lofte-"): part for name, part in entry.content.items() if name.startswith("lofte-")}
    return {name: part for name, part in found.items() if part}


def _paired(before: Mapping[str, Said], after: Mapping[str, Said]) -> Iterator[Pair]:
    """By their commitments; else by what they continue; else by what they are about."""
    left = dict(before)
    found: dict[str, str] = {}
    for alike in (_same, follows, _about_the_same):
        for number_now, now in after.items():
            match = next((key for key, was in left.items() if number_now not in found and alike(now, was)), None)
            if match:
                found[number_now] = match
                del left[match]
    for number_now, now in after.items():
        yield Pair(before[found[number_now]] if number_now in found else None, now, number_now)
    for number_then, was in left.items():
        yield Pair(was, None, number_then)


def _same(new: Said, old: Said) -> bool:
    return bool(ids(new) & ids(old))


def _about_the_same(new: Said, old: Said) -> bool:
    return bool(set(new["fokusomraden"]) & set(old["fokusomraden"]))


def _commitments(pair: Pair) -> Iterator[dict[str, Any]]:
    was, now = (part["ataganden"] if part else [] for part in (pair.old, pair.new))
    known = {one["id"]: one for one in was}
    for one in (one for one in now if one["id"] in known):
        yield from _labelled(one, _rows(_commitment(known[one["id"]]), _commitment(one)))
    added = sorted((one for one in now if one["id"] not in known), key=_side)
    kept = {one["id"] for one in now}
    gone = sorted((one for one in was if one["id"] not in kept), key=_side)
    for side in SIDES:
        mine = ([one for one in found if one["utforare"] == side] for found in (gone, added))
        for old, new in zip_longest(*mine):
            there = new or old
            yield from _labelled(there, _rows(_commitment(old) if old else {}, _commitment(new) if new else {}))


def _side(commitment: Said) -> int:
    return SIDES[commitment["utforare"]]


def _labelled(commitment: Said, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    names = {"kommunen": _("Kommunen"), "polisen": _("Polisen"), "tillsammans": _("Tillsammans")}
    party = names[commitment["utforare"]]
    return ({**row, "label": f"{party}: {row['label'][:1].lower()}{row['label'][1:]}"} for row in rows)


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
        "beslutande": "\n".join(facts["beslutande"]),
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
