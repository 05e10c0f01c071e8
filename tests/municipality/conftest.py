"""Testby and its coordinator, at a browser; and Sala, as its profile has it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import current_app

from medborgar.cli import cli
from medborgar.municipality import queries
from medborgar.municipality.models import Municipality
from tests.factories import a_municipality
from tests.kept import Keeper
from tests.reader import Reader


@pytest.fixture
def testby(kept: Keeper[Any]) -> Municipality:
    return kept(a_municipality)


@pytest.fixture
def coordinator(somebody: Callable[..., Reader]) -> Reader:
    return somebody()


@pytest.fixture
def loaded(kept: Keeper[Any]) -> Municipality:
    return kept(load_sala)


def load_sala() -> Municipality:
    """As somebody does at a terminal."""
    current_app.test_cli_runner().invoke(cli, ["municipality", "load", "sala"])
    return queries.by_slug("sala")
