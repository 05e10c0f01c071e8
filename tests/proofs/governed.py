"""What a whole world also has: rumours met, meetings held, reports sent, briefings and evaluations."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from medborgar.core import clock
from medborgar.core.permissions import Role, Side
from medborgar.governance import actions as meetings
from medborgar.governance import recording
from medborgar.governance.agenda import agenda, days_of
from medborgar.governance.figures import Window, figures
from medborgar.governance.models import Briefing, ComingEvent, Evaluation, Recipient, Report
from medborgar.plan import actions as plan
from medborgar.plan.models import Measure, Purpose, Responsible
from medborgar.plan.words import MeasureWords
from medborgar.publication import announcing

if TYPE_CHECKING:
    from tests.proofs.worlds import World

SECTIONS = {"title": "Rapport", "facts": [("Till", "KF")], "sections": []}


@dataclass(frozen=True)
class Governed:
    """What addresses can name."""

    day: date
    event: ComingEvent
    report: Report
    briefing: Briefing
    evaluation: Evaluation


def govern(world: "World") -> Governed:
    """Do it all once; what can be named is still open."""
    _a_rumour_is_met(world)
    _a_meeting_is_over(world)
    held = meetings.add_meeting(municipality=world.municipality, day=clock.today(), by=world.coordinator)
    _a_report(world, Recipient.ASSEMBLY, sent=True)
    return Governed(
        day=held.day,
        event=_something_is_coming(world),
        report=_a_report(world, Recipient.BOARD),
        briefing=_a_briefing(world),
        evaluation=_an_evaluation(world),
    )


def _a_rumour_is_met(world: "World") -> None:
    words = announcing.Words(
        title="Larmet vid skolan",
        where="Norra skolan",
        known="Ingen är skadad.",
        unknown="Vad som utlöste larmet.",
        next_day=clock.today(),
        next_words="Klockan 15.",
        is_last=False,
    )
    by = world.people[Role.COMMUNICATOR, Side.MUNICIPALITY]
    announcing.announce(municipality=world.municipality, words=words, side=Side.MUNICIPALITY, by=by)


def _a_meeting_is_over(world: "World") -> None:
    by, day = world.coordinator, clock.today() - timedelta(days=14)
    meeting = meetings.hold(municipality=world.municipality, day=day)
    words = meetings.MeetingWords("Samordnaren", "Lampan är trasig.", "Samordnaren skriver.", None)
    meetings.write(municipality=world.municipality, meeting=meeting, version=1, words=words, by=by)
    for side in Side:
        party = world.municipality.party(side)
        counted = figures(world.municipality, party.id, Window(day - timedelta(days=14), day))
        meetings.show_figures(meeting=meeting, party=party, figures=counted, by=by)
    meetings.decide(meeting=meeting, measure=_an_insats(world), by=by)
    minutes = agenda(world.municipality, day, days_of(world.municipality), meeting)
    meetings.approve(meeting=meeting, version=meeting.version, minutes=minutes, by=by)


def _an_insats(world: "World") -> Measure:
    words = MeasureWords(
        title="Laga lampan",
        purpose=Purpose.SAFETY,
        place=world.place,
        responsible=Responsible.MUNICIPALITY,
        owner="Gatuchefen",
        due=clock.today(),
    )
    return plan.add_insats(municipality=world.municipality, words=words, by=world.coordinator)


def _something_is_coming(world: "World") -> ComingEvent:
    words = meetings.EventWords("Marknad", world.place, clock.today(), clock.today(), "Mycket folk.")
    return meetings.save_event(
        municipality=world.municipality, event=None, version=0, words=words, by=world.coordinator
    )


def _a_report(world: "World", to: Recipient, *, sent: bool = False) -> Report:
    words = recording.ReportWords(world.promise.period, to, "", "Det har gått bra.")
    by = world.coordinator
    report = recording.save_report(municipality=world.municipality, report=None, version=0, words=words, by=by)
    if sent:
        recording.send_report(report=report, version=1, sent=clock.today(), content=SECTIONS, by=by)
        recording.register_report(report=report, version=2, section="KF § 14", reference_number="KS 33", by=by)
    return report


def _a_briefing(world: "World") -> Briefing:
    words = recording.BriefingWords(
        clock.today(), Side.POLICE, "Polishuset", world.picture, "Kommundirektören", "Läget är lugnt."
    )
    return recording.save_briefing(
        municipality=world.municipality, briefing=None, version=0, words=words, by=world.coordinator
    )


def _an_evaluation(world: "World") -> Evaluation:
    words = recording.EvaluationWords(
        "EST", "Kommunen", "Länsstyrelsen", clock.today(), "KS 41", "Fler behöver rapportera."
    )
    return recording.save_evaluation(
        municipality=world.municipality, evaluation=None, version=0, words=words, by=world.coordinator
    )
