"""The site's two processes kept going together: the server, and the one that sends mail."""

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

POLL = 0.1
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
ENOUGH = 25  # seconds in which a process that is told to stop finishes what it has in hand

Process = subprocess.Popen[bytes]


class Helper:
    """A process that is started again whenever it ends, after a pause that grows while it keeps ending."""

    def __init__(self, command: Sequence[str], folder: Path, environment: dict[str, str]) -> None:
        self.command, self.folder, self.environment = command, folder, environment
        self.pause = FIRST_PAUSE
        self.process: Process | None = None
        self.start_at = 0.0

    def look_after(self) -> None:
        """Start it, or start it again when its pause is over."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            lasted = now - self.start_at
            self.pause = FIRST_PAUSE if lasted > LONGEST_PAUSE else min(self.pause * 2, LONGEST_PAUSE)
            self.process, self.start_at = None, now + self.pause
        if self.process is None and now >= self.start_at:
            self.process, self.start_at = _start(self.command, self.folder, self.environment), now

    def stop(self) -> None:
        """Let it finish what it has in hand."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            _end(self.process)


def supervise(
    server: Sequence[str],
    helper: Sequence[str],
    answers: Callable[[], bool],
    *,
    folder: Path,
    environment: dict[str, str],
    door: int,
) -> int:
    """Run the server, and once it answers the helper, until the server ends or we are told to stop; its exit status."""
    running = _start(server, folder, environment, door)
    beside = Helper(helper, folder, environment)

    def pass_on(number: int, _: FrameType | None) -> None:
        running.send_signal(signal.SIGINT if number == signal.SIGINT else signal.SIGTERM)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, pass_on)
    up = False
    while running.poll() is None:
        if up := up or answers():
            beside.look_after()
        time.sleep(POLL)
    beside.stop()
    return running.returncode


def _start(command: Sequence[str], folder: Path, environment: dict[str, str], *doors: int) -> Process:
    # A group of its own: Ctrl-C reaches us alone, and we tell the others in their order.
    return subprocess.Popen(command, cwd=folder, env=environment, pass_fds=doors, umask=0o077, start_new_session=True)


def _end(process: Process) -> None:
    try:
        process.wait(ENOUGH)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
