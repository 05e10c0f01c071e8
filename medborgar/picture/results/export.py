"""The answers of a round as a file, a row each, read as it is written; of words only what has been reviewed."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, Row, select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core.database import ONLY_READS
from medborgar.core.extensions import db
from medborgar.core.sheets import stream_csv, stream_xlsx
from medborgar.intake.dialogues.answering import choices_of
from medborgar.intake.dialogues.models import Answer
from medborgar.intake.dialogues.queries import ever_asked, is_of
from medborgar.intake.models import Contribution, Dialogue
from medborgar.municipality.models import Area
from medborgar.picture.queries import CHANNELS, EXTENTS, VOICES
from medborgar.triage.models import Review

BATCH = 500  # answers in memory at a time
Given = dict[uuid.UUID, list[str]]


class Answers:
    """What the file holds. All that a request knows is taken along, for the rows are read after it has ended."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.engine, self.chosen, self.title = db.engine, is_of(dialogue), dialogue.title
        asked = ever_asked(dialogue)
        self.names: dict[str, str] = {
            **{code: str(label) for code, label in CHANNELS.items()},
            **{code: str(label) for code, label in VOICES.items()},
            **{code: str(label) for code, label in EXTENTS.items()},
        }
        self.labels = {one.id: {value: str(label) for value, label in choices_of(one).items()} for one in asked}
        self.wrote = _("Har svarat med egna ord")
        first = [_("Dialog"), _("Kom"), _("Hur"), _("Vem"), _("Område")]
        self.head = [*first, *(one.words for one in asked), _("Granskad ordalydelse")]

    def rows(self) -> Iterator[list[str]]:
        """Every answer, the first day's first; within a day in no order that tells."""
        with self.engine.connect().execution_options(**{ONLY_READS: True, "yield_per": BATCH}) as connection:
            for some in connection.execute(self._chosen()).partitions(BATCH):
                given = self._given(connection, [one.id for one in some])
                yield from (self._row(one, given[one.id]) for one in some)

    def _chosen(self) -> Any:
        said = Contribution.received, Contribution.channel, Contribution.voice, Contribution.extent
        return (
            select(Contribution.id, *said, Area.name.label("area"), Review.masked_text)
            .outerjoin(Area, Area.id == Contribution.area_id)
            .outerjoin(Review, Review.contribution_id == Contribution.id)
            .where(self.chosen)
            .order_by(Contribution.received, Contribution.id)
        )

    def _given(self, connection: Connection, ids: Sequence[uuid.UUID]) -> defaultdict[uuid.UUID, Given]:
        chosen = select(Answer.contribution_id, Answer.question_id, Answer.value)
        found: defaultdict[uuid.UUID, Given] = defaultdict(lambda: defaultdict(list))
        for row in connection.execute(chosen.where(Answer.contribution_id.in_(ids))):
            found[row.contribution_id][row.question_id].append(row.value)
        return found

    def _row(self, one: Row[Any], given: Given) -> list[str]:
        place = one.area or self.names[one.extent]
        first = [self.title, one.received.isoformat(), self.names[one.channel], self.names[one.voice], place]
        return [
            *first,
            *(self._said(one, given.get(one, [])) for one in self.labels),
            one.masked_text or "",
        ]

    def _said(self, question_id: uuid.UUID, values: list[str]) -> str:
        """In the question's own order; of words only that there are some."""
        labels = self.labels[question_id]
        known = [label for value, label in labels.items() if value in values]
        return ", ".join([*known, *sorted(value or self.wrote for value in values if value not in labels)])


def as_csv(answers: Answers) -> Iterator[bytes]:
    """The answers as CSV."""
    return stream_csv(answers.head, answers.rows())


def as_xlsx(answers: Answers) -> Iterator[bytes]:
    """The answers as a workbook."""
    return stream_xlsx(_("Svar"), answers.head, answers.rows())


def log(*, dialogue: Dialogue, kind: str, by: Person) -> None:
    """Write down that somebody took the answers out."""
    whose = dialogue.municipality_id
    audit.record(Event.DIALOGUE_EXPORT, actor=str(by.id), subject=dialogue.id, municipality_id=whose, kind=kind)
