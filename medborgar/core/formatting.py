"""How days, numbers and receipt codes are written in Swedish; as template filters too."""

from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask

from medborgar.core import clock

LOCALE = "sv_SE"
CODE_GROUP = 4


def long_day(day: date) -> str:
    """18 mars 2027."""
    return format_date(day, "d MMMM y", LOCALE)


def short_day(day: date) -> str:
    """18 mars."""
    return format_date(day, "d MMMM", LOCALE)


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
    names = [format_date(day, "LLLL y" if whole_years else "LLLL", LOCALE) for day in (first, last)]
    return names[0] if names[0] == names[1] else "–".join(names)


def span(first: date, last: date) -> str:
    """1 april–30 juni 2027; both years when they differ."""
    start = short_day(first) if first.year == last.year else long_day(first)
    return f"{start}–{long_day(last)}"


def number(value: float | None) -> str:
    """A number with a decimal comma and a space between thousands; nothing for None."""
    return "" if value is None else format_decimal(value, "#,##0.##", LOCALE)


def grouped(code: str) -> str:
    """A receipt code in groups of four."""
    return " ".join(code[i : i + CODE_GROUP] for i in range(0, len(code), CODE_GROUP))


def register(app: Flask) -> None:
    """Give templates the filters."""
    app.add_template_filter(clock.local_day)
    for function in (long_day, short_day, moment, months, span, number, grouped):
        app.add_template_filter(function)
