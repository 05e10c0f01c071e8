"""Meetings, what is coming, words against rumours, the police's direction, briefings, evaluations and reports."""

from datetime import timedelta

from medborgar.core import clock
from medborgar.core.permissions import Side
from medborgar.decisions.queries import all_decisions
from medborgar.demo.deciding import the_decision
from medborgar.demo.work import (
    BriefingPart,
    CommentPart,
    CyclePart,
    EvaluationPart,
    EventPart,
    FeedbackPart,
    InsatsPart,
    MeetingPart,
    ReportPart,
)
from medborgar.demo.world import World
from medborgar.governance import actions, recording
from medborgar.governance.agenda import agenda, days_of, window_of
from medborgar.governance.figures import figures
from medborgar.governance.models import Meeting
from medborgar.governance.reporting import kept, paper_of
from medborgar.municipality.periods import Period
from medborgar.municipality.queries import cadences
from medborgar.picture.queries import for_period
from medborgar.plan import actions as plan
from medborgar.plan import cycling
from medborgar.plan.cycle_queries import last_cycle, police_of
from medborgar.plan.cycles import follows, length_by
from medborgar.plan.models import Purpose
from medborgar.plan.words import MeasureWords
from medborgar.publication import announcing
from medborgar.triage.actions import write_feedback


def meet(world: World, part: MeetingPart) -> None:
    """Hold today's meeting: both put their figures on the table, something quick is decided, the minutes are kept."""
    municipality, by, day = world.municipality, world.coordinator, clock.today()
    meeting, days = actions.hold(municipality=municipality, day=day), days_of(municipality)
    for side in Side:
        party = world.party(side)
        shown = figures(municipality, party.id, window_of(days, day))
        actions.show_figures(meeting=meeting, party=party, figures=shown, by=world.reader(side))
    words = actions.MeetingWords(attendance=part.attendance, notes=part.notes, told=part.told, next_day=None)
    actions.write(municipality=municipality, meeting=meeting, version=meeting.version, words=words, by=by)
    for insats in part.decided:
        _decide(world, meeting, insats)
    if part.approved:
        minutes = agenda(municipality, day, days_of(municipality), meeting)
        actions.approve(meeting=meeting, version=meeting.version, minutes=minutes, by=by)


def expect(world: World, part: EventPart) -> None:
    """Note something that is about to happen."""
    first = clock.today() + timedelta(days=part.ahead)
    actions.save_event(
        municipality=world.municipality,
        event=None,
        version=0,
        words=actions.EventWords(
            title=part.title,
            place=world.places[part.place] if part.place else None,
            first_day=first,
            last_day=first + timedelta(days=part.days - 1),
            note=part.note,
        ),
        by=world.coordinator,
    )


def comment(world: World, number: int, version: int, part: CommentPart) -> None:
    """Publish a word about an event: the first, or what is new since the last."""
    next_day = clock.today() + timedelta(days=part.next_in) if part.next_in else None
    words = announcing.Words(
        **part.model_dump(exclude={"since", "next_in"}), next_day=next_day, next_words="", is_last=next_day is None
    )
    municipality, by = world.municipality, world.staff["kommunikator"]
    if version:
        announcing.say_more(
            municipality=municipality, number=number, version=version, words=words, side=Side.MUNICIPALITY, by=by
        )
    else:
        announcing.announce(municipality=municipality, words=words, side=Side.MUNICIPALITY, by=by)


def direct(world: World, part: CyclePart) -> None:
    """The police say what they include until the next cycle, and the municipality says something back."""
    municipality, by = world.municipality, world.reader(Side.POLICE)
    first_day, last_day = follows(last_cycle(police_of(municipality)), clock.today(), length_by(cadences(municipality)))
    cycle = cycling.begin(municipality=municipality, first_day=first_day, last_day=last_day, by=by)
    decisions = all_decisions(municipality)
    holding = next((one for one in decisions if one.valid_from <= first_day <= one.valid_to), None)
    included = tuple(holding.priorities[:2]) if holding else ()
    words = cycling.CycleWords(included, **part.model_dump(exclude={"back"}))
    cycling.save_part(municipality=municipality, cycle=cycle, part=None, version=0, words=words, by=by)


def brief(world: World, part: BriefingPart, period: Period) -> None:
    """One party tells the other's leadership, with the picture."""
    picture = for_period(world.municipality, period.key)
    words = recording.BriefingWords(held=clock.today(), picture=picture, **part.model_dump(exclude={"since"}))
    recording.save_briefing(
        municipality=world.municipality, briefing=None, version=0, words=words, by=world.coordinator
    )


def evaluate(world: World, part: EvaluationPart) -> None:
    """Write down what somebody has found out about the work."""
    words = recording.EvaluationWords(finished=clock.today(), **part.model_dump(exclude={"since"}))
    recording.save_evaluation(
        municipality=world.municipality, evaluation=None, version=0, words=words, by=world.coordinator
    )


def report(world: World, period: Period, part: ReportPart) -> None:
    """Report on a promise's period: made, handed over, and kept under a number."""
    by, municipality = world.coordinator, world.municipality
    words = recording.ReportWords(
        period=period.key, recipient=part.recipient, addressee=part.addressee, comment=part.comment
    )
    row = recording.save_report(municipality=municipality, report=None, version=0, words=words, by=by)
    content = kept(paper_of(municipality, row, the_decision(world, period)))
    recording.send_report(report=row, version=row.version, sent=clock.today(), content=content, by=by)
    if part.reference:
        recording.register_report(
            report=row, version=row.version, section=part.section, reference_number=part.reference, by=by
        )


def write_back(world: World, part: FeedbackPart) -> None:
    """Tell those who report what came of it."""
    write_feedback(party=world.party(Side.MUNICIPALITY), unit="", text=part.text, by=world.coordinator)


def _decide(world: World, meeting: Meeting, part: InsatsPart) -> None:
    words = MeasureWords(
        title=part.title,
        purpose=Purpose.SAFETY,
        responsible=part.responsible,
        place=world.places[part.place],
        owner=part.owner,
        due=clock.today() + timedelta(days=part.within),
    )
    insats = plan.add_insats(municipality=world.municipality, words=words, by=world.coordinator)
    actions.decide(meeting=meeting, measure=insats, by=world.coordinator)
