"""What lag (2023:196) asks of a municipality, paragraph by paragraph, and what there is to show for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from medborgar.core.formatting import long_day
from medborgar.governance.evidence import clocks_of
from medborgar.governance.law import Hand, LawClock
from medborgar.municipality.agreements import Validity
from medborgar.municipality.cadences import months_after
from medborgar.portal.proofs import Proofs

WORSE = [Hand.FRESH, Hand.SOON, Hand.URGENT, Hand.OVERDUE, Hand.NEVER]
REPORT_AGAIN = 12  # months: the law says continuously; a year is our reading of it


class Standing(StrEnum):
    """How one duty stands."""

    MET = "uppfyllt"
    SOON = "snart"
    MISSING = "saknas"


@dataclass(frozen=True)
class Duty:
    """One paragraph: what it is about, its own words in short quotes, what there is, and what is missing."""

    paragraph: str
    title: str
    quotes: list[str]
    standing: Standing
    shown: list[str] = field(default_factory=list)  # anybody may read it
    missing: str = ""
    endpoint: str = ""  # where staff do something about it


def duties(proofs: Proofs, today: date) -> list[Duty]:
    """Every paragraph that the site can show something for."""
    return [
        _picture(proofs),
        _plan(proofs),
        _again(proofs, today),
        _other_plans(proofs),
        _together(proofs),
        _agreements(proofs, today),
        _council(proofs),
        _coordination(proofs),
        _reports(proofs, today),
    ]


def _picture(proofs: Proofs) -> Duty:
    done = proofs.last.picture
    return Duty(
        paragraph="4 §",
        title=_("En lägesbild"),
        quotes=[
            "en kartläggning av brottsligheten, dess omfattning och konsekvenser",
            "annan information av betydelse i sammanhanget",
            "en analys av kartläggningen och informationen",
        ],
        standing=Standing.MET if done else Standing.MISSING,
        shown=[_("Lägesbilden fastställdes %(day)s, med en analys av varje fokusområde.", day=long_day(done))]
        if done
        else [],
        missing="" if done else _("Ingen lägesbild är fastställd."),
        endpoint="picture.index",
    )


def _plan(proofs: Proofs) -> Duty:
    plan = proofs.plan
    return Duty(
        paragraph="5 §",
        title=_("En åtgärdsplan"),
        quotes=["besluta om en plan för vilka åtgärder som kommunen avser att vidta för att förebygga brott"],
        standing=Standing.MET if plan else Standing.MISSING,
        shown=[
            _("Åtgärdsplanen, version %(number)s, beslutades %(day)s.", number=plan.number, day=long_day(plan.day)),
            *filter(None, [" · ".join(filter(None, [plan.body, plan.section, plan.reference]))]),
        ]
        if plan
        else [],
        missing="" if plan else _("Ingen åtgärdsplan är beslutad."),
        endpoint="plan.index",
    )


def _again(proofs: Proofs, today: date) -> Duty:
    found = clocks_of(proofs.last, today)
    picture, plan = found.picture, found.plan
    worst = max(picture.hand, plan.hand, key=WORSE.index)
    return Duty(
        paragraph="6 §",
        title=_("Uppdatera och följ upp"),
        quotes=["minst vartannat år uppdatera lägesbilden och följa upp åtgärdsplanen"],
        standing=_clock_standing(worst),
        shown=[
            *_due(picture, _("Lägesbilden ska uppdateras senast %(day)s.")),
            *_due(plan, _("Åtgärdsplanen ska följas upp senast %(day)s.")),
        ],
        missing=" ".join(
            filter(None, [_alarm(picture, _("Lägesbilden")), _alarm(plan, _("Uppföljningen av åtgärdsplanen"))])
        ),
        endpoint="picture.index" if picture.hand is worst else "followup.index" if plan.last else "plan.index",
    )


def _other_plans(proofs: Proofs) -> Duty:
    number = proofs.measures_in_other_plans
    return Duty(
        paragraph="7 §",
        title=_("Tillsammans med andra planer"),
        quotes=["integreras med sådant analys- och planeringsarbete som sker i enlighet med andra författningar"],
        standing=Standing.MET if number else Standing.MISSING,
        shown=[
            ngettext(
                "%(num)s åtgärd hör också till en annan plan.", "%(num)s åtgärder hör också till en annan plan.", number
            )
        ]
        if number
        else [],
        missing="" if number else _("Ingen åtgärd säger att den hör till en annan plan."),
        endpoint="plan.index",
    )


def _together(proofs: Proofs) -> Duty:
    shown = {_actors(proofs.partners): proofs.partners, _meeting(proofs.met): proofs.met}
    gaps = {
        _("Ingen annan aktör än kommunen och polisen är inlagd."): not proofs.partners,
        _("Inget möte har en justerad minnesanteckning."): not proofs.met,
    }
    return Duty(
        paragraph="8 §",
        title=_("Samordning av det lokala arbetet"),
        quotes=[],  # none before its wording has been read in the statute book
        standing=Standing.MISSING if any(gaps.values()) else Standing.MET,
        shown=[words for words, there_is in shown.items() if there_is],
        missing=" ".join(words for words, is_missing in gaps.items() if is_missing),
        endpoint="meetings.index" if proofs.partners else "municipality_staff.index",
    )


def _actors(number: int) -> str:
    words: str = ngettext("%(num)s annan aktör samverkar.", "%(num)s andra aktörer samverkar.", number)
    return words


def _meeting(day: date | None) -> str:
    words: str = _("Senaste mötet med justerad minnesanteckning: %(day)s.", day=long_day(day)) if day else ""
    return words


def _agreements(proofs: Proofs, today: date) -> Duty:
    valid = [one for one in proofs.agreements if one.validity(today) in {Validity.VALID, Validity.GIVEN_NOTICE}]
    whole = [one for one in valid if one.purposes and one.areas]
    return Duty(
        paragraph="9 §",
        title=_("Skriftliga överenskommelser"),
        quotes=["för vilka syften och inom vilka områden som samverkan ska ske"],
        standing=Standing.MET if whole else Standing.MISSING,
        shown=[_("%(title)s, med syften och områden.", title=one.title) for one in whole],
        missing="" if whole else _("Ingen överenskommelse som gäller har både syften och områden."),
        endpoint="agreements.index",
    )


def _council(proofs: Proofs) -> Duty:
    seated = [body for body in proofs.councils if body.seats]
    return Duty(
        paragraph="10 §",
        title=_("Ett strategiskt råd"),
        quotes=[
            "ett särskilt forum (strategiskt råd) där kommunen och relevanta aktörer ingår",
            "Rådet ska ledas av kommunen",
        ],
        standing=Standing.MET if seated else Standing.MISSING,
        shown=[
            ngettext(
                "%(name)s har %(num)s ledamot.", "%(name)s har %(num)s ledamöter.", len(body.seats), name=body.name
            )
            for body in seated
        ],
        missing="" if seated else _("Inget råd med ledamöter är inlagt."),
        endpoint="municipality_staff.index",
    )


def _coordination(proofs: Proofs) -> Duty:
    told = proofs.published
    met = proofs.coordinators and told
    gaps = [
        "" if proofs.coordinators else _("Ingen i kommunen har uppdraget som samordnare."),
        "" if told else _("Inget är publicerat för invånarna."),
    ]
    return Duty(
        paragraph="11–12 §§",
        title=_("En samordningsfunktion som berättar för invånarna"),
        quotes=[
            "en samordningsfunktion för brottsförebyggande frågor",
            "information om det brottsförebyggande arbetet sprids till kommunens invånare",
        ],
        standing=Standing.MET if met else Standing.MISSING,
        shown=[
            *([_("Samordnaren nås på %(email)s.", email=proofs.email)] if proofs.coordinators else []),
            *([_("Senast publicerat för alla: %(day)s.", day=long_day(told))] if told else []),
        ],
        missing=" ".join(filter(None, gaps)),
        endpoint="accounts_staff.people" if not proofs.coordinators else "decisions.index",
    )


def _reports(proofs: Proofs, today: date) -> Duty:
    sent = proofs.report
    old = sent is not None and today > months_after(sent.day, REPORT_AGAIN)
    shown = []
    if sent:
        where = ", ".join(filter(None, [sent.section, sent.reference]))
        shown = [
            _("Senaste rapporten till kommunfullmäktige lämnades %(day)s.", day=long_day(sent.day)),
            *filter(None, [where]),
        ]
    return Duty(
        paragraph="13 §",
        title=_("Rapporter till kommunfullmäktige"),
        quotes=["kontinuerligt rapportera om det brottsförebyggande arbetet till kommunfullmäktige"],
        standing=Standing.MISSING if not sent else Standing.SOON if old else Standing.MET,
        shown=shown,
        missing=_("Ingen rapport är lämnad till kommunfullmäktige.")
        if not sent
        else _("Det är mer än ett år sedan den senaste rapporten.")
        if old
        else "",
        endpoint="reports.index",
    )


def _clock_standing(hand: Hand) -> Standing:
    match hand:
        case Hand.FRESH:
            return Standing.MET
        case Hand.SOON | Hand.URGENT:
            return Standing.SOON
    return Standing.MISSING


def _due(clock: LawClock, words: str) -> Iterator[str]:
    if clock.due:
        yield words % {"day": long_day(clock.due)}


def _alarm(clock: LawClock, what: str) -> str:
    match clock.hand:
        case Hand.SOON:
            return _("%(what)s: mer än 18 månader har gått av 24.", what=what)
        case Hand.URGENT:
            return _("%(what)s: mer än 22 månader har gått av 24. Det brådskar.", what=what)
        case Hand.OVERDUE:
            return _("%(what)s: tiden på 24 månader har gått ut.", what=what)
        case Hand.NEVER:
            return _("%(what)s har inte börjat.", what=what)
    return ""
