"""The commands: `python -m medborgar.cli …`, or `./dev flask …`."""

import errno
import re
from pathlib import Path

import click
from flask import current_app
from flask.cli import FlaskGroup
from flask_migrate import downgrade, upgrade

from medborgar.accounts import actions as accounts
from medborgar.accounts.queries import person_by_email
from medborgar.app import create_app
from medborgar.audit import queries as audit
from medborgar.core.database import is_durable
from medborgar.core.errors import NotFound, Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.demo import loading as demo
from medborgar.followup.asking import remind_by_calendar
from medborgar.intake import replies
from medborgar.intake.actions import open_standing
from medborgar.intake.invitations.mailing import erase_by_calendar, write_by_calendar
from medborgar.intake.invitations.repeating import begin_rounds_by_calendar
from medborgar.municipality import loading, reading
from medborgar.municipality import queries as municipalities
from medborgar.municipality.profile import Profile
from medborgar.outbox.worker import Round, Worker
from medborgar.portal.export import export
from medborgar.portal.export.folder import Busy, NotOurs
from medborgar.publication import signing
from medborgar.publication.results.actions import publish_due
from medborgar.publication.subscriptions import actions as subscriptions
from medborgar.publication.subscriptions.mailing import tell_by_calendar

# What time alone asks for; each may be made by several workers at once.
ROUNDS: list[Round] = [
    replies.tell_news,
    replies.erase,
    remind_by_calendar,
    begin_rounds_by_calendar,
    write_by_calendar,
    erase_by_calendar,
    publish_due,
    tell_by_calendar,
    subscriptions.erase,
]

NO_MUNICIPALITY = "Kommunen {0} finns inte. Läs in den först: municipality load {0}"
NO_ADDRESS = (
    "Ingen har sagt var webbplatsen finns, och filerna ska ha hela adresser dit. "
    "Ange den, till exempel MEDBORGAR_ADDRESS=https://trygghet.sala.se."
)

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
    open_standing(report.municipality)
    db.session.commit()
    signing.make_keys(report.municipality.slug)
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


@cli.group("publication")
def publication_group() -> None:
    """Det som publiceras: nycklarna som signerar det."""


@publication_group.command("keys")
@click.argument("kommun")
def publication_keys(kommun: str) -> None:
    """Gör nycklarna som parterna signerar med, om de saknas. De ligger i nyckelmappen, aldrig i databasen."""
    try:
        municipality = municipalities.by_slug(kommun)
    except NotFound:
        raise click.ClickException(NO_MUNICIPALITY.format(kommun)) from None
    made = signing.make_keys(municipality.slug)
    click.echo(f"Nycklar gjorda för {' och '.join(made)}." if made else "Nycklarna finns. Inget är ändrat.")
    try:
        signers = signing.signers(municipality.slug, list(Side))
    except Refused as refused:
        raise click.ClickException(refused.message) from None
    for one in signers:
        click.echo(f"  {one.side}: {one.public}")


@publication_group.command("export")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="Mappen.")
@click.option("--site", default="", help="Dit länkar till det som inte är filer leder, som https://trygghet.sala.se.")
@click.option("--watch", "watches", is_flag=True, help="Gör om det efter varje publicering och varje dygn.")
def publication_export(folder: Path, site: str, *, watches: bool) -> None:
    """Skriv hela den öppna webbplatsen som filer, för en webbserver som inte behöver något annat."""
    if site and not re.fullmatch(r"https?://[^/\s?#\"<>]+", site):
        raise click.ClickException("--site ska vara en webbplats, som https://trygghet.sala.se.")
    if not current_app.config["SETTINGS"].has_address:
        raise click.ClickException(NO_ADDRESS)
    try:
        if watches:
            export.watch(folder, site=site, tell=_tell, complain=lambda trouble: click.echo(_plain(trouble), err=True))
        else:
            _tell(export.export(folder, site=site))
    except (NotOurs, Busy, export.Failed, OSError) as trouble:
        raise click.ClickException(_plain(trouble)) from None


