"""What stages of a dialogue are called, and when it is."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.formatting import long_day, span
from medborgar.intake.models import Dialogue, Stage

STAGES = {
    Stage.DRAFT: _l("Utkast"),
    Stage.COMING: _l("Öppnar snart"),
    Stage.OPEN: _l("Öppen"),
    Stage.CLOSED: _l("Stängd"),
}


def when(dialogue: Dialogue) -> str:
    """Its days in words."""
    if dialogue.opens is None:
        return _("Inget datum än")
    if dialogue.closes is None:
        return _("Från %(day)s, tills vidare", day=long_day(dialogue.opens))
    return span(dialogue.opens, dialogue.closes)
