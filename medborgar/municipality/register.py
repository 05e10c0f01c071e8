"""The register of agreements: how each stands on a day, in words. No database."""

from collections.abc import Iterable
from datetime import date, timedelta

from flask_babel import gettext as _

from medborgar.core.formatting import long_day
from medborgar.core.languages import as_swedish
from medborgar.core.permissions import Side
from medborgar.municipality.agreements import Agreement, Validity
from medborgar.municipality.cadences import Cadence, CadenceKind, occurrences
from medborgar.municipality.words import SIDES

AHEAD = timedelta(days=2 * 366)
Facts = list[tuple[str, str | list[str]]]


def standing(agreement: Agreement, on: date) -> str:
    """Whether it holds, and until when."""
    match agreement.validity(on):
        case Validity.COMING if agreement.valid_from:
            return _("Börjar gälla %(day)s", day=long_day(agreement.valid_from))
        case Validity.OVER:
            last = (agreement.ended - timedelta(days=1)) if agreement.ended else agreement.valid_to
            return _("Gällde till och med %(day)s", day=long_day(last)) if last else _("Har slutat gälla")
        case Validity.GIVEN_NOTICE if agreement.ended:
            return _("Uppsagd. Gäller till och med %(day)s", day=long_day(agreement.ended - timedelta(days=1)))
        case _:
            return _valid(agreement)


def review_days(cadences: Iterable[Cadence], on: date, most: int = 2) -> list[date]:
    """The days to come on which the agreements are looked over."""
    reviews = [cadence for cadence in cadences if cadence.kind == CadenceKind.AGREEMENT_REVIEW]
    return sorted({day for cadence in reviews for day in occurrences(cadence, on, on + AHEAD)})[:most]


def facts_of(agreement: Agreement, cadences: Iterable[Cadence], on: date) -> Facts:
    """What is said of it, each fact with its heading; what is not known is left out."""
    ended = agreement.validity(on) is Validity.OVER
    found: Facts = [
        (_("Så länge gäller den"), standing(agreement, on)),
        (_("Börjar gälla"), _day(agreement.valid_from)),
        (_("Undertecknad"), _day(agreement.signed)),
        (_("Så sägs den upp"), as_swedish(agreement.terms)),
        (_("Uppsagd"), _notice(agreement)),
        (_("Följs upp av"), _both(agreement.reviewer(side) for side in Side)),
        (_("Ses över nästa gång"), "" if ended else _both(long_day(day) for day in review_days(cadences, on))),
        (_("Områden"), [as_swedish(area) for area in agreement.areas.splitlines()]),
        (_("Dokument"), as_swedish(agreement.document)),
        (_("Diarienummer"), agreement.reference),
    ]
    return [(term, value) for term, value in found if value]


def _valid(agreement: Agreement) -> str:
    if agreement.open_ended:
        return _("Gäller tills vidare")
    if agreement.valid_to:
        return _("Gäller till och med %(day)s", day=long_day(agreement.valid_to))
    return _("Gäller. Dokumentet säger bara år: %(years)s", years=agreement.years)


def _both(words: Iterable[str]) -> str:
    return _(" och ").join(filter(None, words))


def _day(day: date | None) -> str:
    return long_day(day) if day else ""


def _notice(agreement: Agreement) -> str:
    if not agreement.terminated or not agreement.terminated_by:
        return ""
    return _(
        "%(day)s av %(side)s",
        day=long_day(agreement.terminated),
        side=str(SIDES[Side(agreement.terminated_by)]).lower(),
    )
