"""What is remembered is asked for once a second, and forgotten on demand; a failure is not remembered."""

import time

import pytest

from medborgar.core import memory


@pytest.fixture
def now(monkeypatch):
    """A clock that stands still until a test moves it."""
    reading = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: reading[0])
    return reading


@pytest.fixture
def asked():
    """What has been looked up, in order."""
    return []


@pytest.fixture
def find(asked):
    """A look-up that is remembered."""

    def look_up(slug: str) -> str:
        asked.append(slug)
        return slug.title()

    return memory.Remembered(look_up)


def test_it_is_asked_for_once_a_second(now, find, asked):
    assert [find("sala"), find("sala"), find("falun")] == ["Sala", "Sala", "Falun"]
    assert asked == ["sala", "falun"]
    now[0] += memory.FRESH_FOR
    find("sala")
    assert asked == ["sala", "falun", "sala"]


def test_it_can_be_forgotten(find, asked):
    find("sala")
    memory.forget()
    find("sala")
    assert asked == ["sala", "sala"]


def test_a_failure_is_not_remembered():
    answers = iter(["", "Sala"])

    def look_up(slug: str) -> str:
        found = next(answers)
        if not found:
            raise LookupError(slug)
        return found

    find = memory.Remembered(look_up)
    with pytest.raises(LookupError):
        find("sala")
    assert find("sala") == "Sala"
