"""Lighthouse, over one page, as a phone of the middle class on a slow network meets it."""

import json
import os
import subprocess
from pathlib import Path

from tools.installation import ROOT, node_command

PROGRAM = ROOT / "node_modules/lighthouse/cli/index.js"
FLAGS = ["--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox --disable-gpu"]


def marks(address: str, chromium: str, folder: Path) -> dict[str, int]:
    """What it gives the page in each of its four subjects, 100 at most."""
    told = folder / "lighthouse.json"
    command = [*node_command(), str(PROGRAM), address, *FLAGS, f"--output-path={told}"]
    subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, check=True, capture_output=True)
    subjects = json.loads(told.read_text())["categories"]
    return {name: round(100 * subject["score"]) for name, subject in subjects.items()}
