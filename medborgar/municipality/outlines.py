"""An area's outline on the municipality's schematic map: a closed line in a square that all areas share."""

import re

SIDE = 100  # of the square, from nought
LENGTH_MAX = 1000
STEP = re.compile(r"\s*([MLHVZ])((?:[\s,]*[0-9]{1,3}(?:\.[0-9]{1,2})?)*)")
WANTED = {"M": 2, "L": 2, "H": 1, "V": 1, "Z": 0}

Point = tuple[float, float]


def points(path: str) -> list[Point]:
    """The corners of an outline; ValueError, with what is wrong, when it is none."""
    if len(path) > LENGTH_MAX:
        raise ValueError(f"är för lång: högst {LENGTH_MAX} tecken")
    steps = STEP.findall(path)
    if STEP.sub("", path).strip() or not steps:
        raise ValueError("ska vara en linje av M, L, H, V och Z med tal, som «M10 10H40V30H10Z»")
    if [letter for letter, _ in steps].count("M") != 1 or steps[0][0] != "M" or steps[-1][0] != "Z":
        raise ValueError("ska börja med M, sluta med Z och ha en enda del")
    return _corners(steps)


def checked(path: str) -> str:
    """An outline as it was written; ValueError as above."""
    points(path)
    return path


def middle(path: str) -> Point:
    """Where an area's number stands: in the middle of its outline's frame."""
    across, down = zip(*points(path), strict=True)
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def _corners(steps: list[tuple[str, str]]) -> list[Point]:
    found: list[Point] = []
    for letter, written in steps:
        numbers = [float(one) for one in re.findall(r"[0-9.]+", written)]
        if len(numbers) != WANTED[letter]:
            raise ValueError(f"{letter} ska följas av {WANTED[letter]} tal")
        if any(one > SIDE for one in numbers):
            raise ValueError(f"går utanför rutan: talen ska vara från 0 till {SIDE}")
        x, y = found[-1] if found else (0.0, 0.0)
        match letter:
            case "H":
                found.append((numbers[0], y))
            case "V":
                found.append((x, numbers[0]))
            case "M" | "L":
                found.append((numbers[0], numbers[1]))
    if len(set(found)) < 3:
        raise ValueError("ska ha minst tre hörn")
    return found
