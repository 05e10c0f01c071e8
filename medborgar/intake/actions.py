"""Taking in what people tell. Nothing anonymous is written in the audit log: no time may touch it."""

import uuid
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import CursorResult, Executable, bindparam, select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.database import INSERT
from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.core.keys import Keys
from medborgar.core.permissions import Side
from medborgar.intake import replies
from medborgar.intake.dialogues import tallying
from medborgar.intake.dialogues.models import Answer
from medborgar.intake.models import OPEN_DIALOGUE, Channel, Contribution, Dialogue, Extent, Kind, Voice
from medborgar.intake.receipts import hashed, receipt_code
from medborgar.municipality.models import Municipality


class Chosen(NamedTuple):
    """What was answered to one question of a dialogue; of free words nothing but that there are some."""

    question_id: uuid.UUID
    value: str


@dataclass(frozen=True)
class Answers:
    """What one filled-in form says."""

    kind: Kind
    text: str
    place: str
    extent: Extent
    area_id: uuid.UUID | None
    day_part: str | None
    frequency: str | None
    chosen: tuple[Chosen, ...] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """What stands in the contribution itself."""
        return {name: value for name, value in vars(self).items() if name != "chosen"}


@dataclass(frozen=True)
class Source:
    """How it came, whose voice it is, when, and to which party; by default somebody at the open form today."""

    received: date
    channel: Channel = Channel.WEB
    voice: Voice = Voice.RESIDENT
    registered_by: uuid.UUID | None = None
    acute: bool = False
    acute_done: str = ""
    acute_by: str = ""
    receiving_party_id: uuid.UUID | None = None  # the dialogue's, unless another party's people wrote it down


class Kept(NamedTuple):
    """An answer's row, and whether this is what made it."""

    id: uuid.UUID
    is_new: bool


def open_standing(municipality: Municipality) -> Dialogue:
    """The municipality's standing open form, made if there is none; the municipality receives what it brings in."""
    chosen = select(Dialogue).where(Dialogue.municipality_id == municipality.id, Dialogue.slug == OPEN_DIALOGUE)
    dialogue = db.session.scalars(chosen).one_or_none()
    if dialogue is None:
        dialogue = Dialogue(
            municipality_id=municipality.id,
            slug=OPEN_DIALOGUE,
            title=_("Berätta"),
            opens=clock.today(),
            receiving_party_id=municipality.party(Side.MUNICIPALITY).id,
        )
        db.session.add(dialogue)
        db.session.flush()
    return dialogue


def submit(
    *,
    keys: Keys,
    dialogue: Dialogue,
    answers: Answers,
    token: str,
    reply_to: str = "",
    voice: Voice = Voice.RESIDENT,
) -> str:
    """Keep an answer to a dialogue and return its receipt code; with `reply_to`, mail goes there from now on.

    The same token with the same answers is the same submission, however often it comes; with other answers, or another
    address, it is Stale. The token must have been checked, and so must the address.
    """
    kept = _keep(keys, dialogue, answers, Source(clock.today(), voice=voice), token)
    if kept.is_new and reply_to:
        replies.keep(contribution_id=kept.id, municipality_id=dialogue.municipality_id, email=reply_to)
    elif not kept.is_new and replies.email_of(kept.id) != reply_to:
        raise Stale(_("Det här formuläret är redan skickat, med en annan e-postadress."))
    return receipt_code(keys, token)


def register(*, keys: Keys, dialogue: Dialogue, answers: Answers, source: Source, token: str, by: Person) -> str:
    """Keep what somebody told by phone, at a meeting, on paper or on a walk, and return the receipt to hand over."""
    if _keep(keys, dialogue, answers, source, token).is_new:
        audit.record(
            Event.CONTRIBUTION_REGISTER,
            actor=str(by.id),
            subject=dialogue.id,
            municipality_id=dialogue.municipality_id,
            channel=source.channel.value,
        )
    return receipt_code(keys, token)


def mark_acute(*, contribution: Contribution, acute: bool, done: str = "", by_function: str = "") -> None:
    """Say that an answer needed something at once, what was done, and by which function; it then comes first."""
    contribution.acute = acute
    contribution.acute_done, contribution.acute_by = (done, by_function) if acute else ("", "")


def _keep(keys: Keys, dialogue: Dialogue, answers: Answers, source: Source, token: str) -> Kept:
    """Keep it once; Stale when the token has been used to say something else."""
    token_hash = hashed(keys, "token", token)
    # The open form says nothing of its day: sent again after midnight it is still the same.
    said = astuple(answers) if source.channel is Channel.WEB else astuple(answers) + astuple(source)
    content_hash = hashed(keys, "content", *(str(part or "") for part in said))
    new_id = _insert(
        municipality_id=dialogue.municipality_id,
        dialogue_id=dialogue.id,
        receipt_hash=hashed(keys, "code", receipt_code(keys, token)),
        token_hash=token_hash,
        content_hash=content_hash,
        **answers.columns,
        **vars(source) | {"receiving_party_id": source.receiving_party_id or dialogue.receiving_party_id},
    )
    if new_id is None:
        return _kept(token_hash, content_hash)
    db.session.add_all(Answer(contribution_id=new_id, **one._asdict()) for one in answers.chosen)
    if source.receiving_party_id in {None, dialogue.receiving_party_id}:  # what another party's people wrote is theirs
        tallying.count(answers.chosen)
    return Kept(new_id, is_new=True)


def _kept(token_hash: str, content_hash: str) -> Kept:
    chosen = select(Contribution.id, Contribution.content_hash).where(Contribution.token_hash == token_hash)
    row = db.session.execute(chosen).one()
    if row.content_hash != content_hash:
        raise Stale(_("Det här formuläret är redan skickat, med andra svar."))
    return Kept(row.id, is_new=False)


def _insert(**values: Any) -> uuid.UUID | None:
    """Add the row unless its token has one already; one statement, so that two at once become one row."""
    new_id, statement = uuid.uuid4(), ONCE[db.session.get_bind().dialect.name]
    added: CursorResult[Any] = db.session.execute(statement, {"id": new_id, **values})  # type: ignore[assignment]
    return new_id if added.rowcount == 1 else None


def _once(insert: Callable[..., Any]) -> Executable:
    """The one statement, made once: putting it together would cost more than carrying it out."""
    columns: dict[str, Any] = {column.name: bindparam(column.name) for column in Contribution.__table__.columns}
    statement = insert(Contribution.__table__).values(columns)
    found: Executable = statement.on_conflict_do_nothing()  # of any index: they are not written in the same instant
    return found.execution_options(preserve_rowcount=True)


ONCE = {dialect: _once(insert) for dialect, insert in INSERT.items()}
