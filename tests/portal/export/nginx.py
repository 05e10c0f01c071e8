"""nginx with the site's own settings, on this machine alone: in clear text, and where the test says."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

DEPLOY = Path(__file__).parents[3] / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
START_SECONDS = 10


@contextmanager
def serving(export: Path, site_port: int, folder: Path) -> Iterator[int]:
    """Serve an export, and the site behind it; the port where it listens."""
    port = a_free_port()
    folder.mkdir()
    (folder / "nginx.conf").write_text(settings(export, site_port, port, folder))
    assert NGINX
    server = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE)
    try:
        end = monotonic() + START_SECONDS
        while not answers(port):
            assert server.poll() is None, server.stderr and server.stderr.read()
            assert monotonic() < end
            sleep(0.02)
        yield port
    finally:
        server.terminate()
        server.wait()
        assert server.stderr
        server.stderr.close()


def a_free_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def is_root() -> bool:
    """Whether nginx would give up its rights, and with them the way into a folder of ours."""
    return os.geteuid() == 0


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def settings(export: Path, site_port: int, port: int, folder: Path) -> str:
    """deploy/nginx.conf with the files, as it would be in /etc/nginx."""
    whole = (DEPLOY / "nginx.conf").read_text()
    ours = (DEPLOY / "nginx-export.conf").read_text().replace("/srv/medborgar-export", str(export))
    whole, places = re.subn(r"    location / \{\n.*?\n    \}\n", lambda _: ours, whole, count=1, flags=re.DOTALL)
    assert places == 1
    whole = re.sub(r"server \{\s+listen 80;.*?\n\}\n", "", whole, flags=re.DOTALL)  # to HTTPS, which is not here
    whole = re.sub(r"^\s+(ssl_\w+ |listen \[::\]|server_name ).*\n", "", whole, flags=re.MULTILINE)
    whole = whole.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    whole = whole.replace("server unix:/run/medborgar.sock fail_timeout=0;", f"server 127.0.0.1:{site_port};")
    whole = whole.replace("/etc/nginx/medborgar-error.conf", str(DEPLOY / "nginx-error.conf"))
    whole = whole.replace("rate=20r/s", "rate=1000000r/s").replace("burst=60", "burst=100000")
    user = "user root;" if is_root() else ""
    temporary = " ".join(f"{one}_temp_path {folder}/{one};" for one in ("proxy", "fastcgi", "uwsgi", "scgi"))
    return (
        f"{user} daemon off; worker_processes 1; pid {folder}/pid; error_log stderr emerg; pcre_jit on; events {{}}\n"
        f"http {{ client_body_temp_path {folder}/body; {temporary}\n{whole}\n}}\n"
    )
