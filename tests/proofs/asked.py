"""What each party asks in a whole world: everybody in a dialogue, associations in another, and on a walk."""

from dataclasses import dataclass

from medborgar.accounts.models import Person
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.associations import actions as associations
from medborgar.intake.associations.checking import Entry
from medborgar.intake.associations.models import Association, AssociationImport
from medborgar.intake.dialogues.models import QuestionKind
from medborgar.intake.dialogues.queries import questions
from medborgar.intake.invitations import actions, queries
from medborgar.intake.invitations.actions import Guest, Written
from medborgar.intake.invitations.models import Invitation
from medborgar.intake.models import Audience, Contribution, Dialogue
from medborgar.intake.walks.models import Walk
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas
from tests.intake.dialogues.worlds import a_dialogue, an_answered_dialogue
from tests.intake.field.worlds import in_the_field
from tests.plan.walks.worlds import a_published_walk
from tests.publication.results.worlds import a_published_round

FILE = "Förening;E-post\nTredje klubben;tredje@forening.example\n"


@dataclass(frozen=True)
class Invited:
    """What addresses can name."""

    dialogue: Dialogue
    association: Association
    invitation: Invitation
    sent_in: AssociationImport


@dataclass(frozen=True)
class Asked:
    """What each party asks."""

    dialogues: dict[Side, Dialogue]
    invited: dict[Side, Invited]
    walks: dict[Side, Walk]
    round: Dialogue  # that staff report in
    entered: dict[Side, Contribution]  # for somebody else


def ask(municipality: Municipality, people: dict[tuple[Role, Side], Person]) -> Asked:
    """Do it all once."""
    asks = {side: people[Role.COORDINATOR, side] for side in Side}
    dialogues = {side: an_answered_dialogue(municipality, by, side) for side, by in asks.items()}
    field_round, entered = in_the_field(people, dialogues)
    a_published_round(municipality, asks[Side.MUNICIPALITY])
    return Asked(
        dialogues=dialogues,
        invited={side: an_invited_association(municipality, by, side) for side, by in asks.items()},
        walks={side: a_published_walk(municipality, by, side) for side, by in asks.items()},
        round=field_round,
        entered=entered,
    )


def an_invited_association(municipality: Municipality, by: Person, side: Side) -> Invited:
    """It has written an answer to one question, and not sent it."""
    entry = Entry(
        name=f"Klubben {side}",
        email=f"klubben-{side}@forening.example",
        number="802002-0023",
        contact="Ordförande",
        area_ids=(areas(municipality)[0].id,),
    )
    asked = associations.save(municipality=municipality, association=None, entry=entry, version=0, by=by)
    sent = associations.send_in(
        municipality=municipality, file_name="foreningar.csv", data=FILE.encode(), person_id=by.id
    )
    dialogue = a_dialogue(municipality, by, title=f"Det frågar {side} föreningar", side=side)
    dialogue.audience = Audience.ASSOCIATIONS
    guest = Guest(asked.name, asked.email, asked)
    actions.invite(municipality=municipality, dialogue=dialogue, guests=[guest], by=by)
    (invitation,) = queries.invitations(dialogue)
    (question,) = [one for one in questions(dialogue) if one.kind == QuestionKind.TEXT]
    written = Written(fields={f"q{question.id.hex}": ["Mörkt vid spåret."]}, version=0, page="", done=True)
    actions.write(invitation=invitation, question=question, written=written)
    db.session.commit()
    return Invited(dialogue, asked, invitation, sent)
