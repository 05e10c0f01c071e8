"""Fältrapporter: which unit has reported in which round, and that one had nothing to report."""

import uuid

from sqlalchemy.orm import Mapped, mapped_column

from medborgar.core.extensions import Model
from medborgar.core.types import Day, Id, Name, Sha256, reference
from medborgar.municipality.models import InMunicipality


class FieldReport(InMunicipality, Model):
    """En fältrapport: a unit has told of so many events, each a contribution of its own; of none is an answer too."""

    __tablename__ = "field_report"

    id: Mapped[Id]
    dialogue_id: Mapped[uuid.UUID] = mapped_column(reference("dialogue"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)  # whose unit it is, and who receives
    unit: Mapped[Name]  # the function that reports
    sent: Mapped[Day]
    sent_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    events: Mapped[int]
    token_hash: Mapped[Sha256] = mapped_column(unique=True)
    content_hash: Mapped[Sha256]
