"""Who carries a mail: a mail server, or a folder where there is none.

smtplib is all it takes: the row and the worker are ours, and each mail has a connection of its own, so that one that
fails takes no other with it.
"""

import os
import smtplib
import ssl
from contextlib import closing, suppress
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from medborgar.config import Security, Settings
from medborgar.core import clock
from medborgar.outbox.models import MailState

FOLDER = "mejl"
FILE_KEPT = timedelta(days=30)


class NotDeliveredError(Exception):
    """A try failed; `fault` is a code, `hopeless` when the server says that it always will."""

    def __init__(self, fault: str, *, hopeless: bool = False) -> None:
        super().__init__(fault)
        self.fault, self.hopeless = fault, hopeless


class Postman(Protocol):
    """Carries one mail, or raises NotDeliveredError; `leaves` is the state in which it leaves it."""

    leaves: MailState

    def carry(self, message: EmailMessage, name: str) -> None:
        """Carry it; `name` is its own, the same on every try."""

    def tidy(self) -> None:
        """Erase what has been left long ago."""


class SmtpPostman:
    """Hands a mail to the mail server."""

    leaves = MailState.SENT

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def carry(self, message: EmailMessage, name: str) -> None:  # noqa: ARG002 (the message has its Message-ID)
        """One connection, one mail. Whatever goes wrong after the server has said yes is nothing to try again for."""
        try:
            with closing(self._connect()) as server:
                self._log_in(server)
                server.send_message(message)
                with suppress(OSError, smtplib.SMTPException):
                    server.quit()
        except smtplib.SMTPRecipientsRefused as refused:
            ((code, _),) = refused.recipients.values()
            raise NotDeliveredError(str(code), hopeless=code >= 500) from None
        except smtplib.SMTPDataError as refused:
            raise NotDeliveredError(str(refused.smtp_code), hopeless=refused.smtp_code >= 500) from None
        except smtplib.SMTPResponseException as refused:
            raise NotDeliveredError(str(refused.smtp_code)) from None
        except (OSError, smtplib.SMTPException) as error:
            raise NotDeliveredError(type(error).__name__) from None

    def tidy(self) -> None:
        """Nothing is left here."""

    def _connect(self) -> smtplib.SMTP:
        said = self.settings
        host, port = said.smtp_host or "", said.smtp_port or said.smtp_security.port
        if said.smtp_security is Security.TLS:
            return smtplib.SMTP_SSL(host, port, timeout=said.smtp_timeout, context=ssl.create_default_context())
        return smtplib.SMTP(host, port, timeout=said.smtp_timeout)

    def _log_in(self, server: smtplib.SMTP) -> None:
        if self.settings.smtp_security is Security.STARTTLS:
            server.starttls(context=ssl.create_default_context())
        if self.settings.smtp_user and self.settings.smtp_password:
            server.login(self.settings.smtp_user, self.settings.smtp_password.get_secret_value())


class FilePostman:
    """Leaves a mail as a file, for a site without a mail server; a mail that is tried again is the same file."""

    leaves = MailState.FILED

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def carry(self, message: EmailMessage, name: str) -> None:
        """Written aside and put in place, so that no half mail is ever seen."""
        aside = self.folder / f".{name}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with aside.open("wb") as file:
                file.write(message.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            aside.replace(self.folder / f"{name}.eml")
        except OSError as error:
            raise NotDeliveredError(type(error).__name__) from None

    def tidy(self) -> None:
        """Erase the files that nobody has sent on in time: there are addresses in them."""
        oldest = (clock.now() - FILE_KEPT).timestamp()
        for file in self.folder.glob("*.eml"):
            if file.stat().st_mtime < oldest:
                file.unlink()


def postman(settings: Settings) -> Postman:
    """The one that the settings ask for."""
    return SmtpPostman(settings) if settings.smtp_host else FilePostman(settings.data / FOLDER)
