"""What can go wrong on somebody's machine, in words that say what to do about it."""

import errno
import re
import shutil
import sys
from pathlib import Path

ROOM_NEEDED = 700 * 1024 * 1024

NO_NETWORK = """Det gick inte att hämta {what}: ingen kontakt med nätet.
Kontrollera uppkopplingen (och eventuell proxy) och försök igen; det som redan är hämtat behålls."""
DISK_FULL = """Disken är full eller nästan full: {free} MB ledigt där {folder} ligger, och {what} behöver plats.
Frigör plats (för allt behövs omkring {needed} MB) och försök igen."""
NOT_WRITABLE = """Det går inte att skriva i {folder}.
Ge dig skrivrätt där. Gäller det databasens mapp kan du välja en annan: MEDBORGAR_DATA=/annan/mapp ./dev start"""
NO_VENV = """Den här Python {version} kan inte skapa virtuella miljöer (modulen {module} saknas).
På Debian och Ubuntu: apt install python3-venv. Försök sedan igen."""
FAILED = "Det gick inte att {what}. Så här sade programmet:\n\n{output}"

NETWORK_SIGNS = re.compile(
    r"name resolution|NameResolutionError|NewConnectionError|Max retries exceeded|ConnectTimeout|ReadTimeout"
    r"|Network is unreachable|Connection refused|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH"
    r"|Could not find a version that satisfies .*\(from versions: none\)"
)
DISK_SIGNS = re.compile(r"No space left on device|ENOSPC|Disk quota exceeded|EDQUOT")


class Trouble(Exception):  # noqa: N818 (it is the reader's trouble, and no error of the program)
    """Something on this machine stands in the way; the text tells its user what to do."""


def explain(what: str, output: str, folder: Path) -> Trouble:
    """The trouble behind what a failed program said while it should `what` ("hämta Pythonpaketen")."""
    fetched = what.removeprefix("hämta ")
    if DISK_SIGNS.search(output):
        return disk_full(fetched, folder)
    if NETWORK_SIGNS.search(output):
        return Trouble(NO_NETWORK.format(what=fetched))
    tail = "\n".join(output.strip().splitlines()[-15:])
    return Trouble(FAILED.format(what=what, output=tail))


def disk_full(what: str, folder: Path) -> Trouble:
    """The trouble of a full disk."""
    free = shutil.disk_usage(folder).free // 1024**2
    return Trouble(DISK_FULL.format(what=what, folder=folder, free=free, needed=ROOM_NEEDED // 1024**2))


def check_room(what: str, folder: Path) -> None:
    """Stop before a download that the disk has no room for."""
    if shutil.disk_usage(folder).free < ROOM_NEEDED:
        raise disk_full(what, folder)


def in_folder(error: OSError, folder: Path) -> Trouble:
    """The trouble behind a folder that could not be made or written to."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full("databasen", folder.parent)
    return not_writable(folder)


def not_writable(folder: Path) -> Trouble:
    """The trouble of a folder that belongs to somebody else."""
    return Trouble(NOT_WRITABLE.format(folder=folder))


def no_venv(module: str) -> Trouble:
    """The trouble of a Python that was packed without the means to make environments."""
    return Trouble(NO_VENV.format(version=sys.version.split()[0], module=module))
