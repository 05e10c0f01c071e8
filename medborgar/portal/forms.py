"""The receipt code, and an answer to a question."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from medborgar.core.forms import PublicForm, plain_text
from medborgar.intake.receipts import normal_code
from medborgar.triage.models import REPLY_MAX

CODE_MAX = 60


class CodeForm(PublicForm):
    """Sixteen characters, however they are grouped and whatever case they are in."""

    code = StringField(
        _l("Din kod"),
        description=_l("Den har 16 bokstäver och siffror. Mellanslag spelar ingen roll."),
        **plain_text(CODE_MAX, required=_l("Skriv koden som du fick när du skickade")),
    )

    def validate_code(self, field: StringField) -> None:
        """What can't be a code needs no looking for."""
        if not field.errors and normal_code(field.data or "") is None:
            raise ValidationError(_l("En kod har 16 bokstäver och siffror. Kontrollera att hela koden är med"))


class AnswerForm(PublicForm):
    """An answer of at most 2,000 characters; code, token and which question it answers travel along."""

    code = HiddenField()
    token = HiddenField()
    question = HiddenField()
    answer = TextAreaField(
        _l("Ditt svar"),
        description=_l("Skriv inte namn på andra personer. Du är fortfarande okänd för oss."),
        **plain_text(REPLY_MAX, required=_l("Skriv ditt svar")),
    )
