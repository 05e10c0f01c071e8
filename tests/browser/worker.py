"""The process that sends mail as browser tests run it: the real command, at the moment that the test chooses."""

import os
from datetime import datetime
from pathlib import Path

from medborgar.cli import cli
from medborgar.core import clock

if __name__ == "__main__":
    with clock.at(datetime.fromisoformat(Path(os.environ["MEDBORGAR_DATA"], "moment").read_text())):
        cli(["outbox", "work"])
