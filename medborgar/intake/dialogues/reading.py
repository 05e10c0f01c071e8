"""Ready dialogues, as files that a coordinator can read: the collections that the agreements ask for."""

import uuid
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from medborgar.intake.dialogues.models import CHOICE_MAX, CHOICES_MOST, QuestionKind
from medborgar.intake.models import Audience

FOLDER = Path(__file__).parent / "templates"
OURS = uuid.UUID("6d6a9a44-6c2f-4b1e-9f0e-2f6a53c1b7de")  # what the lineages of ready questions are made from
AUDIENCES = {
    "alla": Audience.EVERYBODY,
    "föreningar": Audience.ASSOCIATIONS,
    "förtroendevalda": Audience.ELECTED,
    "medarbetare": Audience.STAFF,
}
ENDS = {QuestionKind.SCALE}
LISTS = {QuestionKind.ONE, QuestionKind.MANY}

Yes = Annotated[bool, BeforeValidator({"ja": True, "nej": False}.get)]
Choice = Annotated[str, Field(min_length=1, max_length=CHOICE_MAX)]


class ReadyQuestion(BaseModel):
    """One question of a ready dialogue."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: QuestionKind = Field(alias="slag")
    words: str = Field(alias="fråga", max_length=200)
    hint: str = Field("", alias="hjälp")
    choices: list[Choice] = Field([], alias="val", max_length=CHOICES_MOST)
    lowest: int | None = Field(None, alias="från")
    highest: int | None = Field(None, alias="till")
    lowest_name: str = Field("", alias="lägst")
    highest_name: str = Field("", alias="högst")
    needed: Yes = Field(False, alias="behövs")
    focus: str = Field("", alias="fokusområde")
    own_focus: Yes = Field(False, alias="val ur fokusområden")  # the municipality's own come before the choices

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if bool(self.choices) != (self.kind in LISTS):
            raise ValueError("val hör till slagen en och flera")
        if (self.lowest is not None and self.highest is not None) != (self.kind in ENDS):
            raise ValueError("från och till hör till slaget skala")
        return self


class Ready(BaseModel):
    """A ready dialogue."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(alias="titel", max_length=200)
    audience: Annotated[Audience, BeforeValidator(AUDIENCES.get)] = Field(alias="till")
    introduction: str = Field(alias="inledning")
    source: str = Field(alias="källa")
    questions: dict[str, ReadyQuestion] = Field(alias="frågor", min_length=1)


@cache
def ready() -> dict[str, Ready]:
    """All ready dialogues by their keys."""
    return {path.stem: Ready.model_validate(_read(path)) for path in sorted(FOLDER.glob("*.yaml"))}


def lineage(key: str, question: str) -> uuid.UUID:
    """By which a ready question is known in every round and every municipality."""
    return uuid.uuid5(OURS, f"{key}/{question}")


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (texts only)
    return found
