"""Style and script: packed when that is the same, plain when the file was edited after."""

import gzip
from pathlib import Path

import pytest
from flask import Flask

from medborgar.core import assets
from tools.compression import compress, is_packed


@pytest.fixture
def style(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "css" / "app.css"
    path.parent.mkdir()
    path.write_text("main { color: black }" * 50)
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    compress(tmp_path)
    return path


def test_a_browser_that_can_unpack_gets_the_packed_file(style):
    answer = fetch()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == style.read_bytes()


def test_a_file_edited_since_it_was_packed_is_sent_plain(style):
    style.write_text("main { color: white }" * 50)
    answer = fetch()
    assert "Content-Encoding" not in answer.headers
    assert answer.data == style.read_bytes()


def test_what_was_edited_is_packed_again_and_what_is_gone_is_thrown_away(style, tmp_path):
    style.write_text("main { color: white }" * 50)
    (tmp_path / "gone.js.gz").touch()
    compress(tmp_path)
    assert is_packed(style)
    assert [path.name for path in tmp_path.rglob("*.gz")] == ["app.css.gz"]


def test_a_packed_file_cut_short_is_passed_over(style):
    packed = style.with_name("app.css.gz")
    packed.write_bytes(packed.read_bytes()[:-9])
    assert not is_packed(style)
    assert fetch().data == style.read_bytes()


def fetch():
    app = Flask("a-site", static_folder=None)
    assets.register(app)
    with app.test_client().get("/static/css/app.css", headers={"Accept-Encoding": "gzip"}) as answer:
        answer.get_data()
        return answer
