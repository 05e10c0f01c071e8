"""What a process remembers for a second, so that the pages everybody asks for at once ask the database once."""

import time
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

FRESH_FOR = 1.0  # seconds: no longer than nobody notices

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Memory = TypeVar("Memory", bound=dict[Any, Any])

_memories: list[dict[Any, Any]] = []


def forgettable(memory: Memory) -> Memory:
    """Let `forget` empty this memory too."""
    _memories.append(memory)
    return memory


class Remembered(Generic[Key, Value]):
    """A look-up that answers from memory for a second; what it raises is not remembered.

    The value is shared by every thread: it must be something that nobody changes.
    """

    def __init__(self, find: Callable[[Key], Value]) -> None:
        self.find = find
        self.kept: dict[Key, tuple[float, Value]] = forgettable({})

    def __call__(self, key: Key) -> Value:
        """From memory, or looked up."""
        found, now = self.kept.get(key), time.monotonic()
        if found is None or now - found[0] >= FRESH_FOR:
            found = self.kept[key] = now, self.find(key)
        return found[1]

    def fresh(self, key: Key) -> Value | None:
        """From memory only: None when it would have to be looked up."""
        found = self.kept.get(key)
        return found[1] if found and time.monotonic() - found[0] < FRESH_FOR else None


def forget() -> None:
    """Forget everything; for tests that begin with another database."""
    for memory in _memories:
        memory.clear()
