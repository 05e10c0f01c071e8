"""Several of the app's commands in one process, since most of the time that each takes goes to its imports."""

import sys

import click

from medborgar.cli import cli


def main(commands: list[str]) -> int:
    """Run the commands until one fails: `python -m tools.in_turn "database upgrade" "demo load"`."""
    for command in commands:
        try:
            cli.main(command.split(), standalone_mode=False)
        except click.ClickException as error:
            error.show()
            return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
