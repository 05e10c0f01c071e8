"""How the files are written: where something has changed, each whole, in no folder of somebody else's."""

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from medborgar.cli import cli
from medborgar.core import memory
from medborgar.core.extensions import db
from medborgar.followup.models import Result
from medborgar.municipality.models import Municipality
from medborgar.portal.export import export as exporting
from medborgar.portal.export.addresses import addresses
from medborgar.portal.export.export import Exported, Failed, export, watch
from medborgar.portal.export.folder import Busy, Folder, NotOurs, opened
from tests.factories import a_contribution
from tests.portal.export.conftest import names
from tests.publication.worlds import World

PROMISE = "sala/medborgarlofte.html"
FEW = ["/sala", "/sala/om", "/sala/medborgarlofte", "/en/sala/medborgarlofte", "/sala/medborgarlofte.json"]


@pytest.fixture
def promised(kept, world, monkeypatch):
    """A promise, of whose addresses a few stand for all."""
    kept(World.promise, world)
    monkeypatch.setattr(exporting, "addresses", lambda app: FEW)
    return world


@pytest.fixture
def to(tmp_path) -> Path:
    return tmp_path / "export"


def test_only_what_has_changed_is_written_and_what_is_gone_is_taken_away(promised, to):
    export(to)
    (to / "sala/gammal").mkdir()
    (to / "sala/gammal/sida.html").write_text("x")
    (to / f"{PROMISE}.ny").write_text("hal")  # what a killed export left
    (to / f"{PROMISE}.gz").write_text("skadad")
    before = {name: (to / name).stat().st_ino for name in names(to)}

    assert export(to).changed == 3
    assert not (to / "sala/gammal").exists()
    after = {name: (to / name).stat().st_ino for name in names(to)}
    assert {name for name in after if after[name] != before[name]} == {f"{PROMISE}.gz"}

    promised.report(Result.DONE, value=24)
    promised.publish_reports()
    export(to)
    assert "Alla lampor lyser." in (to / PROMISE).read_text()
    assert "Alla lampor lyser." in (to / f"en/{PROMISE}").read_text()
    assert (to / "sala/om.html").stat().st_ino == after["sala/om.html"]


def test_nobody_waits_to_tell_while_the_site_is_exported(world, app, to, monkeypatch):
    monkeypatch.setattr(exporting, "addresses", lambda app: addresses(app)[:5])
    db.session.commit()
    told = []

    def tell():
        with app.app_context():  # somebody else's
            told.append(a_contribution(db.session.query(Municipality).one()))
            db.session.commit()
        return True

    export(to, go_on=tell)
    assert len(told) == 5


def test_a_page_that_fails_takes_nothing_away(promised, to, monkeypatch):
    export(to)
    before = {name: (to / name).read_bytes() for name in names(to)}
    monkeypatch.setattr("medborgar.portal.views._start", lambda *_: 1 / 0)
    memory.forget()
    with pytest.raises(Failed, match="/sala: 500"):
        export(to)
    assert {name: (to / name).read_bytes() for name in names(to)} == before


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / "brev.txt").write_text("x")
    with pytest.raises(NotOurs), opened(tmp_path):
        pass
    assert names(tmp_path) == ["brev.txt"]


def test_two_never_write_in_one_folder(to):
    with opened(to), pytest.raises(Busy), opened(to):
        pass
    with opened(to):
        pass


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x"])
def test_nothing_is_written_outside(to, name):
    to.mkdir()
    with pytest.raises(ValueError, match="x"):
        Folder(to).put(name, b"x", "text/plain")


def test_the_command_says_plainly_what_is_wrong(app, promised, tmp_path, to, monkeypatch):
    (tmp_path / "brev.txt").write_text("x")
    assert "Välj en tom mapp" in told(app, tmp_path)
    assert "--site ska vara en webbplats" in told(app, to, "--site", "sala.se")
    assert "filer finns" in told(app, to)
    for number, words in ((errno.ENOSPC, "Disken är full"), (errno.EACCES, "Det går inte att skriva")):

        def failing(*_: object, number: int = number) -> None:
            raise OSError(number, os.strerror(number), "sida.html")

        monkeypatch.setattr(Folder, "_put", failing)
        assert words in told(app, to)


def test_watching_exports_again_after_a_publication_and_ends_when_told(promised, to, monkeypatch):
    monkeypatch.setattr(exporting, "POLL", 0.01)
    stop = {}
    monkeypatch.setattr("signal.signal", lambda number, hook: stop.update({number: hook}))
    done: list[Exported] = []
    troubles: list[Exception] = []

    def tell(exported):
        done.append(exported)
        if len(done) == 1:
            promised.report(Result.DONE, value=24)
            promised.publish_reports()
        else:
            stop[signal.SIGTERM]()

    watch(to, tell=tell, complain=troubles.append)
    assert not troubles
    assert len(done) == 2
    assert "Alla lampor lyser." in (to / PROMISE).read_text()


def test_watching_goes_on_after_trouble(promised, to, monkeypatch):
    monkeypatch.setattr(exporting, "TROUBLED", 0.0)
    stop: dict[int, Callable[[], None]] = {}
    troubles: list[Exception] = []
    monkeypatch.setattr("signal.signal", lambda number, hook: stop.update({number: hook}))
    real = Folder.put

    def full(*_):
        monkeypatch.setattr(Folder, "put", real)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Folder, "put", full)
    watch(to, tell=lambda _: stop[signal.SIGTERM](), complain=troubles.append)
    assert [type(trouble) for trouble in troubles] == [OSError]
    assert (to / PROMISE).is_file()


def test_nothing_is_written_before_somebody_has_said_where_the_site_is(app, promised, to):
    assert "MEDBORGAR_ADDRESS=https://trygghet.sala.se" in told(app, to, address=None)
    assert not to.exists()
    assert "filer finns" in told(app, to)


def told(app: Flask, to: Path, *options: str, address: str | None = "http://localhost:8000") -> str:
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = settings.model_copy(update={"site_address": address})
    try:
        return app.test_cli_runner().invoke(cli, ["publication", "export", "--to", str(to), *options]).output
    finally:
        app.config["SETTINGS"] = settings
