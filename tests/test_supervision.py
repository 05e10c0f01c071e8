"""./dev start keeps the server and the one that sends mail going together."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from time import monotonic, sleep

import pytest

from tools.installation import ROOT

SERVER = "import signal, time; signal.signal(signal.SIGTERM, lambda *_: exit(7)); open('server', 'w'); time.sleep(60)"
HELPER = "import os, time; open('helper', 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
SUPERVISE = """
    import sys
    from pathlib import Path
    from tools import supervision
    supervision.FIRST_PAUSE = 0.1
    server, helper = ([sys.executable, "-c", code] for code in sys.argv[1:])
    sys.exit(supervision.supervise(
        server, helper, Path("server").exists, folder=Path.cwd(), environment=dict(os.environ), door=0
    ))
"""


@pytest.fixture
def supervised(tmp_path):
    code = "import os" + textwrap.dedent(SUPERVISE)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", code, SERVER, HELPER], cwd=tmp_path, env=environment)
    wait_until(lambda: helpers(tmp_path) and (tmp_path / "server").exists())
    yield process
    process.kill()
    process.wait()


def helpers(folder: Path) -> list[int]:
    """The helpers there have been, by their process number."""
    file = folder / "helper"
    return [int(line) for line in file.read_text().splitlines()] if file.exists() else []


def wait_until(is_so) -> None:
    end = monotonic() + 20
    while not is_so():
        assert monotonic() < end
        sleep(0.05)


def lives(number: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_both_stop_and_the_server_s_word_holds(supervised, tmp_path, told):
    supervised.send_signal(told)
    assert supervised.wait(20) == 7
    assert not lives(helpers(tmp_path)[0])


def test_a_helper_that_ends_is_started_again(supervised, tmp_path):
    os.kill(helpers(tmp_path)[0], signal.SIGKILL)
    wait_until(lambda: len(helpers(tmp_path)) == 2)
    assert supervised.poll() is None
