"""What ./dev tells somebody on whose machine something is missing."""

import errno
import os
import socket
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tools import commands, installation, server, trouble
from tools.check import databases, without_database
from tools.trouble import Trouble


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    loader = SourceFileLoader("dev", str(installation.ROOT / "dev"))
    spec = spec_from_loader("dev", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.parametrize("version", [(3, 6), (3, 10, 12), (2, 7)])
def test_an_old_python_is_told_which_one_is_needed(dev, version):
    assert not dev.is_enough(version)
    assert f"Python {version[0]}.{version[1]}, men" in dev.too_old(version)
    assert "3.11 eller nyare" in dev.too_old(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 14, 1), (4, 0)])
def test_a_new_python_is_enough(dev, version):
    assert dev.is_enough(version)


def test_an_old_python_hands_over_to_a_newer_one_on_the_same_machine(dev):
    assert dev.newer_python(which=lambda name: sys.executable) == sys.executable


def test_a_newer_python_that_does_not_start_is_passed_over(dev):
    assert dev.newer_python(which=lambda name: "/bin/false") is None
    assert dev.newer_python(which=lambda name: None) is None


def test_a_taken_port_is_told_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Trouble, match=rf"Port {port} används redan.*\n.*PORT={port % 65535 + 1} ./dev start"):
            server.open_port(str(port))


@pytest.mark.parametrize("port", ["", "abc", "0", "-1", "65536", "80.5", "٣"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(Trouble, match="mellan 1 och 65535"):
        server.open_port(port)


def test_a_python_without_venv_names_the_package_that_has_it(tmp_path, monkeypatch):
    monkeypatch.setattr(installation, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(installation, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(Trouble, match=r"ensurepip saknas[\s\S]*apt install python3-venv"):
        installation.make_environment()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("NewConnectionError: [Errno -3] Temporary failure in name resolution", "ingen kontakt med nätet"),
        ("npm error code ENOTFOUND", "ingen kontakt med nätet"),
        ("OSError: [Errno 28] No space left on device", "Disken är full"),
        ("npm error code ENOSPC", "Disken är full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "DO NOT MATCH THE HASHES"),
    ],
)
def test_what_a_failed_download_said_is_put_in_plain_words(said, meant, tmp_path):
    assert meant in str(trouble.explain("hämta Pythonpaketen", said, tmp_path))


def test_a_nearly_full_disk_stops_before_the_download(tmp_path, monkeypatch):
    monkeypatch.setattr("tools.trouble.shutil.disk_usage", lambda folder: SimpleNamespace(free=5 * 1024**2))
    with pytest.raises(Trouble, match="5 MB ledigt"):
        trouble.check_room("Pythonpaketen", tmp_path)


def test_a_data_folder_that_cannot_be_made_is_named_with_a_way_out(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match=r"Det går inte att skriva i .*/file/data[\s\S]*MEDBORGAR_DATA="):
        server.check_data_folder(tmp_path / "file" / "data")


def test_a_data_folder_without_room_is_a_full_disk(tmp_path):
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert "Disken är full" in str(trouble.in_folder(error, tmp_path / "data"))


def test_the_data_folder_is_for_its_owner_only(tmp_path):
    server.check_data_folder(tmp_path / "data")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_a_step_is_done_again_only_when_its_lock_has_changed(tmp_path, monkeypatch):
    ran: list[str] = []
    monkeypatch.setattr(installation, "ROOT", tmp_path)
    monkeypatch.setattr(installation, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(installation, "_run", lambda command, what: ran.append(what))
    lock = tmp_path / "requirements.txt"
    for content in ("flask", "flask", "flask and more"):
        lock.write_text(content)
        installation.install_packages("requirements.txt")
    assert ran == ["hämta Pythonpaketen"] * 2


def test_the_data_folder_does_not_depend_on_where_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEDBORGAR_DATA", "mine")
    monkeypatch.delenv("MEDBORGAR_MODE", raising=False)
    assert Path(server.settings()["MEDBORGAR_DATA"]) == tmp_path / "mine"
    assert server.settings()["MEDBORGAR_MODE"] == "demo"


def test_an_unknown_command_shows_those_there_are(capsys):
    assert commands.main(["strat"]) == 2
    said = capsys.readouterr().err
    assert "”strat” finns inte" in said
    assert "./dev start" in said


def test_trouble_is_told_without_a_traceback(capsys, monkeypatch):
    monkeypatch.setenv("PORT", "abc")
    assert commands.main(["start"]) == 1
    assert capsys.readouterr().err == "\nPORT ska vara ett heltal mellan 1 och 65535, inte ”abc”.\n"


def test_both_databases_are_tested_unless_one_is_chosen():
    assert databases(["tests/intake"]) == ["sqlite", "postgresql"]
    assert databases(["--database=postgresql", "-x"]) == ["postgresql"]
    assert without_database(["--database=postgresql", "-x"]) == ["-x"]


@pytest.mark.parametrize(("plugins", "status"), [([], 0), (["-p", "tools.no_skips"], 1)])
def test_only_a_strict_check_fails_when_something_is_skipped(plugins, status, tmp_path):
    (tmp_path / "test_skip.py").write_text("import pytest\ndef test_it(): pytest.skip('no Chromium')\n")
    pytest_here = [sys.executable, "-m", "pytest", "-c", os.devnull, "-p", "no:cacheprovider", str(tmp_path)]
    ran = subprocess.run([*pytest_here, *plugins], cwd=installation.ROOT, capture_output=True, check=False)
    assert ran.returncode == status


def test_the_locks_name_no_registry_and_hash_everything():
    for path in installation.ROOT.glob("requirements*.txt"):
        lines = path.read_text().splitlines()
        assert not [line for line in lines if "://" in line or line.startswith("--")], path
        assert sum("==" in line for line in lines) <= sum("--hash=sha256:" in line for line in lines), path
    assert '"resolved"' not in (installation.ROOT / "package-lock.json").read_text()


def test_dev_can_be_read_by_an_old_python():
    source = (installation.ROOT / "dev").read_text()
    check = "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 6))"
    subprocess.run([sys.executable, "-c", check], input=source, text=True, check=True)
