"""Small numbers are hidden: 0–4 is *färre än 5*, and nothing that is published lets anyone compute it.

Only one-way tables are published. A hidden cell may hold any of 0 to 4; a table is published only when, with the total
and everything else in view, each of these five is still possible for each of its hidden cells. Otherwise the table is
left out, and where the focus areas alone would tell, the total goes too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_SHOWN = 5
TAGS_MAX = 3

Cell = int | None
"""A published number; None is *färre än 5*."""


@dataclass(frozen=True)
class Shown:
    """What may be published: the total, the focus areas, and each partition, None where it would tell."""

    total: Cell
    focus: list[Cell]
    partitions: list[list[Cell] | None]


def publishable(total: int, *, focus: Sequence[int], partitions: Sequence[Sequence[int]]) -> Shown:
    """Hide what must be hidden.

    `focus` counts answers per focus area: each answer is in one to three of them. Each of `partitions` splits the same
    answers so that its cells add up to `total`.
    """
    cells = [_cell(count) for count in focus]
    if total < SMALLEST_SHOWN or not _focus_keeps_secrets(total, focus):
        return Shown(total=None, focus=cells, partitions=[None for _ in partitions])
    return Shown(
        total=total,
        focus=cells,
        partitions=[
            [_cell(count) for count in split] if _partition_keeps_secrets(total, split) else None
            for split in partitions
        ],
    )


def choices(counts: Sequence[int], *, total: int, all_answered: bool, one_each: bool) -> list[Cell] | None:
    """What may be published of a question: its cells, or None where they would tell.

    `total` is how many filled in the form, which everybody can read; `all_answered` whether everybody knows that each
    of them answered this question; `one_each` whether each chose one thing, and not some of several.
    """
    seen = _visible(counts)
    hidden = len(counts) - len(seen)
    largest = SMALLEST_SHOWN - 1
    if not all_answered:
        safe = not one_each or sum(seen) + largest <= total  # how many answered is not known: none of it can be too few
    elif one_each:
        safe = sum(counts) == total and _partition_keeps_secrets(total, counts)
    else:
        safe = sum(seen) + largest * (hidden - 1) >= total  # each chose something, if not this
    return [_cell(count) for count in counts] if total >= SMALLEST_SHOWN and (not hidden or safe) else None


def split(counts: Sequence[int]) -> list[Cell] | None:
    """What may be published of a table that splits all the answers there are, whose number everybody can read."""
    return choices(counts, total=sum(counts), all_answered=True, one_each=True)


def _cell(count: int) -> Cell:
    return count if count >= SMALLEST_SHOWN else None


def _visible(counts: Sequence[int]) -> list[int]:
    return [count for count in counts if count >= SMALLEST_SHOWN]


def _focus_keeps_secrets(total: int, counts: Sequence[int]) -> bool:
    """Whether, knowing the total, every hidden cell could still be 0 and could still be 4."""
    seen = _visible(counts)
    hidden = len(counts) - len(seen)
    largest = SMALLEST_SHOWN - 1
    could_be_none = sum(seen) + largest * (hidden - 1) >= total
    could_be_four = sum(seen) + largest <= TAGS_MAX * total
    return hidden == 0 or (could_be_none and could_be_four)


def _partition_keeps_secrets(total: int, counts: Sequence[int]) -> bool:
    """Whether the hidden cells' sum, which anybody can compute, leaves every one of them between 0 and 4."""
    seen = _visible(counts)
    hidden = len(counts) - len(seen)
    largest = SMALLEST_SHOWN - 1
    return hidden == 0 or largest <= total - sum(seen) <= largest * (hidden - 1)
