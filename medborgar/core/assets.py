"""Style, script and fonts: served by WhiteNoise before Flask, under addresses that carry a hash."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from flask import Flask, url_for
from whitenoise import WhiteNoise

STATIC = Path(__file__).parents[2] / "static"
PACKAGES = Path(__file__).parents[2] / "node_modules"
UNSENT = {".gz", ".new"}  # what tools/compression.py writes
A_YEAR = 365 * 24 * 3600

# Browser parts come from the locked npm packages; no third-party code lies in static/.
PARTS = {
    "js/htmx.min.js": PACKAGES / "htmx.org/dist/htmx.min.js",
    **{
        f"fonts/{file}": PACKAGES / package / "files" / file
        for package, file in [
            ("@fontsource/familjen-grotesk", "familjen-grotesk-latin-600-normal.woff2"),
            ("@fontsource/familjen-grotesk", "familjen-grotesk-latin-ext-600-normal.woff2"),
            ("@fontsource-variable/source-sans-3", "source-sans-3-latin-wght-normal.woff2"),
            ("@fontsource-variable/source-sans-3", "source-sans-3-latin-ext-wght-normal.woff2"),
        ]
    },
}


def register(app: Flask) -> None:
    """Serve static/ and the browser parts, and give templates `asset(name)`."""
    server = WhiteNoise(app.wsgi_app, max_age=A_YEAR, allow_all_origins=False, charset="utf-8")
    for name, path in _files().items():
        if path.is_file():
            known = {str(one): one.stat() for one in [path, *_packed(path)]}
            server.add_file_to_dictionary(f"/static/{name}", str(path), stat_cache=known)
    app.wsgi_app = server  # type: ignore[method-assign]  # the documented way to wrap an app
    app.add_template_global(asset)


def asset(name: str) -> str:
    """The address of a file in static/, with its hash, so that browsers may keep it for a year."""
    return f"{url_for('static', filename=name)}?v={_fingerprint(name)}"


def read(name: str) -> str:
    """What a text in static/ says."""
    return (STATIC / name).read_text(encoding="utf-8")


def names() -> list[str]:
    """Every file that is served, by its name under /static/."""
    return sorted(name for name, path in _files().items() if path.is_file())


def _files() -> dict[str, Path]:
    own = {str(path.relative_to(STATIC)): path for path in STATIC.rglob("*.*") if path.suffix not in UNSENT}
    return {**own, **PARTS}


def _packed(path: Path) -> Iterator[Path]:
    """The .gz beside a file, which WhiteNoise sends instead; not one that packs the file as it was before an edit."""
    beside = path.with_name(f"{path.name}.gz")
    with suppress(OSError, EOFError, zlib.error):  # none there, or cut short
        if gzip.decompress(beside.read_bytes()) == path.read_bytes():
            yield beside


@cache
def _fingerprint(name: str) -> str:
    path = PARTS.get(name, STATIC / name)
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "0"
