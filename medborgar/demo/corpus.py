"""The demo's corpus: what people told and what was made of it, as its files say it. All of it is invented."""

from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from medborgar.core.permissions import Side
from medborgar.decisions.models import Performer
from medborgar.followup.models import Result
from medborgar.intake.models import Channel, DayPart, Frequency, Kind, Voice
from medborgar.municipality.reading import QUICK
from medborgar.picture.models import Bone
from medborgar.triage.models import Outcome

FOLDER = Path(__file__).parent  # with a folder for each municipality that has a story
# Our codes are the Swedish words without their dots and rings.
PLAIN = str.maketrans("åäö ", "aao-")

Coded = TypeVar("Coded")
Content = TypeVar("Content")
Word = Annotated[Coded, BeforeValidator(lambda word: word.translate(PLAIN))]


class Part(BaseModel):
    """A part of a file; a word that it doesn't know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Acute(Part):
    """What was done at once, and by whom."""

    done: str = Field(alias="gjort")
    by: str = Field(alias="av")


class Told(Part):
    """What somebody told, and what staff made of it."""

    key: str = Field(alias="nyckel")
    day: int | None = Field(None, alias="dag")  # counted from the period's first day
    days_ago: int | None = Field(None, alias="dagar sedan")  # or back from today
    kind: Word[Kind] = Field(alias="slag")
    text: str
    place: str = Field("", alias="plats")
    area: str = Field(alias="område")  # an area's slug, hela or vet-inte
    day_part: Word[DayPart] | None = Field(None, alias="tid")
    frequency: Word[Frequency] | None = Field(None, alias="ofta")
    channel: Word[Channel] = Field(Channel.WEB, alias="kanal")
    voice: Word[Voice] = Field(Voice.RESIDENT, alias="röst")
    receiver: Side = Field(Side.MUNICIPALITY, alias="tar emot")
    state: str = Field("granskad", alias="status")  # oläst, läst or granskad
    tags: list[str] = Field([], alias="märkning")
    spot: str | None = Field(None, alias="vid")  # a place by its name
    masks: dict[str, str] = Field({}, alias="maska")
    outcome: Word[Outcome] = Field(Outcome.IN_PICTURE, alias="utfall")
    reason: str = Field("", alias="skäl")
    same_as: str | None = Field(None, alias="samma sak som")
    acute: Acute | None = Field(None, alias="akut")
    reply: str = Field("", alias="svar")
    question: str = Field("", alias="fråga")
    answer: str = Field("", alias="svar tillbaka")


class Joint(Part):
    """The joint words on a focus area."""

    problem: str = Field("", alias="problem")
    goal: str = Field("", alias="mål")
    scope: str = Field("", alias="omfattning")
    consequences: str = Field("", alias="konsekvenser")
    public_health: str = Field("", alias="folkhälsa")
    other: str = Field("", alias="övrigt")
    analysis: str = Field("", alias="analys")


class Cause(Part):
    """Where a problem's cause lies, and what that rests on."""

    bone: Word[Bone] = Field(alias="ben")
    words: str = Field(alias="vad")
    rests_on: str = Field(alias="vilar på")


class Mark(Part):
    """1 to 5, and why."""

    number: int = Field(alias="tal")
    reason: str = Field(alias="skäl")


class ProblemPart(Part):
    """A problem and the answers it rests on."""

    key: str = Field(alias="nyckel")
    focus: str = Field(alias="fokusområde")
    title: str = Field(alias="rubrik")
    description: str = Field("", alias="beskrivning")
    cause: Cause | None = Field(None, alias="orsak")
    more_causes: list[Cause] = Field([], alias="fler orsaker")
    need: Mark | None = Field(None, alias="behov")
    influence: Mark | None = Field(None, alias="påverkan")
    answers: list[str] = Field(alias="svar")

    @property
    def causes(self) -> list[Cause]:
        """All of them, the first first."""
        return [*([self.cause] if self.cause else []), *self.more_causes]


class PicturePart(Part):
    """A picture: each party's own words and the joint ones, by focus area."""

    not_heard: str = Field(alias="inte hörda")
    municipality: dict[str, str] = Field(alias="kommunen")
    police: dict[str, str] = Field(alias="polisen")
    joint: dict[str, Joint] = Field(alias="gemensamt")
    problems: list[ProblemPart] = Field(alias="problem")


