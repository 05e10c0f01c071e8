"""The receipt code, and an answer to a question."""

from flask_babel import lazy_gettext as _l
from wtforms import Form, HiddenField, StringField, TextAreaField

from medborgar.core.forms import plain_text
from medborgar.triage.models import REPLY_MAX

CODE_MAX = 60


class CodeForm(Form):
    """Sixteen characters, however they are grouped and whatever case they are in."""

    class Meta:
        """Without a session there is no Flask-WTF, and so no Swedish, unless we say so."""

        locales = ("sv",)

    code = StringField(
        _l("Din kod"),
        description=_l("Den har 16 bokstäver och siffror. Mellanslag spelar ingen roll."),
        **plain_text(CODE_MAX, required=_l("Skriv koden som du fick när du skickade")),
    )


class AnswerForm(Form):
    """An answer of at most 2,000 characters; code, token and which question it answers travel along."""

    class Meta:
        """As above."""

        locales = ("sv",)

    code = HiddenField()
    token = HiddenField()
    question = HiddenField()
    answer = TextAreaField(
        _l("Ditt svar"),
        description=_l("Skriv inte namn på andra personer. Du är fortfarande okänd för oss."),
        **plain_text(REPLY_MAX, required=_l("Skriv ditt svar")),
    )
