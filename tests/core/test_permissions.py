import uuid

import pytest
from flask import Flask

from medborgar.core.permissions import (
    GRANTS,
    Actor,
    Grant,
    Permission,
    Role,
    Side,
    can,
    check_declared,
    public,
    requires,
)

HERE, THERE, OURS, THEIRS = (uuid.UUID(int=n) for n in range(4))
COORDINATOR = Actor("kim", frozenset({Grant(HERE, OURS, Side.MUNICIPALITY, Role.COORDINATOR)}))


def test_nobody_may_do_anything_unless_granted():
    assert not any(can(Actor(), permission, municipality_id=HERE) for permission in Permission)


def test_a_role_is_held_in_one_municipality_only():
    assert can(COORDINATOR, Permission.PICTURE_SHARE, municipality_id=HERE)
    assert not can(COORDINATOR, Permission.PICTURE_SHARE, municipality_id=THERE)


def test_a_role_is_held_for_one_party_only():
    assert not can(COORDINATOR, Permission.PICTURE_SHARE, municipality_id=HERE, party_id=THEIRS)


def test_only_signatories_approve():
    assert [role for role in Role if Permission.DECISION_APPROVE in GRANTS[role]] == [Role.SIGNATORY]


def test_only_communicators_publish():
    assert [role for role in Role if Permission.PUBLISH in GRANTS[role]] == [Role.COMMUNICATOR]


def test_administrators_and_auditors_read_no_content():
    content = {Permission.CONTRIBUTION_READ, Permission.CONTRIBUTION_DISCLOSE, Permission.PICTURE_READ}
    for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER):
        assert not GRANTS[role] & content


def test_every_role_has_a_first_page():
    assert all(Permission.STAFF_HOME in GRANTS[role] for role in Role)


def test_a_page_that_has_not_said_who_may_use_it_stops_the_start():
    app = Flask("bare", static_folder=None)
    app.add_url_rule("/a", "said", public(lambda: ""))
    app.add_url_rule("/b", "said-too", requires(Permission.PUBLISH)(lambda: ""))
    app.add_url_rule("/c", "silent", lambda: "")
    with pytest.raises(RuntimeError, match="silent"):
        check_declared(app)
