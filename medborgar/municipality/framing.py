"""Which other sites may show a municipality's promise in a frame: how they are written, and what a browser is told."""

import re

MOST = 10
# A site as a browser names it; *. stands for every name under a site. Only a machine of one's own may go without HTTPS.
SITE = re.compile(
    r"https://(\*\.[a-z0-9-]+\.)?[a-z0-9]([a-z0-9.-]{0,198}[a-z0-9])?(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?"
)


def tidied(text: str | None) -> str:
    """Sites as people paste them, one a line: in small letters, without the last slash."""
    return "\n".join(filter(None, (one.strip().rstrip("/").lower() for one in (text or "").splitlines())))


def sites(text: str) -> list[str]:
    """The sites of a text that can be told to a browser."""
    return [one for one in text.splitlines() if SITE.fullmatch(one)]


def ancestors(text: str) -> str:
    """Them and ourselves, as a policy's frame-ancestors has it."""
    return " ".join(["'self'", *sites(text)])
