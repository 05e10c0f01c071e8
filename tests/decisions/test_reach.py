"""How far a decision's pages reach: whoever may not write reads, and what is another's is not there."""

import uuid

from medborgar.core.permissions import Role
from tests.decisions.conftest import BOARD, INDEX, PERIOD
from tests.factories import a_municipality


def test_a_steering_group_member_reads_and_does_not_write(somebody, decision):
    member = somebody(Role.STEERING_MEMBER)
    page = member.get(BOARD)
    assert "Ändra" not in page.main
    assert "Lägg till" not in page.main
    assert "Påbörja" not in member.get(INDEX).main
    for part in ("prioritering/ny", "uppgifter", "skal/vald"):
        member.get(f"{BOARD}/{part}", status=403)


def test_another_municipality_learns_nothing(somebody, decision):
    other = a_municipality("annanby")
    stranger = somebody(at=other)
    priority = decision.priorities[0]
    parts = ("", "/uppgifter", "/skal/vald", "/prioritering/ny", f"/prioritering/{priority.id}")
    for part in parts:
        stranger.get(f"{BOARD}{part}", status=404)
        stranger.get(f"/annanby/intranat/beslut/{PERIOD}{part}", status=404)
    assert "april–juni" not in stranger.get("/annanby/intranat/beslut").main


def test_a_part_of_another_decision_is_not_there(testby, reader, coordinator, decision):
    priority = decision.priorities[0]
    other = f"/prioritering/{uuid.uuid4()}"
    for part in (
        other,
        f"{other}/atagande/nytt",
        f"/prioritering/{priority.id}/atagande/{uuid.uuid4()}",
        "/skal/inget",
    ):
        reader.get(f"{BOARD}{part}", status=404)
    reader.get(f"{INDEX}/2031-kv1", status=404)
    reader.get(f"{INDEX}/inte-en-period", status=404)
