"""The one stylesheet of a municipality's pages: the site's own, and the municipality's accent in its layer."""

import hashlib
from functools import lru_cache
from typing import Protocol

from flask import url_for

from medborgar.core.assets import read
from medborgar.core.packing import Ready, ready

SHEETS = ("css/app.css",)
FOR_A_YEAR, ASK_FIRST = "public, max-age=31536000, immutable", "public, no-cache"


class Coloured(Protocol):
    """A municipality, as far as its colours go."""

    @property
    def slug(self) -> str:
        """As in its address."""

    @property
    def accent(self) -> str:
        """Its colour on light paper."""

    @property
    def accent_dark(self) -> str:
        """And on dark."""


def theme_address(municipality: Coloured) -> str:
    """Where a municipality's stylesheet is; another one has another address, so that browsers may keep it."""
    mark = fingerprint(municipality.accent, municipality.accent_dark)
    return url_for("municipality.theme", kommun=municipality.slug, v=mark)


@lru_cache(maxsize=64)
def sheet(accent: str, accent_dark: str, *, fonts: str, kept: bool) -> Ready:
    """The stylesheet, packed; `fonts` is where the fonts are, `kept` whether its address says which one it is."""
    body = _written(accent, accent_dark).replace("../fonts/", fonts)
    said = [("Content-Type", "text/css; charset=utf-8"), ("Cache-Control", FOR_A_YEAR if kept else ASK_FIRST)]
    return ready(body.encode(), said)


@lru_cache(maxsize=64)
def fingerprint(accent: str, accent_dark: str) -> str:
    """What tells one stylesheet from another."""
    return hashlib.sha256(_written(accent, accent_dark).encode()).hexdigest()[:12]


def _written(accent: str, accent_dark: str) -> str:
    """In a layer of its own, so that print wins over it."""
    theme = f"@layer theme{{:root{{--accent:light-dark({accent},{accent_dark});--on-accent:light-dark(#FFF,#10191E)}}}}"
    return "\n".join([*map(read, SHEETS), theme])
