"""Asking functions how it goes: where they read mail, reminders by hand and by the calendar, links."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select, update

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import lower_first, upper_first
from medborgar.core.links import VALID_FOR, new_link, whole_address
from medborgar.core.permissions import Side
from medborgar.decisions.models import Commitment
from medborgar.followup import letters, queries
from medborgar.followup.models import FollowUp, FollowUpLink, FunctionContact, Result, Stage, Subject, stage_on
from medborgar.followup.queries import Standing
from medborgar.followup.subjects import name_of, responsible, sides_of
from medborgar.followup.turns import AHEAD, turns
from medborgar.municipality.models import Municipality, Party
from medborgar.outbox import actions as outbox
from medborgar.outbox.models import MailKind
from medborgar.plan.models import Measure


class Question(NamedTuple):
    """A function to ask about one thing, and where it reads its mail."""

    party: Party
    function: str
    email: str
    subject: Subject
    due: date
    stage: Stage

    @property
    def reader(self) -> tuple[str, str, str]:
        """Who gets one mail for all that is asked."""
        return str(self.party.id), self.function, self.email


def purpose(municipality: Municipality) -> str:
    """What the links are for."""
    return f"followup {municipality.slug}"


def save_contact(*, party: Party, function: str, email: str, version: int, by: Person) -> None:
    """Say where a party's function reads its mail; no address removes it. Its open links stop working.

    Stale when a colleague has saved since `version`, which is 0 for a function that had no address.
    """
    db.session.execute(select(Party.id).where(Party.id == party.id).with_for_update())
    row = queries.contact(party, function)
    if (row.version if row else 0) != version:
        raise Stale(_("En kollega har ändrat adressen. Jämför och välj."))
    _withdraw(FollowUpLink.party_id == party.id, FollowUpLink.function == function)
    if row is None and email:
        row = FunctionContact(municipality_id=party.municipality_id, party=party, function=function, email=email)
        db.session.add(row)
    elif row and email:
        row.email = email
    elif row:
        db.session.delete(row)
    db.session.flush()
    audit.record(
        Event.CONTACT_SAVE,
        actor=str(by.id),
        subject=row.id if row else party.id,
        municipality_id=party.municipality_id,
        side=party.side,
        has_address=bool(email),
    )


def remind(*, municipality: Municipality, subject: Subject, side: Side, by: Person) -> None:
    """Ask the function that answers for something by hand, once a day at most."""
    if isinstance(subject, Commitment) and not subject.promised:
        raise Refused(_("Bara den som gör ett publicerat åtagande kan påminnas."))
    if side not in sides_of(subject):
        raise Refused(_("Bara den part som svarar för det kan påminnas."))
    party, function = municipality.party(side), responsible(subject, side)
    contact = queries.contact(party, function)
    email = mailbox(subject, contact.email if contact else "")
    if not email:
        raise Refused(
            _("Det finns ingen e-postadress till %(function)s. Lägg till den först.", function=lower_first(function))
        )
    due = subject.due if isinstance(subject, Commitment) else clock.today() + AHEAD
    if not _ask(municipality, [Question(party, function, email, subject, due, Stage.BY_HAND)], by):
        raise Refused(_("%(function)s har redan påmints i dag.", function=upper_first(function)))


def mailbox(subject: Subject, known: str) -> str:
    """Where the function that answers for something reads its mail: a measure may say so itself."""
    return (isinstance(subject, Measure) and subject.owner_email) or known


def remind_by_calendar() -> None:
    """Ask every function for whom something is due in two weeks or three days, once for each; one mail per function."""
    for municipality in db.session.scalars(select(Municipality).order_by(Municipality.slug)).all():
        db.session.execute(select(Municipality.id).where(Municipality.id == municipality.id).with_for_update())
        due = sorted(_due(municipality), key=lambda one: one.reader)
        for _reader, asked in groupby(due, key=lambda one: one.reader):
            _ask(municipality, list(asked), None)
        db.session.commit()


def _due(municipality: Municipality) -> Iterator[Question]:
    """What belongs to today's reminders, whether or not it has been asked."""
    known = {(one.party_id, one.function): one.email for one in queries.contacts(municipality)}
    for subject, side, due in _due_days(municipality):
        party, function = municipality.party(side), responsible(subject, side)
        email = mailbox(subject, known.get((party.id, function), ""))
        stage = stage_on(clock.today(), due)
        if function and email and stage:
            yield Question(party, function, email, subject, due, stage)


