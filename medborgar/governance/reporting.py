"""What a report says of a period: made from the public content of its decision, and how it went. No small numbers."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.formatting import long_day, number, span
from medborgar.core.papers import Grid, Paper, Section
from medborgar.decisions.models import Decision
from medborgar.followup.models import FollowUp
from medborgar.followup.queries import Standing, standings
from medborgar.followup.words import status_words
from medborgar.governance.models import Recipient, Report
from medborgar.municipality.models import Municipality
from medborgar.plan.models import Measure, State
from medborgar.plan.names import STATES
from medborgar.publication.actions import draft

RECIPIENTS = {
    Recipient.BOARD: _l("Kommunstyrelsen"),
    Recipient.ASSEMBLY: _l("Kommunfullmäktige"),
    Recipient.POLICE: _l("Polisens ledning"),
    Recipient.OTHER: _l("Annan"),
}
SIDES = {"kommunen": _l("Kommunen"), "polisen": _l("Polisen"), "tillsammans": _l("Tillsammans")}


def recipient_name(report: Report) -> str:
    """Who a report is for, in words."""
    return report.addressee or str(RECIPIENTS[Recipient(report.recipient)])


def kept(paper: Paper) -> dict[str, Any]:
    """The paper as plain values, for keeping when it is sent."""
    return asdict(paper)


def paper_of(municipality: Municipality, report: Report, decision: Decision) -> Paper:
    """The report of a period as things stand today."""
    content = draft(municipality, decision)
    held = {str(one.commitment.id): one for one in standings(municipality, clock.today())}
    sections = [
        _picture(content),
        _decision(content),
        *_promises(content, held),
        _measures(municipality, decision),
        Section(
            _("Därför inte nu"),
            grid=Grid(
                [_("Fokusområde"), _("Skäl")], [[row["fokusomrade"], row["skal"]] for row in content["inte-nu"] or []]
            ),
        ),
        *([Section(_("Kommentar"), report.comment.splitlines())] if report.comment else []),
    ]
    return Paper(
        title=_("Rapport om det brottsförebyggande arbetet"),
        facts=[
            (_("Kommun"), municipality.name),
            (_("Till"), recipient_name(report)),
            (_("Period"), span(decision.valid_from, decision.valid_to)),
            (_("Läget"), _("den %(day)s", day=long_day(clock.today()))),
        ],
        sections=sections,
    )


def _picture(content: dict[str, Any]) -> Section:
    facts, answers = content["period"], content["svar"]
    heard = span(*(date.fromisoformat(answers[key]) for key in ("fran", "till")))
    total = _("färre än 5") if answers["antal"] is None else str(answers["antal"])
    paragraphs = [
        _("Lägesbilden fastställdes %(day)s.", day=_day(facts["lagesbild_faststalld"])),
        _("Den bygger på %(number)s svar, %(span)s. Ett svar kan gälla flera områden.", number=total, span=heard),
    ]
    if answers["inte_horda"]:
        paragraphs.append(_("De här hördes inte: %(groups)s", groups="; ".join(answers["inte_horda"])))
    rows = [
        [row["namn"], _("färre än 5") if row["antal"] is None else str(row["antal"])] for row in answers["fokusomraden"]
    ]
    return Section(_("Lägesbilden"), paragraphs, Grid([_("Fokusområde"), _("Svar")], rows))


def _decision(content: dict[str, Any]) -> Section:
    facts = content["period"]
    said = [
        _("%(body)s beslutade %(day)s.", body=facts["organ"], day=_day(facts["beslutat"])),
        _("Beslutande: %(functions)s.", functions=", ".join(facts["beslutande"]) or "–"),
        *([_("Avvikande mening: %(words)s", words=facts["avvikande_mening"])] if facts["avvikande_mening"] else []),
    ]
    return Section(_("Beslutet"), said)


def _promises(content: dict[str, Any], held: dict[str, Standing]) -> Iterator[Section]:
    head = [_("Vem"), _("Åtagande"), _("Klart senast"), _("Läge"), _("Så gick det")]
    for name, promise in content.items():
        if name.startswith("lofte-"):
            rows = [_commitment(one, held.get(one["id"])) for one in promise["ataganden"]]
            title = _("Löfte %(number)s: %(title)s", number=name.removeprefix("lofte-"), title=promise["rubrik"])
            yield Section(title, [promise["varfor"]], Grid(head, rows))


def _commitment(commitment: dict[str, Any], standing: Standing | None) -> list[str]:
    state = status_words(standing.state, standing.due, last_said=standing.last_said).label if standing else ""
    told = [_told(one) for one in standing.latest.values()] if standing else []
    return [
        str(SIDES[commitment["utforare"]]),
        commitment["vad"],
        _day(commitment["klart_senast"]),
        state,
        "\n".join(told) or _("Inte uppföljt."),
    ]


def _told(follow_up: FollowUp) -> str:
    value = _("Mätvärde: %(value)s.", value=number(follow_up.value)) if follow_up.value is not None else ""
    parts = [follow_up.done, value, follow_up.effects, follow_up.cause, follow_up.otherwise, follow_up.reason]
    return " ".join(part for part in parts if part)


def _measures(municipality: Municipality, decision: Decision) -> Section:
    chosen = select(Measure).where(
        Measure.municipality_id == municipality.id,
        Measure.state != State.POSSIBLE,
        Measure.added <= decision.valid_to,
        or_(Measure.due.is_(None), Measure.due >= decision.valid_from),
    )
    rows = [
        [one.title, one.owner, str(STATES[State(one.state)]), long_day(one.due) if one.due else ""]
        for one in db.session.scalars(chosen.order_by(Measure.due, Measure.title))
    ]
    head = [_("Åtgärd"), _("Ansvarig"), _("Läge"), _("Klart senast")]
    return Section(
        _("Åtgärder"), [] if rows else [_("Inga åtgärder under perioden.")], Grid(head, rows) if rows else None
    )


def _day(iso: str | None) -> str:
    return long_day(date.fromisoformat(iso)) if iso else "–"
