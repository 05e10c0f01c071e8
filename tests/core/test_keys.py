import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from medborgar.core import keys


def test_keys_are_made_once_and_read_again(tmp_path):
    assert keys.load(tmp_path / "keys").receipt == keys.load(tmp_path / "keys").receipt


def test_processes_that_start_at_once_get_the_same_keys(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: keys.load(tmp_path / "keys").form, range(32)))
    assert len(set(made)) == 1


def test_only_the_owner_can_read_a_key(tmp_path):
    keys.load(tmp_path / "keys")
    for file in (tmp_path / "keys").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_damaged_key_is_never_used(tmp_path):
    keys.load(tmp_path / "keys")
    (tmp_path / "keys" / "receipt").write_bytes(b"half")
    with pytest.raises(RuntimeError, match="damaged"):
        keys.load(tmp_path / "keys")


def test_rate_limits_forget_everybody_when_the_process_ends(tmp_path):
    assert keys.load(tmp_path / "keys").network != keys.load(tmp_path / "keys").network


def test_a_digest_keeps_its_parts_apart():
    assert keys.digest(b"key", "ab", "c") != keys.digest(b"key", "a", "bc")
