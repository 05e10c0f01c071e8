"""Signed links: whoever holds one may do the one thing that it is for, without an account, until its day has passed.

A GET shows a page with a button, for mail scanners fetch every link; the button's POST acts. Whether a link has been
used or withdrawn is a row's matter. A token stands in an address and nowhere else: it is never logged, and
`Referrer-Policy: same-origin` keeps it from other sites.
"""

import uuid
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from medborgar.core import clock
from medborgar.core.errors import Gone, NotFound
from medborgar.core.keys import Keys

VALID_FOR = timedelta(days=30)


class LinkError(Exception):
    """A link is not ours, or not for this."""


class LinkExpiredError(LinkError):
    """A link's last day has passed."""


def new_link(keys: Keys, *, purpose: str, subject: uuid.UUID, last_day: date | None = None) -> str:
    """A token for one purpose and one thing, good for 30 days or until the end of a stated day."""
    until = last_day or clock.today() + VALID_FOR
    return str(_signer(keys, purpose).dumps([subject.hex, until.isoformat()]))


def read_link(keys: Keys, token: str, *, purpose: str) -> uuid.UUID:
    """What a token is for; LinkError when we did not make it for this purpose, LinkExpiredError when it is too late."""
    try:
        subject, until = _signer(keys, purpose).loads(token)
    except BadSignature as forged:
        raise LinkError from forged
    if clock.today() > date.fromisoformat(until):
        raise LinkExpiredError
    return uuid.UUID(subject)


def subject_of(token: str, *, purpose: str, expired: str) -> uuid.UUID:
    """What the link of this request is for; NotFound when it is not ours, Gone with these words when it is too late."""
    try:
        return read_link(current_app.config["KEYS"], token, purpose=purpose)
    except LinkExpiredError as late:
        raise Gone(expired) from late
    except LinkError as forged:
        raise NotFound(_("Länken är inte hel. Öppna den från mejlet igen, eller kopiera hela adressen.")) from forged


def whole_address(endpoint: str, *, language: str = "", **values: Any) -> str:
    """The address of a page as a mail says it, with or without a request: from the settings, never from a header."""
    site = urlsplit(current_app.config["SETTINGS"].address)
    here = current_app.url_map.bind(site.netloc, f"/{language}", url_scheme=site.scheme)
    return here.build(endpoint, values, force_external=True)


def _signer(keys: Keys, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(keys.form, salt=f"link {purpose}")
