"""A mail as it travels: plain text, nothing to track with, and the same Message-ID however often it is tried."""

from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy

from medborgar.core import clock
from medborgar.outbox.models import Mail

SENDER_NAME = "Medborgarlöftet"


class WholeHeader(UnstructuredHeader, BaseHeader):
    """A header that no mail program reads unless it stands as it is: long addresses would be encoded otherwise."""

    def fold(self, *, policy: Policy) -> str:
        """On one line."""
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", WholeHeader)


def message_of(mail: Mail, sender: str) -> EmailMessage:
    """The message; a line break in a header raises ValueError."""
    message = EmailMessage(policy=SMTP.clone(header_factory=HEADERS))
    message["From"] = Address(SENDER_NAME, addr_spec=sender)
    message["To"] = Address(addr_spec=mail.recipient)
    message["Subject"] = mail.subject
    message["Date"] = clock.now()
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers
    if mail.stop:
        message["List-Unsubscribe"] = f"<{mail.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text, cte="quoted-printable")
    return message
