"""What a process remembers for a second, so that the pages everybody asks for at once ask the database once."""

import time
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

FRESH_FOR = 1.0  # seconds: no longer than nobody notices

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Memory = TypeVar("Memory", bound=dict[Any, Any])

_memories: list[dict[Any, Any]] = []


def forgettable(memory: Memory) -> Memory:
    """Let `forget` empty this memory too."""
    _memories.append(memory)
    return memory


def remembered(find: Callable[[Key], Value]) -> Callable[[Key], Value]:
    """Let `find` answer from memory for a second; what it raises is not remembered.

    The value is shared by every thread: it must be something that nobody changes.
    """
    kept: dict[Key, tuple[float, Value]] = forgettable({})

    @wraps(find)
    def recall(key: Key) -> Value:
        found, now = kept.get(key), time.monotonic()
        if found is None or now - found[0] >= FRESH_FOR:
            found = kept[key] = now, find(key)
        return found[1]

    return recall


def forget() -> None:
    """Forget everything; for tests that begin with another database."""
    for memory in _memories:
        memory.clear()