def _due_days(municipality: Municipality) -> Iterator[tuple[Subject, Side, date]]:
    """All that somebody still has to tell of, and by when; a measure's owner is asked once, whoever shares it."""
    for standing in queries.standings(municipality, clock.today()):
        for side in sides_of(standing.commitment) if standing.commitment.promised else ():
            if due := _due_day(standing, side):
                yield standing.commitment, side, due
    for turn in turns(municipality, clock.today()):
        if turn.due:
            yield turn.subject, turn.sides[0], turn.due


def _due_day(standing: Standing, side: Side) -> date | None:
    """The day that one side's part is due now; None when it has told how it went."""
    report = standing.latest.get(side)
    match Result(report.result) if report else None:
        case None | Result.ONGOING:
            return standing.commitment.due
        case Result.LATE:
            return report.new_due if report else None
    return None


def _ask(municipality: Municipality, asked: list[Question], by: Person | None) -> bool:
    """Mail one reader a link for each that has not been asked before, a few in each mail; whether there was any."""
    new = [(one, link) for one in asked if (link := _new_link(municipality, one, by))]
    for start in range(0, len(new), letters.IN_A_MAIL):
        part = new[start : start + letters.IN_A_MAIL]
        told = [
            letters.Asked(
                name_of(one.subject), one.due, _address(municipality, link), isinstance(one.subject, Commitment)
            )
            for one, link in part
        ]
        outbox.send(
            to=part[0][0].email,
            kind=MailKind.REMINDER,
            key=f"followup:{part[0][1].id}",
            municipality_id=municipality.id,
            **letters.reminder(municipality, part[0][0].function, told),
        )
    return bool(new)


def _new_link(municipality: Municipality, one: Question, by: Person | None) -> FollowUpLink | None:
    """The row of a link, which withdraws those before it; None when it has been made before."""
    when = clock.today() if one.stage is Stage.BY_HAND else one.due
    key = f"{one.subject.id}:{one.party.id}:{one.stage}:{when}"
    if db.session.scalar(select(FollowUpLink.id).where(FollowUpLink.key == key)):
        return None
    _withdraw(FollowUpLink.is_of(one.subject), FollowUpLink.party_id == one.party.id)
    link = FollowUpLink(
        municipality_id=municipality.id,
        key=key,
        **FollowUpLink.ids(one.subject),
        party=one.party,
        function=one.function,
        stage=one.stage,
        asked=clock.today(),
        asked_by_id=by.id if by else None,
        last_day=max(clock.today(), one.due) + VALID_FOR,
    )
    db.session.add(link)
    db.session.flush()
    audit.record(
        Event.REMINDER_SEND,
        actor=str(by.id) if by else audit.BY_CALENDAR,
        subject=one.subject.id,
        municipality_id=municipality.id,
        stage=one.stage.value,
    )
    return link


def _withdraw(*which: ColumnElement[bool]) -> None:
    """Unused links stop working."""
    used = select(FollowUp.link_id).where(FollowUp.link_id.is_not(None))
    unused = update(FollowUpLink).where(*which, FollowUpLink.withdrawn.is_(None), FollowUpLink.id.not_in(used))
    db.session.execute(unused.values(withdrawn=clock.today()))


def _address(municipality: Municipality, link: FollowUpLink) -> str:
    keys = current_app.config["KEYS"]
    token = new_link(keys, purpose=purpose(municipality), subject=link.id, last_day=link.last_day)
    return whole_address("followup_link.answer", kommun=municipality.slug, token=token)
