"""Organisationsnummer: ten digits with a check digit; never a person's, as a sole trader's is."""

from stdnum.exceptions import ValidationError
from stdnum.se import orgnr

MONTHS_END = 20  # in an organisation's number the third and fourth digits are never a month


def normal_number(written: str) -> str | None:
    """The number as it is written, 802002-0023; None when it is no organisation's."""
    try:
        number: str = orgnr.validate(written)
    except ValidationError:
        return None
    return orgnr.format(number) if int(number[2:4]) >= MONTHS_END else None
