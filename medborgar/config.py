"""Every setting of the site, typed, with its reason; read once from the environment."""

from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[1]
OURS = "Value error, "  # what pydantic writes before the words of our own checks


class Mode(StrEnum):
    """What the site is run for."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class Security(StrEnum):
    """How the way to the mail server is kept secret."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"

    @property
    def port(self) -> int:
        """Where such a server usually listens."""
        return {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}[self]


class Settings(BaseSettings):
    """The settings; each is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(populate_by_name=True, frozen=True, hide_input_in_errors=True)

    mode: Mode = Field(
        Mode.PRODUCTION,
        validation_alias="MEDBORGAR_MODE",
        description="production, demo or test; production unless said, so that nothing is opened by mistake",
    )
    data: Path = Field(ROOT / "data", validation_alias="MEDBORGAR_DATA", description="folder of the SQLite database")
    keys: Path | None = Field(
        None,
        validation_alias="MEDBORGAR_KEYS",
        description="folder of the secret keys, never in a backup; by default `keys` in the data folder",
    )
    database_url: str | None = Field(
        None,
        validation_alias="DATABASE_URL",
        description="postgresql://… when users outgrow one machine; by default SQLite in the data folder",
    )
    trusted_hosts: str | None = Field(
        None,
        validation_alias="TRUSTED_HOSTS",
        description="the host names the site answers to, with commas between; set it in production",
    )
    proxies: int = Field(
        0,
        ge=0,
        le=5,
        validation_alias="MEDBORGAR_PROXIES",
        description="how many proxies stand before the site; only so many X-Forwarded headers are believed",
    )
    ratelimit_enabled: bool = Field(
        True, validation_alias="RATELIMIT_ENABLED", description="0 switches rate limits off, for measuring only"
    )
    read_within_days: int = Field(
        3,
        ge=1,
        le=30,
        validation_alias="MEDBORGAR_READ_WITHIN_DAYS",
        description="working days within which staff promise to read what residents send; said on the receipt",
    )

    site_address: str | None = Field(
        None,
        pattern=r"^https?://[^/\s?#]+$",
        validation_alias="MEDBORGAR_ADDRESS",
        description="where links in mails, feeds and open data lead, e.g. https://trygghet.sala.se; "
        "by default the first trusted host",
    )
    port: int = Field(8000, ge=1, le=65535, validation_alias="PORT", description="where ./dev start serves")
    smtp_host: str | None = Field(
        None, validation_alias="SMTP_HOST", description="the mail server; without one mails are left as files"
    )
    smtp_port: int | None = Field(
        None, ge=1, le=65535, validation_alias="SMTP_PORT", description="by default 587, with tls 465, with none 25"
    )
    smtp_security: Security = Field(
        Security.STARTTLS,
        validation_alias="SMTP_SECURITY",
        description="starttls or tls; none only for a mail server on the same machine",
    )
    smtp_user: str | None = Field(None, validation_alias="SMTP_USER", description="who logs in at the mail server")
    smtp_password: SecretStr | None = Field(None, validation_alias="SMTP_PASSWORD", description="with what password")
    smtp_timeout: float = Field(
        60,
        gt=0,
        le=600,
        validation_alias="SMTP_TIMEOUT",
        description="seconds to wait for each answer of the mail server; a mail in hand is held ten times as long",
    )
    mail_from: str = Field(
        "medborgarloftet@localhost.localdomain",
        pattern=r"^[^@\s<>,;:]+@[^@\s<>,;:]+$",
        validation_alias="MAIL_FROM",
        description="the address that mails come from; it must be one that the mail server may send for",
    )

    @model_validator(mode="after")
    def _never_a_demo_in_production(self) -> Self:
        if self.mode is Mode.DEMO and (self.trusted_hosts or self.proxies):
            raise ValueError(
                "Den här webbplatsen är inställd för skarp drift (TRUSTED_HOSTS eller MEDBORGAR_PROXIES är satt). "
                "Exemplet startar inte här. Ta bort MEDBORGAR_MODE=demo."
            )
        return self

    @model_validator(mode="after")
    def _mail_is_from_somebody(self) -> Self:
        if self.smtp_host and "mail_from" not in self.model_fields_set:
            raise ValueError("SMTP_HOST är satt men inte MAIL_FROM. Ange adressen som mejlen ska komma från.")
        return self

    @property
    def address(self) -> str:
        """Where the site is, as links in mails say it: never taken from a request, which could say anything."""
        host = (self.trusted_hosts or "").split(",")[0].strip()
        return self.site_address or (f"https://{host}" if host else f"http://localhost:{self.port}")

    @property
    def has_address(self) -> bool:
        """Whether somebody has said where the site is."""
        return bool(self.site_address or self.trusted_hosts)

    @property
    def key_folder(self) -> Path:
        """Where the secret keys lie."""
        return self.keys or self.data / "keys"

    @property
    def sqlalchemy_url(self) -> str:
        """The database's address in SQLAlchemy's words."""
        if not self.database_url:
            return f"sqlite:///{(self.data / 'medborgar.db').resolve()}"
        return self.database_url.replace("postgres://", "postgresql://", 1).replace(
            "postgresql://", "postgresql+psycopg://", 1
        )

    @property
    def https_only(self) -> bool:
        """Whether cookies and links may travel over HTTPS only: true in production."""
        return self.mode is Mode.PRODUCTION


def from_environment() -> Settings:
    """The settings of the environment; when they make no sense the process ends with what to mend, and no value."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [": ".join([*map(str, one["loc"]), one["msg"].removeprefix(OURS)]) for one in error.errors()]
        raise SystemExit("\n  ".join(["Inställningarna går inte att använda:", *faults])) from None
