"""What is published: proposals that both parties approve, and the append-only chain of publications."""

import json
import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medborgar.accounts.models import Person
from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, LongText, Moment, Name, Sha256, Slug, Words, reference
from medborgar.decisions.models import Decision
from medborgar.followup.models import FollowUp
from medborgar.intake.models import Dialogue
from medborgar.municipality.models import InMunicipality, Party

SALT_BYTES = 16


class Proposal(Model):
    """A numbered version of a decision's public content, frozen with its salts; approvals are of its hash."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("decision_id", "number"),)

    id: Mapped[Id]
    decision_id: Mapped[uuid.UUID] = mapped_column(reference("decision"))
    number: Mapped[int]
    revision: Mapped[int]  # of the decision it was made from; an older one is no longer current
    sections: Mapped[LongText]  # JSON list of [name, salt in hex, canonical JSON]
    content_hash: Mapped[Sha256]
    made: Mapped[Moment]
    made_by_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(reference("proposal"), index=True)  # redaktionell rättelse
    note: Mapped[Words]
    decision: Mapped[Decision] = relationship()
    made_by: Mapped[Person] = relationship()
    corrects: Mapped["Proposal | None"] = relationship(remote_side="Proposal.id")


class Confirmation(Model):
    """One named person per party has seen an editorial correction's diff and says it changes nothing."""

    __tablename__ = "confirmation"
    __table_args__ = (UniqueConstraint("proposal_id", "party_id"),)

    id: Mapped[Id]
    proposal_id: Mapped[uuid.UUID] = mapped_column(reference("proposal"))
    party_id: Mapped[uuid.UUID] = mapped_column(reference("party"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(reference("person"), index=True)
    confirmed: Mapped[Moment]
    party: Mapped[Party] = relationship()
    person: Mapped[Person] = relationship()


class PublicationKind(StrEnum):
    """What sort of entry it is."""

    PROMISE = "lofte"
    FOLLOW_UP = "lage"
    CORRECTION = "rattelse"
    TRANSLATION = "oversattning"
    EVENT = "handelse"
    REMOVAL = "borttagning"


class Publication(InMunicipality, Model):
    """One entry of a municipality's chain: a manifest that carries the hash of the one before."""

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("municipality_id", "number"),
        UniqueConstraint("municipality_id", "period", "kind", "version"),
        UniqueConstraint("previous"),
    )

    id: Mapped[Id]
    number: Mapped[int]
    kind: Mapped[Code]  # a PublicationKind
    period: Mapped[Slug]  # or the key of an event comment
    version: Mapped[int]  # of this kind for this period, from 1
    published: Mapped[Day]
    manifest: Mapped[bytes] = mapped_column(LargeBinary)  # canonical JSON, exactly as hashed
    hash: Mapped[Sha256] = mapped_column(unique=True)
    previous: Mapped[Sha256]
    decision_id: Mapped[uuid.UUID | None] = mapped_column(reference("decision"), index=True)
    published_by: Mapped[Name]  # the function
    sections: Mapped[list["PublicationSection"]] = relationship(order_by="PublicationSection.position")
    signatures: Mapped[list["PublicationSignature"]] = relationship(order_by="PublicationSignature.side")

    @property
    def facts(self) -> dict[str, Any]:
        """What the manifest says."""
        found: dict[str, Any] = json.loads(self.manifest)
        return found


class PublicationSignature(Model):
    """A party's signature under an entry's manifest, as a file of minisign's."""

    __tablename__ = "publication_signature"

    publication_id: Mapped[uuid.UUID] = mapped_column(reference("publication"), primary_key=True)
    side: Mapped[Code] = mapped_column(primary_key=True)  # a Side
    text: Mapped[Words]


class PublicationSection(Model):
    """A part of an entry; bytes and salt may become NULL only together with a removal entry."""

    __tablename__ = "publication_section"
    __table_args__ = (UniqueConstraint("publication_id", "position"),)

    id: Mapped[Id]
    publication_id: Mapped[uuid.UUID] = mapped_column(reference("publication"))
    position: Mapped[int]
    name: Mapped[Slug]
    leaf: Mapped[Sha256]
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class PublicationRemoval(Model):
    """A part that was removed by law, and the entry that says so; without one no bytes can become NULL."""

    __tablename__ = "publication_removal"

    section_id: Mapped[uuid.UUID] = mapped_column(reference("publication_section"), primary_key=True)
    publication_id: Mapped[uuid.UUID] = mapped_column(reference("publication"), index=True)


class PublishedFollowUp(Model):
    """A follow-up that has been published, and in which entry."""

    __tablename__ = "published_follow_up"

    follow_up_id: Mapped[uuid.UUID] = mapped_column(reference("follow_up"), primary_key=True)
    publication_id: Mapped[uuid.UUID] = mapped_column(reference("publication"), index=True)
    follow_up: Mapped[FollowUp] = relationship()


class DialogueResult(InMunicipality, Model):
    """What everybody may read of a round, in numbers, as it was when it was published: once and for ever.

    A count that went on would tell, one day to the next, what it had hidden the day before.
    """

    __tablename__ = "dialogue_result"

    id: Mapped[Id]
    dialogue_id: Mapped[uuid.UUID] = mapped_column(reference("dialogue"), unique=True)
    published: Mapped[Day]
    content: Mapped[LongText]  # canonical JSON
    dialogue: Mapped[Dialogue] = relationship()

    @property
    def said(self) -> dict[str, Any]:
        """What it says."""
        found: dict[str, Any] = json.loads(self.content)
        return found
