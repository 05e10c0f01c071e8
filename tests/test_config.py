import pytest
from pydantic import ValidationError

from medborgar.config import Mode, Security, Settings, from_environment


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


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({}, "http://localhost:8000"),
        ({"PORT": "8123"}, "http://localhost:8123"),
        ({"TRUSTED_HOSTS": "trygghet.sala.se, sala.example"}, "https://trygghet.sala.se"),
        ({"TRUSTED_HOSTS": "a.se", "MEDBORGAR_ADDRESS": "https://b.se"}, "https://b.se"),
    ],
)
def test_links_in_mails_lead_to_the_site(monkeypatch, said, address):
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert Settings().address == address


@pytest.mark.parametrize(
    "said",
    [
        {"SMTP_HOST": "mejl.sala.se"},
        {"SMTP_HOST": "mejl.sala.se", "MAIL_FROM": "lofte"},
        {"MAIL_FROM": "a@b.se\nBcc: c@d.se"},
        {"SMTP_SECURITY": "ssl"},
        {"SMTP_PORT": "0"},
        {"MEDBORGAR_ADDRESS": "trygghet.sala.se"},
        {"MEDBORGAR_ADDRESS": "https://sala.se/sida"},
    ],
)
def test_mail_that_can_not_be_sent_so_stops_the_start(monkeypatch, said):
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()


def test_the_mail_server_s_password_is_never_shown(monkeypatch):
    monkeypatch.setenv("SMTP_PASSWORD", "hemligt ord")
    settings = Settings()
    assert "hemligt" not in repr(settings)
    assert settings.smtp_password.get_secret_value() == "hemligt ord"


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_each_way_to_the_mail_server_has_its_usual_port(security, port):
    assert Security(security).port == port


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"MEDBORGAR_MODE": "skarp"}, "MEDBORGAR_MODE: "),
        ({"SMTP_HOST": "mejl.sala.se"}, "SMTP_HOST är satt men inte MAIL_FROM"),
    ],
)
def test_whoever_starts_is_told_what_to_mend_and_nothing_secret(monkeypatch, said, told):
    monkeypatch.setenv("SMTP_PASSWORD", "hemligt ord")
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        from_environment()
    assert f"Inställningarna går inte att använda:\n  {told}" in str(ended.value)
    assert not [value for value in ("hemligt", *said.values()) if value in str(ended.value)]
