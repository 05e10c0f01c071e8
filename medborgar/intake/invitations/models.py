"""Inbjudningar: who is asked by mail to answer a dialogue, how far they have come, and what they have written."""

import uuid
from datetime import date
from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Name, Sha256, reference
from medborgar.intake.associations.models import Association
from medborgar.intake.dialogues.models import Question
from medborgar.intake.models import Contribution, Dialogue, Stage
from medborgar.municipality.models import InMunicipality
from medborgar.outbox.addresses import ADDRESS_MAX


class State(StrEnum):
    """How far an invitation has come, as the coordinator sees it: never what anybody wrote."""

    INVITED = "inbjuden"
    OPENED = "oppnad"
    BEGUN = "paborjad"
    FINISHED = "klar"
    DECLINED = "tackat-nej"
    WITHDRAWN = "aterkallad"


class Invitation(InMunicipality, Model):
    """En inbjudan: somebody is asked by mail, and answers without an account; several may write on one answer."""

    __tablename__ = "invitation"

    id: Mapped[Id]
    dialogue_id: Mapped[uuid.UUID] = mapped_column(reference("dialogue"), index=True)
    association_id: Mapped[uuid.UUID | None] = mapped_column(reference("association"), index=True)
    name: Mapped[Name]  # the association, or the function of whoever is asked
    email: Mapped[str] = mapped_column(String(ADDRESS_MAX))  # erased a year after the last day
    invited: Mapped[Day | None]  # when the mail was written: not before the dialogue opens
    opened: Mapped[Day | None]
    finished: Mapped[Day | None]
    declined: Mapped[Day | None]
    withdrawn: Mapped[Day | None]
    contribution_id: Mapped[uuid.UUID | None] = mapped_column(reference("contribution"), unique=True)
    dialogue: Mapped[Dialogue] = relationship()
    association: Mapped[Association | None] = relationship()
    contribution: Mapped[Contribution | None] = relationship()
    drafts: Mapped[list["Draft"]] = relationship(order_by="Draft.question_id", viewonly=True)

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.withdrawn:
            return State.WITHDRAWN
        if self.finished:
            return State.FINISHED
        if self.declined:
            return State.DECLINED
        if self.drafts:
            return State.BEGUN
        return State.OPENED if self.opened else State.INVITED

    def can_be_answered(self, today: date) -> bool:
        """Whether somebody may write on it."""
        is_open = self.dialogue.stage(today) is Stage.OPEN
        return is_open and self.state not in {State.WITHDRAWN, State.FINISHED}


class Draft(Model):
    """Ett utkast: what stands in one question of an invitation, until it is sent and after, for those who wrote it."""

    __tablename__ = "draft"

    invitation_id: Mapped[uuid.UUID] = mapped_column(reference("invitation"), primary_key=True)
    question_id: Mapped[uuid.UUID] = mapped_column(reference("question"), primary_key=True, index=True)
    version: Mapped[int] = mapped_column(default=1)
    fields: Mapped[LongText]  # JSON: what each field of the question holds, as a list of texts
    done: Mapped[bool] = mapped_column(default=False)  # somebody has said that it is
    saved_at: Mapped[Code]  # HH.MM of the last save, shown to those who write
    page: Mapped[Sha256]  # the page that it was saved from, which need not be told of its own saves
    question: Mapped[Question] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}
