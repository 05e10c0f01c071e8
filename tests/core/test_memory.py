"""What is remembered is asked for once a second, and forgotten on demand; a failure is not remembered."""

import pytest

from medborgar.core import memory


@pytest.fixture
def now(monkeypatch):
    """A clock that stands still until a test moves it."""
    time = [100.0]
    monkeypatch.setattr(memory.time, "monotonic", lambda: time[0])
    return time


def test_it_is_asked_for_once_a_second(now):
    asked = []
    find = memory.remembered(lambda key: asked.append(key) or key.upper())
    assert [find("sala"), find("sala"), find("falun")] == ["SALA", "SALA", "FALUN"]
    assert asked == ["sala", "falun"]
    now[0] += memory.FRESH_FOR
    find("sala")
    assert asked == ["sala", "falun", "sala"]


def test_it_can_be_forgotten(now):
    asked = []
    find = memory.remembered(asked.append)
    find("sala")
    memory.forget()
    find("sala")
    assert asked == ["sala", "sala"]


def test_a_failure_is_not_remembered():
    answers = iter([None, "Sala"])

    def find(slug: str) -> str:
        found = next(answers)
        if found is None:
            raise LookupError(slug)
        return found

    remembered = memory.remembered(find)
    with pytest.raises(LookupError):
        remembered("sala")
    assert remembered("sala") == "Sala"
