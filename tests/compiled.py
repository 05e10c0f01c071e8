"""Templates as they are compiled, kept for all processes of a run: none compiles what another one has."""

import os
from collections.abc import Callable
from tempfile import TemporaryDirectory

from flask import Flask
from jinja2 import FileSystemBytecodeCache

FOLDER = "MEDBORGAR_TEST_TEMPLATES"


def begin(at_the_end: Callable[[Callable[[], None]], None]) -> None:
    """Have a folder for them for as long as the run, unless whoever began this process has one."""
    if FOLDER not in os.environ:
        folder = TemporaryDirectory(prefix="medborgar-")
        os.environ[FOLDER] = folder.name
        at_the_end(folder.cleanup)
    keep()


def keep() -> None:
    """Let every site that is made in this process keep them there."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": FileSystemBytecodeCache(os.environ[FOLDER])}
