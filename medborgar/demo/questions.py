"""What everybody, those who walk, those who report and the associations are asked, as `arbete.yaml` says it."""

from typing import Annotated

from pydantic import Field

from medborgar.demo.corpus import Part, Word
from medborgar.intake.models import Kind
from medborgar.intake.walks.models import Light
from medborgar.plan.walks.models import WalkAnswer

Since = Annotated[int, Field(alias="dagar sedan", ge=0)]  # counted back from today


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
