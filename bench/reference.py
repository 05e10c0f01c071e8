"""What we measure against: the barest Flask apps that could do the same work, under the same server.

`page` answers with the same bytes from memory; `insert` makes one durable INSERT of one row per POST.
"""

import os
import sqlite3
import threading
from pathlib import Path

from flask import Flask, request

app = Flask("reference", static_folder=None)
BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
DATABASE = os.environ["BENCH_DATABASE"]
local = threading.local()


@app.get("/page")
def page() -> tuple[bytes, dict[str, str]]:
    """The same bytes as the promise page."""
    return BODY, {"Content-Type": "text/html; charset=utf-8"}


@app.post("/insert")
def insert() -> str:
    """One row, on disk before the answer."""
    answer = request.form["text"], request.form["place"]
    connection().execute("INSERT INTO concern (text, place) VALUES (?, ?)", answer)
    return "ok"


def connection() -> sqlite3.Connection:
    """This thread's connection, as durable as the site's."""
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(DATABASE, timeout=10, isolation_level=None)
        local.connection.execute("PRAGMA journal_mode = WAL")
        local.connection.execute("PRAGMA synchronous = FULL")
        local.connection.execute("CREATE TABLE IF NOT EXISTS concern (id INTEGER PRIMARY KEY, text TEXT, place TEXT)")
    found: sqlite3.Connection = local.connection
    return found
