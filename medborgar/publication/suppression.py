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
