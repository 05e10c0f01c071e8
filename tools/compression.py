"""Style and script packed once, beside themselves, so that the site sends a quarter of the bytes.

`./dev` does it at every set-up; without ./dev: `python -m tools.compression`, after every new version.
"""

import gzip
import os
import zlib
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"
WORTH_PACKING = {".css", ".js", ".svg"}


def compress(folder: Path = STATIC) -> None:
    """Write every .gz that is missing or packs something older, and take away what packs nothing any more."""
    for path in folder.rglob("*"):
        if path.suffix in WORTH_PACKING and not is_packed(path):
            _write(_packed(path), gzip.compress(path.read_bytes(), mtime=0))
        elif path.suffix == ".gz" and not path.with_suffix("").exists():
            path.unlink()


def is_packed(path: Path) -> bool:
    """Whether the .gz beside a file holds exactly that file."""
    try:
        return gzip.decompress(_packed(path).read_bytes()) == path.read_bytes()
    except (OSError, EOFError, zlib.error):
        return False


def _packed(path: Path) -> Path:
    return path.with_name(f"{path.name}.gz")


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing: a server may be starting at this moment."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.write_bytes(content)
    draft.replace(path)


if __name__ == "__main__":
    compress()
