"""Föreningar: those whose members a municipality asks, by what they are called and where they read mail."""

import uuid
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Name, Words, reference
from medborgar.municipality.models import Area, InMunicipality
from medborgar.outbox.addresses import ADDRESS_MAX

NAME_MAX, CONTACT_MAX = 120, 80


class Standing(StrEnum):
    """Whether an association is asked."""

    WAITING = "vantar"  # it has asked to be, and nobody has answered
    IN = "med"
    OUT = "inte-med"


association_area = Table(
    "association_area",
    Model.metadata,
    Column("association_id", ForeignKey("association.id", ondelete="CASCADE"), primary_key=True),
    Column("area_id", ForeignKey("area.id", ondelete="RESTRICT"), primary_key=True, index=True),
)


class Association(InMunicipality, Model):
    """En förening: a byalag, an idrottsförening, a church; its contact is a function, not a person."""

    __tablename__ = "association"
    __table_args__ = (UniqueConstraint("municipality_id", "key"),)

    id: Mapped[Id]
    version: Mapped[int] = mapped_column(default=1)
    key: Mapped[Name]  # its name in small letters: no two are called the same
    name: Mapped[Name]
    number: Mapped[Code]  # organisationsnummer; empty where it has none, as a byalag
    contact: Mapped[Words]  # the function that reads the mail
    email: Mapped[str] = mapped_column(String(ADDRESS_MAX))
    standing: Mapped[Code]  # a Standing
    since: Mapped[Day]  # when it came to stand so
    takes_mail: Mapped[bool]  # it has said yes to invitations
    may_be_named: Mapped[bool]  # it has said yes to being named among those who were heard
    areas: Mapped[list[Area]] = relationship(secondary=association_area, order_by="Area.position")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class AssociationImport(InMunicipality, Model):
    """A file of associations between its preview and its confirmation; afterwards what became of it."""

    __tablename__ = "association_import"

    id: Mapped[Id]
    by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    file_name: Mapped[Name]
    rows: Mapped[LongText | None]  # JSON list of lists of text; gone once it is done
    done: Mapped[Day | None]
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
