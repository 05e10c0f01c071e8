"""The mails to those who are invited: who asks, until when, and the link; never what anybody wrote."""

from flask_babel import force_locale
from flask_babel import gettext as _

from medborgar.core.formatting import long_day
from medborgar.intake.invitations.models import Invitation
from medborgar.municipality.models import Municipality


def invitation(municipality: Municipality, one: Invitation, link: str) -> dict[str, str]:
    """That somebody is asked."""
    with force_locale("sv"):
        return {
            "subject": _("%(name)s frågar er: %(title)s", name=municipality.name, title=one.dialogue.title),
            "text": _text(
                municipality,
                one,
                _("%(name)s vill höra hur ni ser på tryggheten där ni är.", name=municipality.name),
                _("Öppna länken och svara. Ni behöver inget konto, och ni kan vara flera som skriver:"),
                link,
            ),
        }


def reminder(municipality: Municipality, one: Invitation, link: str) -> dict[str, str]:
    """That there is not much time left."""
    with force_locale("sv"):
        return {
            "subject": _("Påminnelse: %(title)s", title=one.dialogue.title),
            "text": _text(
                municipality,
                one,
                _("Vi saknar ert svar till %(name)s.", name=municipality.name),
                _("Öppna länken och svara. Det ni redan har skrivit finns kvar:"),
                link,
            ),
        }


def thanks(municipality: Municipality, one: Invitation, link: str) -> dict[str, str]:
    """That the answer has come, and where to see it again."""
    with force_locale("sv"):
        return {
            "subject": _("Tack för ert svar: %(title)s", title=one.dialogue.title),
            "text": _text(
                municipality,
                one,
                _("%(name)s har tagit emot ert svar.", name=municipality.name),
                _("Här kan ni läsa det ni svarade och följa vad som händer:"),
                link,
            ),
        }


def feedback(municipality: Municipality, one: Invitation, link: str) -> dict[str, str]:
    """That there is an answer to what was answered."""
    with force_locale("sv"):
        return {
            "subject": _("Det här hörde vi: %(title)s", title=one.dialogue.title),
            "text": _text(
                municipality,
                one,
                _("Ni har svarat på frågor från %(name)s. Nu berättar vi vad vi hörde.", name=municipality.name),
                _("Öppna länken och läs vad som händer:"),
                link,
            ),
        }


def _text(municipality: Municipality, one: Invitation, first: str, then: str, link: str) -> str:
    parts = [
        _("Hej!"),
        " ".join([first, *_days(one)]),
        f"{then}\n{link}",
        _("Vill ni inte ha fler mejl? Säg det med knappen på sidan."),
        _("Det går inte att svara på det här mejlet. Frågor: %(email)s", email=municipality.email),
    ]
    return "\n\n".join(parts) + "\n"


def _days(one: Invitation) -> list[str]:
    """The next days: the last one to answer, and when we tell what we heard."""
    dialogue, days = one.dialogue, []
    if dialogue.closes and not one.finished:
        days.append(_("Sista dag är %(day)s.", day=long_day(dialogue.closes)))
    if dialogue.feedback_by and not dialogue.feedback_given:
        days.append(_("Senast %(day)s berättar vi vad vi hörde.", day=long_day(dialogue.feedback_by)))
    return days