def _tell(done: export.Exported) -> None:
    click.echo(f"{done.files} filer finns, {done.changed} är nya, ändrade eller borttagna.")


def _plain(trouble: Exception) -> str:
    """What went wrong with an export, and what to do."""
    match trouble:
        case NotOurs():
            return f"Mappen {trouble} innehåller annat än en export. Välj en tom mapp, eller en som inte finns."
        case Busy():
            return "En annan export skriver i mappen just nu. Vänta tills den är klar."
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return "Disken är full. Det som redan låg där ligger kvar. Gör plats och försök igen."
        case OSError():
            return f"Det går inte att skriva {trouble.filename or 'där'}: {trouble.strerror}."
        case export.Failed():
            return f"Webbplatsen svarar inte som den ska: {trouble}. Inget är borttaget."
        case _:
            return "Databasen svarar inte. Ett nytt försök görs om en stund."


@cli.group("account")
def account_group() -> None:
    """Kontona: släpp in den första administratören."""


@account_group.command("create")
@click.option("--epost", "email", prompt="E-postadress")
@click.option("--namn", "name", prompt="Namn")
@click.option("--befattning", "function", prompt="Befattning")
@click.option("--kommun", "slug", prompt="Kommun, som i adressen")
@click.option("--sida", "side", type=click.Choice([side.value for side in Side]), prompt="Arbetar för")
@click.option("--roll", "role", type=click.Choice([role.value for role in Role]), prompt="Roll")
def account_create(*, email: str, name: str, function: str, slug: str, side: str, role: str) -> None:
    """Skapa ett konto, eller ge ett som finns en roll till. Lösenordet frågas efter och skrivs aldrig på raden."""
    password = _first_password(email)
    try:
        party = municipalities.by_slug(slug).party(Side(side))
        accounts.admit(
            email=email,
            name=name,
            function=function,
            password=password,
            party=party,
            role=Role(role),
            by="account create",
        )
    except NotFound:
        raise click.ClickException(NO_MUNICIPALITY.format(slug)) from None
    except Refused as refused:
        raise click.ClickException(refused.message) from None
    db.session.commit()
    click.echo(f"{email} kan logga in.")


def _first_password(email: str) -> str:
    person = person_by_email(email)
    if person and person.active:
        click.echo("Kontot finns. Lösenordet ändras inte.")
        return ""
    prompted: str = click.prompt("Lösenord, minst 15 tecken", hide_input=True, confirmation_prompt="En gång till")
    return prompted


@cli.group("demo")
def demo_group() -> None:
    """Exemplet: sex kommuner med påhittade svar, för den som vill prova."""


@demo_group.command("load")
@click.argument("kommuner", nargs=-1, type=click.Choice(demo.PROFILES))
def demo_load(kommuner: tuple[str, ...]) -> None:
    """Läs in de kommuner som inte redan är inlästa, och visa hur man loggar in. Vägrar på en skarp webbplats."""
    keys, slugs = current_app.config["KEYS"], kommuner or demo.PROFILES
    try:
        made = demo.load(current_app.config["SETTINGS"].mode, keys, slugs)
    except demo.NotHere:
        raise click.ClickException(
            "Exemplet läses inte in på en skarp webbplats. Sätt MEDBORGAR_MODE=demo om du vill prova."
        ) from None
    db.session.commit()
    click.echo("Exemplet är inläst." if made else "Exemplet är redan inläst. Inget är ändrat.")
    click.echo(demo.welcome(keys, slugs))


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


@cli.group("outbox")
def outbox_group() -> None:
    """Mejlen: skicka det som väntar."""


@outbox_group.command("work")
def outbox_work() -> None:
    """Skicka det som väntar och gör dagens rundor, tills processen stoppas. Flera får köras samtidigt."""
    Worker(ROUNDS).work()


if __name__ == "__main__":
    cli()
