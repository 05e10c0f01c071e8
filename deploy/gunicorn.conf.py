"""How gunicorn serves the site, from `./dev start` and in production alike; nginx stands in front in production."""

import gc
import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"  # unless systemd or ./dev hands over an open socket

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True  # what is the same in every worker lies in memory once, and a faulty setting stops the start

timeout = 30
graceful_timeout = 20  # a request under way is answered before a stop; systemd waits longer than this
keepalive = 5
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 (a heartbeat waits for no disk)
umask = 0o077  # what the site writes is for its own user
control_socket_disable = True  # else a socket in the home folder that nobody asked for

# The site itself says what to do with an address that is too long for it, as far as one can be read; headers are few
# and short.
limit_request_line = 8190
limit_request_fields = 60
limit_request_field_size = 8190
forwarded_allow_ips = "127.0.0.1,::1"  # only a proxy on this machine may say that the visitor came over HTTPS

# No visitor's address may reach a disk: no access log, and warnings name who sent a broken request.
accesslog = None
errorlog = "-"
loglevel = "error"


def pre_fork(server, worker):  # noqa: ARG001 (gunicorn's signature)
    """Close every database connection before a worker is made: neither SQLite's nor PostgreSQL's survive a fork.

    What is there by then stays for good: nobody looks through it for rubbish, so it lies in memory once for all
    workers, and a stop takes half a second instead of three.
    """
    _close_databases(server)
    gc.freeze()


def worker_exit(server, worker):  # noqa: ARG001 (gunicorn's signature)
    """Close them at the end too, so that SQLite leaves nothing beside its file."""
    _close_databases(server)


def _close_databases(server):
    app = server.app.wsgi()
    with app.app_context():
        for engine in app.extensions["sqlalchemy"].engines.values():
            engine.dispose()
