"""What is said of an association: its name to 120 characters, an address, a number if it has one, its areas."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, EmailField, Field, HiddenField, StringField
from wtforms.validators import InputRequired, ValidationError

from medborgar.core.forms import CheckboxesField, PublicForm, StaffForm, VersionField, as_id, options, plain_text, tidy
from medborgar.intake.associations.checking import Entry
from medborgar.intake.associations.models import CONTACT_MAX, NAME_MAX, Association
from medborgar.intake.associations.numbers import normal_number
from medborgar.intake.forms import OneAddress
from medborgar.municipality.models import Area

NUMBER_MAX = 20


class _Entry:
    """What an association says of itself, and what staff say of one."""

    name = StringField(_l("Föreningens namn"), **plain_text(NAME_MAX, required=str(_l("Skriv vad föreningen heter"))))
    number = StringField(
        _l("Organisationsnummer"),
        description=_l("Lämna tomt om ni inte har något, till exempel som byalag."),
        **plain_text(NUMBER_MAX),
    )
    contact = StringField(
        _l("Vem läser mejlen?"),
        description=_l("En funktion, till exempel ordförande. Skriv inget namn."),
        **plain_text(CONTACT_MAX),
    )
    email = EmailField(
        _l("E-postadress"),
        description=_l("Helst föreningens egen. Den blir en allmän handling."),
        filters=[tidy],
        validators=[InputRequired(_l("Skriv en e-postadress")), OneAddress()],
    )
    areas = CheckboxesField(_l("Var är ni verksamma?"), coerce=as_id)
    may_be_named = BooleanField(_l("Föreningen får nämnas bland dem som kommunen har frågat"))

    def offer(self: Any, areas: Sequence[Area]) -> Any:
        """Let the areas of this municipality be chosen."""
        self.areas.choices = options({area.id: area.name for area in areas})
        return self

    def validate_number(self, field: Field) -> None:
        """None, or an organisation's; a sole trader's would be a person's."""
        if field.data:
            number = normal_number(field.data)
            if number is None:
                raise ValidationError(_l("Skriv ett organisationsnummer, till exempel 802002-0023, eller lämna tomt"))
            field.data = number

    @property
    def entry(self: Any) -> Entry:
        """What was filled in."""
        takes_mail = self.takes_mail.data if "takes_mail" in self else True
        return Entry(
            name=self.name.data or "",
            email=self.email.data or "",
            number=self.number.data or "",
            contact=self.contact.data or "",
            area_ids=tuple(self.areas.data or ()),
            takes_mail=takes_mail,
            may_be_named=self.may_be_named.data,
        )


class JoinForm(_Entry, PublicForm):
    """An association asks to be asked."""

    token = HiddenField()


class AssociationForm(_Entry, StaffForm):
    """Staff add one or change one."""

    version = VersionField()
    takes_mail = BooleanField(_l("Föreningen vill ha inbjudningar med e-post"), default=True)

    @classmethod
    def of(cls, association: Association | None, areas: Sequence[Area], **more: Any) -> "AssociationForm":
        """Filled with what is known, unless something was sent; `formdata=None` is what is known alone."""
        names = ("name", "number", "contact", "email", "may_be_named", "takes_mail", "version")
        known = {name: getattr(association, name) for name in names} if association else {}
        places = {"areas": [one.id for one in association.areas]} if association else {}
        form: AssociationForm = cls(data=known | places, **more)
        form.offer(areas)
        return form


class FileForm(FlaskForm):
    """A file of associations."""

    file = FileField(
        _l("Fil med föreningar"),
        description=_l("En csv- eller xlsx-fil på högst 12 MB."),
        validators=[FileRequired(_l("Välj en fil"))],
    )
