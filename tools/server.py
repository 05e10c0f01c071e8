"""`./dev start`: everything set up, the database moved to this version, the demo loaded, the site served."""

import errno
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

from tools.installation import PYTHON, ROOT, install
from tools.supervision import supervise
from tools.trouble import Trouble, in_folder

HOST = "127.0.0.1"
ANSWER_SECONDS = 2
BACKLOG = 2048
PORT_WRONG = "PORT ska vara ett heltal mellan 1 och 65535, inte ”{port}”."
PORT_TAKEN = """Port {port} används redan av ett annat program.
Stäng det, eller välj en annan port: PORT={other} ./dev start"""
PORT_FORBIDDEN = """Port {port} får inte öppnas av en vanlig användare.
Välj en port från 1024 och uppåt: PORT=8000 ./dev start"""


def start() -> None:
    """Serve, and send mail, until Ctrl-C or TERM."""
    door = open_port(os.environ.get("PORT", "8000"))
    environment = settings()
    install()
    check_data_folder(Path(environment["MEDBORGAR_DATA"]))
    address = f"http://localhost:{door.getsockname()[1]}/"
    demo = ["demo load"] if environment["MEDBORGAR_MODE"] == "demo" else []
    gunicorn = ["--config", "deploy/gunicorn.conf.py", "--bind", f"fd://{door.fileno()}", "wsgi:app"]
    server = [str(PYTHON), "-m", "tools.serving", "database upgrade", *demo, "--", *gunicorn]
    outbox = [str(PYTHON), "-m", "medborgar.cli", "outbox", "work"]

    def answers() -> bool:
        """Whether the server is there; the first time it is, say where."""
        try:
            urlopen(f"{address}healthz", timeout=ANSWER_SECONDS).close()  # noqa: S310 (our own server)
        except OSError:
            return False
        print(f"\nMedborgarlöftet: {address}   (avsluta med Ctrl-C)", flush=True)
        return True

    sys.exit(supervise(server, outbox, answers, folder=ROOT, environment=environment, door=door.fileno()))


def run_command(arguments: list[str]) -> None:
    """Run one of the app's own commands, set up first."""
    install()
    run("medborgar.cli", *arguments, environment=settings())


def settings() -> dict[str, str]:
    """The environment for the app: a demo unless said otherwise, its folder independent of where one stands."""
    folder = Path(os.environ.get("MEDBORGAR_DATA") or ROOT / "data").absolute()
    return {"MEDBORGAR_MODE": "demo", **os.environ, "MEDBORGAR_DATA": str(folder)}


def run(module: str, *arguments: str, environment: dict[str, str]) -> None:
    """Run a part of the app, its files for their owner only; it speaks for itself, and when it fails all ends."""
    result = subprocess.run([PYTHON, "-m", module, *arguments], cwd=ROOT, env=environment, umask=0o077, check=False)
    if result.returncode:
        sys.exit(result.returncode)


def open_port(port: str) -> socket.socket:
    """Take the port before the long work begins, so that a taken one is told at once."""
    if not (port.isascii() and port.isdigit()) or not 1 <= int(port) <= 65535:
        raise Trouble(PORT_WRONG.format(port=port))
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((HOST, int(port)))
        door.listen(BACKLOG)  # whoever knocks meanwhile waits at the door
    except OSError as error:
        door.close()
        text = PORT_FORBIDDEN if error.errno == errno.EACCES else PORT_TAKEN
        raise Trouble(text.format(port=port, other=int(port) % 65535 + 1)) from error
    return door


def check_data_folder(folder: Path) -> None:
    """Make the folder of the database, for its owner only, and write there once to know that it can be done."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(1024**2))
    except OSError as error:
        raise in_folder(error, folder) from error
