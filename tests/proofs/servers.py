"""The site as it is run for real: gunicorn in processes of its own, on a folder and a database of its own."""

import os
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from types import MappingProxyType
from urllib.parse import urlencode

from tests import databases, processes

START_SECONDS = 30


class LiveSite:
    """In production mode, as shipped; only rates are free, for everybody sits at one address."""

    def __init__(self, folder: Path, database_url: str, **settings: str) -> None:
        """Make the tables and load Sala; not yet running."""
        self.folder, self.database_url, self.log = folder, database_url, folder / "server.log"
        self.disks = [folder]  # all that anything is written on
        self.settings = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MEDBORGAR_")},
            "MEDBORGAR_MODE": "production",
            "MEDBORGAR_DATA": str(folder),
            "DATABASE_URL": database_url,
            "TRUSTED_HOSTS": "localhost",
            "RATELIMIT_ENABLED": "0",
            **settings,
        }
        self.door = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self.door.getsockname()[1]
        for command in (["database", "upgrade"], ["municipality", "load", "sala"]):
            self.run(*command)

    def run(self, *command: str) -> None:
        """Run one of the site's commands."""
        processes.run(processes.CLI, *command, settings=self.settings, log=self.folder / "commands.log")

    def start(self) -> None:
        """Start, and wait until the database answers too; whoever knocks meanwhile waits at the door."""
        self.server = processes.serve("wsgi:app", self.door, settings=self.settings, log=self.log)
        end = monotonic() + START_SECONDS
        while self.ask("GET", "/readyz", patience=START_SECONDS)[0] != 200:
            assert monotonic() < end, self.log.read_text()
            sleep(0.05)

    def kill(self) -> None:
        """Nobody gets to finish anything."""
        processes.kill(self.server)

    def stop(self) -> None:
        """Stop in good order, if it is running."""
        processes.stop(self.server)

    def ask(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        *,
        patience: float = 10,
        headers: Mapping[str, str] = MappingProxyType({}),
        sender: str = "127.0.0.1",
    ) -> tuple[int, str]:
        """One request on a connection of its own, read to its end; OSError or HTTPException when it breaks."""
        connection = HTTPConnection("localhost", self.port, timeout=patience, source_address=(sender, 0))
        said = dict(headers)
        if form is not None:
            said["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(form or {}), {"Connection": "close", **said})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()


@contextmanager
def live_site(database: str, folder: Path, **settings: str) -> Iterator[LiveSite]:
    """A site on SQLite, or on a PostgreSQL that keeps what it has confirmed."""
    if database == "sqlite":
        with closing_site(LiveSite(folder, databases.sqlite_url(folder), **settings)) as site:
            yield site
        return
    with tempfile.TemporaryDirectory(prefix="medborgar-") as cluster:
        server = databases.Server(Path(cluster), durable=True)
        server.start()
        try:
            with closing_site(LiveSite(folder, server.url.replace("+psycopg", ""), **settings)) as site:
                site.disks += [Path(cluster, "data"), Path(cluster, "log")]
                yield site
        finally:
            server.stop()


@contextmanager
def closing_site(site: LiveSite) -> Iterator[LiveSite]:
    """A site that is running, until it is done with."""
    site.start()
    try:
        yield site
    finally:
        site.stop()
        site.door.close()
