"""What is new, as Atom, the newest first: every publication of a municipality, and each day that passed without one.

An entry keeps its id and its day for ever: both are made from what was published, and from dates that stand in it.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from flask_babel import gettext as _

from medborgar.core import clock
from medborgar.core.formatting import listed, long_day, lower_first, upper_first
from medborgar.core.links import whole_address
from medborgar.followup.models import Result
from medborgar.followup.words import RESULTS
from medborgar.municipality.periods import parse
from medborgar.picture.models import name_of
from medborgar.publication.cards import party
from medborgar.publication.events import KEY, next_word, words
from medborgar.publication.lapses import Lapse, lapses
from medborgar.publication.models import PublicationKind
from medborgar.publication.opendata.addresses import LICENCE
from medborgar.publication.proof.words import language
from medborgar.publication.public import Entry, Site

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES_MOST = 50
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


class News(NamedTuple):
    """One thing in a reader's list: where it stands, its heading and what it says."""

    address: str
    title: str
    text: str


class Item(NamedTuple):
    """The same, with its place in the list: on a day what passed unsaid comes first, then what was published."""

    day: date
    number: int
    moment: str
    id: uuid.UUID
    news: News


def feed(site: Site, chain: list[Entry], today: date) -> bytes:
    """The feed (RFC 4287) as it is on a day, in UTF-8."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "sv"})
    address = whole_address("publication.news", kommun=site.slug)
    _write(root, title=_("Medborgarlöftet, %(name)s", name=site.name), id=address)
    SubElement(root, "link", rel="self", href=address)
    SubElement(root, "link", href=whole_address("publication.current", kommun=site.slug))
    SubElement(root, "link", rel="license", href=LICENCE)
    found = sorted(_items(site, chain, today), reverse=True)[:ENTRIES_MOST]
    _write(root, updated=max((item.moment for item in found), default=_iso(today)))
    _write(SubElement(root, "author"), name=_("%(name)s och %(police)s", name=site.name, police=site.police_name))
    for item in found:
        element = SubElement(root, "entry")
        _write(element, title=item.news.title, id=item.id.urn, updated=item.moment)
        SubElement(element, "link", href=item.news.address)
        _write(element, content=item.news.text)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _items(site: Site, chain: list[Entry], today: date) -> Iterator[Item]:
    promised = _promised(chain)
    for entry in chain:
        named = uuid.UUID(entry.hash[:32])
        yield Item(entry.published, entry.number, _moment(entry), named, _news(site, entry, promised))
    for lapse in lapses(chain, today):
        named = uuid.uuid5(uuid.UUID(lapse.commitment["id"]), lapse.day.isoformat())
        yield Item(lapse.day, 0, _iso(lapse.day), named, _of_lapse(site, lapse))


def _of_lapse(site: Site, lapse: Lapse) -> News:
    where = whole_address("publication.period", kommun=site.slug, period=lapse.period)
    return News(
        f"{where}#lofte-{lapse.promise}",
        _("Uppföljning saknas: %(what)s", what=lapse.commitment["vad"]),
        _(
            "Skulle vara klart senast %(day)s. %(parties)s har inte berättat hur det gick.",
            day=long_day(lapse.due),
            parties=upper_first(listed(lower_first(party(side)) for side in lapse.silent)),
        ),
    )


def _news(site: Site, entry: Entry, promised: dict[str, dict[str, Any]]) -> News:
    if entry.kind is PublicationKind.EVENT:
        return _of_event(site, entry)
    if entry.kind is PublicationKind.REMOVAL:
        return _of_removal(site, entry)
    period = name_of(parse(entry.period))
    where = whole_address("publication.period", kommun=site.slug, period=entry.period)
    match entry.kind:
        case PublicationKind.FOLLOW_UP:
            told = filter(None, entry.content.values())
            lines = [f"{_whose(promised[one['atagande']], one['sida'])}: {_went(one)}" for one in told]
            return News(where, _("Så går det med löftet för %(period)s", period=period), "\n".join(lines))
        case PublicationKind.TRANSLATION:
            title = _(
                "Löftet för %(period)s finns nu översatt: %(language)s",
                period=period,
                language=language(entry.manifest),
            )
            code = entry.manifest["sprak"]
            where = whole_address("publication.period", language=code, kommun=site.slug, period=entry.period)
            return News(
                where, title, "\n".join(part["rubrik"] for part in entry.content.values() if "rubrik" in (part or {}))
            )
        case PublicationKind.CORRECTION:
            title = _("Rättelse av löftet för %(period)s", period=period)
            return News(f"{where}/v{entry.version}", title, entry.manifest["rattelse"]["anledning"])
        case _:
            lines = [part["rubrik"] for name, part in entry.content.items() if name.startswith("lofte-") and part]
            title = _("Det här lovar kommunen och polisen %(period)s", period=period)
            return News(f"{where}/v{entry.version}", title, "\n".join(lines))


def _of_event(site: Site, entry: Entry) -> News:
    said, number = words(entry), int(entry.period.removeprefix(KEY))
    parts = {
        _("Nytt eller rättat"): said["andrat"],
        _("Det här vet vi"): said["vet"],
        _("Det här vet vi inte"): said["vet_inte"],
        _("Nästa besked"): next_word(said),
    }
    return News(
        whole_address("events.exact", kommun=site.slug, number=number, version=entry.version),
        said["rubrik"] if entry.version == 1 else _("Nytt besked: %(title)s", title=said["rubrik"]),
        "\n\n".join(f"{label}: {text}" for label, text in parts.items() if text),
    )


def _of_removal(site: Site, entry: Entry) -> News:
    gone = entry.manifest["borttaget"]
    title = _("En del är borttagen ur publicering %(number)s", number=gone["nummer"])
    return News(whole_address("checking.check", kommun=site.slug), title, gone["lagrum"])


def _whose(commitment: dict[str, Any], side: str) -> str:
    """What a follow-up is of, and which party tells where both are to."""
    what = commitment["vad"].rstrip(" .")
    return f"{what} ({lower_first(party(side))})" if len(commitment["ansvariga"]) > 1 else what


def _went(facts: dict[str, Any]) -> str:
    """What one follow-up says, with the new day of what is late."""
    result = str(RESULTS[Result(facts["resultat"])])
    if not facts["nytt_datum"]:
        return result
    return _("%(result)s, nytt datum %(day)s", result=result, day=long_day(date.fromisoformat(facts["nytt_datum"])))


def _promised(chain: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """Each commitment of the chain, in its latest words."""
    parts = (part for entry in chain if entry.is_promise for part in entry.content.items())
    promises = (part for name, part in parts if name.startswith("lofte-") and part)
    return {one["id"]: one for promise in promises for one in promise["ataganden"]}


def _moment(entry: Entry) -> str:
    """When it was published; of anything but an event only the day is told."""
    at = words(entry)["klockan"] if entry.kind is PublicationKind.EVENT else ""
    return _iso(entry.published, time.fromisoformat(at.replace(".", ":")) if at else time.min)


def _iso(day: date, at: time = time.min) -> str:
    return datetime.combine(day, at, tzinfo=clock.STOCKHOLM).isoformat()


def _write(parent: Element, **texts: str) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = text
