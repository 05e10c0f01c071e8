"""How days, numbers and receipt codes are written in the page's language; as template filters too."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from flask import Flask

from medborgar.core import clock
from medborgar.core.languages import Swedish, locale

CODE_GROUP = 4


def long_day(day: date) -> str:
    """18 mars 2027."""
    return _written(day, "MMMM y")


def short_day(day: date) -> str:
    """18 mars."""
    return _written(day, "MMMM")


def near_day(day: date) -> str:
    """18 mars; the year too when it is not this one."""
    return short_day(day) if day.year == clock.today().year else long_day(day)


def moment(instant: datetime) -> str:
    """2027-03-18 14.32, in Swedish time."""
    return instant.astimezone(clock.STOCKHOLM).strftime("%Y-%m-%d %H.%M")


def clock_time(instant: datetime) -> str:
    """14.32, in Swedish time."""
    return instant.astimezone(clock.STOCKHOLM).strftime("%H.%M")


def months(first: date, last: date) -> str:
    """The months from a first to a last day: april–juni, or december–februari; one month alone by its name.

    A year or more names the years too: januari 2027–december 2028.
    """
    whole_years = (last.year - first.year) * 12 + last.month - first.month >= 12
    names = [format_date(day, "LLLL y" if whole_years else "LLLL", locale()) for day in (first, last)]
    return names[0] if names[0] == names[1] else "–".join(names)


def span(first: date, last: date) -> str:
    """1 april–30 juni 2027, 10–30 november 2027, or one day alone; both years when they differ."""
    if first == last:
        return long_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{_number_of(first)}–{long_day(last)}"
    start = short_day(first) if first.year == last.year else long_day(first)
    return f"{start}–{long_day(last)}"


def near_span(first: date, last: date) -> str:
    """15–16 maj, 30 maj–2 juni, or one day alone; the years as in near_day."""
    return _joined(first, last, near_day)


def short_span(first: date, last: date) -> str:
    """The same without years."""
    return _joined(first, last, short_day)


def listed(names: Iterable[str]) -> str:
    """Names in a sentence: vägar, torg och parker."""
    return format_list(list(names), locale=locale())


def lower_first(words: str) -> str:
    """Words as they stand inside a sentence; an abbreviation keeps its capitals."""
    lowered = words if words[:2].isupper() else words[:1].lower() + words[1:]
    return Swedish(lowered) if isinstance(words, Swedish) else lowered


def upper_first(words: str) -> str:
    """Words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def number(value: float | None) -> str:
    """A number with a decimal comma and a space between thousands; nothing for None."""
    return "" if value is None else format_decimal(value, "#,##0.##", locale())


def one_decimal(value: float) -> str:
    """A mean: always with one decimal, 3,0 too."""
    return format_decimal(value, "#,##0.0", locale())


def grouped(code: str) -> str:
    """A receipt code in groups of four."""
    return " ".join(code[i : i + CODE_GROUP] for i in range(0, len(code), CODE_GROUP))


def _written(day: date, month: str) -> str:
    return f"{_number_of(day)} {format_date(day, month, locale())}"


def _number_of(day: date) -> str:
    """Its number in the month, which Finnish writes as an ordinal."""
    return f"{format_date(day, 'd', locale())}{'.' if locale().language == 'fi' else ''}"


def _joined(first: date, last: date, written: Callable[[date], str]) -> str:
    if first == last:
        return written(first)
    start = _number_of(first) if (first.year, first.month) == (last.year, last.month) else written(first)
    return f"{start}–{written(last)}"


def register(app: Flask) -> None:
    """Give templates the filters."""
    app.add_template_filter(clock.local_day)
    days = (long_day, short_day, near_day, moment, months, span, near_span, short_span)
    for function in (*days, number, one_decimal, grouped, lower_first, upper_first):
        app.add_template_filter(function)
