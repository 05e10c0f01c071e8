"""Every public address that is the same for everybody: what can lie as a file, by the routes and the data."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from flask import Flask
from werkzeug.routing import Rule

from medborgar.core import assets, clock
from medborgar.core.languages import LANGUAGES
from medborgar.core.permissions import declared
from medborgar.core.site import Site
from medborgar.intake.dialogues.queries import for_everybody
from medborgar.intake.walks.queries import published as published_walks
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import all_municipalities
from medborgar.plan.walks.protocol import photo_ids
from medborgar.publication.events import event_comments
from medborgar.publication.history.gaps import gaps
from medborgar.publication.proof.files import files
from medborgar.publication.public import Entry, chain, connect

Names = Iterable[dict[str, Any]]
Naming = Callable[[Municipality, list[Entry]], Names]

# Open to everybody, and yet answered by the site itself each time.
LIVING = {
    "portal.alive",
    "portal.ready",
    "accounts.confirmed",
    "dialogues.index",  # what is asked now
    "dialogue_days.calendar",
    "papers.paper",
    "embedding.framed",  # a header says who may frame it
}
PART = "lofte-"  # how the sections that are promises are called
KEYS = {"token"}  # whoever holds one is somebody


def addresses(app: Flask) -> list[str]:
    """All of them, each page in every language that has it."""
    found = [address for rule in rules(app) if "kommun" not in rule.arguments for address in _common(app, rule)]
    for municipality in all_municipalities():
        with connect() as connection:
            entries = chain(connection, municipality.slug)
        for rule in rules(app):
            if "kommun" in rule.arguments:
                found += _of(app, rule, municipality, entries)
    return found


def rules(app: Flask) -> Iterator[Rule]:
    """The routes of what can lie as a file: public, read only, the same for everybody."""
    written_to = {rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    for rule in app.url_map.iter_rules():
        is_public = declared(app.view_functions[rule.endpoint]) is None
        if is_public and not (rule.rule in written_to or rule.endpoint in LIVING or _is_personal(rule)):
            yield rule


def unnamed(app: Flask) -> list[str]:
    """Those of these routes that nobody has said what they can name."""
    return [rule.rule for rule in rules(app) if "kommun" in rule.arguments and _key(rule) not in NAMED]


def _is_personal(rule: Rule) -> bool:
    """Whether only whoever was sent the address can know it."""
    return bool(KEYS & rule.arguments) or "<uuid:" in rule.rule


def _common(app: Flask, rule: Rule) -> Iterator[str]:
    named: Names = [{"filename": name} for name in assets.names()] if "filename" in rule.arguments else [{}]
    return _written(app, rule, named)


def _of(app: Flask, rule: Rule, municipality: Municipality, entries: list[Entry]) -> Iterator[str]:
    naming = NAMED.get(_key(rule), _nothing)
    named = ({"kommun": municipality.slug, **names} for names in naming(municipality, entries))
    return _written(app, rule, named)


def _written(app: Flask, rule: Rule, named: Names) -> Iterator[str]:
    starts = [f"/{code}" if code else "" for code in _codes(app, rule.endpoint)]
    for names in named:
        address = app.url_map.bind("").build(rule.endpoint, names)
        yield from (f"{start}{address}" for start in starts)


def _codes(app: Flask, endpoint: str) -> list[str]:
    """The languages that have the page: for files, and for what is only in Swedish, that alone."""
    site = cast("Site", app)
    return [code for code, language in LANGUAGES.items() if not code or site.speaks(language, endpoint)]


def _key(rule: Rule) -> str:
    """The part of the site that a route is in, and what it names there."""
    names = sorted(rule.arguments - {"kommun"})
    part = rule.rule.split("/")[2] if names else ""
    return " ".join([part, *names])


def _nothing(_: Municipality, __: list[Entry]) -> Names:
    return []


def _itself(_: Municipality, __: list[Entry]) -> Names:
    return [{}]


def _periods(_: Municipality, entries: list[Entry]) -> Names:
    promised = [one.period for one in entries if one.is_promise]
    empty = [one.period.key for one in gaps(entries, clock.today())]
    return [{"period": period} for period in dict.fromkeys([*promised, *empty])]


def _promises(_: Municipality, entries: list[Entry]) -> Names:
    newest = {one.period: one for one in entries if one.is_promise}
    numbers = {
        period: [name.removeprefix(PART) for name in one.content if name.startswith(PART)]
        for period, one in newest.items()
    }
    return [{"period": period, "number": int(number)} for period, found in numbers.items() for number in found]


def _versions(_: Municipality, entries: list[Entry]) -> Names:
    return [{"period": one.period, "version": one.version} for one in entries if one.is_promise]


def _events(_: Municipality, entries: list[Entry]) -> Names:
    return [{"number": one.number} for one in event_comments(entries)]


def _words_of_events(_: Municipality, entries: list[Entry]) -> Names:
    comments = event_comments(entries)
    return [{"number": one.number, "version": word.version} for one in comments for word in one.entries]


def _files(municipality: Municipality, _: list[Entry]) -> Names:
    with connect() as connection:
        return [{"name": name} for name in files(connection, municipality.slug)]


def _walks(municipality: Municipality, _: list[Entry]) -> Names:
    return [{"slug": walk.slug} for walk in published_walks(municipality)]


def _photos(municipality: Municipality, _: list[Entry]) -> Names:
    for walk in published_walks(municipality):
        for number, _photo in enumerate(photo_ids(walk.protocol), start=1):
            yield {"slug": walk.slug, "number": number}


def _dialogues(municipality: Municipality, _: list[Entry]) -> Names:
    return [{"slug": one.slug} for one in for_everybody(municipality, clock.today())]


NAMED: dict[str, Naming] = {
    "": _itself,
    "medborgarlofte period": _periods,
    "medborgarlofte period version": _versions,
    "medborgarlofte number period": _promises,
    "handelser number": _events,
    "handelser number version": _words_of_events,
    "kontrollera name": _files,
    "vandringar slug": _walks,
    "vandringar number slug": _photos,
    "dialog slug": _dialogues,
}
