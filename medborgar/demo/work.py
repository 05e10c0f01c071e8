"""What a municipality's staff do beside the promise, as its file `arbete.yaml` says it. All of it is invented."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from medborgar.core.permissions import Side
from medborgar.demo.corpus import FOLDER, Part, Word, read
from medborgar.followup.models import Result
from medborgar.governance.models import Recipient
from medborgar.intake.models import Kind
from medborgar.intake.walks.models import Light
from medborgar.plan.models import Purpose, Responsible, State
from medborgar.plan.walks.models import WalkAnswer

Since = Annotated[int, Field(alias="dagar sedan", ge=0)]  # counted back from today


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


class DialoguePart(Part):
    """A round of questions to everybody, from a ready one; each answer by the ready one's own keys."""

    ready: str = Field(alias="mall")
    title: str = Field(alias="rubrik")
    since: Since  # it opened
    days: int = Field(alias="öppen dagar")
    feedback_after: int = Field(alias="återkoppling efter dagar")
    answers: list[dict[str, str | list[str]]] = Field(alias="svar")
    on_paper: list[dict[str, str | list[str]]] = Field([], alias="på papper")  # entered by the coordinator
    hand_in: str = Field("", alias="lämnas")
    published: int | None = Field(None, alias="publicerat efter dagar")
    heard: str = Field("", alias="vi hörde")
    to_be_done: str = Field("", alias="det händer")

    @property
    def everybody(self) -> list[dict[str, str | list[str]]]:
        """What each says: one who says the same as others is written once, with how many they are."""
        return [said for said in self.answers for _ in range(int(str(said.get("antal", "1"))))]


class WalkAnswerPart(Part):
    """What becomes of a point, so many days after the walk; what is planned says by whom and after how many days."""

    after: int = Field(alias="efter dagar")
    answer: Word[WalkAnswer] = Field(alias="svar")
    words: str = Field(alias="text")
    owner: str = Field("", alias="funktion")
    within: int | None = Field(None, alias="klart efter dagar")


class WalkPointPart(Part):
    """A point on the way; its masked wording is the same."""

    feeling: Word[Kind] = Field(alias="känsla")
    place: str = Field(alias="plats")
    where: str = Field("", alias="var")
    text: str = Field(alias="vi ser")
    proposal: str = Field("", alias="förslag")
    owner: str = Field("", alias="kan göras av")
    photo: str = Field("", alias="bild")  # what a drawn one shows, for those who do not see it
    answers: list[WalkAnswerPart] = Field([], alias="utfall")


class WalkPart(Part):
    """A safety walk, with its protocol published."""

    since: Since
    title: str = Field(alias="rubrik")
    starts: str = Field(alias="tid")
    light: Word[Light] = Field(alias="ljus")
    route: str = Field(alias="väg")
    area: str = Field(alias="område")
    focus: str = Field(alias="fokusområde")
    participants: list[str] = Field(alias="med")
    answers_within: int = Field(alias="svar inom dagar")
    points: list[WalkPointPart] = Field(alias="punkter")


class UnitPart(Part):
    """What a unit reports in a round: so many events by the ready round's own keys, or none."""

    unit: str = Field(alias="enhet")
    day: int = Field(0, alias="dag")  # counted from the round's first
    by: str = Field("samordnare", alias="av")  # whose account; the coordinator writes down what is rung in
    events: list[dict[str, str]] = Field([], alias="händelser")


class RoundPart(Part):
    """A round in which staff report to the next meeting."""

    since: Since  # it opened
    days: int = Field(alias="öppen dagar")
    reports: list[UnitPart] = Field(alias="rapporter")


class AssociationPart(Part):
    """An association of the register, and what it answers by the ready round's own keys; nothing when it is silent."""

    name: str = Field(alias="förening")
    email: str = Field(alias="e-post")
    contact: str = Field("Ordförande", alias="kontakt")
    said: dict[str, str] = Field({}, alias="svar")
    sends: bool = Field(True, alias="skickar")


class InvitedRoundPart(Part):
    """A round to the associations."""

    title: str = Field(alias="rubrik")
    since: Since  # it opened
    days: int = Field(alias="öppen dagar")
    feedback_after: int = Field(alias="återkoppling efter dagar")
    associations: list[AssociationPart] = Field(alias="föreningar")
    heard: str = Field("", alias="vi hörde")
    to_be_done: str = Field("", alias="det händer")


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
