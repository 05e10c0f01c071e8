"""How errors are answered."""

import pytest

from medborgar.app import create_app
from medborgar.config import Mode, Settings


@pytest.mark.parametrize("host", ["ond.example", "", "sala.example.ond.example", "a b", "[::1"])
def test_a_name_that_is_not_ours_is_refused_in_good_order(host, tmp_path, caplog):
    site = create_app(Settings(mode=Mode.PRODUCTION, data=tmp_path, trusted_hosts="sala.example"))

    answer = site.test_client().get("/sala", headers={"Host": host})

    assert answer.status_code == 400
    assert answer.get_data(as_text=True) == "Den adressen är inte vår."
    assert "Content-Security-Policy" in answer.headers
    assert caplog.text == ""
