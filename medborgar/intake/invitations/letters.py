"""The mails to those who are invited: who asks, until when, and the link; never what anybody wrote."""

from typing import Any, NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.formatting import long_day
from medborgar.intake.invitations.models import Invitation
from medborgar.municipality.models import Municipality


class Letter(NamedTuple):
    """What one kind of mail says; %(name)s is the municipality and %(title)s the dialogue."""

    subject: Any
    first: Any
    then: Any  # before the link


INVITATION = Letter(
    _l("%(name)s frågar er: %(title)s"),
    _l("%(name)s vill höra hur ni ser på tryggheten där ni är."),
    _l("Öppna länken och svara. Ni behöver inget konto, och ni kan vara flera som skriver:"),
)
REMINDER = Letter(
    _l("Påminnelse: %(title)s"),
    _l("Vi saknar ert svar till %(name)s."),
    _l("Öppna länken och svara. Det ni redan har skrivit finns kvar:"),
)
THANKS = Letter(
    _l("Tack för ert svar: %(title)s"),
    _l("%(name)s har tagit emot ert svar."),
    _l("Här kan ni läsa det ni svarade och följa vad som händer:"),
)
FEEDBACK = Letter(
    _l("Det här hörde vi: %(title)s"),
    _l("Ni har svarat på frågor från %(name)s. Nu berättar vi vad vi hörde."),
    _l("Öppna länken och läs vad som händer:"),
)


def written(letter: Letter, municipality: Municipality, one: Invitation, link: str) -> dict[str, str]:
    """The mail, as it is sent."""
    with force_locale("sv"):
        subject, first, then = (
            str(words) % {"name": municipality.name, "title": one.dialogue.title} for words in letter
        )
        parts = [
            _("Hej!"),
            " ".join([first, *_days(one)]),
            f"{then}\n{link}",
            _("Vill ni inte ha fler mejl? Säg det med knappen på sidan."),
            _("Det går inte att svara på det här mejlet. Frågor: %(email)s", email=municipality.email),
        ]
        return {"subject": subject, "text": "\n\n".join(parts) + "\n"}


def _days(one: Invitation) -> list[str]:
    """The next days: the last one to answer, and when we tell what we heard."""
    dialogue, days = one.dialogue, []
    if dialogue.closes and not one.finished:
        days.append(_("Sista dag är %(day)s.", day=long_day(dialogue.closes)))
    if dialogue.feedback_by and not dialogue.feedback_given:
        days.append(_("Senast %(day)s berättar vi vad vi hörde.", day=long_day(dialogue.feedback_by)))
    return days
