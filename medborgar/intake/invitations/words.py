"""What the states of an invitation are called."""

from flask_babel import lazy_gettext as _l

from medborgar.intake.invitations.models import State

STATES = {
    State.INVITED: _l("Inbjuden"),
    State.OPENED: _l("Öppnat"),
    State.BEGUN: _l("Påbörjat"),
    State.FINISHED: _l("Svarat"),
    State.DECLINED: _l("Tackat nej"),
    State.WITHDRAWN: _l("Tillbakadragen"),
}
