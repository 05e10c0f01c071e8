"""The time that a reading covers: a year, a half-year, a tertial, a quarter or a month, as people write it."""

import re
from datetime import date

from babel.dates import format_date

from medborgar.core.formatting import months
from medborgar.core.languages import SWEDISH, locale
from medborgar.municipality.periods import FIRST_YEAR, LAST_YEAR, MONTHS_IN_YEAR
from medborgar.picture.figures.models import Every

YEAR = re.compile(r"(?<![0-9])(?P<year>[0-9]{4})(?![0-9])")
DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-[0-9]{2}")
KEY = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<letters>kv|t|h)?(?P<part>[0-9]{1,2}))?")
BETWEEN = re.compile(r"[\s\-–/.,_()]+")
WORDS = {
    Every.HALF_YEAR: r"(?:halvår(?:et)?|h|hå)",
    Every.TERTIAL: r"(?:tertial(?:et)?|t)",
    Every.QUARTER: r"(?:kvartal(?:et)?|kv|k|q)",
    Every.MONTH: r"(?:månad|m)?",
}
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
EXAMPLES = {
    Every.YEAR: "2026",
    Every.HALF_YEAR: "2026-h1",
    Every.TERTIAL: "2026-t1",
    Every.QUARTER: "2026-kv1",
    Every.MONTH: "2026-03",
}


def read(written: str, every: Every) -> str | None:
    """The key of the span that was written, in any of the usual ways; None when it is none of that length."""
    text = written.strip().lower()
    if day := DAY.match(text):  # what a sheet keeps for a month is its first day
        return _key(int(day["year"]), (int(day["month"]) - 1) // every.months + 1, every)
    found = YEAR.search(text)
    if found is None:
        return None
    rest = BETWEEN.sub("", text[: found.start()] + " " + text[found.end() :])
    part = _part(rest, every)
    return None if part is None else _key(int(found["year"]), part, every)


def days(key: str) -> tuple[date, int]:
    """The first day of a span and how many months it has."""
    match = KEY.fullmatch(key)
    if match is None:
        raise ValueError(f"no such span: {key!r}")
    if not match["part"]:
        return date(int(match["year"]), 1, 1), MONTHS_IN_YEAR
    length = Every(match["letters"] or Every.MONTH.value).months
    return date(int(match["year"]), (int(match["part"]) - 1) * length + 1, 1), length


def name(key: str) -> str:
    """A span in words: 2027, januari–mars 2027, mars 2027."""
    first, length = days(key)
    if length == MONTHS_IN_YEAR:
        return str(first.year)
    return f"{months(first, date(first.year, first.month + length - 1, 1))} {first.year}"


def short_name(key: str) -> str:
    """A span in few letters, for where there is little room: 2027, jan–mar 2027, mar 2027."""
    first, length = days(key)
    if length == MONTHS_IN_YEAR:
        return str(first.year)
    ends = [_short_month(month) for month in (first.month, first.month + length - 1)]
    return f"{'–'.join(dict.fromkeys(ends))} {first.year}"


def _short_month(month: int) -> str:
    """A month as it is shortened: in Swedish to three letters without a full stop."""
    if locale().language == SWEDISH.locale:
        return MONTHS[month - 1]
    return format_date(date(FIRST_YEAR, month, 1), "LLL", locale())


def ordinal(key: str) -> int:
    """Where a span begins on a line of months."""
    first, _ = days(key)
    return first.year * MONTHS_IN_YEAR + first.month


def _part(rest: str, every: Every) -> int | None:
    """Which part of its year, from 1; None when that is not what was written."""
    if every is Every.YEAR:
        return 1 if not rest else None
    if every is Every.MONTH and rest[:3] in MONTHS and rest.isalpha():
        return MONTHS.index(rest[:3]) + 1
    one = WORDS[every]
    match = re.fullmatch(rf"{one}0?([0-9]{{1,2}})|0?([0-9]{{1,2}})(?:a|:a)?{one}", rest)
    return int(match[1] or match[2]) if match else None


def _key(year: int, part: int, every: Every) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= part <= MONTHS_IN_YEAR // every.months:
        return None
    match every:
        case Every.YEAR:
            return f"{year}"
        case Every.MONTH:
            return f"{year}-{part:02}"
        case _:
            return f"{year}-{every.value}{part}"
