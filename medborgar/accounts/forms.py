"""Logging in, and giving the password again."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from medborgar.accounts.models import PASSWORD_MAX

EMAIL_MAX = 200


class LogInForm(FlaskForm):
    """An address of at most 200 characters and a password of at most 200."""

    email = EmailField(
        _l("E-postadress"),
        validators=[
            InputRequired(_l("Skriv din e-postadress")),
            Length(max=EMAIL_MAX, message=_l("Adressen är för lång")),
        ],
    )
    password = PasswordField(
        _l("Lösenord"),
        validators=[
            InputRequired(_l("Skriv ditt lösenord")),
            Length(max=PASSWORD_MAX, message=_l("Lösenordet är för långt")),
        ],
    )


class StepUpForm(FlaskForm):
    """The password alone."""

    password = PasswordField(
        _l("Lösenord"),
        validators=[
            InputRequired(_l("Skriv ditt lösenord")),
            Length(max=PASSWORD_MAX, message=_l("Lösenordet är för långt")),
        ],
    )
