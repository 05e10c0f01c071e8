"""What can be followed up: a commitment, a measure, an agreement, the method. What it is called, who answers for it."""

from datetime import date

from flask_babel import gettext as _

from medborgar.core.permissions import Side
from medborgar.decisions.models import Commitment, Performer
from medborgar.followup.models import Subject
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.models import Municipality
from medborgar.plan.models import Measure

BOTH = (Side.MUNICIPALITY, Side.POLICE)
SIDES = {
    Performer.MUNICIPALITY: (Side.MUNICIPALITY,),
    Performer.POLICE: (Side.POLICE,),
    Performer.TOGETHER: BOTH,
}


def name_of(subject: Subject) -> str:
    """What it is called."""
    match subject:
        case Commitment():
            return subject.what
        case Municipality():
            return str(_("Metoden i %(name)s", name=subject.name))
    return subject.title


def kind_of(subject: Subject) -> str:
    """What sort of thing it is, in the log."""
    return "method" if isinstance(subject, Municipality) else subject.__tablename__


def sides_of(subject: Subject) -> tuple[Side, ...]:
    """The sides that can say how it goes."""
    match subject:
        case Commitment():
            return SIDES[Performer(subject.performer)]
        case Measure():
            return subject.sides
    return BOTH


def responsible(subject: Subject, side: Side) -> str:
    """The function that answers for a side's part; empty when none is named."""
    match subject:
        case Commitment():
            return subject.responsible_police if side is Side.POLICE else subject.responsible_municipality
        case Measure():
            return subject.owner
        case Agreement():
            return subject.reviewer(side)
    return ""


def promised_by(subject: Subject) -> date | None:
    """The day by which it is to be done, where there is one."""
    return subject.due if isinstance(subject, Commitment | Measure) else None
