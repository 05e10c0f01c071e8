import pytest
from pydantic import ValidationError

from medborgar.config import Mode, Settings


def test_nothing_said_means_production(monkeypatch):
    monkeypatch.delenv("MEDBORGAR_MODE", raising=False)
    settings = Settings()
    assert settings.mode is Mode.PRODUCTION
    assert settings.https_only


@pytest.mark.parametrize(("name", "value"), [("TRUSTED_HOSTS", "trygghet.sala.se"), ("MEDBORGAR_PROXIES", "1")])
def test_a_demo_never_starts_where_the_site_is_for_real(monkeypatch, name, value):
    monkeypatch.setenv("MEDBORGAR_MODE", "demo")
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match="skarp drift"):
        Settings()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://kim@db/sala", "postgresql+psycopg://kim@db/sala"),
        ("postgres://kim@db/sala", "postgresql+psycopg://kim@db/sala"),
        ("postgresql+psycopg://kim@db/sala", "postgresql+psycopg://kim@db/sala"),
    ],
)
def test_every_way_to_name_postgresql_is_understood(given, used):
    assert Settings(database_url=given).sqlalchemy_url == used


@pytest.mark.parametrize(("name", "value"), [("MEDBORGAR_MODE", "prod"), ("MEDBORGAR_PROXIES", "-1")])
def test_a_setting_that_makes_no_sense_stops_the_start(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()
