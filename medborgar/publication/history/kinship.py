"""Which promise continues which: as the parties have said, or since both have the same heading."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from medborgar.publication.cards import PromiseView
from medborgar.publication.page import PromisePage


class Promised(NamedTuple):
    """A promise, and the page of its period."""

    page: PromisePage
    promise: PromiseView

    @property
    def said(self) -> dict[str, Any]:
        """What is signed of it."""
        return part(self.page, self.promise.number)

    @property
    def ids(self) -> set[str]:
        """Its commitments, by which it is known again."""
        return ids(self.said)

    @property
    def areas(self) -> set[str]:
        """The focus areas that it is of, by their Swedish names."""
        return set(self.said["fokusomraden"])


class Kin(NamedTuple):
    """The promises of the same thing in other periods: what it continues, what continues it, and of the same area."""

    earlier: list[Promised]  # the latest first
    later: list[Promised]  # the first first
    beside: list[Promised]


def part(page: PromisePage, number: int) -> dict[str, Any]:
    """What is signed of a promise."""
    found: dict[str, Any] = page.entry.signed[f"lofte-{number}"]
    return found


def ids(said: dict[str, Any]) -> set[str]:
    """The commitments of what is signed."""
    return {one["id"] for one in said["ataganden"]}


def follows(new: dict[str, Any], old: dict[str, Any]) -> bool:
    """Whether one continues another: by the commitment that it names, or where it names none by its heading."""
    named = (new.get("foljer_pa") or {}).get("id")
    return named in ids(old) if named else _heading(new) == _heading(old)


def kin(pages: Sequence[PromisePage], one: Promised) -> Kin:
    """Those of one promise among every page."""
    every = sorted(_all(pages), key=lambda other: other.page.period.first)
    before = [other for other in every if other.page.period.first < one.page.period.first]
    after = [other for other in every if other.page.period.first > one.page.period.first]
    earlier, later = _back(one, before), _on(one, after)
    told = {id(other.promise) for other in (*earlier, *later)}
    beside = [other for other in (*before, *after) if id(other.promise) not in told and other.areas & one.areas]
    return Kin(earlier, later, beside[::-1])


def _all(pages: Iterable[PromisePage]) -> Iterable[Promised]:
    return (Promised(page, promise) for page in pages for promise in page.promises)


def _back(one: Promised, before: Sequence[Promised]) -> list[Promised]:
    found, at = [], one
    for other in reversed(before):
        if other.page.period.first < at.page.period.first and follows(at.said, other.said):
            found.append(other)
            at = other
    return found


def _on(one: Promised, after: Sequence[Promised]) -> list[Promised]:
    found = [one]
    for other in after:
        if any(follows(other.said, was.said) for was in found if was.page.period.first < other.page.period.first):
            found.append(other)
    return found[1:]


def _heading(said: dict[str, Any]) -> str:
    return str(said["rubrik"]).strip().casefold()
