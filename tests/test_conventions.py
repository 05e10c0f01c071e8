"""What nobody should have to remember: each habit of the house that no other tool looks after."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click
import pytest
from flask import Flask

from medborgar.audit.models import Event
from medborgar.cli import cli
from medborgar.config import Settings
from medborgar.core.permissions import GRANTS, Permission, declared

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = sorted(path for folder in ("medborgar", "tests", "tools") for path in (ROOT / folder).rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
READ_BY_PEOPLE = [*PYTHON, *TEMPLATES, *sorted((ROOT / "static").rglob("*.js")), ROOT / "dev"]
LINES_MOST, FUNCTION_MOST, VIEW_MOST = 300, 60, 16

# What others link to, for good; `<kommun>` and `<period>` are what they stand for.
PROMISED = [
    "/",
    "/<kommun>",
    "/<kommun>/beratta",
    "/<kommun>/rapportera",
    "/<kommun>/dialog.ics",
    "/<kommun>/dialog/<slug>",
    "/<kommun>/folj",
    "/<kommun>/medborgarlofte",
    "/<kommun>/medborgarlofte.json",
    "/<kommun>/medborgarlofte.pdf",
    "/<kommun>/medborgarlofte/inbaddat",
    "/<kommun>/medborgarlofte/fragment",
    "/<kommun>/medborgarlofte/<period>",
    "/<kommun>/medborgarlofte/<period>.json",
    "/<kommun>/medborgarlofte/<period>.pdf",
    "/<kommun>/medborgarlofte.csv",
    "/<kommun>/medborgarlofte.ics",
    "/<kommun>/medborgarlofte.atom",
    "/<kommun>/medborgarlofte/<period>.csv",
    "/<kommun>/medborgarlofte/<period>/v<int:version>",
    "/<kommun>/medborgarlofte/<period>/v<int:version>.json",
    "/<kommun>/medborgarlofte/<period>/v<int:version>.pdf",
    "/<kommun>/arkiv",
    "/<kommun>/uppfoljning.csv",
    "/<kommun>/oppna-data",
    "/<kommun>/oppna-data.rdf",
    "/schema/lofte-1.json",
    "/openapi.json",
    "/<kommun>/prenumerera",
    "/<kommun>/handelser",
    "/<kommun>/handelser/<int:number>",
    "/<kommun>/handelser/<int:number>/v<int:version>",
    "/<kommun>/om",
    "/<kommun>/tillganglighet",
    "/<kommun>/personuppgifter",
    "/<kommun>/kakor",
    "/<kommun>/intranat",
    "/logga-in",
    "/healthz",
    "/readyz",
]


def test_every_setting_is_in_the_readme():
    names = {str(setting.validation_alias) for setting in Settings.model_fields.values()}
    assert [name for name in sorted(names) if f"`{name}`" not in README] == []


def test_every_command_is_in_the_readme():
    said = " ".join(README.split())
    assert [name for name in commands(cli) if f"medborgar.cli {name}" not in said] == []


def test_what_others_link_to_is_still_there(site: Flask):
    assert [route for route in PROMISED if route not in {rule.rule for rule in site.url_map.iter_rules()}] == []


def test_every_link_in_the_code_leads_to_a_page(site: Flask):
    named = {
        (path.name, endpoint)
        for path in [*(ROOT / "medborgar").rglob("*.py"), *TEMPLATES]
        for endpoint in re.findall(r'url_for\(\s*"(\w+\.\w+)"', path.read_text(encoding="utf-8"))
    }
    assert [(file, endpoint) for file, endpoint in sorted(named) if endpoint not in site.view_functions] == []


def test_every_permission_opens_something_and_is_somebodys(site: Flask):
    assert {declared(view) for view in site.view_functions.values()} - {None} == set(Permission)
    assert set(chain.from_iterable(GRANTS.values())) == set(Permission)


def test_every_deed_that_can_be_logged_is():
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "medborgar").rglob("*.py"))
    assert [event.name for event in Event if f"Event.{event.name}" not in source] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_is_plain_html(path: Path):
    assert path.suffix == ".html"
    source = path.read_text(encoding="utf-8")
    assert (
        re.findall(r"\|\s*safe\b|autoescape|<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", source) == []
    )
    assert unused_imports(source) == []


def test_every_template_and_macro_is_used():
    everything = "".join(path.read_text(encoding="utf-8") for path in [*PYTHON, *TEMPLATES])
    asked_for = [re.sub(r"{.*?}", r"\\w+", name) for name in re.findall(r'"([\w/{}.]+\.html)"', everything)]
    names = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
    macros = re.findall(r"{%-? macro (\w+)\(", everything)
    assert [name for name in names if not any(re.fullmatch(one, name) for one in asked_for)] == []
    words = Counter(re.findall(r"\w+", everything))
    assert [name for name in macros if words[name] < 2] == []


@pytest.mark.parametrize("path", READ_BY_PEOPLE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_can_be_read_at_a_sitting(path: Path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LINES_MOST
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", source) or path == Path(__file__)
    assert path.name != "__init__.py" or not source.strip()
    if path.suffix == ".py":
        assert list(too_long(path, ast.parse(source))) == []


def commands(group: click.Group, *before: str) -> Iterator[str]:
    """Our own commands, by their words."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        elif command.callback and command.callback.__module__.startswith("medborgar"):
            yield " ".join([*before, name])


def unused_imports(source: str) -> list[str]:
    """The names that a template imports and does not use."""
    imported = re.findall(r"{%-? (?:from \S+ import|import \S+ as) (.+?) -?%}", source, flags=re.DOTALL)
    names = [name.split(" as ")[-1].split()[0] for line in imported for name in line.split(",")]
    return [name for name in names if len(re.findall(rf"\b{name}\b", source)) < 2]


def too_long(path: Path, tree: ast.Module) -> Iterator[str]:
    """The functions that do too much; a view only translates."""
    is_of_views = path.name in {"views.py", "staff.py"}
    for one in ast.walk(tree):
        if isinstance(one, ast.FunctionDef):
            lines = (one.end_lineno or 0) - one.lineno + 1
            statements = sum(isinstance(part, ast.stmt) for part in ast.walk(one)) - 2  # itself and its docstring
            if lines > FUNCTION_MOST or (is_of_views and statements > VIEW_MOST):
                yield f"{one.name}: {lines} lines, {statements} statements"
