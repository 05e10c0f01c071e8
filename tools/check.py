"""`./dev check`: every check and every test, the tests on both databases."""

import os
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tools.installation import PYTHON, ROOT, install

LINT_IMPORTS = "import sys; sys.path.insert(0, ''); from importlinter.cli import lint_imports_command as run; run()"
CHECKS = {
    "ruff": ["-m", "ruff", "check"],
    "ruff, form": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", LINT_IMPORTS, "--no-logo"],
    "deptry": ["-m", "deptry", "."],
    "djlint": ["-m", "djlint", "templates", "--lint", "--quiet"],
}
PYTEST = ["-m", "pytest"]
ON = {
    "sqlite": PYTEST,
    "postgresql": ["-m", "tests.databases", str(PYTHON), *PYTEST],
}
# More than can work at once: some wait for a server or a browser. PostgreSQL's own processes are at work beside them.
WAITING = {"sqlite": 2, "postgresql": 1}
OF_A_LIVE_SITE = {"DATABASE_URL", "MEDBORGAR_DATA", "MEDBORGAR_KEYS", "MEDBORGAR_MODE"}
SLOW = {"PYTHONDONTWRITEBYTECODE"}  # every process of a test would compile the site and the tests again


def check(arguments: list[str]) -> int:
    """Run all, or with arguments only pytest with those; 0 when everything holds.

    `--strict` lets nothing be skipped; `--database=…` chooses one database. pytest tells at its end what it skipped.
    """
    install(development=True)
    strict = ["-p", "tools.no_skips"] if "--strict" in arguments else []
    chosen = [argument for argument in arguments if argument != "--strict"]
    steps: dict[str, list[str]] = {}
    failed = all_at_once({} if chosen else CHECKS)
    for database in databases(chosen):
        options = [f"--database={database}", *strict, *(without_database(chosen) or ["-n", processes(database)])]
        steps[f"pytest, {database}"] = [*ON[database], *options]
    return report([*failed, *(name for name, step in steps.items() if not holds(name, step))])


def databases(arguments: list[str]) -> list[str]:
    """The databases that the arguments choose; both when they choose none."""
    return [database for database in ON if f"--database={database}" in arguments] or list(ON)


def processes(database: str) -> str:
    """How many processes share the tests."""
    return str((os.cpu_count() or 1) + WAITING[database])


def without_database(arguments: list[str]) -> list[str]:
    """The arguments that are for pytest alone."""
    return [argument for argument in arguments if not argument.startswith("--database=")]


def all_at_once(steps: dict[str, list[str]]) -> list[str]:
    """Run steps beside each other, each as long as one processor is at work; those that did not hold."""
    with ThreadPoolExecutor() as pool:
        running = {
            name: pool.submit(_run, step, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for name, step in steps.items()
        }
    for name, step in running.items():
        headline(name)
        print(step.result().stdout.decode(), end="", flush=True)
    return [name for name, step in running.items() if step.result().returncode]


def holds(name: str, step: list[str]) -> bool:
    """Run one step, which says how far it has come as it goes."""
    headline(name)
    return _run(step).returncode == 0


def headline(name: str) -> None:
    """Say what comes."""
    print(f"\n── {name} " + "─" * (76 - len(name)), flush=True)


def _run(step: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Out of reach of any live site's settings, and of what only makes it slow."""
    environment = {key: value for key, value in os.environ.items() if key not in OF_A_LIVE_SITE | SLOW}
    return subprocess.run([PYTHON, *step], cwd=ROOT, env=environment, check=False, **options)


def report(failures: Iterable[str]) -> int:
    """Say what did not hold; silence, with pytest's own last line above it, says that everything did."""
    failed = list(failures)
    if failed:
        print("\nDet här höll inte: " + "; ".join(failed), flush=True)
    return 1 if failed else 0
