"""A real mail server with a bad day: it drops connections at every step, answers late, and says not now."""

import asyncio
import random
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TROUBLED = 0.05  # of each step
LATE = 0.3  # seconds; well within what a worker waits


class BadDay:
    """Says yes only to what it has kept; whatever it does not answer it has not kept."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.accepted: Counter[str] = Counter()  # by Message-ID
        self.names: dict[str, set[str]] = {}  # the Message-IDs of each subject
        self.troubles = 0

    async def handle_EHLO(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        await self._trouble(server)
        return responses

    async def handle_RCPT(  # noqa: N802 (as above)
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if await self._trouble(server):
            return "451 Not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (as above)
        if await self._trouble(server):
            return "452 Not now either"
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        self.names.setdefault(str(message["Subject"]), set()).add(str(message["Message-ID"]))
        self.accepted[str(message["Message-ID"])] += 1
        return "250 OK"

    async def _trouble(self, server: SMTP) -> bool:
        """Late, cut off, or a no for now; which of them by lot."""
        if random.random() > TROUBLED:  # noqa: S311 (a bad day, not a secret)
            return False
        self.troubles += 1
        match random.choice(["late", "cut off", "not now"]):  # noqa: S311 (as above)
            case "late":
                await asyncio.sleep(LATE)
                return False
            case "cut off":
                transport: Any = server.transport
                transport.abort()
        return True


@contextmanager
def mail_server() -> Iterator[BadDay]:
    """The server, which knows where it listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    day = BadDay(port)
    controller = Controller(day, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield day
    finally:
        controller.stop()