class Metric(Part):
    """What is counted."""

    unit: str = Field(alias="enhet")
    baseline: float = Field(alias="från")
    target: float = Field(alias="mål")


class CommitmentPart(Part):
    """Who does what by when; without a metric it is done or it is not."""

    key: str = Field(alias="nyckel")
    performer: Word[Performer] = Field(alias="utförare")
    what: str = Field(alias="vad")
    responsible: dict[str, str] = Field(alias="ansvarig")
    metric: Metric | None = Field(None, alias="mått")
    due: int = Field(alias="klart dag")  # 999 is the period's last day at the latest
    target_group: str = Field(alias="målgrupp")


class PriorityPart(Part):
    """What is chosen, and why."""

    title: str = Field(alias="rubrik")
    why: str = Field(alias="därför")
    public_health: str = Field("", alias="folkhälsa")
    problems: list[str] = Field(alias="problem")
    follows: str = Field("", alias="fortsätter")  # a commitment of the earlier promise that it continues
    commitments: list[CommitmentPart] = Field(alias="åtaganden")


class Slip(Part):
    """A spelling put right after publication."""

    day: int = Field(alias="dag")
    commitment: str = Field(alias="åtagande")
    before: str = Field(alias="stod")
    after: str = Field(alias="blir")
    note: str = Field(alias="anledning")


class DecisionPart(Part):
    """A decision: what is promised, and why not the rest."""

    section: str = Field(alias="paragraf")
    deciders: list[str] = Field(alias="beslutande")
    presenter: str = Field(alias="föredragande")
    dissent: str = Field("", alias="avvikande")
    other_plans: str = Field("", alias="hör ihop med")
    reference: str = Field(alias="polisens diarienummer")
    priorities: list[PriorityPart] = Field(alias="prioriteringar")
    not_now: dict[str, str] = Field(alias="inte nu")
    slip: Slip | None = Field(None, alias="rättelse")


class ReportPart(Part):
    """How one party says that a commitment went."""

    commitment: str = Field(alias="åtagande")
    side: Side = Field(alias="sida")
    result: Word[Result] = Field(alias="resultat")
    late_until: int | None = Field(None, alias="försenat till")  # days after the running quarter's last
    done: str = Field(alias="gjort")
    cooperated: str = Field("", alias="samverkat")
    effects: str = Field("", alias="effekter")
    cause: str = Field("", alias="orsak")
    value: float | None = Field(None, alias="värde")
    reason: str = Field("", alias="skäl")


class Telling(Part):
    """Reports that are published together, or still wait for that."""

    day: int = Field(alias="dag")
    is_published: bool = Field(True, alias="publiceras")
    is_awaited: bool = Field(False, alias="väntar på sin dag")  # in a long period: not told before its day has come
    reports: list[ReportPart] = Field(alias="rapporter")


class PromisePart(Part):
    """A period's promise, from its picture to how it went; the coming one has only a picture."""

    picture: PicturePart = Field(alias="lägesbild")
    decision: DecisionPart | None = Field(None, alias="beslut")
    tellings: list[Telling] = Field([], alias="uppföljningar")


def has_story(slug: str) -> bool:
    """Whether anything is written of a municipality."""
    return (FOLDER / slug).is_dir()


def told(slug: str, number: int) -> list[Told]:
    """What people told in one of the four periods, 1 to 4."""
    return read(list[Told], f"{slug}/inlagg-{number}.yaml")


def promise(slug: str, number: int) -> PromisePart:
    """What was made of it."""
    return read(PromisePart, f"{slug}/lofte-{number}.yaml")


def translations(slug: str, number: int) -> dict[str, dict[str, str]]:
    """Its promise in other languages: by language, what each Swedish text is called; none where nobody wrote any."""
    name = f"{slug}/oversattning-{number}.yaml"
    return read(dict[str, dict[str, str]], name) if (FOLDER / name).is_file() else {}


def read(kind: type[Content], name: str) -> Content:
    """A file of the demo, as what it says."""
    content: Any = yaml.load((FOLDER / name).read_text("utf-8"), QUICK)  # noqa: S506 (it is a safe loader)
    return TypeAdapter(kind).validate_python(content)
