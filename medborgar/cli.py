"""The commands: `python -m medborgar.cli …`, or `./dev flask …`."""

import click
from flask.cli import FlaskGroup
from flask_migrate import downgrade, upgrade

from medborgar.app import create_app
from medborgar.audit import queries as audit
from medborgar.core.database import is_durable
from medborgar.core.extensions import db
from medborgar.municipality import loading, reading
from medborgar.municipality.profile import Profile

cli = FlaskGroup(create_app=create_app, help="Medborgarlöftets kommandon.")


@cli.group("database")
def database() -> None:
    """Databasen: uppgradera, kontrollera."""


@database.command("upgrade")
def database_upgrade() -> None:
    """Flytta databasen till den här versionens tabeller."""
    upgrade()


@database.command("downgrade")
@click.argument("revision", default="-1")
def database_downgrade(revision: str) -> None:
    """Flytta databasen ett steg tillbaka, eller till en viss version."""
    downgrade(revision=revision)


@database.command("check")
def database_check() -> None:
    """Kontrollera att det som sparas verkligen ligger på disk innan någon får svar."""
    with db.engine.connect() as connection:
        if not is_durable(connection):
            raise click.ClickException("Databasen svarar innan den har sparat. Slå på synchronous_commit.")
    click.echo("Databasen sparar innan den svarar.")


@cli.group("municipality")
def municipality_group() -> None:
    """Kommunerna: läs in hur de arbetar."""


@municipality_group.command("load")
@click.argument("profile")
@click.option("--skriv-over", "overwrite", is_flag=True, help="Ta tillbaka även det som personalen har ändrat.")
def municipality_load(profile: str, *, overwrite: bool) -> None:
    """Läs in en profil: en av våra, som sala, eller en egen fil, som min.yaml."""
    report = loading.load(_read_profile(profile), by="municipality load", overwrite=overwrite)
    db.session.commit()
    click.echo(f"{report.municipality.name} är inläst. {report.summary}")
    for remark in report.remarks:
        click.echo(f"  {remark}")


def _read_profile(name: str) -> Profile:
    try:
        return reading.read(reading.find(name))
    except FileNotFoundError:
        ours = ", ".join(reading.names())
        raise click.ClickException(f"Profilen {name} finns inte. Våra heter: {ours}.") from None
    except reading.FaultyProfile as faulty:
        raise click.ClickException("\n".join(["Inget är inläst.", *faulty.messages])) from None


@cli.group("audit")
def audit_group() -> None:
    """Loggen över vem som gjort vad."""


@audit_group.command("verify")
def audit_verify() -> None:
    """Räkna om loggens kedja från början."""
    fault = audit.first_fault()
    if fault is not None:
        raise click.ClickException(f"Loggen är ändrad: post {fault} stämmer inte.")
    click.echo("Loggen är hel.")


if __name__ == "__main__":
    cli()
