"""Whether a colour can be read on the site's paper, and the nearest shade that can."""

import re

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
LIGHT_PAPER, DARK_PAPER = "#FBFAF6", "#10191E"
STEPS = 256
COLOUR = re.compile("#[0-9A-Fa-f]{6}")

Channels = tuple[int, int, int]


def is_colour(text: str) -> bool:
    """Whether a text is a colour, written as #RRGGBB."""
    return COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast of two #RRGGBB colours by WCAG 2.2: 1 for the same, 21 for black and white."""
    darker, lighter = sorted((_luminance(_channels(one)), _luminance(_channels(other))))
    return (lighter + 0.05) / (darker + 0.05)


def passes(accent: str, paper: str) -> bool:
    """Whether text in this accent can be read on this paper."""
    return contrast(accent, paper) >= LEAST_CONTRAST


def nearest_passing(accent: str, paper: str) -> str:
    """The accent itself if it passes; else mixed with as little black, or white on dark paper, as is enough."""
    end = (0, 0, 0) if paper == LIGHT_PAPER else (255, 255, 255)
    shades = (_mixed(_channels(accent), end, step / STEPS) for step in range(STEPS + 1))
    return next(shade for shade in shades if passes(shade, paper))


def _mixed(start: Channels, end: Channels, share: float) -> str:
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(start, end, strict=True))


def _channels(colour: str) -> Channels:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(channels: Channels) -> float:
    red, green, blue = (_linear(value / 255) for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
