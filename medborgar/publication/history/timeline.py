"""What has happened with a promise, in the order it happened: from listening to how it went. No database."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from medborgar.core.formatting import long_day, lower_first
from medborgar.core.languages import sentence
from medborgar.followup.models import State
from medborgar.followup.words import RESULTS
from medborgar.publication.cards import CommitmentView, party
from medborgar.publication.history.kinship import Promised, ids
from medborgar.publication.models import PublicationKind
from medborgar.publication.page import REPORT_WITHIN
from medborgar.publication.public import Entry
from medborgar.publication.standing import Report

OPEN = {State.PLAN, State.LATE}


class Happening(NamedTuple):
    """One step of a timeline, as the component takes it."""

    day: date
    label: str
    text: str = ""
    href: str | None = None
    link: str = ""
    state: str = "past"
    days: str = ""  # in words, where it took more than one

    @property
    def when(self) -> str:
        """Its day in words, or its days."""
        return self.days or long_day(self.day)


def timeline(one: Promised, chain: list[Entry], slug: str) -> list[Happening]:
    """Every step of a promise; what is still to come last."""
    found = [
        *_before(one, slug),
        *_versions(one, chain, slug),
        *_reports(one),
        *_removals(one, chain),
        *_missing(one),
        *_coming(one),
    ]
    return sorted(found, key=lambda happening: (happening.state == "next", happening.day))


def _before(one: Promised, slug: str) -> Iterator[Happening]:
    page = one.page
    heard = date.fromisoformat(page.answers["till"])
    picture = url_for("history.picture", kommun=slug, period=page.entry.period)
    led_to = _("Vad folk sa, och vilka som hördes")
    yield Happening(heard, _("Vi lyssnade"), href=picture, link=led_to, days=page.heard_span)
    if established := page.facts["lagesbild_faststalld"]:
        yield Happening(date.fromisoformat(established), _("Lägesbilden blev klar"))
    if decided := page.facts["beslutat"]:
        yield Happening(date.fromisoformat(decided), _("Beslutet togs"), page.facts["organ"])
    names = {one["sida"]: one["namn"] for one in page.facts["parter"]}
    for approval in page.entry.manifest["godkannanden"]:
        day, function = date.fromisoformat(approval["dag"]), lower_first(approval["funktion"])
        yield Happening(
            day,
            sentence(_("%(party)s godkände"), party=names[approval["sida"]]),
            sentence(_("Av %(function)s"), function=function),
        )


def _versions(one: Promised, chain: list[Entry], slug: str) -> Iterator[Happening]:
    """When it was published, and every version that changed it."""
    was: tuple[int, object] | None = None
    for entry in chain:
        if not entry.is_promise or entry.period != one.page.entry.period or entry.version > one.page.entry.version:
            continue
        said = next((part for part in _promises(entry) if ids(part) & one.ids), None)
        if said is None:
            continue
        if was is None:
            exact = url_for("publication.exact", kommun=slug, period=entry.period, version=entry.version)
            yield Happening(entry.published, _("Löftet publicerades"), "", exact, _("Så som det var då"))
        elif was[1] != said:
            yield _changed(entry, was[0], slug)
        was = entry.version, said


def _changed(entry: Entry, before: int, slug: str) -> Happening:
    compared = url_for("history.compare", kommun=slug, period=entry.period, fran=f"v{before}", till=f"v{entry.version}")
    if entry.kind is PublicationKind.CORRECTION:
        return Happening(
            entry.published,
            _("Löftet rättades"),
            entry.manifest["rattelse"]["anledning"],
            compared,
            _("Se vad som rättades"),
        )
    words = _("Båda parter godkände en ny text.")
    return Happening(entry.published, _("Löftet ändrades"), words, compared, _("Se vad som ändrades"))


def _promises(entry: Entry) -> Iterator[dict[str, Any]]:
    return (part for name, part in entry.signed.items() if name.startswith("lofte-") and part)


def _reports(one: Promised) -> Iterator[Happening]:
    for view in one.promise.commitments:
        for report in view.standing.reports:
            yield Happening(
                report.reported,
                _("%(party)s: %(result)s", party=party(report.side), result=lower_first(result_name(report))),
                view.what,
                "#uppfoljningar",
                _("Vad som gjordes"),
            )


def result_name(report: Report) -> str:
    """What a follow-up says of how it goes, with the new day of what is late."""
    result = str(RESULTS[report.result])
    if not report.new_due:
        return result
    return _("%(result)s, nytt datum %(day)s", result=result, day=long_day(report.new_due))


def _removals(one: Promised, chain: list[Entry]) -> Iterator[Happening]:
    for entry in chain:
        gone = entry.manifest.get("borttaget") or {}
        if gone.get("kvar", {}).get("atagande") in one.ids:
            yield Happening(entry.published, _("Ord i en uppföljning togs bort enligt lag"), gone["lagrum"])


def _missing(one: Promised) -> Iterator[Happening]:
    for view in one.promise.commitments:
        if view.standing.state is State.MISSING:
            yield Happening(
                view.standing.new_due or view.standing.due,
                _("Skulle vara klart, men uppföljning saknas"),
                sentence(_("%(party)s: %(what)s"), party=party(view.side), what=view.what),
            )


def _coming(one: Promised) -> Iterator[Happening]:
    for view in one.promise.commitments:
        if view.standing.state in OPEN and (view.standing.new_due or view.standing.due) >= one.page.today:
            yield _due(view)
    if not one.page.is_past:
        last = one.page.period.last + REPORT_WITHIN
        yield Happening(last, _("Senast då berättar vi hur det gick"), state="next")


def _due(view: CommitmentView) -> Happening:
    day = view.standing.new_due or view.standing.due
    what = sentence(_("%(party)s: %(what)s"), party=party(view.side), what=view.what)
    return Happening(day, _("Ska vara klart"), what, state="next")
