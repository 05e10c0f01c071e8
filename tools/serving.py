"""The server's own process: the site made ready and then served, since most of the time of either goes to imports."""

import sys
from collections.abc import Sequence

import click
from flask.cli import ScriptInfo
from gunicorn.app.wsgiapp import WSGIApplication

from medborgar.cli import cli

INTERRUPTED = 130


def main(commands: Sequence[str], gunicorn: Sequence[str]) -> int:
    """Carry out the site's commands, and unless one fails become its server."""
    from wsgi import app  # a faulty setting stops here, and is told as by any command  # noqa: PLC0415

    for command in commands:
        try:
            cli.main(command.split(), standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except click.Abort:
            print("Avbrutet.", file=sys.stderr)
            return INTERRUPTED
    sys.argv = ["gunicorn", *gunicorn]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()
    return 0


if __name__ == "__main__":
    end = sys.argv.index("--")
    sys.exit(main(sys.argv[1:end], sys.argv[end + 1 :]))
