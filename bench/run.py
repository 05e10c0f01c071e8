"""The benchmark: the site against bare Flask apps under the same server, in turns; prints ratios."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from medborgar.core.keys import load
from medborgar.intake.receipts import new_token

ROOT = Path(__file__).parents[1]
ROUNDS, SECONDS, CONNECTIONS = 5, 4, 16
SITE, REFERENCE = 8101, 8102
ALIKE = ["-k", "gthread", "-w", "2", "--threads", "4", "--preload", "--no-control-socket"]  # as deploy/gunicorn.conf.py
FORMS = 40_000
ANSWERS = "sida=granska&till=skicka&kind=otrygg&text=Det+%C3%A4r+m%C3%B6rkt+vid+stationen.&area=hela&place=Torget"
# Each of wrk's threads, and each round, begins at a place of its own among the bodies.
SCRIPT = """
local bodies = {}
for line in io.lines("BODIES") do bodies[#bodies + 1] = line end
math.randomseed(os.time() * 1000 + tonumber(tostring({}):sub(8)) % 1000000)
local at = math.random(#bodies)
request = function()
  at = at % #bodies + 1
  return wrk.format("POST", nil, {["Content-Type"] = "application/x-www-form-urlencoded"}, bodies[at])
end
"""
PROMISE = f"http://127.0.0.1:{SITE}/sala/medborgarlofte"


def main() -> None:
    """Measure and print."""
    if not shutil.which("wrk"):
        sys.exit("bench: install wrk first (Debian: apt install wrk)")
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"MEDBORGAR_DATA": folder, "MEDBORGAR_MODE": "demo", "RATELIMIT_ENABLED": "0"}
        for command in (["database", "upgrade"], ["demo", "load"]):
            program = [sys.executable, "-m", "medborgar.cli", *command]
            subprocess.run(program, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        with serving(["-c", "deploy/gunicorn.conf.py", "wsgi:app"], SITE, environment) as site:
            body = Path(folder) / "body"
            body.write_bytes(fetch(PROMISE))
            extra = {"BENCH_BODY": str(body), "BENCH_DATABASE": str(Path(folder) / "reference.db")}
            with serving([*ALIKE, "bench.reference:app"], REFERENCE, environment | extra):
                report(site, Path(folder))


def report(site: subprocess.Popen[bytes], folder: Path) -> None:
    """Every figure, one a line."""
    promise = compare([PROMISE], [f"http://127.0.0.1:{REFERENCE}/page"])
    say(f"promise page: {promise:.2f} of a bare Flask view with the same bytes")
    sending = compare(
        ["-s", posts(folder, "ours", submissions(folder)), f"http://127.0.0.1:{SITE}/sala/beratta"],
        ["-s", posts(folder, "theirs", [ANSWERS]), f"http://127.0.0.1:{REFERENCE}/insert"],
    )
    say(f"submission: {sending:.2f} of a bare Flask view with one durable INSERT")
    say(f"memory: {', '.join(f'{size} MB' for size in memory(site.pid))} a worker (proportional share)")


def compare(ours: list[str], theirs: list[str]) -> float:
    """The median ratio of requests a second, in turns."""
    return statistics.median(rate(ours) / rate(theirs) for _ in range(ROUNDS))


def rate(options: list[str]) -> float:
    """Requests a second, as wrk counts them; it must see no error."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "10s", *options]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        sys.exit(f"bench: {options[-1]} failed\n{told}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    return float(found[1]) if found else 0.0


def submissions(folder: Path) -> list[str]:
    """Forms ready to be sent, each with a token of its own, more than one round can send."""
    keys = load(folder / "keys")
    return [f"{ANSWERS}&token={new_token(keys, purpose='intake sala')}" for _ in range(FORMS)]


def posts(folder: Path, name: str, bodies: list[str]) -> str:
    """A script for wrk that posts these bodies, one after another, never the same one twice in a round."""
    (folder / f"{name}.txt").write_text("\n".join(bodies))
    script = folder / f"{name}.lua"
    script.write_text(SCRIPT.replace("BODIES", str(folder / f"{name}.txt")))
    return str(script)


def memory(parent: int) -> list[int]:
    """Each worker's proportional share of memory, in megabytes."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    shares = [
        re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE) for pid in children
    ]
    return [round(int(share[1]) / 1024) for share in shares if share]


@contextmanager
def serving(app: list[str], port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """An app under gunicorn as in production, until the block ends."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", *app],
        cwd=ROOT,
        env=environment | {"PORT": str(port)},
    )
    try:
        for _ in range(100):
            try:
                fetch(f"http://127.0.0.1:{port}/healthz")
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield server
    finally:
        server.terminate()
        server.wait()


def say(line: str) -> None:
    """Print it."""
    sys.stdout.write(f"{line}\n")


def fetch(address: str) -> bytes:
    """The bytes of an address."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 (our own addresses)
        found: bytes = answer.read()
        return found


if __name__ == "__main__":
    main()
