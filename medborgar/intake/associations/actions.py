"""Keeping the register of associations: added, changed, approved, left out, and read from a file."""

import json
import uuid

from flask_babel import gettext as _
from sqlalchemy import delete, select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock, tables
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.intake.associations import queries
from medborgar.intake.associations.checking import Entry
from medborgar.intake.associations.models import Association, AssociationImport, Standing
from medborgar.municipality.models import Area, Municipality

WAITING_MOST = 200  # who ask to be in the register: more than anybody reads is not asking


def ask_to_join(*, municipality: Municipality, entry: Entry) -> None:
    """An association asks to be in the register, and staff answer. To ask twice, or when it is there, is nothing."""
    _hold(municipality)
    if queries.waiting(municipality) >= WAITING_MOST:
        raise Refused(_("Vi har fått många anmälningar. Försök igen om några dagar, eller skriv till samordnaren."))
    if queries.called(municipality, entry.name) is None:
        _fill(_new(municipality, Standing.WAITING), entry)


def save(
    *, municipality: Municipality, association: Association | None, entry: Entry, version: int, by: Person
) -> Association:
    """Add one, or change one; Stale when a colleague has saved since `version`. Whoever is saved is in the register."""
    _hold(municipality)
    if association and association.version != version:
        raise Stale(_("En kollega har sparat. Jämför och välj."))
    twin = queries.called(municipality, entry.name)
    if twin and twin is not association:
        raise Refused(_("Det finns redan en förening som heter så."), field="name")
    row = association or _new(municipality, Standing.IN)
    _fill(row, entry)
    _stand(row, Standing.IN)
    _log(Event.ASSOCIATION_SAVE, municipality, row.id, by)
    return row


def leave_out(*, municipality: Municipality, association: Association, by: Person) -> None:
    """Ask it no more."""
    _stand(association, Standing.OUT)
    association.version += 1
    _log(Event.ASSOCIATION_SAVE, municipality, association.id, by)


def send_in(*, municipality: Municipality, file_name: str, data: bytes, person_id: uuid.UUID) -> AssociationImport:
    """Keep a file until it is confirmed; Refused when it can't be read. What the same person left waiting is gone."""
    rows = tables.read(data)
    queries.checker(municipality).check(rows)  # says so at once when a column is missing
    waiting = AssociationImport.rows.is_not(None)
    db.session.execute(delete(AssociationImport).where(AssociationImport.by_id == person_id, waiting))
    kept = json.dumps(rows, ensure_ascii=False)
    sent = AssociationImport(municipality_id=municipality.id, by_id=person_id, file_name=file_name, rows=kept)
    db.session.add(sent)
    db.session.flush()
    return sent


def import_(*, municipality: Municipality, sent: AssociationImport, by: Person) -> None:
    """Take in the rows of a file that are right: new ones are added, known ones changed. Once, however often."""
    _hold(municipality)
    db.session.refresh(sent)
    if sent.rows is None:
        return
    found = queries.preview(municipality, sent)
    known = {one.key: one for one in queries.associations(municipality)}
    for line in found.fit:
        if line.entry:
            row = known.get(queries.key_of(line.entry.name)) or _new(municipality, Standing.IN)
            _fill(row, line.entry)
            _stand(row, Standing.IN)
    sent.rows, sent.done = None, clock.today()
    sent.changed = sum(line.is_known for line in found.fit)
    sent.added, sent.left_out = len(found.fit) - sent.changed, len(found.faulty)
    _log(Event.ASSOCIATIONS_IMPORT, municipality, sent.id, by)


def _new(municipality: Municipality, standing: Standing) -> Association:
    row = Association(municipality_id=municipality.id, standing=standing, since=clock.today(), version=0)
    db.session.add(row)
    return row


def _fill(row: Association, entry: Entry) -> None:
    row.key, row.name, row.number = queries.key_of(entry.name), entry.name, entry.number
    row.contact, row.email = entry.contact, entry.email
    row.takes_mail, row.may_be_named = entry.takes_mail, entry.may_be_named
    with db.session.no_autoflush:
        row.areas = list(db.session.scalars(select(Area).where(Area.id.in_(entry.area_ids))))
    row.version += 1
    db.session.flush()


def _stand(row: Association, standing: Standing) -> None:
    if row.standing != standing:
        row.standing, row.since = standing, clock.today()


def _hold(municipality: Municipality) -> None:
    """Let those who write in the register take turns."""
    db.session.execute(select(Municipality.id).where(Municipality.id == municipality.id).with_for_update())


def _log(event: Event, municipality: Municipality, subject: uuid.UUID, by: Person) -> None:
    audit.record(event, actor=str(by.id), subject=subject, municipality_id=municipality.id)
