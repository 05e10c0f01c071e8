"""The audit log: append-only, gap-free and hash-chained; ids and codes only, never what anybody wrote."""

import hashlib
import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import rfc8785
from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from medborgar.core.extensions import Model
from medborgar.core.types import Code, LongText, Moment, Sha256

GENESIS = "0" * 64


class Event(StrEnum):
    """What can be written in the log, as `thing:deed`."""

    PROFILE_LOAD = "profile:load"
    ACCOUNT_CREATE = "account:create"
    ACCOUNT_ASSIGN = "account:assign"
    ACCOUNT_DISABLE = "account:disable"
    PASSWORD_CHANGE = "account:password"  # noqa: S105 (no password)
    LOGIN = "login:in"
    LOGIN_FAILED = "login:failed"
    LOGOUT = "login:out"
    STEP_UP = "login:step-up"
    CONTRIBUTION_REGISTER = "contribution:register"
    CONTRIBUTION_CORRECT = "contribution:correct"
    FIELD_REPORT_SEND = "field-report:send"
    CONTRIBUTION_OPEN = "contribution:open"
    CONTRIBUTION_DISCLOSE = "contribution:disclose"
    REVIEW_SAVE = "review:save"
    MESSAGE_SEND = "message:send"
    DIALOGUE_BEGIN = "dialogue:begin"
    DIALOGUE_SAVE = "dialogue:save"
    DIALOGUE_FEEDBACK = "dialogue:feedback"
    DIALOGUE_INVITE = "dialogue:invite"
    DIALOGUE_REMIND = "dialogue:remind"
    DIALOGUE_WITHDRAW = "dialogue:withdraw"
    ASSOCIATION_SAVE = "association:save"
    ASSOCIATIONS_IMPORT = "association:import"
    WALK_SAVE = "walk:save"
    WALK_WITHDRAW = "walk:withdraw"
    WALK_PHOTO = "walk:photo"
    WALK_OUTCOME = "walk:outcome"
    WALK_PUBLISH = "walk:publish"
    DIALOGUE_EXPORT = "dialogue:export"
    DIALOGUE_PUBLISH = "dialogue:publish"
    SETTING_SAVE = "setting:save"
    SETTING_REMOVE = "setting:remove"
    RHYTHM_CHANGE = "rhythm:change"
    FOCUS_REVISE = "focus:revise"
    AGREEMENT_NOTICE = "agreement:notice"
    PICTURE_OPEN = "picture:open"
    PICTURE_SAVE = "picture:save"
    PICTURE_SHARE = "picture:share"
    PICTURE_ESTABLISH = "picture:establish"
    PROBLEM_SAVE = "problem:save"
    PICTURE_REGISTER = "picture:register"
    IMAGE_ADD = "image:add"
    IMAGE_REMOVE = "image:remove"
    CAUSE_SAVE = "cause:save"
    CAUSE_REMOVE = "cause:remove"
    RANKING_SAVE = "ranking:save"
    INDICATOR_SAVE = "indicator:save"
    READING_SAVE = "reading:save"
    READING_REMOVE = "reading:remove"
    READINGS_IMPORT = "reading:import"
    DECISION_CREATE = "decision:create"
    DECISION_SAVE = "decision:save"
    DECISION_PROPOSE = "decision:propose"
    DECISION_APPROVE = "decision:approve"
    DECISION_REGISTER_APPROVAL = "decision:register-approval"
    DECISION_SEND_BACK = "decision:send-back"
    DECISION_CONFIRM_EDITORIAL = "decision:confirm-editorial"
    PLAN_BEGIN = "plan:begin"
    PLAN_CHANGE = "plan:change"
    PLAN_DECIDE = "plan:decide"
    MEASURE_SAVE = "measure:save"
    MEASURE_MOVE = "measure:move"
    MEASURE_TELL = "measure:tell"
    CYCLE_BEGIN = "cycle:begin"
    CYCLE_SAVE = "cycle:save"
    NOT_A_PERSON = "person:not-one"
    FOLLOWUP_SAVE = "followup:save"
    CONTACT_SAVE = "contact:save"
    REMINDER_SEND = "reminder:send"
    FEEDBACK_SEND = "feedback:send"
    PUBLISH = "publication:publish"
    MAIL_TRY_AGAIN = "mail:try-again"
    MEETING_SAVE = "meeting:save"
    MEETING_SHOW = "meeting:show"
    MEETING_APPROVE = "meeting:approve"
    COMING_SAVE = "coming:save"
    REPORT_SAVE = "report:save"
    REPORT_SEND = "report:send"
    BRIEFING_SAVE = "briefing:save"
    EVALUATION_SAVE = "evaluation:save"


class AuditEntry(Model):
    """Who did what, when; each entry carries the hash of the one before."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[Moment]
    actor: Mapped[Code]  # a person's id, or the name of a command
    # Plain ids, no foreign keys: the log outlives what it speaks of.
    municipality_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    event: Mapped[Code]  # an Event
    subject: Mapped[Code]  # the id of what it was done to
    details: Mapped[LongText]  # canonical JSON of codes
    previous: Mapped[Sha256] = mapped_column(unique=True)
    hash: Mapped[Sha256]


def entry_hash(
    *, previous: str, number: int, at: datetime, actor: str, municipality: str, event: str, subject: str, details: str
) -> str:
    """SHA-256 in hexadecimal over the previous hash and the entry's canonical JSON (RFC 8785)."""
    entry: dict[str, Any] = {
        "number": number,
        "at": at.isoformat(),
        "actor": actor,
        "municipality": municipality,
        "event": event,
        "subject": subject,
        "details": details,
    }
    return hashlib.sha256(previous.encode() + rfc8785.dumps(entry)).hexdigest()
