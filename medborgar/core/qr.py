"""A QR code as numbers that a template draws: an inline SVG without style or script."""

from dataclasses import dataclass

import segno

BORDER = 4  # modules of white around it, as the standard asks


@dataclass(frozen=True)
class QrCode:
    """Its width in modules with the white around it, and the black as an SVG path."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """The code of a text; a smudge over a seventh of it can be read all the same."""
    made = segno.make(text, error="m", micro=False)
    rows = [bytes(row) for row in made.matrix_iter(border=BORDER)]
    path = "".join(
        f"M{left} {top}h{right - left}v1H{left}z" for top, row in enumerate(rows) for left, right in _runs(row)
    )
    return QrCode(len(rows), path)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where black begins and ends in a row."""
    edges = [place for place in range(1, len(row)) if bool(row[place]) != bool(row[place - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))
