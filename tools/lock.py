"""`./dev lock`: turn the lists of dependencies into locks with hashes; with --upgrade, of the newest releases."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.installation import ROOT, make_environment, npm_command

COMPILE = ["-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--fork-strategy=fewest"]
COMPILE += ["--generate-hashes", "--only-binary=:all:", "--no-emit-index-url"]
LOCKS = {"requirements": [], "requirements-dev": ["--constraints=requirements.txt"], "requirements-node": []}
NPM = ["--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]


def lock(*, upgrade: bool = False) -> None:
    """Write every lock anew; what is locked already stays as it is unless `upgrade`."""
    make_environment()
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder, "bin", "python")
        _run([sys.executable, "-m", "venv", folder])
        _run([python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "uv"])
        for name, options in LOCKS.items():
            newest = ["--upgrade"] if upgrade else []
            _run([python, *COMPILE, *options, *newest, f"--output-file={name}.txt", f"{name}.in"])
    _run([*npm_command(), "update" if upgrade else "install", *NPM])


def _run(command: list[str | Path]) -> None:
    environment = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "./dev lock"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
