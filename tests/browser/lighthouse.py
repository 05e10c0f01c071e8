"""Lighthouse, over one page, as a phone of the middle class on a slow network meets it."""

import json
import os
import subprocess
from pathlib import Path

from tools.installation import ROOT, node_command

PROGRAM = ROOT / "node_modules/lighthouse/cli/index.js"
FLAGS = ["--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox --disable-gpu"]
TRIES = 3  # it takes time, on a machine that may have other things to do


def falls_short(address: str, bar: dict[str, int], chromium: str, folder: Path, *, cookies: str = "") -> dict[str, int]:
    """The page's marks, 100 at most, when they are below the bar in any subject; empty once they reach it."""
    marks: dict[str, int] = {}
    for _ in range(TRIES):
        marks = _marks(address, list(bar), chromium, folder, {"Cookie": cookies} if cookies else {})
        if all(marks[subject] >= enough for subject, enough in bar.items()):
            return {}
    return marks


def _marks(address: str, subjects: list[str], chromium: str, folder: Path, headers: dict[str, str]) -> dict[str, int]:
    told = folder / "lighthouse.json"
    asked = [f"--only-categories={','.join(subjects)}", f"--extra-headers={json.dumps(headers)}"]
    command = [*node_command(), str(PROGRAM), address, *FLAGS, *asked, f"--output-path={told}"]
    subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, check=True, capture_output=True)
    found = json.loads(told.read_text())["categories"]
    return {name: round(100 * subject["score"]) for name, subject in found.items()}
