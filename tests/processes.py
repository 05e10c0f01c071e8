"""The site's own programs, each in a process of its own that begins with the libraries already read.

A fresh Python takes a second and a half to read them. One process reads them once and begins nothing itself; every
program is a copy of it with settings of its own, and can be killed, stopped and waited for like any other.
"""

import ctypes
import gc
import os
import runpy
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests import compiled

ROOT = Path(__file__).parents[1]
READ = ["medborgar.app", "medborgar.demo.loading", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread"]
CLI = "medborgar.cli"
ORDERLY_SECONDS = 25

_COPIES = get_context("forkserver")
_COPIES.set_forkserver_preload(READ)


def begin(module: str, *arguments: str, settings: Mapping[str, str], log: Path) -> BaseProcess:
    """Begin `python -m module arguments`; what it says is added to the log."""
    return _begun(([module, *arguments], settings, log, None))


def serve(app: str, door: socket.socket, *, settings: Mapping[str, str], log: Path) -> BaseProcess:
    """Begin the production server, which lets in those who knock at the door."""
    return _begun((["gunicorn", "--config", "deploy/gunicorn.conf.py", app], settings, log, door))


def run(module: str, *arguments: str, settings: Mapping[str, str], log: Path) -> None:
    """Run `python -m module arguments` to its end, which has to be a good one."""
    program = begin(module, *arguments, settings=settings, log=log)
    program.join()
    assert program.exitcode == 0, log.read_text()


def stop(program: BaseProcess) -> int | None:
    """Ask a program to end, and wait; how it ended, in subprocess' numbers."""
    program.terminate()
    program.join(ORDERLY_SECONDS)
    return program.exitcode


def kill(program: BaseProcess) -> None:
    """SIGKILL, to all of a program's processes at once: nobody gets to finish anything."""
    assert program.pid
    try:
        os.killpg(program.pid, signal.SIGKILL)
    except ProcessLookupError:  # it has not come so far as to have a group
        program.kill()
    program.join()


Becoming = tuple[Sequence[str], Mapping[str, str], Path, socket.socket | None]


def _begun(becoming: Becoming) -> BaseProcess:
    program = _COPIES.Process(target=_become, args=becoming, daemon=True)  # daemon: none outlives the tests
    program.start()
    return program


def _become(program: Sequence[str], settings: Mapping[str, str], log: Path, door: socket.socket | None) -> None:
    """Be the program, in a process group of its own."""
    gc.freeze()  # else the end of each would take a second, to go through all that was read
    compiled.keep()
    os.setsid()
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(settings)
    with log.open("ab", buffering=0) as said:
        os.dup2(said.fileno(), sys.stdout.fileno())
        os.dup2(said.fileno(), sys.stderr.fileno())
    bind = ["--bind", f"fd://{door.fileno()}"] if door else []
    sys.argv = [*program, *bind]
    code: object = 0
    try:
        runpy.run_module(program[0], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
    # So ends Python, closing what is open; a copy would just be gone.
    ctypes.pythonapi.Py_Exit(code if isinstance(code, int) else bool(code))
