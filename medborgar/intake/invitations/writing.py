"""One question of an invitation as a form, all of them as one, and how far each has come."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import g
from werkzeug.datastructures import MultiDict

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.core.forms import chosen, keepable, tidy
from medborgar.intake.dialogues.answering import AnswerForm, form_of, name_of
from medborgar.intake.dialogues.models import Question
from medborgar.intake.dialogues.queries import ever_asked
from medborgar.intake.invitations import actions, queries
from medborgar.intake.invitations.actions import Written
from medborgar.intake.invitations.models import Draft, Invitation
from medborgar.municipality.models import Area
from medborgar.municipality.queries import areas

VERSION_DIGITS = 9


class Task(NamedTuple):
    """One question, and what has been written in it."""

    question: Question
    draft: Draft | None

    @property
    def done(self) -> bool:
        """Whether somebody has said that it is."""
        return self.draft is not None and self.draft.done


class WriteForm:
    """One question as somebody sees it: what they have just sent, or else what is saved."""

    def __init__(self, invitation: Invitation, question: Question, sent: "MultiDict[str, str]") -> None:
        self.invitation, self.question = invitation, question
        self.saved = db.session.get(Draft, (invitation.id, question.id))
        self.token = sent.get("token", "")
        self.fields = {
            name: [keepable(tidy(text)) for text in sent.getlist(name)] for name in queries.names_of(question)
        }
        self.answer = self._form(MultiDict(self.fields) if sent else self._kept())
        written = sent.get("version", "")
        if sent:
            self.version = int(written) if written.isdecimal() and len(written) <= VERSION_DIGITS else -1
        else:
            self.take_version()

    def is_right(self) -> bool:
        """Whether what is written answers the question."""
        return self.answer.validate_on_whole()

    def keep(self, *, done: bool) -> None:
        """Save it as it stands, right or wrong: nothing that was written is lost."""
        said = {name: texts for name, texts in self.fields.items() if any(texts)}
        written = Written(fields=said, version=self.version, page=self.token, done=done)
        self.saved = actions.write(invitation=self.invitation, question=self.question, written=written)
        self.take_version()

    def take_version(self) -> None:
        """From here on, what is saved is known to whoever writes."""
        self.version = self.saved.version if self.saved else 0

    @property
    def name(self) -> str:
        """What its field is called."""
        return name_of(self.question)

    @property
    def before(self) -> str:
        """What the same association answered the last time it was asked the same."""
        earlier = queries.before(self.invitation, self.question)
        if earlier is None:
            return ""
        return said_in(form_of([earlier.question], areas(g.municipality), queries.filled([earlier])), earlier.question)

    @property
    def words(self) -> str:
        """What is written, as one reads it."""
        return said_in(self.answer, self.question)

    @property
    def saved_words(self) -> str:
        """What is saved, as one reads it."""
        return said_in(self._form(self._kept()), self.question)

    def _kept(self) -> "MultiDict[str, str]":
        return queries.filled([self.saved] if self.saved else [])

    def _form(self, data: Any) -> AnswerForm:
        return form_of([self.question], areas(g.municipality), data)


def one_form(invitation: Invitation, question_id: UUID, sent: "MultiDict[str, str]") -> WriteForm:
    """The form of one question, whether or not it has been taken away meanwhile; NotFound when it was never asked."""
    found = next((one for one in ever_asked(invitation.dialogue) if one.id == question_id), None)
    if found is None:
        raise NotFound("")
    return WriteForm(invitation, found, sent)


def whole_form(invitation: Invitation, found: Sequence[Area]) -> AnswerForm:
    """All that has been written, as one answer."""
    asked, written = queries.questions(invitation), queries.drafts(invitation)
    return form_of(asked, found, queries.filled(written.values()))


def tasks_of(invitation: Invitation) -> list[Task]:
    """Every question, with how far it has come."""
    written = queries.drafts(invitation)
    return [Task(one, written.get(one.id)) for one in queries.questions(invitation)]


def said_in(form: AnswerForm, question: Question) -> str:
    """What was answered to one question, in words; a place with its area."""
    return "\n".join(filter(None, [form.in_words(question), *_place(form, question)]))


def _place(form: AnswerForm, question: Question) -> list[str]:
    names = queries.names_of(question)
    if len(names) == 1:
        return []
    area = form[names[1]]
    return [form.said(question) or "", chosen(area)]
