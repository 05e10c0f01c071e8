"""Logging in, giving the password again, and letting a colleague in."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Optional

from medborgar.accounts.models import PASSWORD_MAX, PASSWORD_MIN
from medborgar.core.forms import options, plain_text
from medborgar.core.permissions import Role
from medborgar.municipality.models import Municipality

EMAIL_MAX = 200
WORDS_MAX = 100

ROLES = {
    Role.REPORTER: _l("Rapportör"),
    Role.COORDINATOR: _l("Samordnare"),
    Role.MUNICIPAL_POLICE: _l("Kommunpolis"),
    Role.STEERING_MEMBER: _l("Ledamot i styrgruppen"),
    Role.SIGNATORY: _l("Undertecknare"),
    Role.MEASURE_OWNER: _l("Åtgärdsägare"),
    Role.COMMUNICATOR: _l("Kommunikatör"),
    Role.RECORDS_OFFICER: _l("Registrator"),
    Role.DATA_PROTECTION_OFFICER: _l("Dataskyddsombud"),
    Role.AUDITOR: _l("Granskare av loggen"),
    Role.ADMINISTRATOR: _l("Administratör"),
}


class LogInForm(FlaskForm):
    """An address of at most 200 characters and a password of at most 200."""

    email = EmailField(_l("E-postadress"), **plain_text(EMAIL_MAX, required=_l("Skriv din e-postadress")))
    password = PasswordField(
        _l("Lösenord"),
        validators=[
            InputRequired(_l("Skriv ditt lösenord")),
            Length(max=PASSWORD_MAX, message=_l("Lösenordet är för långt")),
        ],
    )


class StepUpForm(FlaskForm):
    """The password; the address is only shown, so that password managers know whose it is."""

    email = EmailField(_l("E-postadress"), validators=[InputRequired(_l("Skriv din e-postadress"))])
    password = PasswordField(
        _l("Lösenord"),
        validators=[
            InputRequired(_l("Skriv ditt lösenord")),
            Length(max=PASSWORD_MAX, message=_l("Lösenordet är för långt")),
        ],
    )


class PasswordForm(FlaskForm):
    """The password one has, and the one to come, twice; the address is only shown, as above."""

    email = EmailField(_l("E-postadress"), validators=[InputRequired(_l("Skriv din e-postadress"))])
    current = PasswordField(
        _l("Lösenordet du har nu"),
        validators=[
            InputRequired(_l("Skriv lösenordet du har nu")),
            Length(max=PASSWORD_MAX, message=_l("Lösenordet är för långt")),
        ],
    )
    new = PasswordField(
        _l("Nytt lösenord"),
        description=_l("Minst 15 tecken. Flera ord efter varandra är lätta att minnas och svåra att gissa."),
        validators=[
            InputRequired(_l("Skriv ett nytt lösenord")),
            Length(min=PASSWORD_MIN, max=PASSWORD_MAX, message=_l("Skriv ett lösenord med %(min)d–%(max)d tecken")),
        ],
    )
    again = PasswordField(
        _l("Nytt lösenord en gång till"),
        validators=[
            InputRequired(_l("Skriv det nya lösenordet en gång till")),
            EqualTo("new", message=_l("Skriv samma nya lösenord båda gångerna")),
        ],
    )


class PersonForm(FlaskForm):
    """Who, and in which role for which party; a first password of 15 to 200 characters for whoever has no account."""

    email = EmailField(
        _l("E-postadress"),
        **plain_text(EMAIL_MAX, required=_l("Skriv e-postadressen")),
    )
    name = StringField(_l("Namn"), **plain_text(WORDS_MAX, required=_l("Skriv personens namn")))
    function = StringField(
        _l("Befattning"),
        description=_l("Det här kan synas för alla, till exempel kommunchefen. Namnet syns inte."),
        **plain_text(WORDS_MAX, required=_l("Skriv personens befattning")),
    )
    side = RadioField(_l("Arbetar för"), validators=[InputRequired(_l("Välj kommunen eller polisen"))])
    role = SelectField(
        _l("Roll"), choices=options(ROLES, none=_l("Välj")), validators=[InputRequired(_l("Välj en roll"))]
    )
    password = PasswordField(
        _l("Första lösenord"),
        description=_l(
            "Minst 15 tecken. Personen byter det vid första inloggningen. Behövs inte om det redan finns ett konto."
        ),
        validators=[
            Optional(),
            Length(min=PASSWORD_MIN, max=PASSWORD_MAX, message=_l("Skriv ett lösenord med %(min)d–%(max)d tecken")),
        ],
    )

    @classmethod
    def of(cls, municipality: Municipality) -> "PersonForm":
        """The form, with the municipality's parties to choose between."""
        form = cls()
        form.side.choices = options({party.side: party.short_name for party in municipality.parties})
        return form
