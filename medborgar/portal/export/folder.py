"""A folder of our own, brought up to date file by file: each is whole at every moment, and what is the same is left."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from medborgar.core.packing import packed_ways, unpacked

MARK, HASHES = ".medborgarloftet", "hashes.txt"
SUFFIXES = {"gzip": ".gz", "br": ".br"}
DRAFT = ".ny"
FOR_ALL, FOR_ALL_TO_ENTER = 0o644, 0o755  # a web server reads it, as a user of its own


class NotOurs(Exception):  # noqa: N818 (reads as a sentence where it is raised)
    """There is something in the folder that no export has put there."""


class Busy(Exception):  # noqa: N818 (as above)
    """Another export is writing in the folder."""


class Folder:
    """What an export writes, while it does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.hashes: dict[str, str] = {}
        self.changed = 0

    def put(self, name: str, body: bytes, content_type: str) -> None:
        """Let a file hold these bytes, and one beside it the same bytes in each coding that makes them fewer."""
        for coding, packed in (self._packed(name, body) or packed_ways(body, content_type)).items():
            self._put(f"{name}{SUFFIXES[coding]}", packed)
        self._put(name, body)

    def _packed(self, name: str, body: bytes) -> dict[str, bytes]:
        """What is packed already, if all of it is there and holds these bytes: unpacking takes no time."""
        beside = {coding: self.path / f"{name}{suffix}" for coding, suffix in SUFFIXES.items()}
        found = {coding: path.read_bytes() for coding, path in beside.items() if path.is_file()}
        whole = len(found) == len(beside) and all(unpacked(packed, coding) == body for coding, packed in found.items())
        return found if whole else {}

    def finish(self) -> None:
        """Write down what every file holds, and take away all that is no longer to be there."""
        listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(self.hashes.items()))
        self._put(HASHES, listed.encode())
        kept = {self.path / name for name in (*self.hashes, MARK)}
        for path in sorted(self.path.rglob("*"), reverse=True):  # what is in a folder comes before it
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in kept:
                path.unlink()
                self.changed += 1

    def _put(self, name: str, body: bytes) -> None:
        if {"..", "."} & set(PurePosixPath(name).parts) or name.startswith("/"):
            raise ValueError(name)
        path = self.path / name
        self.hashes[name] = hashlib.sha256(body).hexdigest()
        if path.is_file() and path.read_bytes() == body:
            return
        for folder in reversed(path.relative_to(self.path).parents[:-1]):
            _make(self.path / folder)
        draft = path.with_name(f"{path.name}{DRAFT}")
        draft.write_bytes(body)
        draft.chmod(FOR_ALL)
        draft.replace(path)
        self.changed += 1


@contextmanager
def opened(path: Path) -> Iterator[Folder]:
    """The folder, made if it is not there; NotOurs when it holds what we have not put there, Busy when it is in use."""
    _make(path)
    if not (path / MARK).exists() and any(path.iterdir()):
        raise NotOurs(path)
    with (path / MARK).open("a") as mark:
        _lock(mark)
        yield Folder(path)


def _lock(mark: IO[str]) -> None:
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy(mark.name) from None


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir()
        folder.chmod(FOR_ALL_TO_ENTER)
