"""The documents speak of what there is."""

import re
from pathlib import Path

import pytest
from flask import Flask

from medborgar.core.permissions import Role

DOCS = sorted(Path("docs").rglob("*.md"))
ADDRESS = re.compile(r"`(/<kommun>[^`\s]*)`")


def test_every_role_has_a_page():
    assert {path.stem for path in DOCS} >= {role.value for role in Role}


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_every_address_in_the_documents_leads_somewhere(site: Flask, path: Path):
    found = site.url_map.bind("localhost")
    for address in ADDRESS.findall(path.read_text()):
        assert found.test(_filled(address), "GET"), address


def _filled(address: str) -> str:
    return address.replace("<kommun>", "sala").replace("<period>", "2027-kv1")
