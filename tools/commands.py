"""The commands of ./dev, and what to say when one cannot be carried out."""

import subprocess
import sys
from io import TextIOWrapper

from tools.check import check
from tools.installation import install
from tools.lock import lock
from tools.server import run_command, start
from tools.trouble import Trouble

HELP = """Medborgarlöftet

  ./dev start               sätt upp det som saknas och starta webbplatsen (PORT=8000, MEDBORGAR_DATA=./data)
  ./dev check [--strict]    alla kontroller och tester, på SQLite och PostgreSQL; --strict godtar inget överhoppat
  ./dev check tests/… -k …  bara pytest, med dessa argument; --database=sqlite eller postgresql väljer en
  ./dev flask …             webbplatsens egna kommandon; ./dev flask ensamt räknar upp dem
  ./dev setup               sätt upp utan att starta
  ./dev lock [--upgrade]    skriv om låsfilerna efter requirements*.in och package.json
"""

PASSED_ON = {"check", "flask"}  # pytest and the site have a help of their own


def main(arguments: list[str]) -> int:
    """Carry out a command; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without ”…” shows a question mark, and the work goes on
    try:
        return carry_out(*arguments) if arguments else carry_out("help")
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
    except subprocess.CalledProcessError as error:
        print(f"\nDet gick inte att köra {error.cmd[0]}; orsaken står ovanför.", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nAvbrutet.", file=sys.stderr)
        return 130
    return 1


def carry_out(command: str, *arguments: str) -> int:
    """Carry out a command by its name; the exit status."""
    if command not in PASSED_ON and not {"-h", "--help"}.isdisjoint(arguments):
        command = "help"
    match command:
        case "start":
            start()
        case "check":
            return check(list(arguments))
        case "flask":
            run_command(list(arguments))
        case "setup":
            install()
        case "lock":
            lock(upgrade="--upgrade" in arguments)
        case "help" | "-h" | "--help":
            print(HELP)
        case _:
            print(f"Kommandot ”{command}” finns inte.\n\n{HELP}", file=sys.stderr)
            return 2
    return 0
