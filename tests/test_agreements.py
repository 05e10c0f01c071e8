"""Every demand of the five agreements is held by something, seen somewhere and kept by a test: docs/agreements.md."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from medborgar.core.extensions import Model

ROOT = Path(__file__).parents[1]
DOC = (ROOT / "docs" / "agreements.md").read_text(encoding="utf-8")
AGREEMENTS = ["Falun", "Sala", "Eskilstuna", "Älvdalen/Mora", "Gävle"]
REASONS = re.findall(r"^- (\*[^*]+\*): ", DOC, flags=re.MULTILINE)
NOTHING = "–"


@dataclass(frozen=True)
class Demand:
    """A row: what an agreement says, and where it is met."""

    said: str
    held: str
    screen: str
    test: str

    @property
    def enters(self) -> bool:
        """Whether it is met here at all."""
        return self.held != NOTHING


def rows_of(part: str) -> list[Demand]:
    """The rows of a table, without its head."""
    rows = [line for line in part.splitlines() if line.startswith("|")]
    return [Demand(*(cell.strip() for cell in row.strip("|").split("|"))) for row in rows[2:]]


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


TABLES = {part.split()[0]: rows_of(part) for part in DOC.split("\n## ")[1:]}
DEMANDS = [demand for rows in TABLES.values() for demand in rows]
MET = [demand for demand in DEMANDS if demand.enters]


def test_every_agreement_has_its_table():
    assert list(TABLES) == AGREEMENTS
    assert all(TABLES.values())


@pytest.mark.parametrize("name", AGREEMENTS)
def test_a_demand_is_quoted_once(name: str):
    assert [row.said for row in TABLES[name] if not re.fullmatch(r"«[^«»]+»(, «[^«»]+»)*", row.said)] == []
    quotes = [quote for row in TABLES[name] for quote in row.said.split(", «")]
    assert len(quotes) == len(set(quotes))


def test_every_demand_is_held_by_something_that_is_kept(site: Flask):
    entities = {_name(mapper.class_): mapper.class_ for mapper in Model.registry.mappers}
    assert [row.said for row in MET if not code(row.held)] == []
    assert [held for row in MET for held in code(row.held) if not _has(entities, held)] == []


def test_every_demand_has_a_screen(site: Flask):
    assert [row.said for row in MET if not code(row.screen)] == []
    assert [page for row in MET for page in code(row.screen) if page not in site.view_functions] == []


def test_every_demand_has_a_test():
    asked = {name for row in DEMANDS for name in code(row.test)}
    there = {f"{path}::{name}" for path in {name.split("::")[0] for name in asked} for name in _functions(path)}
    assert [row.said for row in MET if not code(row.test)] == []
    assert sorted(asked - there) == []


def test_what_never_enters_says_why():
    told = [row for row in DEMANDS if "ever enter" in row.screen]
    assert [row.said for row in DEMANDS if not row.enters and row not in told] == []
    assert [row.said for row in told if not any(reason in row.screen for reason in REASONS)] == []


def _name(entity: type) -> str:
    """As plan.Measure: the package and the class."""
    return f"{entity.__module__.split('.')[1]}.{entity.__name__}"


def _has(entities: dict[str, type], held: str) -> bool:
    """Whether there is such an entity, and such a field of it where one is named."""
    package, name, *fields = held.split(".")
    entity = entities.get(f"{package}.{name}")
    return entity is not None and all(hasattr(entity, field) for field in fields)


def _functions(path: str) -> list[str]:
    """What a file defines; nothing when there is no such file."""
    file = ROOT / path
    tree = ast.parse(file.read_text(encoding="utf-8") if file.is_file() else "")
    return [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]
