"""Those who are out where people are."""

import pytest

from medborgar.core.permissions import Role, Side


@pytest.fixture
def reporter(somebody):
    return somebody(Role.REPORTER)


@pytest.fixture
def officer(somebody):
    return somebody(Role.MUNICIPAL_POLICE, Side.POLICE)
