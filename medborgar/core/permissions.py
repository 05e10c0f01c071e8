"""Who may do what: permissions, roles, one grant table, one pure rule. What is not granted here is denied."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask

View = TypeVar("View", bound=Callable[..., Any])


class Side(StrEnum):
    """Which principal party a person, a text or a commitment belongs to."""

    MUNICIPALITY = "kommunen"
    POLICE = "polisen"


class Permission(StrEnum):
    """What can be done, as `thing:deed`."""

    STAFF_HOME = "staff:home"
    CONTRIBUTION_REGISTER = "contribution:register"
    CONTRIBUTION_READ = "contribution:read"
    CONTRIBUTION_REVIEW = "contribution:review"
    CONTRIBUTION_DISCLOSE = "contribution:disclose"
    DIALOGUE_READ = "dialogue:read"
    DIALOGUE_WRITE = "dialogue:write"
    WALK_WRITE = "walk:write"
    MUNICIPALITY_EDIT = "municipality:edit"
    PICTURE_READ = "picture:read"
    PICTURE_WRITE_OWN = "picture:write-own"
    PICTURE_SHARE = "picture:share"
    PICTURE_WRITE_JOINT = "picture:write-joint"
    PICTURE_ESTABLISH = "picture:establish"
    PICTURE_REGISTER = "picture:register"
    FIGURES_WRITE = "figures:write"
    DECISION_READ = "decision:read"
    DECISION_WRITE = "decision:write"
    DECISION_PROPOSE = "decision:propose"
    DECISION_APPROVE = "decision:approve"
    DECISION_REGISTER_APPROVAL = "decision:register-approval"
    DECISION_SEND_BACK = "decision:send-back"
    DECISION_CONFIRM_EDITORIAL = "decision:confirm-editorial"
    PUBLISH = "publication:publish"
    EVENT_PUBLISH = "event:publish"
    TRANSLATE = "publication:translate"
    PUBLICATION_REMOVE = "publication:remove"
    YEAR_READ = "year:read"
    LAW_READ = "law:read"
    MEETING_READ = "meeting:read"
    MEETING_WRITE = "meeting:write"
    REPORT_READ = "report:read"
    REPORT_WRITE = "report:write"
    PLAN_READ = "plan:read"
    PLAN_WRITE = "plan:write"
    PLAN_DECIDE = "plan:decide"
    CYCLE_READ = "cycle:read"
    CYCLE_WRITE = "cycle:write"
    FOLLOWUP_READ = "followup:read"
    FOLLOWUP_WRITE = "followup:write"
    REMIND = "reminder:send"
    OUTBOX_MANAGE = "outbox:manage"
    AUDIT_READ = "audit:read"
    ACCOUNTS_MANAGE = "accounts:manage"


class Role(StrEnum):
    """The roles a person can hold, per municipality and party."""

    REPORTER = "rapportor"
    COORDINATOR = "samordnare"
    MUNICIPAL_POLICE = "kommunpolis"
    STEERING_MEMBER = "styrgrupp"
    SIGNATORY = "undertecknare"
    MEASURE_OWNER = "atgardsagare"
    COMMUNICATOR = "kommunikator"
    RECORDS_OFFICER = "registrator"
    DATA_PROTECTION_OFFICER = "dataskyddsombud"
    AUDITOR = "granskare"
    ADMINISTRATOR = "admin"


P = Permission
READERS = {
    *{P.STAFF_HOME, P.PICTURE_READ, P.DECISION_READ, P.PLAN_READ, P.CYCLE_READ, P.FOLLOWUP_READ},
    *{P.YEAR_READ, P.LAW_READ, P.MEETING_READ, P.REPORT_READ},
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.REPORTER: frozenset({P.STAFF_HOME, P.CONTRIBUTION_REGISTER}),
    Role.COORDINATOR: frozenset(
        READERS
        | {P.CONTRIBUTION_REGISTER, P.CONTRIBUTION_READ, P.CONTRIBUTION_REVIEW, P.MUNICIPALITY_EDIT}
        | {P.PICTURE_WRITE_OWN, P.PICTURE_SHARE, P.PICTURE_WRITE_JOINT, P.PICTURE_ESTABLISH}
        | {P.PICTURE_REGISTER, P.FIGURES_WRITE}
        | {P.DECISION_WRITE, P.DECISION_PROPOSE, P.DECISION_REGISTER_APPROVAL, P.FOLLOWUP_WRITE}
        | {P.OUTBOX_MANAGE, P.REMIND}
        | {P.PLAN_WRITE, P.PLAN_DECIDE, P.CYCLE_WRITE}
        | {P.MEETING_WRITE, P.REPORT_WRITE}
        | {P.DIALOGUE_READ, P.DIALOGUE_WRITE, P.WALK_WRITE, P.TRANSLATE}
    ),
    Role.MUNICIPAL_POLICE: frozenset(
        READERS
        | {P.CONTRIBUTION_REGISTER, P.CONTRIBUTION_READ, P.CONTRIBUTION_REVIEW}
        | {P.PICTURE_WRITE_OWN, P.PICTURE_SHARE, P.PICTURE_WRITE_JOINT, P.DECISION_WRITE, P.FOLLOWUP_WRITE, P.REMIND}
        | {P.PLAN_WRITE, P.CYCLE_WRITE}
        | {P.MEETING_WRITE}
        | {P.FIGURES_WRITE, P.DIALOGUE_READ, P.WALK_WRITE}
    ),
    Role.STEERING_MEMBER: frozenset(READERS | {P.DECISION_SEND_BACK}),
    Role.SIGNATORY: frozenset(READERS | {P.DECISION_APPROVE, P.DECISION_SEND_BACK, P.DECISION_CONFIRM_EDITORIAL}),
    Role.MEASURE_OWNER: frozenset({P.STAFF_HOME, P.YEAR_READ, P.PLAN_READ, P.FOLLOWUP_READ, P.FOLLOWUP_WRITE}),
    Role.COMMUNICATOR: frozenset(READERS | {P.PUBLISH, P.EVENT_PUBLISH, P.TRANSLATE, P.DIALOGUE_READ}),
    Role.RECORDS_OFFICER: frozenset(
        {P.STAFF_HOME, P.CONTRIBUTION_DISCLOSE, P.DECISION_READ, P.DECISION_REGISTER_APPROVAL, P.PLAN_READ}
        | {P.YEAR_READ, P.LAW_READ, P.MEETING_READ, P.REPORT_READ, P.PUBLICATION_REMOVE}
    ),
    Role.DATA_PROTECTION_OFFICER: frozenset({P.STAFF_HOME, P.AUDIT_READ}),
    Role.AUDITOR: frozenset({P.STAFF_HOME, P.AUDIT_READ}),
    Role.ADMINISTRATOR: frozenset({P.STAFF_HOME, P.ACCOUNTS_MANAGE, P.OUTBOX_MANAGE}),
}


@dataclass(frozen=True)
class Grant:
    """One role held in one municipality for one of its parties."""

    municipality_id: uuid.UUID
    party_id: uuid.UUID
    side: Side
    role: Role


@dataclass(frozen=True)
class Actor:
    """Whoever acts: an id for the audit log and the roles held; nobody holds nothing."""

    id: str = ""
    grants: frozenset[Grant] = field(default_factory=frozenset)

    def holds(self, permission: Permission, municipality_id: uuid.UUID, side: Side | None = None) -> bool:
        """Whether this actor may do it there, on one side's behalf if it is named: what a page's buttons ask."""
        return any(
            grant.municipality_id == municipality_id and permission in GRANTS[grant.role] and side in {None, grant.side}
            for grant in self.grants
        )

    def grant_in(self, municipality_id: uuid.UUID, permission: Permission) -> Grant | None:
        """The grant by which this actor holds `permission` in a municipality, if any."""
        held = [g for g in self.grants if g.municipality_id == municipality_id and permission in GRANTS[g.role]]
        return min(held, key=lambda grant: grant.side, default=None)


def can(actor: Actor, permission: Permission, *, municipality_id: uuid.UUID, party_id: uuid.UUID | None = None) -> bool:
    """Whether `actor` may do this here; with `party_id`, only on that party's behalf."""
    return any(
        grant.municipality_id == municipality_id
        and permission in GRANTS[grant.role]
        and party_id in {None, grant.party_id}
        for grant in actor.grants
    )


def public(view: View) -> View:
    """Declare that everybody may use this view."""
    return _declare(view, None)


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare the permission that this view needs in its municipality."""
    return lambda view: _declare(view, permission)


def declared(view: Callable[..., Any]) -> Permission | None:
    """The permission a view has declared, None when it is public; AttributeError when it declared nothing."""
    permission: Permission | None = view.__permission__  # type: ignore[attr-defined]  # set by _declare
    return permission


def check_declared(app: Flask) -> None:
    """Stop the start-up when an endpoint has not said who may use it."""
    silent = [name for name, view in app.view_functions.items() if not hasattr(view, "__permission__")]
    if silent:
        raise RuntimeError(f"no permission declared for: {', '.join(sorted(silent))}")


def _declare(view: View, permission: Permission | None) -> View:
    view.__permission__ = permission  # type: ignore[attr-defined]  # read by declared
    return view
