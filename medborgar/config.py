"""Every setting of the site, typed, with its reason; read once from the environment."""

from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[1]


class Mode(StrEnum):
    """What the site is run for."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class Settings(BaseSettings):
    """The settings; each is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(populate_by_name=True, frozen=True)

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

    @model_validator(mode="after")
    def _never_a_demo_in_production(self) -> Self:
        if self.mode is Mode.DEMO and (self.trusted_hosts or self.proxies):
            raise ValueError(
                "Den här webbplatsen är inställd för skarp drift (TRUSTED_HOSTS eller MEDBORGAR_PROXIES är satt). "
                "Exemplet startar inte här. Ta bort MEDBORGAR_MODE=demo."
            )
        return self

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
