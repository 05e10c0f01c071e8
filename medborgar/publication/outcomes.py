"""Every commitment since the first promise, and how each went. Entries and a day in, rows out: no database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from medborgar.core.formatting import number
from medborgar.core.sheets import stream_csv
from medborgar.followup.models import State
from medborgar.followup.words import state_name, unreported_words
from medborgar.publication.cards import SIDES, CommitmentView, PromiseView
from medborgar.publication.page import PromisePage

UNTOLD = "inte-uppfoljt"  # no day has passed and nobody has said anything: that is no state, but it is counted as one
ORDER = [State.DONE, State.PARTLY, State.NOT_DONE, State.WITHDRAWN, State.LATE, State.MISSING, State.PLAN, UNTOLD]


class Outcome(NamedTuple):
    """A commitment, the promise it belongs to, and that promise's page."""

    page: PromisePage
    promise: PromiseView
    commitment: CommitmentView

    @property
    def state(self) -> str:
        """How it stands or went, as far as everybody who answers for it has said."""
        standing = self.commitment.standing
        return UNTOLD if standing.is_only_planned else standing.state


class Filter(NamedTuple):
    """Which are asked for; what is not known is left out, and said."""

    state: str | None
    side: str | None
    year: int | None
    unknown: tuple[str, ...]

    @property
    def key(self) -> str:
        """The one way to write it in an address, where every unknown value of a filter is the same."""
        named = {"lage": self.state, "part": self.side, "ar": self.year} | dict.fromkeys(self.unknown, "?")
        return "&".join(f"{name}={value}" for name, value in named.items() if value)

    @property
    def left_out(self) -> list[str]:
        """The filters that could not be used, each with what to do."""
        labels = {"lage": _("Läge"), "part": _("Vem"), "ar": _("År")}
        return [f"{labels[name]}: {_('Välj något i listan')}" for name in self.unknown]

    def lets(self, one: Outcome) -> bool:
        """Whether a commitment is asked for."""
        return (
            self.state in {None, one.state}
            and self.side in {None, one.commitment.side}
            and self.year in {None, one.page.period.first.year}
        )


class Row(NamedTuple):
    """One line of the table of outcomes."""

    label: str
    number: int
    text: str
    links: list[tuple[str, str]]


def asked(said: Mapping[str, str]) -> Filter:
    """What an address asks for."""
    state, side, year = said.get("lage", ""), said.get("part", ""), said.get("ar", "")
    found = Filter(
        state=state if state in ORDER else None,
        side=side if side in SIDES else None,
        year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
        unknown=(),
    )
    known = {"lage": found.state, "part": found.side, "ar": found.year}
    return found._replace(unknown=tuple(name for name in known if said.get(name) and known[name] is None))


def outcomes(pages: Sequence[PromisePage]) -> list[Outcome]:
    """Every commitment of these pages, in their order."""
    return [
        Outcome(page, promise, commitment)
        for page in pages
        for promise in page.promises
        for commitment in promise.commitments
    ]


def name(state: str) -> str:
    """A state of the table in words."""
    return unreported_words().label if state == UNTOLD else state_name(State(state))


def table(slug: str, found: Sequence[Outcome]) -> list[Row]:
    """How many went each way, with a way to those."""
    tally = Counter(one.state for one in found)
    return [
        Row(
            label=name(state),
            number=tally[state],
            text=number(tally[state]),
            links=[(url_for("publication.outcomes", kommun=slug, lage=state), _("Visa"))] if tally[state] else [],
        )
        for state in ORDER
    ]


def as_csv(found: Sequence[Outcome]) -> bytes:
    """The same commitments as a file: days as 2027-06-30, numbers with a point, a function to each party."""
    head = [
        *(_("Period"), _("Löfte"), _("Vem"), _("Åtagande"), _("Ansvarig"), _("Mätt i"), _("Började på"), _("Mål")),
        *(_("Klart senast"), _("Nytt datum"), _("Läge"), _("Mätvärde"), _("Senast uppföljt"), _("Vad som gjordes")),
        _("Skäl"),
    ]
    return b"".join(stream_csv(head, map(_row, found)))


def _row(one: Outcome) -> list[str]:
    standing = one.commitment.standing
    signed, latest = standing.commitment, standing.latest
    cells = [
        *(one.page.entry.period, one.promise.title, signed["utforare"], signed["vad"]),
        ", ".join(responsible["funktion"] for responsible in signed["ansvariga"]),
        *(signed["matt"]["enhet"], signed["matt"]["fran"], signed["matt"]["mal"]),
        *(standing.due, standing.new_due, name(one.state), standing.value),
        *((latest.reported, latest.facts["gjort"]) if latest else ("", "")),
        "\n".join(filter(None, (report.facts["skal"] for report in standing.latest_of_each))),
    ]
    return ["" if cell is None else str(cell) for cell in cells]
