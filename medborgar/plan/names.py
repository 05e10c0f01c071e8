"""What a measure's purposes, owners and states are called, and the mark of each state."""

from flask_babel import lazy_gettext as _l

from medborgar.plan.models import Purpose, Responsible, State

PURPOSES = {Purpose.CRIME: _l("Brottsförebyggande"), Purpose.SAFETY: _l("Trygghetsskapande")}
RESPONSIBLE = {
    Responsible.MUNICIPALITY: _l("Kommunen"),
    Responsible.POLICE: _l("Polisen"),
    Responsible.TOGETHER: _l("Kommunen och polisen tillsammans"),
    Responsible.OTHER: _l("En annan aktör"),
}
STATES = {
    State.POSSIBLE: _l("Tänkbar"),
    State.DECIDED: _l("Beslutad"),
    State.ONGOING: _l("Pågående"),
    State.DONE: _l("Genomförd"),
    State.PARTLY: _l("Delvis genomförd"),
    State.CANCELLED: _l("Inställd"),
}
MARKS = {  # of the status component
    State.POSSIBLE: "missing",
    State.DECIDED: "plan",
    State.ONGOING: "plan",
    State.DONE: "done",
    State.PARTLY: "partly",
    State.CANCELLED: "withdrawn",
}
