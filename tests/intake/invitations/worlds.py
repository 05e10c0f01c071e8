"""An association that is invited to a round, and the link in its mail."""

import re
from typing import Any

from medborgar.accounts.models import Person
from medborgar.core.extensions import db
from medborgar.intake.associations import actions as associations
from medborgar.intake.associations.checking import Entry
from medborgar.intake.associations.models import Association
from medborgar.intake.dialogues.actions import Asked
from medborgar.intake.dialogues.answering import name_of
from medborgar.intake.dialogues.models import Question
from medborgar.intake.invitations import actions, queries
from medborgar.intake.invitations.actions import Guest
from medborgar.intake.invitations.models import Invitation
from medborgar.intake.models import Audience, Dialogue
from medborgar.municipality.models import Municipality
from medborgar.outbox.models import Mail
from tests.intake.dialogues.worlds import a_dialogue
from tests.reader import Page, Reader

LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def an_association(municipality: Municipality, by: Person, name: str = "Norra byalaget") -> Association:
    """One of the register that takes mail."""
    entry = Entry(name=name, email=f"{name.encode().hex()[:20]}@forening.example")
    row = associations.save(municipality=municipality, association=None, entry=entry, version=0, by=by)
    db.session.commit()
    return row


def a_round(municipality: Municipality, by: Person, *asked: Asked, title: str = "Hur tryggt är det?") -> Dialogue:
    """A dialogue that asks associations, from today for two weeks."""
    dialogue = a_dialogue(municipality, by, *asked, title=title)
    dialogue.audience = Audience.ASSOCIATIONS
    db.session.commit()
    return dialogue


def an_invitation(
    municipality: Municipality, by: Person, dialogue: Dialogue, association: Association | None = None
) -> Invitation:
    """An association is invited, and mail is written to it."""
    asked = association or an_association(municipality, by)
    guest = Guest(asked.name, asked.email, asked)
    actions.invite(municipality=municipality, dialogue=dialogue, guests=[guest], by=by)
    db.session.commit()
    return next(one for one in queries.invitations(dialogue) if one.name == asked.name)


def mails_to(invitation: Invitation) -> list[Mail]:
    """What has been written to it, the first first."""
    found = db.session.query(Mail).filter(Mail.key.startswith(f"invitation:{invitation.id}:"))
    return sorted(found, key=lambda mail: mail.key.rpartition(":")[2] != "inbjudan")


def link_in(mail: Mail) -> str:
    """The address in a mail, as the site knows it."""
    found = LINK.search(mail.text)
    assert found, mail.text
    return found.group(1)


def opens(client: Reader, invitation: Invitation) -> Reader:
    """Somebody opens the mailed link and presses its button."""
    page = client.get(link_in(mails_to(invitation)[0]))
    (label,) = [one for one in ("Börja svara", "Fortsätt svara", "Visa vårt svar") if one in page.main]
    client.press(label)
    return client


def question_page(invitation: Invitation, question: Question) -> str:
    """Where one question is answered."""
    return f"/testby/inbjudan/svar/{invitation.id}/fraga/{question.id}"


def presses(
    reader: Reader, button: str, said: dict[Question, str], *, status: int = 200, on: Page | None = None
) -> Page:
    """Somebody fills in the question that is open, and presses a button."""
    fields: dict[str, Any] = {name_of(question): words for question, words in said.items()}
    return reader.press(button, status=status, on=on, **fields)


def writes(
    client: Reader, invitation: Invitation, said: dict[Question, str], button: str = "Spara och gå till listan"
) -> Reader:
    """Somebody answers questions, one after the other."""
    for question, words in said.items():
        client.get(question_page(invitation, question))
        presses(client, button, {question: words})
    return client


def sends(client: Reader, invitation: Invitation) -> Reader:
    """Somebody looks through all that is written, and sends it."""
    client.get(f"/testby/inbjudan/svar/{invitation.id}/granska")
    client.press("Skicka till kommunen")
    return client
