"""Påminn: a mail to the party whose approval is missing, once a day at most."""

import uuid
from datetime import date
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _

from medborgar.accounts.models import Person
from medborgar.accounts.queries import holders
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.formatting import long_day, lower_first
from medborgar.core.links import whole_address
from medborgar.core.permissions import Role
from medborgar.followup.queries import contact
from medborgar.municipality.models import Municipality, Party
from medborgar.outbox import actions as outbox
from medborgar.outbox.models import MailKind
from medborgar.outbox.queries import last_written
from medborgar.publication.desk import Desk
from medborgar.publication.models import Proposal


class Reminded(NamedTuple):
    """Whether a party that is waited for can be reminded, and when it last was."""

    last: date | None
    has_address: bool

    @property
    def is_done_today(self) -> bool:
        """Once a day is enough."""
        return self.last == clock.today()


def reminded(desk: Desk) -> dict[str, Reminded]:
    """By side, the parties that the version waits for."""
    if desk.proposal is None:
        return {}
    return {
        party.side: Reminded(last_written(_key(desk.proposal, party)), bool(_readers(party)))
        for party in desk.municipality.parties
        if party.side not in desk.approvals
    }


def remind(*, desk: Desk, party: Party, by: Person) -> None:
    """Mail those who can sign for a party that a version waits for."""
    state = reminded(desk).get(party.side)
    if desk.proposal is None or state is None:
        raise Refused(_("%(party)s har inget att godkänna just nu.", party=party.short_name))
    if not state.has_address:
        raise Refused(_("Det finns ingen e-postadress till %(function)s.", function=lower_first(party.signatory)))
    if state.is_done_today:
        raise Refused(_("%(party)s har redan påmints i dag.", party=party.short_name))
    words = _letter(desk, party)
    for reader_id, address in _readers(party).items():
        outbox.send(
            to=address,
            kind=MailKind.APPROVAL,
            key=f"{_key(desk.proposal, party)}{clock.today()}:{reader_id}",
            municipality_id=desk.municipality.id,
            **words,
        )
    audit.record(
        Event.REMINDER_SEND,
        actor=str(by.id),
        subject=desk.decision.id,
        municipality_id=desk.municipality.id,
        side=party.side,
    )


def _readers(party: Party) -> dict[uuid.UUID, str]:
    """Those who sign for a party and have an account, and the function's own address if staff have registered one."""
    function = contact(party, party.signatory)
    found = {person.id: person.email for person in holders(party, Role.SIGNATORY)}
    return found | ({function.id: function.email} if function else {})


def _key(proposal: Proposal, party: Party) -> str:
    return f"approval:{proposal.id}:{party.id}:"


def _letter(desk: Desk, party: Party) -> dict[str, str]:
    municipality: Municipality = desk.municipality
    address = whole_address("publication_staff.proposal", kommun=municipality.slug, period=desk.decision.period)
    with force_locale("sv"):
        return {
            "subject": _("Löftet väntar på ert godkännande"),
            "text": _(
                """Hej!

Medborgarlöftet i %(name)s väntar på att %(party)s godkänner det. Det ska gälla från %(day)s.

Läs det och godkänn det här. Du loggar in först:
%(address)s

Har ni skrivit under på papper? Säg till samordnaren, som registrerar det: %(email)s

Det går inte att svara på det här mejlet.
""",
                name=municipality.name,
                party=party.short_name,
                day=long_day(desk.decision.valid_from),
                address=address,
                email=municipality.email,
            ),
        }
