"""What a municipality's staff do beside the promise, as its file `arbete.yaml` says it. All of it is invented."""

from pathlib import Path

from pydantic import Field

from medborgar.core.permissions import Side
from medborgar.demo.corpus import FOLDER, Part, Word, read
from medborgar.demo.questions import DialoguePart, InvitedRoundPart, RoundPart, Since, WalkPart
from medborgar.followup.models import Result
from medborgar.governance.models import Recipient
from medborgar.plan.models import Purpose, Responsible, State


class IndicatorPart(Part):
    """A figure that is followed: one of the ready ones, with its readings, the last one for the last whole span."""

    ready: str = Field(alias="färdigt")
    focus: str | None = Field(None, alias="fokusområde")
    goal: int | None = Field(None, alias="mål nummer")  # of the agreement, from 1
    note: str = Field("", alias="notering")
    values: list[float] = Field(alias="värden")
    people: int | None = Field(None, alias="svarande")


class StepPart(Part):
    """How far a measure has come, on a day counted from the promise period's first."""

    day: int = Field(alias="dag")
    state: Word[State] = Field(alias="till")
    reason: str = Field("", alias="skäl")


class FollowUpPart(Part):
    """How a measure goes, as its own function tells it, on a day counted from the promise period's first."""

    day: int = Field(alias="dag")
    result: Word[Result] = Field(alias="resultat")
    done: str = Field(alias="gjort")
    cooperated: str = Field("", alias="samverkat")
    counted: str = Field("", alias="räknat")
    before: float | None = Field(None, alias="före")
    value: float | None = Field(None, alias="efter")
    effects: str = Field("", alias="effekter")
    cause: str = Field("", alias="orsak")
    otherwise: str = Field("", alias="annat")
    reason: str = Field("", alias="skäl")
    own_system: str = Field("", alias="eget system")
    reported_to: str = Field("", alias="rapporterat till")


class MeasurePart(Part):
    """A measure of the plan."""

    title: str = Field(alias="vad")
    purpose: Word[Purpose] = Field(alias="syfteslag")
    responsible: Word[Responsible] = Field(alias="ansvarar")
    owner: str = Field(alias="funktion")
    problem: str | None = Field(None, alias="problem")
    commitment: str | None = Field(None, alias="åtagande")
    place: str | None = Field(None, alias="plats")
    body: str | None = Field(None, alias="organ")
    aim: str = Field(alias="syfte")
    goal: str = Field(alias="mål")
    effect_goal: str = Field("", alias="effektmål")
    cooperates: str = Field("", alias="samverkar")
    evidence: str = Field("", alias="stöd")
    target_group: str = Field("", alias="målgrupp")
    public_health: str = Field("", alias="folkhälsa")
    due: int = Field(alias="klart dag")
    tell_inside: int | None = Field(None, alias="berättas inåt dag")
    tell_outside: int | None = Field(None, alias="berättas utåt dag")
    channel: str = Field("", alias="kanal")
    steps: list[StepPart] = Field([], alias="steg")
    follow_ups: list[FollowUpPart] = Field([], alias="uppföljningar")


class PlanPart(Part):
    """A version of the action plan, for one of the three promises."""

    number: int = Field(alias="löfte", ge=1, le=3)
    body: str = Field(alias="organ")
    section: str = Field(alias="paragraf")
    reference: str = Field(alias="diarienummer")
    measures: list[MeasurePart] = Field(alias="åtgärder")


class InsatsPart(Part):
    """Something quick that a meeting decides."""

    title: str = Field(alias="vad")
    place: str = Field(alias="plats")
    responsible: Word[Responsible] = Field(alias="ansvarar")
    owner: str = Field(alias="funktion")
    within: int = Field(alias="inom dagar")
    done: bool = Field(False, alias="gjort")


class MeetingPart(Part):
    """A meeting, on the municipality's last but so many meeting days."""

    back: int = Field(alias="möten sedan", ge=0)
    attendance: str = Field(alias="närvaro")
    notes: str = Field(alias="anteckningar")
    told: str = Field("", alias="berättas utåt")
    decided: list[InsatsPart] = Field([], alias="insatser")
    approved: bool = Field(True, alias="justerad")


class EventPart(Part):
    """Something that is about to happen."""

    title: str = Field(alias="vad")
    place: str | None = Field(None, alias="plats")
    ahead: int = Field(alias="om dagar")
    days: int = Field(1, alias="dagar")
    note: str = Field("", alias="notering")


class CommentPart(Part):
    """A word about an event, against rumours; further ones say what is new."""

    since: Since
    title: str = Field(alias="rubrik")
    where: str = Field(alias="var")
    known: str = Field(alias="vi vet")
    unknown: str = Field(alias="vi vet inte")
    next_in: int | None = Field(None, alias="nästa om dagar")
    changed: str = Field("", alias="nytt")


class CyclePart(Part):
    """Two weeks of the police's operative direction, so many cycles back."""

    back: int = Field(alias="perioder sedan", ge=0)
    why: str = Field(alias="varför")
    figures: str = Field("", alias="siffror")
    outcome: str = Field("", alias="utfall")
    feedback: str = Field("", alias="återkoppling")


class BriefingPart(Part):
    """A briefing of the leadership."""

    since: Since
    host: Side = Field(alias="värd")
    where: str = Field(alias="var")
    participants: str = Field(alias="deltog")
    exchanged: str = Field(alias="utbyttes")


class EvaluationPart(Part):
    """An evaluation and what was learnt."""

    since: Since
    subject: str = Field(alias="vad")
    evaluators: str = Field(alias="av")
    external: str = Field("", alias="extern part")
    reference: str = Field("", alias="rapport")
    lessons: str = Field(alias="lärdomar")


class ReportPart(Part):
    """A report on one of the three promises, handed over so many days after its period began."""

    number: int = Field(alias="löfte", ge=1, le=3)
    day: int = Field(alias="dag")
    recipient: Word[Recipient] = Field(alias="till")
    addressee: str = Field("", alias="mottagare")
    comment: str = Field("", alias="kommentar")
    section: str = Field("", alias="paragraf")
    reference: str = Field("", alias="diarienummer")


class FeedbackPart(Part):
    """What the coordinator has written back to those who report."""

    since: Since
    text: str


class Work(Part):
    """All of it."""

    indicators: list[IndicatorPart] = Field([], alias="mätetal")
    plans: list[PlanPart] = Field([], alias="planer")
    meetings: list[MeetingPart] = Field([], alias="möten")
    events: list[EventPart] = Field([], alias="händelser")
    comments: list[CommentPart] = Field([], alias="kommentarer")
    cycles: list[CyclePart] = Field([], alias="operativ inriktning")
    briefings: list[BriefingPart] = Field([], alias="genomgångar")
    evaluations: list[EvaluationPart] = Field([], alias="utvärderingar")
    reports: list[ReportPart] = Field([], alias="rapporter")
    feedback: list[FeedbackPart] = Field([], alias="återkoppling")
    dialogues: list[DialoguePart] = Field([], alias="dialoger")
    walks: list[WalkPart] = Field([], alias="vandringar")
    rounds: list[RoundPart] = Field([], alias="rapportrundor")
    invited: list[InvitedRoundPart] = Field([], alias="föreningsrundor")


def of(slug: str) -> Work:
    """What is written of a municipality's work; nothing where there is no file."""
    name = Path(slug) / "arbete.yaml"
    return read(Work, str(name)) if (FOLDER / name).exists() else Work()
