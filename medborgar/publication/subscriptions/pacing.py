"""How often somebody who follows gets mail: at most four times a year, corrections apart, whatever is published."""

from collections.abc import Iterable
from datetime import date, timedelta

MOST = 4
YEAR = timedelta(days=366)
# Between a mail and one of follow-ups alone: more than a quarter, so that where each has its promise they go with that.
APART = timedelta(days=120)


def may_tell(today: date, told: Iterable[date], *, of_promise: bool) -> bool:
    """Whether a mail may go today, after those of the days `told`.

    What is new of a promise goes at once while any of the year's four is left. Follow-ups are gathered for months,
    and leave the year's last mail to the next promise.
    """
    this_year = [day for day in told if today - day < YEAR]
    if of_promise:
        return len(this_year) < MOST
    return len(this_year) < MOST - 1 and all(today - day >= APART for day in this_year)
